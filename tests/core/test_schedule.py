"""When editions are due."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Schedule
from bot.core.schedule import is_zone, next_slot, slot_due_at
from tests.builders import MONDAY

ZONES = (
    "Asia/Riyadh",
    "Africa/Cairo",
    "Asia/Beirut",
    "Africa/Casablanca",
    "Europe/London",
    "America/New_York",
)


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
    ("zone", "day", "at", "expected_local"),
    [
        pytest.param("Africa/Cairo", (2026, 4, 24), time(0, 30), "2026-04-24 01:00", id="Cairo skips 00:30"),
        pytest.param("Asia/Beirut", (2026, 3, 29), time(0, 30), "2026-03-29 01:00", id="Beirut skips 00:30"),
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
    ("zone", "day"),
    [
        pytest.param("Africa/Cairo", (2026, 10, 29), id="Cairo"),
        pytest.param("Asia/Beirut", (2026, 10, 24), id="Beirut"),
    ],
)
def test_edition_goes_out_once_when_its_time_exists_twice(zone: str, day: tuple[int, int, int]) -> None:
    """A clock that is set back doubles no edition: after the first 23:30 the next one is tomorrow's."""
    schedule = Schedule(times=(time(23, 30),), zone=zone)
    start = datetime(*day, 20, tzinfo=ZoneInfo(zone)).astimezone(UTC)

    first = next_slot(schedule, start)
    assert first is not None
    second = next_slot(schedule, first.due_at)

    assert second is not None
    assert (second.local_date - first.local_date).days == 1


@given(
    zone=st.sampled_from(ZONES),
    at=st.times().map(lambda value: value.replace(second=0, microsecond=0, fold=0)),
    start=st.datetimes(datetime(2020, 1, 1), datetime(2039, 1, 1)),  # noqa: DTZ001 - made aware below
)
def test_every_local_day_has_exactly_one_edition_whatever_the_clock_does(
    zone: str, at: time, start: datetime
) -> None:
    """Ten days of one daily time are ten editions on ten different local dates, in order."""
    schedule = Schedule(times=(at,), zone=zone)
    moment = start.replace(tzinfo=UTC)

    days = []
    for _ in range(10):
        slot = next_slot(schedule, moment)
        assert slot is not None
        assert slot.due_at > moment
        assert slot_due_at(schedule, slot.due_at) == slot
        days.append(slot.local_date)
        moment = slot.due_at

    assert days == [days[0] + timedelta(days=n) for n in range(10)]


@pytest.mark.parametrize("name", ["", "Riyadh", "Asia/Atlantis", "../etc/passwd"])
def test_a_zone_that_nobody_knows_is_no_zone(name: str) -> None:
    """A wrong zone is refused where it is typed, not when the edition is due."""
    assert not is_zone(name)
