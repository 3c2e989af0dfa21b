"""Editions and what they owe, kept. Each method is one transaction, so a crash keeps all of it or nothing."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    Delete,
    Select,
    Update,
    and_,
    bindparam,
    case,
    delete,
    exists,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from bot.core.models import Delivery, DeliveryState
from bot.core.ports import EditionToPublish
from bot.core.retry import DOUBT_DELAY, MAX_DEATHS
from bot.storage.claims import SENDING, SENT, Rounds, taken_of
from bot.storage.database import Database, UtcDateTime
from bot.storage.ledger_rows import (
    STALE,
    delivery_row,
    edition_row,
    moved_row,
    told_rows,
)
from bot.storage.schema import deliveries, edition_stories, editions, subscriptions

EXPIRED_AT_ONCE = 1000  # deliveries: a moment's work, and fewer ids than a statement can name


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


def _expiring() -> ReturningUpdate[Any]:
    """All parts of an edition together, so that it is named once. Each condition can be seen to fit its own index."""
    waits, now = deliveries.c.next_attempt.is_not(None), bindparam("now", type_=UtcDateTime)
    owed_before = bindparam("owed_before", type_=UtcDateTime)
    unsaid = and_(deliveries.c.stale_at.is_(None), deliveries.c.owed_since < owed_before)
    stale = or_(and_(waits, deliveries.c.stale_at < now), and_(waits, unsaid))
    some = select(deliveries.c.edition_id).where(stale).limit(EXPIRED_AT_ONCE)
    failed = (
        update(deliveries)
        .where(stale, deliveries.c.edition_id.in_(some))
        .values(_failed(STALE) | {"claimed_at": now})
    )
    return failed.returning(deliveries.c.edition_id)


def _failed(reason: str | ColumnElement[str]) -> dict[str, Any]:
    return {"state": DeliveryState.FAILED.value, "next_attempt": None, "last_error": reason}


# Built once: putting such a statement together takes longer than the database does.
DUE_TIMES, MOVING_ON = _due_times(), _moving_on()
EXPIRING, FORGETTING = _expiring(), _forgetting()
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
            rows = [edition_row(intent.edition) for intent in ours]
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
            await connection.execute(MOVING_ON, [moved_row(intent) for intent in ours])
        return ours

    async def _insert_owed(self, connection: AsyncConnection, intents: Sequence[EditionToPublish]) -> None:
        told = [row for intent in intents for row in told_rows(intent)]
        await self._database.insert_new(connection, edition_stories, told)
        rows = [delivery_row(delivery) for intent in intents for delivery in intent.deliveries]
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

    async def settle(self, settled: tuple[Delivery, ...], now: datetime, *, lightly: bool = False) -> None:
        if settled:
            steps = self._rounds.steps(settled, now, 0, self._holder)
            await self._database.at_once(*steps, lightly=lightly)

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

    async def expire(self, now: datetime, time_to_live: timedelta) -> tuple[str, ...]:
        moments = {"now": now, "owed_before": now - time_to_live}
        async with self._database.writing() as connection:
            expired = tuple(sorted(set((await connection.execute(EXPIRING, moments)).scalars())))
            if expired:
                await connection.execute(FORGETTING, {"ids": expired})
        return expired
