"""Which news words may tell the same."""

import pytest

from bot.core.arabic import matching_key, synonym_groups, tells_event


@pytest.mark.parametrize(
    ("one", "other"),
    [("أفرجت", "سراح"), ("وانخفاض", "تراجعت"), ("قلة", "شح"), ("اعتقال", "توقيف"), ("تستخدم", "استعمال")],
)
def test_words_share_a_group_when_they_tell_the_same(one: str, other: str) -> None:
    """Another word for the same thing is support."""
    assert synonym_groups(matching_key(one)) & synonym_groups(matching_key(other))


@pytest.mark.parametrize(
    ("one", "other"), [("أفرجت", "اعتقال"), ("ارتفع", "هبط"), ("رفض", "وافق"), ("مكتبة", "مدرسة")]
)
def test_words_share_no_group_when_they_tell_something_else(one: str, other: str) -> None:
    """The opposite, or an unlisted word, is no support."""
    assert not synonym_groups(matching_key(one)) & synonym_groups(matching_key(other))


@pytest.mark.parametrize(
    ("word", "expected"),
    [("الإفراج", True), ("تجاهل", True), ("كبيرة", False), ("يوضح", False), ("نهر", False)],
)
def test_word_tells_an_event_when_all_its_senses_do(word: str, expected: bool) -> None:
    """Only what surely happened or did not is held against a claim."""
    assert tells_event(matching_key(word)) is expected
