"""Old texts, digests and calls of models: the smallest part of them stays that somebody still asks for."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    Table,
    bindparam,
    delete,
    literal_column,
    select,
    update,
)
from sqlalchemy.sql.dml import UpdateBase

from bot.storage.database import Database
from bot.storage.schema import articles, digests, model_calls, stories

CHOSEN: BindParameter[Any] = bindparam("ids", expanding=True)
EMPTY: ColumnElement[str] = literal_column(
    "''", String
)  # seen in the statement itself, or its index is of no use
# An article's id stays, so that it is known.
EMPTYING = update(articles).where(articles.c.id.in_(CHOSEN)).values(text="")
DELETING_DIGESTS = delete(digests).where(digests.c.key.in_(CHOSEN))
DELETING_CALLS = delete(model_calls).where(model_calls.c.id.in_(CHOSEN))


class SqlOldContent:
    """The OldContent port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget(self, before: datetime, limit: int) -> int:
        return sum(
            [
                await self._forget(_old_texts(before).limit(limit), EMPTYING),
                await self._forget(_old(digests, "key", "seen_at", before).limit(limit), DELETING_DIGESTS),
                await self._forget(_old(model_calls, "id", "at", before).limit(limit), DELETING_CALLS),
            ]
        )

    async def _forget(self, chosen: Select[Any], change: UpdateBase) -> int:
        async with self._database.writing() as connection:
            ids = tuple((await connection.execute(chosen)).scalars())
            if ids:
                await connection.execute(change, {"ids": ids})
        return len(ids)


def _old_texts(before: datetime) -> Select[Any]:
    """Of stories that are over: an edition tells a story with all its articles."""
    return (
        select(articles.c.id)
        .join(stories, stories.c.id == articles.c.story_id)
        .where(articles.c.seen_at < before, articles.c.text != EMPTY, stories.c.last_seen < before)
        .order_by(articles.c.seen_at)
        .with_for_update(skip_locked=True, of=articles)
    )


def _old(table: Table, key: str, moment: str, before: datetime) -> Select[Any]:
    """Several bots may come at once: each takes what no other holds."""
    old = select(table.c[key]).where(table.c[moment] < before).order_by(table.c[moment])
    return old.with_for_update(skip_locked=True)
