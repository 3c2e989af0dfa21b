"""Counts for people who watch the bot. Reads only; one transaction, so that all figures are of one moment."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.figures import LATE_AFTER, Figures
from bot.core.models import DeliveryState, FetchState, SubscriptionState
from bot.core.spending import ModelUse
from bot.core.visiting import Health, health_of
from bot.storage.database import Database
from bot.storage.ledger_rows import STALE
from bot.storage.schema import articles, deliveries, send_limits, sources, subscriptions

DAY = timedelta(hours=24)
WAITING = (DeliveryState.PENDING.value, DeliveryState.DOUBT.value)


class SqlOverview:
    """The Overview port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def figures(self, now: datetime, uses: tuple[ModelUse, ...] = ()) -> Figures:
        async with self._database.reading() as connection:
            due, oldest = await _due(connection, now)
            return Figures(
                at=now,
                subscriptions=await _active(connection),
                late=await _late(connection, now),
                deliveries=await _deliveries(connection),
                due=due,
                lag=max(now - oldest, timedelta(0)) if oldest else timedelta(0),
                sources=await _sources(connection, now),
                stale=await _stale(connection, now),
                articles_today=await _articles(connection, now),
                uses=uses,
                booked=await _booked(connection, now),
                disk_free=self._database.disk_free(),
            )


async def _active(connection: AsyncConnection) -> int:
    active = subscriptions.c.state == SubscriptionState.ACTIVE.value
    return await connection.scalar(select(func.count()).select_from(subscriptions).where(active)) or 0


async def _late(connection: AsyncConnection, now: datetime) -> int:
    late = (
        subscriptions.c.state == SubscriptionState.ACTIVE.value,
        subscriptions.c.next_due < now - LATE_AFTER,
    )
    return await connection.scalar(select(func.count()).select_from(subscriptions).where(*late)) or 0


async def _deliveries(connection: AsyncConnection) -> dict[DeliveryState, int]:
    query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
    return {DeliveryState(state): count for state, count in await connection.execute(query)}


async def _stale(connection: AsyncConnection, now: datetime) -> int:
    today = deliveries.c.last_error == STALE, deliveries.c.claimed_at >= now - DAY
    query = select(func.count(deliveries.c.edition_id.distinct())).where(*today)
    return await connection.scalar(query) or 0


async def _due(connection: AsyncConnection, now: datetime) -> tuple[int, datetime | None]:
    waiting = deliveries.c.state.in_(WAITING), deliveries.c.next_attempt <= now
    query = select(func.count(), func.min(deliveries.c.next_attempt)).where(*waiting)
    count, oldest = (await connection.execute(query)).one()
    return count, oldest


async def _sources(connection: AsyncConnection, now: datetime) -> dict[Health, int]:
    names = ("next_visit", "failures", "last_success", "last_article", "moved_to", "moves", "gone")
    rows = await connection.execute(select(*(sources.c[name] for name in names)))
    return dict(Counter(health_of(FetchState(**row), now) for row in rows.mappings()))


async def _booked(connection: AsyncConnection, now: datetime) -> timedelta:
    """How long a broadcast that comes now waits for its turn."""
    until = await connection.scalar(select(func.max(send_limits.c.booked_until))) or 0.0
    return timedelta(seconds=max(0.0, until - now.timestamp()))


async def _articles(connection: AsyncConnection, now: datetime) -> int:
    today = articles.c.seen_at >= now - DAY
    return await connection.scalar(select(func.count()).select_from(articles).where(today)) or 0
