"""A month is the same month in Cairo, Beirut and Algiers."""

import pytest

from bot.core.arabic import DateKind, find_dates


@pytest.mark.parametrize("name", ["نوفمبر", "تشرين الثاني", "نونبر", "وتشرين الثاني", "بنوفمبر", "November"])
def test_month_is_the_same_when_countries_name_it_otherwise(name: str) -> None:
    """Egyptian, Levantine and Maghrebi month names are one."""
    assert [(date.kind, date.value) for date in find_dates(f"وقع ذلك {name}")] == [(DateKind.MONTH, 11)]


@pytest.mark.parametrize(
    ("text", "day", "month"),
    [
        ("في 22 كانون الثاني", 22, 1),
        ("في التاسع من أيلول", 9, 9),
        ("يوم ١٥ مارس", 15, 3),
        ("في الخامس عشر من آب", 15, 8),
        ("في أيار", None, 5),
    ],
)
def test_day_belongs_to_the_month_when_it_stands_before_it(text: str, day: int | None, month: int) -> None:
    """Digits and ordinals both give the day."""
    assert [(date.day, date.value) for date in find_dates(text)] == [(day, month)]


def test_both_names_carry_the_day_when_a_month_is_named_twice() -> None:
    """«22 كانون الثاني/يناير» is one date."""
    assert [(date.day, date.value) for date in find_dates("22 كانون الثاني/ يناير")] == [(22, 1), (22, 1)]


def test_weekdays_hijri_months_and_years_are_found_when_named() -> None:
    """Each part of a date has its kind."""
    found = [(date.kind, date.value) for date in find_dates("للجمعة 5 شعبان، عام 2024")]

    assert found == [(DateKind.WEEKDAY, 4), (DateKind.HIJRI_MONTH, 8), (DateKind.YEAR, 2024)]


@pytest.mark.parametrize("text", ["مارس الفريق ضغوطا", "ماي رئيسة الوزراء", "بدأ من الصفر", "ضريبة صفر"])
def test_no_month_is_found_when_the_word_means_something_else(text: str) -> None:
    """Words that only look like months are not dates."""
    assert find_dates(text) == ()
