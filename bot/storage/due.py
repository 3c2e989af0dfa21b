"""What is due, as keys alone: a million subscriptions are looked through without reading one of them."""

from collections.abc import AsyncIterator
from datetime import datetime
from math import ceil
from typing import Any

from sqlalchemy import Select, String, func, literal, select

from bot.core.models import DeliveryState, SubscriptionState
from bot.core.work import COMING, PREPARED_BEFORE, WorkKind
from bot.storage.database import Database
from bot.storage.schema import deliveries, sources, subscriptions

BATCH = 1000  # keys: a few milliseconds of work between two looks at what else is waiting
CHUNK = 300  # deliveries that are worth one more courier
MOST_COURIERS = 16
OWED = (DeliveryState.PENDING.value, DeliveryState.DOUBT.value)


class SqlDueWork:
    """The DueWork port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keys(self, kind: WorkKind, now: datetime) -> AsyncIterator[tuple[str, ...]]:
        if kind is WorkKind.DELIVER:
            if couriers := await self._couriers(now):
                yield couriers
            return
        async with self._database.reading() as connection:
            found = await connection.stream(QUERIES[kind](now).execution_options(yield_per=BATCH))
            async for rows in found.partitions():
                yield tuple(row.key for row in rows)

    async def _couriers(self, now: datetime) -> tuple[str, ...]:
        owed = deliveries.c.state.in_(OWED), deliveries.c.next_attempt <= now
        enough = select(deliveries.c.id).where(*owed).limit(CHUNK * MOST_COURIERS).subquery()
        async with self._database.reading() as connection:
            count = (await connection.execute(select(func.count()).select_from(enough))).scalar_one()
        return tuple(str(number) for number in range(1, ceil(count / CHUNK) + 1))


def _due_sources(now: datetime) -> Select[Any]:
    return select(sources.c.id.label("key")).where(sources.c.next_visit <= now).order_by(sources.c.next_visit)


def _due_shards(now: datetime) -> Select[Any]:
    """Ids are random hexadecimal numbers, so there are up to sixteen beginnings of about the same size."""
    due = subscriptions.c.state == SubscriptionState.ACTIVE.value, subscriptions.c.next_due <= now
    shard = func.substr(subscriptions.c.id, 1, 1).label("key")
    return select(shard).where(*due).group_by(shard).order_by(func.min(subscriptions.c.next_due))


def _coming_shards(now: datetime) -> Select[Any]:
    """Those with an edition that is not due yet, but soon."""
    soon = subscriptions.c.next_due > now, subscriptions.c.next_due <= now + PREPARED_BEFORE
    shard = (literal(COMING) + func.substr(subscriptions.c.id, 1, 1, type_=String)).label("key")
    active = subscriptions.c.state == SubscriptionState.ACTIVE.value
    return select(shard).where(active, *soon).group_by(shard).order_by(func.min(subscriptions.c.next_due))


QUERIES = {
    WorkKind.COLLECT: _due_sources,
    WorkKind.DIGEST: _coming_shards,
    WorkKind.PUBLISH: _due_shards,
}
