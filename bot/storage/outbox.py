"""Editions and what they owe, kept. Each method is one transaction, so a crash keeps all of it or nothing."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    Delete,
    Integer,
    Select,
    String,
    Update,
    and_,
    bindparam,
    case,
    delete,
    exists,
    literal,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from bot.core.limits import CHAT
from bot.core.models import Delivery, DeliveryState
from bot.core.ports import EditionToPublish
from bot.core.retry import DOUBT_DELAY, MAX_DEATHS
from bot.storage.database import Database, UtcDateTime
from bot.storage.ledger_rows import (
    STALE,
    delivery_of,
    delivery_row,
    edition_row,
    moved_row,
    settled_row,
    told_rows,
)
from bot.storage.schema import deliveries, edition_stories, editions, subscriptions

EXPIRED_AT_ONCE = 1000  # deliveries: a moment's work, and fewer ids than a statement can name
# Written into the statement itself: an index of few rows is used only when its condition can be seen there.
SENDING = literal_column("'sending'", String)
SENT, DOUBT = literal_column("'sent'", String), literal_column("'doubt'", String)


def _claimable() -> Select[tuple[str]]:
    """What is due, the longest first; parts of an edition in order, and no chat twice within its interval."""
    now = bindparam("now", type_=UtcDateTime)
    earlier = deliveries.alias("earlier")
    # Not simply "later than a moment ago": once a clock is set back, that would last until it has caught up.
    just_sent = and_(
        earlier.c.state == SENT,
        earlier.c.claimed_at > bindparam("a_moment_ago", type_=UtcDateTime),
        earlier.c.claimed_at < bindparam("in_a_moment", type_=UtcDateTime),
    )
    earlier_part_open = exists().where(
        earlier.c.edition_id == deliveries.c.edition_id,
        earlier.c.chat_id == deliveries.c.chat_id,
        earlier.c.part < deliveries.c.part,
        or_(earlier.c.next_attempt.is_not(None), earlier.c.state == SENDING, just_sent),
    )
    return (
        select(deliveries.c.id)
        .where(deliveries.c.next_attempt <= now, ~earlier_part_open)
        .order_by(deliveries.c.next_attempt, deliveries.c.edition_id, deliveries.c.part)
        .limit(bindparam("at_most", type_=Integer))
        .with_for_update(skip_locked=True)
    )


def _taking() -> ReturningUpdate[Any]:
    changes = {
        "state": SENDING,
        "claimed_at": bindparam("now", type_=UtcDateTime),
        "claimed_by": bindparam("holder"),
        "next_attempt": None,
    }
    taken = deliveries.c.id.in_(bindparam("ids", expanding=True))
    return update(deliveries).where(taken).values(changes).returning(deliveries)


def _settling() -> Update:
    """Only what is still ours changes; but a message that arrived is a fact, even of a claim that was lost."""
    mine = and_(deliveries.c.state == SENDING, deliveries.c.claimed_by == bindparam("holder"))
    arrived = and_(deliveries.c.state == DOUBT, bindparam("new_state", type_=String) == SENT)
    names = ("state", "next_attempt", "attempts", "doubts", "message_id", "last_error", "claimed_at")
    changes: dict[str, ColumnElement[Any]] = {
        name: bindparam(f"new_{name}", type_=deliveries.c[name].type) for name in names
    }
    # Who lost its claim knows only the doubts of its own time; none of the others' may be forgotten.
    doubts = deliveries.c.doubts
    changes["doubts"] = case((doubts > changes["doubts"], doubts), else_=changes["doubts"])
    return (
        update(deliveries).where(deliveries.c.id == bindparam("its_id"), or_(mine, arrived)).values(changes)
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
CLAIMABLE, TAKING, SETTLING = _claimable(), _taking(), _settling()
DUE_TIMES, MOVING_ON = _due_times(), _moving_on()
EXPIRING, FORGETTING = _expiring(), _forgetting()
NEVER = object()  # equals no moment, nor the absence of one


class SqlOutbox:
    """The Outbox port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
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

    async def claim(self, now: datetime, limit: int) -> tuple[Delivery, ...]:
        moment = timedelta(seconds=CHAT.interval)
        moments = {"now": now, "a_moment_ago": now - moment, "in_a_moment": now + moment, "at_most": limit}
        async with self._database.writing() as connection:
            ids = tuple((await connection.execute(CLAIMABLE, moments)).scalars())
            if not ids:
                return ()
            taking = {"ids": ids, "now": now, "holder": self._holder}
            rows = {row.id: row for row in await connection.execute(TAKING, taking)}
        return tuple(delivery_of(rows[delivery_id]) for delivery_id in ids if delivery_id in rows)

    async def settle(
        self, settled: tuple[Delivery, ...], now: datetime, owed: tuple[Delivery, ...] = ()
    ) -> None:
        async with self._database.writing() as connection:
            if settled:
                rows = [settled_row(delivery, now) | {"holder": self._holder} for delivery in settled]
                await connection.execute(SETTLING, rows)
            await self._database.insert_new(connection, deliveries, [delivery_row(one) for one in owed])

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
