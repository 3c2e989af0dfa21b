"""The old end of the ledger: what is looked through there, and forgotten."""

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, delete, func, select, tuple_

from bot.core.ledger import OldEdition
from bot.core.models import DeliveryState
from bot.storage.database import Database
from bot.storage.schema import deliveries, edition_stories, editions, stories

OVER = (DeliveryState.SENT.value, DeliveryState.FAILED.value)
CHOSEN: BindParameter[Any] = bindparam("ids", expanding=True)


class SqlLedger:
    """The Ledger port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def old(self, before: datetime, after: OldEdition | None, limit: int) -> tuple[OldEdition, ...]:
        async with self._database.reading() as connection:
            rows = await connection.execute(_old(before, after, limit))
            return tuple(OldEdition(**row) for row in rows.mappings())

    async def forget(self, edition_ids: tuple[str, ...]) -> int:
        async with self._database.writing() as connection:
            ids = tuple((await connection.execute(MINE, {"ids": edition_ids})).scalars())
            for statement in FORGETTING if ids else ():
                await connection.execute(statement, {"ids": ids})
        return len(ids)


def _old(before: datetime, after: OldEdition | None, limit: int) -> Select[Any]:
    """The page first, then each of its rows: otherwise a planner may read a whole ledger for two hundred."""
    query = select(editions.c.id, editions.c.due_at).where(editions.c.due_at < before)
    if after is not None:
        query = query.where(tuple_(editions.c.due_at, editions.c.id) > tuple_(after.due_at, after.id))
    page = query.order_by(editions.c.due_at, editions.c.id).limit(limit).subquery()
    is_open = select(deliveries.c.id).where(
        deliveries.c.edition_id == page.c.id, deliveries.c.state.not_in(OVER)
    )
    story_seen = (
        select(func.max(stories.c.last_seen))
        .join(edition_stories, edition_stories.c.story_id == stories.c.id)
        .where(edition_stories.c.edition_id == page.c.id)
    )
    columns = (
        page,
        is_open.exists().label("is_open"),
        story_seen.scalar_subquery().label("story_seen"),
    )
    return select(*columns).order_by(page.c.due_at, page.c.id)


# Several bots may come at once: each takes what no other holds, in one order, and so none waits for another.
MINE = (
    select(editions.c.id)
    .where(editions.c.id.in_(CHOSEN))
    .order_by(editions.c.id)
    .with_for_update(skip_locked=True)
)
FORGETTING = (
    delete(deliveries).where(deliveries.c.edition_id.in_(CHOSEN)),
    delete(edition_stories).where(edition_stories.c.edition_id.in_(CHOSEN)),
    delete(editions).where(editions.c.id.in_(CHOSEN)),
)
