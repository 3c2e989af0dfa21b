"""Two forms of a word are recognised as one; function words carry nothing."""

import pytest

from bot.core.arabic import (
    STOP_WORDS,
    clitic_forms,
    light_stem,
    one_spelling,
    root_forms,
    spelling_skeleton,
    stems,
    words,
)


def test_words_come_without_marks_when_text_is_split() -> None:
    """Punctuation goes; numbers stay whole."""
    assert words("صرَّح: «نعم»، 3.5% (12,500)") == ["صرح", "نعم", "3.5%", "12,500"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("والحكومة", "حكومته"), ("للمدينة", "بمدينتهم"), ("وبالقرار", "القرار"), ("وزرائها", "الوزراء")],
)
def test_forms_meet_when_a_word_carries_clitics(one: str, other: str) -> None:
    """A word is found again under its particles, article and endings."""
    found = clitic_forms(*words(one)) & clitic_forms(*words(other))

    assert found or root_forms(*words(one)) & root_forms(*words(other))


@pytest.mark.parametrize("pair", ["فرنسا ألمانيا", "بغداد بيروت", "ترامب بوتين"])
def test_forms_differ_when_names_differ(pair: str) -> None:
    """Two names are never taken for one."""
    one, other = words(pair)

    assert not clitic_forms(one) & clitic_forms(other)
    assert spelling_skeleton(one) != spelling_skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ترمب", "ترامب"), ("أميركا", "أمريكا"), ("نتانياهو", "نتنياهو"), ("وبوتن", "وبوتين")]
)
def test_names_have_one_spelling_when_newsrooms_differ(one: str, other: str) -> None:
    """Each newsroom's spelling of a name is the same name."""
    assert one_spelling(*words(one)) == one_spelling(*words(other))


def test_skeleton_is_the_same_when_a_sound_is_written_otherwise() -> None:
    """غ and ج, ط and ت are one sound in foreign names."""
    assert spelling_skeleton("غرينلاند") == spelling_skeleton("جرينلاند")


def test_stems_leave_out_function_words_when_text_is_weighed() -> None:
    """Only content words count."""
    assert "في" in STOP_WORDS
    assert stems("في المدينة وعلى الطريق") == [light_stem("المدينه"), light_stem("الطريق")]
