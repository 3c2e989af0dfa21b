"""What a reader sees is clean; what we compare is one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.arabic import arabic_share, clean, is_arabic, matching_key


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        pytest.param("قال\u200f الوزير\u2069", "قال الوزير", id="bidi controls go"),
        pytest.param("قال\u00a0الوزير", "قال الوزير", id="no-break space becomes a space"),
        pytest.param("\ufee3\ufea4\ufee4\ufeaa", "محمد", id="presentation forms become letters"),
        pytest.param("محـــــمد", "محمد", id="stretched word"),
        pytest.param("1445 هـ", "1445 هـ", id="the Hijri sign keeps its tatweel"),
        pytest.param("سطر\r\nآخر", "سطر\nآخر", id="newlines stay"),
        pytest.param("نص\x00\x07 عادي", "نص عادي", id="control characters go"),
        pytest.param("ا\u0654مر", "أمر", id="composed letters"),
        pytest.param("نص\ud800", "نص", id="broken half of a pair"),
        pytest.param("نص\U000e0041\U000e007f", "نص", id="invisible tag letters go"),
        pytest.param("شمس\u2600\ufe0f\u180e", "شمس\u2600", id="variation selectors go"),
        pytest.param("نص\ufff9\ufffb", "نص", id="annotation marks go"),
    ],
)
def test_text_is_clean_when_it_is_shown(raw: str, shown: str) -> None:
    """A reader never sees hidden characters, and loses no letter."""
    assert clean(raw) == shown


@given(st.text(max_size=200))
def test_cleaning_changes_nothing_when_done_twice(text: str) -> None:
    """Text that was cleaned once is clean."""
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إسرائيل", "اسرائيل"),
        ("مدرسة", "مدرسه"),
        ("مستشفى", "مستشفي"),
        ("مسؤول", "مسوول"),
        ("تقدُّمًا", "تقدما"),
        ("٢٠٢٤", "2024"),
        ("۱۲٪", "12%"),
        ("NATO", "nato"),
    ],
)
def test_spellings_have_one_key_when_a_word_is_the_same(one: str, other: str) -> None:
    """Two spellings of one word are compared as one word."""
    assert matching_key(one) == matching_key(other)


def test_share_counts_letters_only_when_text_is_mixed() -> None:
    """Digits and punctuation say nothing about the language."""
    assert arabic_share("نص abc 123 !") == pytest.approx(0.4)
    assert arabic_share("123") == 0
    assert is_arabic("أعلنت شركة OpenAI اليوم")
    assert not is_arabic("The company said اليوم")
