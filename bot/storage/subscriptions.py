"""Who reads what, when, kept."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import Row, delete, select, update

from bot.core.models import DeliveryState, Length, Schedule, Subscription, SubscriptionState
from bot.storage.database import Database
from bot.storage.schema import deliveries, subscriptions

STILL_OWED = (DeliveryState.PENDING.value, DeliveryState.DOUBT.value)


class SqlSubscriptions:
    """The Subscriptions port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, now: datetime) -> tuple[Subscription, ...]:
        query = (
            select(subscriptions)
            .where(subscriptions.c.state == SubscriptionState.ACTIVE.value, subscriptions.c.next_due <= now)
            .order_by(subscriptions.c.next_due)
        )
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

    async def pause(self, chat_id: int) -> Subscription | None:
        changes = {"state": SubscriptionState.PAUSED.value, "next_due": None}
        return await self._switch(chat_id, SubscriptionState.ACTIVE, changes)

    async def resume(self, chat_id: int, next_due: datetime | None) -> Subscription | None:
        changes = {"state": SubscriptionState.ACTIVE.value, "next_due": next_due}
        return await self._switch(chat_id, SubscriptionState.PAUSED, changes)

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

    async def move_chat(self, old_chat_id: int, new_chat_id: int) -> None:
        async with self._database.writing() as connection:
            for table in (subscriptions, deliveries):
                moved = update(table).where(table.c.chat_id == old_chat_id).values(chat_id=new_chat_id)
                await connection.execute(moved)


def _row_of(subscription: Subscription) -> dict[str, Any]:
    names = ("id", "chat_id", "owner_id", "title", "next_due", "last_due", "language")
    schedule = subscription.schedule
    return {name: getattr(subscription, name) for name in names} | {
        "times": [at.strftime("%H:%M") for at in schedule.times],
        "zone": schedule.zone,
        "weekdays": list(schedule.weekdays),
        "topics": list(subscription.topics),
        "state": subscription.state.value,
        "length": subscription.length.value,
    }


def _subscription_of(row: Row[Any]) -> Subscription:
    schedule = Schedule(
        times=tuple(time.fromisoformat(at) for at in row.times),
        zone=row.zone,
        weekdays=tuple(row.weekdays),
    )
    return Subscription(
        id=row.id,
        chat_id=row.chat_id,
        owner_id=row.owner_id,
        title=row.title,
        schedule=schedule,
        topics=tuple(row.topics),
        state=SubscriptionState(row.state),
        next_due=row.next_due,
        last_due=row.last_due,
        language=row.language,
        length=Length(row.length),
    )
