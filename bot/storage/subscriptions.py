"""Who reads what, when, kept."""

from collections import defaultdict
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, case, delete, literal, or_, select, update

from bot.core.models import DeliveryState, Length, Subscription, SubscriptionState
from bot.core.timetable import Hush, NothingNew, QuietHours, Schedule, SlotKey, TimeToLive, Weekend
from bot.storage.database import Database, UtcDateTime
from bot.storage.schema import deliveries, editions, subscriptions

STILL_OWED = (DeliveryState.PENDING.value, DeliveryState.DOUBT.value)


class SqlSubscriptions:
    """The Subscriptions port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(
        self, now: datetime, limit: int, after: Subscription | None = None, shard: str = ""
    ) -> tuple[Subscription, ...]:
        query = select(subscriptions).where(*_is_due(now)).limit(limit)
        query = query.order_by(subscriptions.c.next_due, subscriptions.c.id)
        if after is not None:
            query = query.where(*_is_behind(after))
        if shard:
            query = query.where(subscriptions.c.id.startswith(shard))
        async with self._database.reading() as connection:
            return tuple(_subscription_of(row) for row in await connection.execute(query))

    async def of_chat(self, chat_id: int) -> Subscription | None:
        query = select(subscriptions).where(subscriptions.c.chat_id == chat_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _subscription_of(row)

    async def of_owner(self, owner_id: int) -> tuple[Subscription, ...]:
        query = select(subscriptions).where(subscriptions.c.owner_id == owner_id).order_by(subscriptions.c.id)
        async with self._database.reading() as connection:
            return tuple(_subscription_of(row) for row in await connection.execute(query))

    async def save(self, subscription: Subscription) -> None:
        async with self._database.writing() as connection:
            await self._database.upsert(connection, subscriptions, _row_of(subscription))

    async def remove(self, chat_id: int) -> bool:
        async with self._database.writing() as connection:
            owed = deliveries.c.chat_id == chat_id, deliveries.c.state.in_(STILL_OWED)
            await connection.execute(delete(deliveries).where(*owed))
            result = await connection.execute(delete(subscriptions).where(subscriptions.c.chat_id == chat_id))
            return result.rowcount == 1

    async def pause(self, chat_id: int, now: datetime) -> Subscription | None:
        untold = case((subscriptions.c.owner_id != subscriptions.c.chat_id, literal(now, UtcDateTime)))
        changes = {"state": SubscriptionState.PAUSED.value, "next_due": None, "tell_owner_at": untold}
        return await self._switch(chat_id, SubscriptionState.ACTIVE, changes)

    async def resume(self, chat_id: int, next_due: datetime | None) -> Subscription | None:
        changes = {
            "state": SubscriptionState.ACTIVE.value,
            "next_due": next_due,
            "tell_owner_at": None,
        }
        return await self._switch(chat_id, SubscriptionState.PAUSED, changes)

    async def take_untold(self, now: datetime, again_at: datetime) -> tuple[Subscription, ...]:
        taken = update(subscriptions).where(subscriptions.c.tell_owner_at <= now)
        statement = taken.values(tell_owner_at=again_at).returning(subscriptions)
        async with self._database.writing() as connection:
            return tuple(_subscription_of(row) for row in await connection.execute(statement))

    async def told(self, chat_id: int) -> None:
        statement = update(subscriptions).where(subscriptions.c.chat_id == chat_id)
        async with self._database.writing() as connection:
            await connection.execute(statement.values(tell_owner_at=None))

    async def _switch(
        self, chat_id: int, old: SubscriptionState, changes: dict[str, Any]
    ) -> Subscription | None:
        statement = (
            update(subscriptions)
            .where(subscriptions.c.chat_id == chat_id, subscriptions.c.state == old.value)
            .values(changes)
            .returning(subscriptions)
        )
        async with self._database.writing() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return None if row is None else _subscription_of(row)

    async def move_on(self, subscription: Subscription, next_due: datetime | None) -> bool:
        same = subscriptions.c.id == subscription.id, subscriptions.c.next_due == subscription.next_due
        statement = update(subscriptions).where(*same).values(next_due=next_due)
        async with self._database.writing() as connection:
            return (await connection.execute(statement)).rowcount == 1

    async def published(self, ids: tuple[str, ...], since: date) -> dict[str, frozenset[SlotKey]]:
        query = select(editions.c.subscription_id, editions.c.local_date, editions.c.slot).where(
            editions.c.subscription_id.in_(ids), editions.c.local_date >= since
        )
        found: dict[str, set[SlotKey]] = defaultdict(set)
        async with self._database.reading() as connection:
            for row in await connection.execute(query):
                found[row.subscription_id].add((row.local_date, time.fromisoformat(row.slot)))
        return {subscription_id: frozenset(slots) for subscription_id, slots in found.items()}

    async def move_chat(self, old_chat_id: int, new_chat_id: int) -> None:
        known = select(subscriptions.c.id).where(subscriptions.c.chat_id == new_chat_id)
        async with self._database.writing() as connection:
            if (
                await connection.execute(known)
            ).first() is not None:  # followed anew: that is what its owner wants
                await connection.execute(delete(subscriptions).where(subscriptions.c.chat_id == old_chat_id))
            for table in (subscriptions, deliveries):
                moved = update(table).where(table.c.chat_id == old_chat_id).values(chat_id=new_chat_id)
                await connection.execute(moved)


def _is_due(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return subscriptions.c.state == SubscriptionState.ACTIVE.value, subscriptions.c.next_due <= now


def _is_behind(last: Subscription) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """In the order of due times; among equal ones in that of ids."""
    due = subscriptions.c.next_due
    return due >= last.next_due, or_(due > last.next_due, subscriptions.c.id > last.id)


def _row_of(subscription: Subscription) -> dict[str, Any]:
    names = ("id", "chat_id", "owner_id", "title", "next_due", "last_due", "language")
    return {name: getattr(subscription, name) for name in names} | {
        "topics": list(subscription.topics),
        "state": subscription.state.value,
        "length": subscription.length.value,
        "nothing_new": subscription.nothing_new and subscription.nothing_new.value,
        "time_to_live": subscription.time_to_live and subscription.time_to_live.value,
        **_schedule_row(subscription.schedule),
    }


def _schedule_row(schedule: Schedule) -> dict[str, Any]:
    quiet = schedule.quiet
    return {
        "times": _written(schedule.times),
        "zone": schedule.zone,
        "weekdays": list(schedule.weekdays),
        "weekend": schedule.weekend.value,
        "weekend_times": _written(schedule.weekend_times),
        "ramadan_times": _written(schedule.ramadan_times),
        "ramadan_shift": schedule.ramadan_shift,
        "quiet_start": quiet and f"{quiet.start:%H:%M}",
        "quiet_end": quiet and f"{quiet.end:%H:%M}",
        "hush": quiet.hush.value if quiet else Hush.SILENT.value,
        "paused_until": schedule.paused_until,
    }


def _subscription_of(row: Row[Any]) -> Subscription:
    return Subscription(
        id=row.id,
        chat_id=row.chat_id,
        owner_id=row.owner_id,
        title=row.title,
        schedule=_schedule_of(row),
        topics=tuple(row.topics),
        state=SubscriptionState(row.state),
        next_due=row.next_due,
        last_due=row.last_due,
        language=row.language,
        length=Length(row.length),
        nothing_new=None if row.nothing_new is None else NothingNew(row.nothing_new),
        time_to_live=None if row.time_to_live is None else TimeToLive(row.time_to_live),
    )


def _schedule_of(row: Row[Any]) -> Schedule:
    return Schedule(
        times=_times(row.times),
        zone=row.zone,
        weekdays=tuple(row.weekdays),
        weekend=Weekend(row.weekend),
        weekend_times=_times(row.weekend_times),
        ramadan_times=_times(row.ramadan_times),
        ramadan_shift=row.ramadan_shift,
        quiet=_quiet_of(row),
        paused_until=row.paused_until,
    )


def _quiet_of(row: Row[Any]) -> QuietHours | None:
    if row.quiet_start is None:
        return None
    start, end = time.fromisoformat(row.quiet_start), time.fromisoformat(row.quiet_end)
    return QuietHours(start=start, end=end, hush=Hush(row.hush))


def _written(times: tuple[time, ...]) -> list[str]:
    return [f"{at:%H:%M}" for at in times]


def _times(written: list[str]) -> tuple[time, ...]:
    return tuple(time.fromisoformat(at) for at in written)
