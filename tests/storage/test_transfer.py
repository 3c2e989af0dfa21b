"""Moving from SQLite to PostgreSQL: nothing is lost, and nothing is half there."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, Double, Integer, Table, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import StorageError
from bot.storage.database import Database, UtcDateTime
from bot.storage.migrate import migrate
from bot.storage.schema import metadata, model_calls
from bot.storage.transfer import transfer
from tests.builders import MONDAY
from tests.postgres import new_database

ROWS = 5


@pytest.fixture
async def old(tmp_path: Path) -> AsyncIterator[Database]:
    """A SQLite database with some rows in every table."""
    database = Database(f"sqlite:///{tmp_path / 'mujaz.db'}")
    await migrate(database)
    async with database.writing() as connection:
        for table in metadata.sorted_tables:
            await connection.execute(insert(table), [_row(table, number) for number in range(1, ROWS + 1)])
    yield database
    await database.close()


@pytest.fixture
async def new(postgres_url: str) -> AsyncIterator[Database]:
    database = Database(new_database(postgres_url))
    yield database
    await database.close()


async def test_server_knows_its_new_tables(old: Database, new: Database) -> None:
    """Its planner takes nothing for empty that is full from the first minute."""
    await transfer(old, new, lambda _table, _rows: None)

    known = text(
        "SELECT min(reltuples) FROM pg_class WHERE relname IN ('deliveries', 'subscriptions', 'stories')"
    )
    async with new.reading() as connection:
        assert (await connection.execute(known)).scalar_one() == ROWS


async def test_every_row_of_every_table_arrives_as_it_was(old: Database, new: Database) -> None:
    """A newsroom that outgrows its file keeps its readers, its editions and what it owes them."""
    told: list[tuple[str, int]] = []

    await transfer(old, new, lambda table, rows: told.append((table, rows)))

    assert await _all(new) == await _all(old)
    assert set(told) >= {(table.name, ROWS) for table in metadata.sorted_tables}


async def test_new_rows_get_new_numbers_afterwards(old: Database, new: Database) -> None:
    """The first call to a model after the move does not collide with the old ones."""
    await transfer(old, new, _say_nothing)

    row = {name: value for name, value in _row(model_calls, 9).items() if name != "id"}
    async with new.writing() as connection:
        number = (
            await connection.execute(insert(model_calls).values(row).returning(model_calls.c.id))
        ).scalar()

    assert number == ROWS + 1


async def test_database_that_holds_something_is_refused_and_left_alone(old: Database, new: Database) -> None:
    """Two newsrooms are not mixed by a mistyped address."""
    await transfer(old, new, _say_nothing)
    before = await _all(new)

    with pytest.raises(StorageError, match="not empty"):
        await transfer(old, new, _say_nothing)

    assert await _all(new) == before


async def test_transfer_that_is_broken_off_can_be_begun_again(old: Database, new: Database) -> None:
    """Ctrl+C in the middle leaves an empty database, not half a newsroom."""
    done = 0

    def break_off(_table: str, _rows: int) -> None:
        nonlocal done
        done += 1
        if done == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await transfer(old, new, break_off)
    assert {name: rows for name, rows in (await _all(new)).items() if rows} == {}

    await transfer(old, new, _say_nothing)
    assert await _all(new) == await _all(old)


def _say_nothing(_table: str, _rows: int) -> None: ...


def _row(table: Table, number: int) -> dict[str, Any]:
    """A row with something in every column; every second row has nothing where nothing is allowed."""
    return {
        column.name: None
        if column.nullable and not column.primary_key and number % 2
        else _value(column, number)
        for column in table.columns
    }


def _value(column: Column[Any], number: int) -> object:
    match column.type:
        case UtcDateTime():
            return MONDAY + timedelta(minutes=number, microseconds=7)
        case Date():
            return date(2026, 11, number)
        case Boolean():
            return number % 2 == 0
        case Double():
            return number + 0.1
        case Integer():
            return number
        case JSON():
            return {"عنوان": [number, None, "«نص»"]}
        case _:
            return f"نص {number}"


async def _all(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    async with database.reading() as connection:
        return {table.name: await _rows(connection, table) for table in metadata.sorted_tables}


async def _rows(connection: AsyncConnection, table: Table) -> list[tuple[Any, ...]]:
    rows = await connection.execute(select(table).order_by(*table.primary_key))
    return [tuple(row) for row in rows]
