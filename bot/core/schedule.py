"""When an edition is due, in the reader's time zone, through every clock change. Knows no clock: `after` is given."""

from collections.abc import Set
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.hijri import is_ramadan
from bot.core.timetable import Hush, QuietHours, Schedule, Slot, SlotKey

DAYS_TO_LOOK_AHEAD = 400  # who wants editions in Ramadan only waits up to a year
A_DAY = timedelta(days=1)


def next_slot(schedule: Schedule, after: datetime, published: Set[SlotKey] = frozenset()) -> Slot | None:
    """Return the first slot due later than `after` and not published yet; None when no day has a time."""
    local = after.astimezone(ZoneInfo(schedule.zone)).date()
    first_day = max(local - A_DAY, schedule.paused_until or date.min)
    for offset in range(DAYS_TO_LOOK_AHEAD if _has_times(schedule) else 0):
        slots = slots_of_day(schedule, first_day + timedelta(days=offset))
        later = [slot for slot in slots if slot.due_at > after and slot.key not in published]
        if later:
            return later[0]
    return None


def slots_between(schedule: Schedule, first: datetime, last: datetime) -> tuple[Slot, ...]:
    """Return the slots due from `first` to `last`, both included, earliest first."""
    zone = ZoneInfo(schedule.zone)
    day, last_day = first.astimezone(zone).date() - A_DAY, last.astimezone(zone).date()
    found: list[Slot] = []
    while day <= last_day:
        found += [slot for slot in slots_of_day(schedule, day) if first <= slot.due_at <= last]
        day += A_DAY
    return tuple(found)


@lru_cache(maxsize=4096)  # thousands of readers share a schedule, and each step looks at three of its days
def slots_of_day(schedule: Schedule, day: date) -> tuple[Slot, ...]:
    """Return the slots of one local day, earliest first; quiet hours may postpone one to the next day."""
    zone = ZoneInfo(schedule.zone)
    slots = [
        Slot(local_date=day, local_time=at, due_at=_due_at(day, at, zone, schedule.quiet))
        for at in set(times_of_day(schedule, day))
    ]
    return tuple(sorted(slots, key=lambda slot: (slot.due_at, slot.local_time)))


def times_of_day(schedule: Schedule, day: date) -> tuple[time, ...]:
    """Return the times of one local day. A weekend without times is free in Ramadan too."""
    paused = schedule.paused_until is not None and day < schedule.paused_until
    if paused or day.weekday() not in schedule.weekdays:
        return ()
    is_weekend = day.weekday() in schedule.weekend.days
    if is_weekend and not schedule.weekend_times:
        return ()
    if schedule.ramadan_times and is_ramadan(day, schedule.ramadan_shift):
        return schedule.ramadan_times
    return schedule.weekend_times if is_weekend else schedule.times


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the UTC moment of a local time.

    A time that the clock skips means the next minute that exists; a time that occurs twice means the first.
    """
    local = datetime.combine(day, at, tzinfo=zone)
    while not _exists(local):
        local = (local.replace(tzinfo=None) + timedelta(minutes=1)).replace(second=0, tzinfo=zone)
    return local.astimezone(UTC)


def _due_at(day: date, at: time, zone: ZoneInfo, quiet: QuietHours | None) -> datetime:
    if quiet is None or quiet.hush is not Hush.POSTPONED or not quiet.hold(at):
        return moment_of(day, at, zone)
    ends_on = day if at < quiet.end else day + A_DAY
    return moment_of(ends_on, quiet.end, zone)


def _exists(local: datetime) -> bool:
    back = local.astimezone(UTC).astimezone(local.tzinfo)
    return back.replace(tzinfo=None) == local.replace(tzinfo=None)


def _has_times(schedule: Schedule) -> bool:
    return bool(schedule.times or schedule.weekend_times or schedule.ramadan_times)


def is_zone(name: str) -> bool:
    """Is this the name of a time zone in the IANA database?"""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
