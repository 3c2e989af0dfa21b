"""Editions on the days when clocks change: never skipped, never doubled, in any zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.schedule import moment_of, next_slot
from bot.core.timetable import Schedule, Slot
from tests.zones import changes_of, zones_that_change

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
ARAB_ZONES = ("Asia/Riyadh", "Africa/Cairo", "Asia/Beirut", "Africa/Casablanca", "Asia/Gaza")


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected_local"),
    [
        pytest.param("Africa/Cairo", (2026, 4, 24), time(0, 30), "2026-04-24 01:00", id="Cairo skips 00:30"),
        pytest.param("Africa/Cairo", (2026, 4, 24), time(0), "2026-04-24 01:00", id="Cairo skips midnight"),
        pytest.param("Asia/Beirut", (2026, 3, 29), time(0, 30), "2026-03-29 01:00", id="Beirut skips 00:30"),
        pytest.param(
            "Africa/Casablanca", (2026, 3, 22), time(2, 30), "2026-03-22 03:00", id="Casablanca, Ramadan over"
        ),
    ],
)
def test_edition_goes_out_at_the_next_minute_that_exists_when_the_clock_skips_its_time(
    zone: str, day: tuple[int, int, int], at: time, expected_local: str
) -> None:
    """A clock that jumps forward costs nobody an edition."""
    schedule = Schedule(times=(at,), zone=zone)
    before = datetime(*day, tzinfo=ZoneInfo(zone)) - timedelta(hours=2)

    slot = next_slot(schedule, before.astimezone(UTC))

    assert slot is not None
    assert slot.due_at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M") == expected_local


@pytest.mark.parametrize(
    ("zone", "day", "at"),
    [
        pytest.param("Africa/Cairo", (2026, 10, 29), time(23, 30), id="Cairo"),
        pytest.param("Asia/Beirut", (2026, 10, 24), time(23, 30), id="Beirut"),
        pytest.param("Africa/Casablanca", (2026, 2, 15), time(2, 30), id="Casablanca, before Ramadan"),
    ],
)
def test_edition_goes_out_once_when_its_time_exists_twice(
    zone: str, day: tuple[int, int, int], at: time
) -> None:
    """A clock that is set back doubles no edition: it goes out the first time, and the next one is tomorrow's."""
    schedule = Schedule(times=(at,), zone=zone)
    start = datetime.combine(date(*day), at, tzinfo=ZoneInfo(zone)).astimezone(UTC)

    first = next_slot(schedule, start - A_MINUTE)
    assert first is not None
    second = next_slot(schedule, first.due_at)

    assert second is not None
    assert first.due_at == start
    assert second.local_date == date(*day) + A_DAY


def test_clock_change_around_ramadan_moves_no_reader_of_ramadans_timetable() -> None:
    """In Casablanca the clock goes back before Ramadan and on after it; 21:00 stays 21:00, once a day."""
    schedule = Schedule(times=(time(8),), zone="Africa/Casablanca", ramadan_times=(time(21),))
    slots = _slots_of(schedule, datetime(2026, 2, 14, tzinfo=UTC), datetime(2026, 3, 24, tzinfo=UTC))
    local_times = [slot.due_at.astimezone(ZoneInfo(schedule.zone)).hour for slot in slots]

    assert [slot.local_date for slot in slots] == [date(2026, 2, 14) + n * A_DAY for n in range(38)]
    assert local_times == [8] * 4 + [21] * 30 + [8] * 4


def test_each_edition_goes_out_once_at_every_clock_change_of_every_zone_for_20_years() -> None:
    """Missing 0, doubled 0, each at the first moment when its reader's clock shows the time asked for."""
    changes = [(zone, change) for zone in zones_that_change() for change in changes_of(zone)]
    wrong = [
        f"{zone} {change.isoformat()} {at}"
        for zone, change in changes
        for at in _times_around(zone, change)
        if not _each_day_once(Schedule(times=(at,), zone=zone), change)
    ]

    assert len(changes) > 1000, "the zones were not walked"
    assert wrong == []


@settings(deadline=None)  # a busy machine proves nothing
@given(
    zone=st.sampled_from(ARAB_ZONES),
    times=st.lists(st.integers(0, 24 * 12 - 1), min_size=1, max_size=12, unique=True),
    start=st.datetimes(datetime(2020, 1, 1), datetime(2039, 1, 1)),  # noqa: DTZ001 - made aware below
)
def test_each_time_of_each_day_has_its_edition_in_order(zone: str, times: list[int], start: datetime) -> None:
    """Up to twelve times a day, ten days long; times that the clock skips together share one edition."""
    schedule = Schedule(times=tuple(time(n // 12, n % 12 * 5) for n in times), zone=zone)
    day, tz = start.date(), ZoneInfo(zone)
    wanted = {moment_of(day + n * A_DAY, at, tz) for n in range(10) for at in schedule.times}

    slots = _slots_of(schedule, min(wanted), max(wanted) + A_MINUTE)

    assert [slot.due_at for slot in slots] == sorted(wanted)


def _each_day_once(schedule: Schedule, change: datetime) -> bool:
    """Does each local date around the change have its slot, once and at the right moment?"""
    zone = ZoneInfo(schedule.zone)
    slots = _slots_of(schedule, change - 2 * A_DAY, change + 2 * A_DAY)
    first = slots[0].local_date
    in_a_row = [slot.local_date for slot in slots] == [first + n * A_DAY for n in range(len(slots))]
    return len(slots) >= 3 and in_a_row and all(_at_first_chance(slot, zone) for slot in slots)


def _at_first_chance(slot: Slot, zone: ZoneInfo) -> bool:
    """A minute ago the reader's clock showed less than the time asked for, and no clock had shown it yet."""
    asked = datetime.combine(slot.local_date, slot.local_time)
    shown, before = (moment.astimezone(zone) for moment in (slot.due_at, slot.due_at - A_MINUTE))
    return before.replace(tzinfo=None) < asked <= shown.replace(tzinfo=None) and shown.fold == 0


def _slots_of(schedule: Schedule, start: datetime, end: datetime) -> list[Slot]:
    """The slots a publisher meets who always asks for the next one."""
    slots: list[Slot] = []
    slot = next_slot(schedule, start - A_MINUTE)
    while slot is not None and slot.due_at < end:
        slots.append(slot)
        slot = next_slot(schedule, slot.due_at)
    return slots


def _times_around(zone: str, change: datetime) -> set[time]:
    """Times that the change skips, doubles or just leaves alone, and one far from it."""
    clocks = [(change + minutes * A_MINUTE).astimezone(ZoneInfo(zone)) for minutes in (-31, -1, 0, 30, 61)]
    middle = (change - A_MINUTE).astimezone(ZoneInfo(zone)) + timedelta(
        minutes=31
    )  # in the gap, if there is one
    return {clock.time().replace(second=0, microsecond=0, fold=0) for clock in (*clocks, middle)}
