"""When an edition is due, in the reader's time zone, through every clock change. Knows no clock: `after` is given."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.models import Schedule, Slot

DAYS_TO_LOOK_AHEAD = 8  # a week and a day: a schedule of one weekday whose hour has passed today


def next_slot(schedule: Schedule, after: datetime) -> Slot | None:
    """Return the first slot due later than `after`; None when the schedule names no time or no weekday."""
    zone = ZoneInfo(schedule.zone)
    first_day = after.astimezone(zone).date() - timedelta(days=1)
    for offset in range(DAYS_TO_LOOK_AHEAD + 2):
        slots = slots_of_day(schedule, first_day + timedelta(days=offset))
        later = [slot for slot in slots if slot.due_at > after]
        if later:
            return later[0]
    return None


def slots_of_day(schedule: Schedule, day: date) -> tuple[Slot, ...]:
    """Return the slots of one local day, earliest first."""
    if day.weekday() not in schedule.weekdays:
        return ()
    zone = ZoneInfo(schedule.zone)
    slots = [
        Slot(local_date=day, local_time=at, due_at=moment_of(day, at, zone)) for at in set(schedule.times)
    ]
    return tuple(sorted(slots, key=lambda slot: (slot.due_at, slot.local_time)))


def slot_due_at(schedule: Schedule, due_at: datetime) -> Slot:
    """Return the slot that was due at this moment; also when the schedule has changed since."""
    local = due_at.astimezone(ZoneInfo(schedule.zone))
    for day in (local.date() - timedelta(days=1), local.date()):
        for slot in slots_of_day(schedule, day):
            if slot.due_at == due_at:
                return slot
    return Slot(local_date=local.date(), local_time=local.time().replace(tzinfo=None), due_at=due_at)


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the UTC moment of a local time.

    A time that the clock skips means the next minute that exists; a time that occurs twice means the first.
    """
    local = datetime.combine(day, at, tzinfo=zone)
    while not _exists(local):
        local = (local.replace(tzinfo=None) + timedelta(minutes=1)).replace(second=0, tzinfo=zone)
    return local.astimezone(UTC)


def _exists(local: datetime) -> bool:
    back = local.astimezone(UTC).astimezone(local.tzinfo)
    return back.replace(tzinfo=None) == local.replace(tzinfo=None)


def is_zone(name: str) -> bool:
    """Is this the name of a time zone in the IANA database?"""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
