"""Which slot is owed when the bot was away, or when its reader changed the schedule. Publishes nothing itself."""

from collections.abc import Set
from datetime import date, datetime, timedelta

from bot.core.schedule import next_slot, slots_between, slots_of_day
from bot.core.timetable import Schedule, Slot, SlotKey, TimeToLive

CATCH_UP = timedelta(hours=6)
RULES_MAY_MOVE = timedelta(hours=3)  # a new zone database can move a slot after its moment was saved


def slot_to_publish(
    schedule: Schedule,
    next_due: datetime,
    now: datetime,
    published: Set[SlotKey] = frozenset(),
    catch_up: timedelta = CATCH_UP,
) -> Slot | None:
    """Return the slot to publish now: the latest that came due since `next_due` and is not out yet.

    None when all of them came due longer ago than `catch_up`. Of several that were missed only the latest goes out:
    its edition holds the news of the others.
    """
    came_due = slots_between(schedule, next_due, now)
    came_due = came_due or slots_between(schedule, next_due - RULES_MAY_MOVE, now)
    open_slots = [slot for slot in came_due if slot.due_at >= now - catch_up and slot.key not in published]
    return open_slots[-1] if open_slots else None


def slot_after_change(
    before: Schedule,
    next_due: datetime | None,
    after: Schedule,
    now: datetime,
    published: Set[SlotKey],
    catch_up: timedelta = CATCH_UP,
) -> Slot | None:
    """Return the first slot that is owed once a schedule has changed; `next_due` is when the old one owed its first.

    A slot that the change jumped over (its reader moved east) or that was due and not out yet is owed still.
    A slot that came due before it was asked for is not, nor is one that was published under the old schedule.
    """
    passed = slots_between(after, now - catch_up, now)
    owed = [slot for slot in passed if slot.key not in published and _was_owed(slot, before, next_due)]
    return owed[-1] if owed else next_slot(after, now, published)


def longest_delay(time_to_live: TimeToLive | None, catch_up: timedelta = CATCH_UP) -> timedelta:
    """Return how late an edition may still be made: as the operator allows, but not when its chat wants it no more."""
    return catch_up if time_to_live is None else min(time_to_live.length, catch_up)


def stale_at(slot: Slot, time_to_live: TimeToLive | None) -> datetime | None:
    """Return when a chat does not want the edition of this slot any more; None when it left that to the operator.

    The chat's time counts from the edition's hour, however late it was made. An edition that quiet hours postponed
    has the hour they end.
    """
    return None if time_to_live is None else slot.due_at + time_to_live.length


def first_date_that_matters(now: datetime, catch_up: timedelta = CATCH_UP) -> date:
    """Return the earliest local date, in any zone, of a slot that can be owed at this moment."""
    return (now - catch_up).date() - timedelta(days=2)  # one for the zone, one for a slot that was postponed


def _was_owed(slot: Slot, before: Schedule, next_due: datetime | None) -> bool:
    if next_due is None:
        return False
    same = [old for old in slots_of_day(before, slot.local_date) if old.key == slot.key]
    return any(old.due_at >= next_due for old in same)
