"""Editions and what they owe, kept. Each method is one transaction, so a crash keeps all of it or nothing."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    Delete,
    Select,
    Update,
    bindparam,
    case,
    delete,
    exists,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.models import Delivery, DeliveryState, Edition
from bot.core.ports import EditionToPublish
from bot.core.retry import DOUBT_DELAY, MAX_DEATHS
from bot.storage.claims import MESSAGE, SENDING, SENT, Rounds, taken_of
from bot.storage.database import Database, UtcDateTime
from bot.storage.schema import deliveries, edition_stories, editions, subscriptions

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


def _due_times() -> Select[tuple[str, datetime | None]]:
    """Locked in one order: two workers that publish the same readers must not wait for each other."""
    chosen = subscriptions.c.id.in_(bindparam("ids", expanding=True))
    query = select(subscriptions.c.id, subscriptions.c.next_due).where(chosen)
    return query.order_by(subscriptions.c.id).with_for_update()


def _moving_on() -> Update:
    changes = {name: bindparam(f"new_{name}", type_=UtcDateTime) for name in ("next_due", "last_due")}
    return update(subscriptions).where(subscriptions.c.id == bindparam("its_id")).values(changes)


def _forgetting() -> Delete:
    """What no part of an edition has told is still news: the next edition may tell it."""
    arrived = exists().where(
        deliveries.c.edition_id == edition_stories.c.edition_id, deliveries.c.state == SENT
    )
    chosen = edition_stories.c.edition_id.in_(bindparam("ids", expanding=True))
    return delete(edition_stories).where(chosen, ~arrived)


# Built once: putting such a statement together takes longer than the database does.
DUE_TIMES, MOVING_ON, FORGETTING = _due_times(), _moving_on(), _forgetting()
NEVER = object()  # equals no moment, nor the absence of one


class SqlOutbox:
    """The Outbox port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rounds = Rounds(database)
        self._holder = uuid4().hex  # tells the claims of this process from those of others

    async def add(self, *intents: EditionToPublish) -> int:
        async with self._database.writing() as connection:
            ours = await self._move_on(connection, intents)
            rows = [_edition_row(intent.edition) for intent in ours]
            new = {row.id for row in await self._database.insert_if_new(connection, editions, rows)}
            await self._insert_owed(connection, [intent for intent in ours if intent.edition.id in new])
        return len(new)

    async def _move_on(
        self, connection: AsyncConnection, intents: Sequence[EditionToPublish]
    ) -> list[EditionToPublish]:
        """Move due times on where nobody else did: that is what makes two ticks publish once."""
        ids = [intent.subscription.id for intent in intents]
        due = {row.id: row.next_due for row in await connection.execute(DUE_TIMES, {"ids": ids})}
        ours = [one for one in intents if due.get(one.subscription.id, NEVER) == one.subscription.next_due]
        if ours:
            await connection.execute(MOVING_ON, [_moved_row(intent) for intent in ours])
        return ours

    async def _insert_owed(self, connection: AsyncConnection, intents: Sequence[EditionToPublish]) -> None:
        told = [row for intent in intents for row in _told_rows(intent)]
        await self._database.insert_new(connection, edition_stories, told)
        rows = [_delivery_row(delivery) for intent in intents for delivery in intent.deliveries]
        await self._database.insert_new(connection, deliveries, rows)

    async def stories_told(
        self, subscription_ids: tuple[str, ...], story_ids: tuple[str, ...]
    ) -> dict[str, dict[str, datetime]]:
        columns = edition_stories.c.subscription_id, edition_stories.c.story_id, edition_stories.c.told_until
        query = (
            select(*columns)
            .where(edition_stories.c.subscription_id.in_(subscription_ids))
            .where(edition_stories.c.story_id.in_(story_ids))
            .order_by(edition_stories.c.told_until)
        )
        told: dict[str, dict[str, datetime]] = defaultdict(dict)
        async with self._database.reading() as connection:
            for row in await connection.execute(query):
                told[row.subscription_id][row.story_id] = row.told_until
        return dict(told)

    async def claim(
        self, now: datetime, limit: int, settled: tuple[Delivery, ...] = ()
    ) -> tuple[Delivery, ...]:
        steps = self._rounds.steps(settled, now, limit, self._holder)
        return taken_of(await self._database.at_once(*steps))

    async def settle(self, settled: tuple[Delivery, ...], now: datetime) -> None:
        if settled:
            await self._database.at_once(*self._rounds.steps(settled, now, 0, self._holder))

    async def owe(self, *owed: Delivery) -> None:
        async with self._database.writing() as connection:
            await self._database.insert_new(connection, deliveries, [_delivery_row(one) for one in owed])

    async def give_up(self, chat_id: int, reason: str) -> int:
        owed = deliveries.c.chat_id == chat_id, deliveries.c.next_attempt.is_not(None)
        failed = update(deliveries).where(*owed).values(_failed(reason))
        async with self._database.writing() as connection:
            return (await connection.execute(failed)).rowcount

    async def recover(self, now: datetime, again_at: datetime | None) -> int:
        doubts = deliveries.c.doubts
        changes = {
            "state": DeliveryState.DOUBT.value,
            "attempts": deliveries.c.attempts + 1,
            "doubts": doubts + 1,
            "next_attempt": case((doubts < MAX_DEATHS, literal(again_at, UtcDateTime)), else_=None),
            "last_error": "its process ended before the answer came",
        }
        alive = deliveries.c.claimed_at.between(now - DOUBT_DELAY, now + DOUBT_DELAY)
        stuck = update(deliveries).where(deliveries.c.state == SENDING, ~alive).values(changes)
        async with self._database.writing() as connection:
            return (await connection.execute(stuck)).rowcount

    async def expire(self, owed_before: datetime) -> tuple[str, ...]:
        stale = deliveries.c.owed_since < owed_before, deliveries.c.next_attempt.is_not(None)
        failed = update(deliveries).where(*stale).values(_failed("stale")).returning(deliveries.c.edition_id)
        async with self._database.writing() as connection:
            expired = tuple(sorted(set((await connection.execute(failed)).scalars())))
            await connection.execute(FORGETTING, {"ids": expired})
        return expired


def _failed(reason: str) -> dict[str, Any]:
    return {"state": DeliveryState.FAILED.value, "next_attempt": None, "last_error": reason}


def _moved_row(intent: EditionToPublish) -> dict[str, Any]:
    return {
        "its_id": intent.subscription.id,
        "new_next_due": intent.next_due,
        "new_last_due": intent.edition.slot.due_at,
    }


def _told_rows(intent: EditionToPublish) -> list[dict[str, Any]]:
    edition = intent.edition
    return [
        {
            "edition_id": edition.id,
            "story_id": story_id,
            "subscription_id": edition.subscription_id,
            "told_until": max(article.seen_at for article in story.articles),
        }
        for story in intent.told
        for story_id in story.ids
    ]


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
        "owed_since": delivery.next_attempt,
    }
