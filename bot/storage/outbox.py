"""Editions and what they owe, kept. Each method is one transaction, so a crash keeps all of it or nothing."""

from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, and_, case, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.models import Delivery, DeliveryState, Edition, Message
from bot.core.ports import EditionToPublish
from bot.core.retry import MAX_RESENDS, Outcome
from bot.storage.database import Database
from bot.storage.schema import deliveries, edition_stories, editions, subscriptions

MESSAGE = TypeAdapter(Message)
DELIVERY_COLUMNS = (
    "id",
    "edition_id",
    "chat_id",
    "part",
    "attempts",
    "doubts",
    "next_attempt",
    "message_id",
    "last_error",
)
DUE_STATES = (DeliveryState.PENDING.value, DeliveryState.DOUBT.value)


class SqlOutbox:
    """The Outbox port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, intent: EditionToPublish) -> bool:
        async with self._database.writing() as connection:
            moved = await connection.execute(_moved_on(intent))
            if moved.rowcount != 1:
                return False
            if await self._database.insert_new(connection, editions, [_edition_row(intent.edition)]) != 1:
                return False
            await self._insert_owed(connection, intent)
        return True

    async def _insert_owed(self, connection: AsyncConnection, intent: EditionToPublish) -> None:
        edition = intent.edition
        told = [
            {
                "edition_id": edition.id,
                "story_id": digest.story.id,
                "subscription_id": edition.subscription_id,
            }
            for digest in edition.digests
        ]
        await self._database.insert_new(connection, edition_stories, told)
        rows = [_delivery_row(delivery) for delivery in intent.deliveries]
        await self._database.insert_new(connection, deliveries, rows)

    async def stories_sent(self, subscription_id: str) -> frozenset[str]:
        query = select(edition_stories.c.story_id).where(edition_stories.c.subscription_id == subscription_id)
        async with self._database.reading() as connection:
            return frozenset((await connection.execute(query)).scalars())

    async def claim(self, now: datetime, limit: int) -> tuple[Delivery, ...]:
        ready = (
            select(deliveries.c.id)
            .where(
                deliveries.c.state.in_(DUE_STATES), deliveries.c.next_attempt <= now, ~_earlier_part_open()
            )
            .order_by(deliveries.c.next_attempt, deliveries.c.edition_id, deliveries.c.part)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        async with self._database.writing() as connection:
            ids = tuple((await connection.execute(ready)).scalars())
            changes = {
                "state": DeliveryState.SENDING.value,
                "claimed_at": now,
                "attempts": deliveries.c.attempts + 1,
            }
            taken = update(deliveries).where(deliveries.c.id.in_(ids)).values(changes).returning(deliveries)
            rows = {row.id: row for row in await connection.execute(taken)}
        return tuple(_delivery_of(rows[delivery_id]) for delivery_id in ids if delivery_id in rows)

    async def mark_sent(self, delivery: Delivery, message_id: int, now: datetime) -> None:
        changes = {"state": DeliveryState.SENT.value, "message_id": message_id, "claimed_at": now}
        await self._change(delivery, changes)

    async def mark_failed(self, delivery: Delivery, outcome: Outcome) -> None:
        changes = {
            "state": outcome.state.value,
            "next_attempt": outcome.next_attempt,
            "last_error": outcome.reason,
            "doubts": deliveries.c.doubts + int(outcome.state is DeliveryState.DOUBT),
        }
        await self._change(delivery, changes)

    async def _change(self, delivery: Delivery, changes: dict[str, Any]) -> None:
        async with self._database.writing() as connection:
            mine = deliveries.c.id == delivery.id
            await connection.execute(update(deliveries).where(mine).values(changes))

    async def recover(self, stale_before: datetime) -> int:
        stuck = (
            deliveries.c.state == DeliveryState.SENDING.value,
            deliveries.c.claimed_at < stale_before,
        )
        doubts = deliveries.c.doubts
        changes = {
            "state": DeliveryState.DOUBT.value,
            "doubts": doubts + 1,
            "next_attempt": case((doubts < MAX_RESENDS, deliveries.c.next_attempt), else_=None),
        }
        async with self._database.writing() as connection:
            return (await connection.execute(update(deliveries).where(*stuck).values(changes))).rowcount


def _moved_on(intent: EditionToPublish) -> Any:  # an Update statement; its generic type says nothing here
    """Move the due time on only if nobody else did: that is what makes two ticks publish once."""
    subscription = intent.subscription
    return (
        update(subscriptions)
        .where(subscriptions.c.id == subscription.id, subscriptions.c.next_due == subscription.next_due)
        .values(next_due=intent.next_due, last_due=intent.edition.slot.due_at)
    )


def _earlier_part_open() -> ColumnElement[bool]:
    earlier = deliveries.alias("earlier")
    closed = (DeliveryState.SENT.value, DeliveryState.FAILED.value)
    waits = and_(earlier.c.state.notin_(closed), earlier.c.next_attempt.is_not(None))
    return exists().where(
        earlier.c.edition_id == deliveries.c.edition_id,
        earlier.c.chat_id == deliveries.c.chat_id,
        earlier.c.part < deliveries.c.part,
        waits,
    )


def _edition_row(edition: Edition) -> dict[str, Any]:
    return {
        "id": edition.id,
        "subscription_id": edition.subscription_id,
        "local_date": edition.slot.local_date,
        "slot": edition.slot.local_time.strftime("%H:%M"),
        "due_at": edition.slot.due_at,
    }


def _delivery_row(delivery: Delivery) -> dict[str, Any]:
    return {name: getattr(delivery, name) for name in DELIVERY_COLUMNS} | {
        "message": MESSAGE.dump_python(delivery.message, mode="json"),
        "state": delivery.state.value,
    }


def _delivery_of(row: Row[Any]) -> Delivery:
    return Delivery(
        **{name: getattr(row, name) for name in DELIVERY_COLUMNS},
        message=MESSAGE.validate_python(row.message, strict=False),
        state=DeliveryState(row.state),
    )
