"""When editions are due on ordinary days; test_clock_changes.py has the others."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.core.schedule import is_zone, next_slot, slots_between, slots_of_day, times_of_day
from bot.core.timetable import Hush, QuietHours, Schedule, Weekend
from tests.builders import MONDAY

DAILY = Schedule(times=(time(8), time(20)), zone="Asia/Riyadh")
FRIDAY, SATURDAY, SUNDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)
IN_RAMADAN = date(2027, 2, 10)  # a Wednesday


def test_next_slot_is_later_today_when_the_hour_has_not_come() -> None:
    """A reader in Riyadh who wants 09:30 gets it at 06:30 UTC."""
    schedule = Schedule(times=(time(9, 30), time(7)), zone="Asia/Riyadh")

    slot = next_slot(schedule, MONDAY)

    assert slot is not None
    assert slot.due_at == datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
    assert slot.local_time == time(9, 30)


def test_next_slot_is_next_week_when_todays_only_hour_has_passed() -> None:
    """A schedule of one weekday does not run dry after its hour."""
    schedule = Schedule(times=(time(8),), zone="Asia/Riyadh", weekdays=(0,))

    slot = next_slot(schedule, MONDAY)

    assert slot is not None
    assert slot.local_date.isoformat() == "2026-11-30"


@pytest.mark.parametrize(
    "schedule", [Schedule(times=(), zone="UTC"), Schedule(times=(time(8),), zone="UTC", weekdays=())]
)
def test_there_is_no_slot_when_no_time_or_no_day_is_chosen(schedule: Schedule) -> None:
    """A subscription without times gets nothing."""
    assert next_slot(schedule, MONDAY) is None


@pytest.mark.parametrize(
    ("weekend", "free"),
    [
        (Weekend.FRIDAY_SATURDAY, [FRIDAY, SATURDAY]),
        (Weekend.SATURDAY_SUNDAY, [SATURDAY, SUNDAY]),
        (Weekend.FRIDAY, [FRIDAY]),
        (Weekend.NONE, []),
    ],
    ids=lambda value: value.value if isinstance(value, Weekend) else "",
)
def test_weekend_without_times_is_free(weekend: Weekend, free: list[date]) -> None:
    """Who keeps Friday and Saturday free gets nothing then, whatever the country's weekend is."""
    schedule = replace(DAILY, weekend=weekend)
    week = [FRIDAY + timedelta(days=n) for n in range(7)]

    assert [day for day in week if not times_of_day(schedule, day)] == free


def test_weekend_has_its_own_times() -> None:
    """Later on Friday than on Thursday."""
    schedule = replace(DAILY, weekend=Weekend.FRIDAY, weekend_times=(time(11),))

    assert times_of_day(schedule, FRIDAY) == (time(11),)
    assert times_of_day(schedule, SATURDAY) == DAILY.times


def test_ramadan_has_its_own_times() -> None:
    """From its first day to its last the timetable is that of the fast, then the usual one again."""
    schedule = replace(DAILY, ramadan_times=(time(3, 30), time(21)))

    assert times_of_day(schedule, date(2027, 2, 7)) == DAILY.times
    assert times_of_day(schedule, date(2027, 2, 8)) == schedule.ramadan_times
    assert times_of_day(schedule, date(2027, 3, 8)) == schedule.ramadan_times
    assert times_of_day(schedule, date(2027, 3, 9)) == DAILY.times


def test_ramadan_without_times_is_as_other_months() -> None:
    """Who says nothing about Ramadan loses nothing in it."""
    assert times_of_day(DAILY, IN_RAMADAN) == DAILY.times


def test_free_weekend_stays_free_in_ramadan_and_one_with_times_follows_ramadan() -> None:
    """The fast moves the hours of a day; it gives no editions to who wants none."""
    friday = IN_RAMADAN + timedelta(days=2)
    free = replace(DAILY, ramadan_times=(time(21),), weekend=Weekend.FRIDAY)

    assert times_of_day(free, friday) == ()
    assert times_of_day(replace(free, weekend_times=(time(11),)), friday) == (time(21),)


def test_reader_of_ramadan_only_waits_for_it() -> None:
    """The next edition may be months away, and is not forgotten."""
    schedule = Schedule(times=(), zone="Asia/Riyadh", ramadan_times=(time(21),))

    slot = next_slot(schedule, datetime(2026, 3, 20, 12, tzinfo=UTC))

    assert slot is not None
    assert slot.local_date == date(2027, 2, 8)


def test_pause_ends_by_itself_on_its_date() -> None:
    """Nothing before the date, and the first edition of that date without anyone's help."""
    schedule = replace(DAILY, paused_until=date(2027, 11, 30))

    slot = next_slot(schedule, MONDAY)

    assert slot is not None
    assert slot.key == (date(2027, 11, 30), time(8))


def test_pause_that_is_over_changes_nothing() -> None:
    """A date of last week holds nothing back."""
    assert next_slot(replace(DAILY, paused_until=date(2026, 11, 20)), MONDAY) == next_slot(DAILY, MONDAY)


@pytest.mark.parametrize(
    ("at", "due"),
    [
        pytest.param(time(21, 59), "2026-11-23 18:59", id="before"),
        pytest.param(time(22), "2026-11-24 04:00", id="begun"),
        pytest.param(time(23, 30), "2026-11-24 04:00", id="before midnight"),
        pytest.param(time(3), "2026-11-23 04:00", id="after midnight"),
        pytest.param(time(7), "2026-11-23 04:00", id="just over"),
    ],
)
def test_postponed_edition_waits_for_the_end_of_the_night(at: time, due: str) -> None:
    """An edition of the night comes in the morning, under the name of its own hour and date."""
    quiet = QuietHours(start=time(22), end=time(7), hush=Hush.POSTPONED)
    schedule = Schedule(times=(at,), zone="Asia/Riyadh", quiet=quiet)

    (slot,) = slots_of_day(schedule, date(2026, 11, 23))

    assert f"{slot.due_at:%Y-%m-%d %H:%M}" == due
    assert slot.key == (date(2026, 11, 23), at)


def test_silent_night_moves_no_edition() -> None:
    """Without postponing, quiet hours change how an edition comes, not when."""
    quiet = QuietHours(start=time(19), end=time(9))

    assert next_slot(replace(DAILY, quiet=quiet), MONDAY) == next_slot(DAILY, MONDAY)


def test_slot_that_was_published_is_not_the_next_one() -> None:
    """What is out is not announced again."""
    first = next_slot(DAILY, MONDAY)
    assert first is not None

    second = next_slot(DAILY, MONDAY, {first.key})

    assert second is not None
    assert second.key == (date(2026, 11, 24), time(8))


def test_slots_between_holds_both_ends() -> None:
    """A slot due this very second is due."""
    first, last = datetime(2026, 11, 23, 5, tzinfo=UTC), datetime(2026, 11, 23, 17, tzinfo=UTC)

    assert [slot.local_time.hour for slot in slots_between(DAILY, first, last)] == [8, 20]
    assert slots_between(DAILY, first + timedelta(seconds=1), last - timedelta(seconds=1)) == ()


@pytest.mark.parametrize("name", ["", "Riyadh", "Asia/Atlantis", "../etc/passwd"])
def test_a_zone_that_nobody_knows_is_no_zone(name: str) -> None:
    """A wrong zone is refused where it is typed, not when the edition is due."""
    assert not is_zone(name)
