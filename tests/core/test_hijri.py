"""When Ramadan is."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.core.hijri import RAMADANS, is_ramadan, ramadan_from


@pytest.mark.parametrize(
    ("first", "feast"),
    [
        pytest.param(date(2024, 3, 11), date(2024, 4, 10), id="1445"),
        pytest.param(date(2025, 3, 1), date(2025, 3, 30), id="1446"),
        pytest.param(date(2026, 2, 18), date(2026, 3, 20), id="1447"),
    ],
)
def test_ramadan_is_from_its_first_day_to_the_day_before_the_feast(first: date, feast: date) -> None:
    """The days that Saudi Arabia fasted are days of Ramadan, their neighbours are not."""
    days = [first - timedelta(days=1), first, feast - timedelta(days=1), feast]

    assert [is_ramadan(day) for day in days] == [False, True, True, False]


def test_ramadan_moves_with_the_crescent_of_the_readers_country() -> None:
    """Where the crescent was seen a day later, the timetable begins and ends a day later."""
    assert [is_ramadan(date(2026, 2, day), shift=1) for day in (18, 19)] == [False, True]
    assert is_ramadan(date(2026, 3, 20), shift=1)
    assert is_ramadan(date(2026, 2, 17), shift=-1)


def test_every_ramadan_of_the_table_is_a_lunar_month_one_lunar_year_after_the_last() -> None:
    """A slip of the pen in the table would show: months have 29 or 30 days, lunar years 354 or 355."""
    lengths = {(ramadan.last - ramadan.first).days + 1 for ramadan in RAMADANS}
    years = {(later.first - earlier.first).days for earlier, later in pairwise(RAMADANS)}

    assert lengths == {29, 30}
    assert years <= {354, 355}
    assert len(RAMADANS) == 56


def test_two_ramadans_of_one_gregorian_year_are_both_known() -> None:
    """2030 has one in January and one in December."""
    assert is_ramadan(date(2030, 1, 5))
    assert is_ramadan(date(2030, 12, 26))


def test_next_ramadan_is_the_one_that_lasts_or_the_one_to_come() -> None:
    """A reader is shown the month that the timetable is for."""
    now, later = ramadan_from(date(2026, 3, 19)), ramadan_from(date(2026, 3, 20))

    assert now is not None
    assert later is not None
    assert (now.first, later.first) == (date(2026, 2, 18), date(2027, 2, 8))
    assert ramadan_from(date(2078, 1, 1)) is None
