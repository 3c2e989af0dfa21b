"""Editions and what they owe, kept. Each method is one transaction, so a crash keeps all of it or nothing."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from pydantic import TypeAdapter
from sqlalchemy import (
    Integer,
    Row,
    Select,
    String,
    Update,
    and_,
    bindparam,
    case,
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
from bot.core.models import Delivery, DeliveryState, Edition, Message
from bot.core.ports import EditionToPublish
from bot.core.retry import DOUBT_DELAY, MAX_RESENDS
from bot.storage.database import Database, UtcDateTime
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
    changes = {name: bindparam(f"new_{name}", type_=deliveries.c[name].type) for name in names}
    return (
        update(deliveries).where(deliveries.c.id == bindparam("its_id"), or_(mine, arrived)).values(changes)
    )


# Built once: putting such a statement together takes longer than the database does.
CLAIMABLE, TAKING, SETTLING = _claimable(), _taking(), _settling()


class SqlOutbox:
    """The Outbox port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._holder = uuid4().hex  # tells the claims of this process from those of others

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
                "story_id": story_id,
                "subscription_id": edition.subscription_id,
                "told_until": max(article.seen_at for article in story.articles),
            }
            for story in intent.told
            for story_id in story.ids
        ]
        await self._database.insert_new(connection, edition_stories, told)
        rows = [_delivery_row(delivery) for delivery in intent.deliveries]
        await self._database.insert_new(connection, deliveries, rows)

    async def stories_told(self, subscription_id: str) -> dict[str, datetime]:
        query = (
            select(edition_stories.c.story_id, edition_stories.c.told_until)
            .where(edition_stories.c.subscription_id == subscription_id)
            .order_by(edition_stories.c.told_until)
        )
        async with self._database.reading() as connection:
            return {row.story_id: row.told_until for row in await connection.execute(query)}

    async def claim(self, now: datetime, limit: int) -> tuple[Delivery, ...]:
        moment = timedelta(seconds=CHAT.interval)
        moments = {"now": now, "a_moment_ago": now - moment, "in_a_moment": now + moment, "at_most": limit}
        async with self._database.writing() as connection:
            ids = tuple((await connection.execute(CLAIMABLE, moments)).scalars())
            if not ids:
                return ()
            taking = {"ids": ids, "now": now, "holder": self._holder}
            rows = {row.id: row for row in await connection.execute(TAKING, taking)}
        return tuple(_delivery_of(rows[delivery_id]) for delivery_id in ids if delivery_id in rows)

    async def settle(
        self, settled: tuple[Delivery, ...], now: datetime, owed: tuple[Delivery, ...] = ()
    ) -> None:
        async with self._database.writing() as connection:
            if settled:
                rows = [_settled_row(delivery, now) | {"holder": self._holder} for delivery in settled]
                await connection.execute(SETTLING, rows)
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
            "next_attempt": case((doubts < MAX_RESENDS, literal(again_at, UtcDateTime)), else_=None),
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
            return tuple(sorted(set((await connection.execute(failed)).scalars())))


def _failed(reason: str) -> dict[str, Any]:
    return {"state": DeliveryState.FAILED.value, "next_attempt": None, "last_error": reason}


def _moved_on(intent: EditionToPublish) -> Any:  # an Update statement; its generic type says nothing here
    """Move the due time on only if nobody else did: that is what makes two ticks publish once."""
    subscription = intent.subscription
    return (
        update(subscriptions)
        .where(subscriptions.c.id == subscription.id, subscriptions.c.next_due == subscription.next_due)
        .values(next_due=intent.next_due, last_due=intent.edition.slot.due_at)
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
        "owed_since": delivery.next_attempt,
    }


def _settled_row(delivery: Delivery, now: datetime) -> dict[str, Any]:
    names = ("next_attempt", "attempts", "doubts", "message_id", "last_error")
    return {f"new_{name}": getattr(delivery, name) for name in names} | {
        "its_id": delivery.id,
        "new_state": delivery.state.value,
        "new_claimed_at": now,
    }


def _delivery_of(row: Row[Any]) -> Delivery:
    return Delivery(
        **{name: getattr(row, name) for name in DELIVERY_COLUMNS},
        message=MESSAGE.validate_python(row.message, strict=False),
        state=DeliveryState(row.state),
    )
