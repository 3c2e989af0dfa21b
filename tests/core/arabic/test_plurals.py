"""Counting in Arabic is correct for every number."""

import pytest

from bot.core.arabic import NounForms, PluralForm, count_noun, plural_form

STORIES = NounForms(one="خبر واحد", two="خبران", few="أخبار", many="خبرًا", other="خبر", zero="لا أخبار")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "لا أخبار"), (1, "خبر واحد"), (2, "خبران"), (3, "3 أخبار"), (10, "10 أخبار"), (11, "11 خبرًا"),
        (99, "99 خبرًا"), (100, "100 خبر"), (101, "101 خبر"), (103, "103 أخبار"), (1011, "1011 خبرًا"),
    ],
)  # fmt: skip
def test_noun_agrees_when_things_are_counted(number: int, said: str) -> None:
    """A reader sees the form a native speaker would say."""
    assert count_noun(number, STORIES) == said


def test_forms_follow_cldr_when_numbers_grow() -> None:
    """The six forms of Unicode CLDR."""
    forms = [plural_form(number) for number in (0, 1, 2, 110, 111, 200)]

    assert forms == [
        PluralForm.ZERO, PluralForm.ONE, PluralForm.TWO, PluralForm.FEW, PluralForm.MANY, PluralForm.OTHER,
    ]  # fmt: skip
