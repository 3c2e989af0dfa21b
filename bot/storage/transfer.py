"""Moves everything from one database to an empty one, in one transaction: all of it arrives, or nothing does."""

from collections.abc import Callable

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import StorageError
from bot.storage.database import Database
from bot.storage.migrate import migrate
from bot.storage.schema import metadata

BATCH = 1000  # rows

Tell = Callable[[str, int], None]
"""Told a table's name and how many of its rows have been copied, after each batch and at its end."""


async def transfer(source: Database, target: Database, tell: Tell) -> None:
    """Copy all tables with their ids; the source stays as it is. Raises StorageError."""
    await migrate(source)
    await migrate(target)
    async with source.reading() as old, target.writing() as new:
        for table in metadata.sorted_tables:
            if await _count(new, table):
                raise StorageError(f"the new database is not empty: there are rows in {table.name}")
        for table in metadata.sorted_tables:
            await _copy(table, old, new, tell)
            await _go_on_counting(table, new)
        # Until the server looks at the new tables by itself, its planner would take them for empty.
        await new.execute(text("ANALYZE"))


async def _copy(table: Table, old: AsyncConnection, new: AsyncConnection, tell: Tell) -> None:
    copied = 0
    rows = await old.stream(select(table).execution_options(yield_per=BATCH))
    async for batch in rows.partitions():
        await new.execute(insert(table), [dict(row._mapping) for row in batch])  # noqa: SLF001 - the library's public name
        copied += len(batch)
        tell(table.name, copied)
    arrived = await _count(new, table)
    if arrived != await _count(old, table):
        raise StorageError(f"{table.name} changed while it was copied; stop what works on it and begin again")
    tell(table.name, arrived)


async def _count(connection: AsyncConnection, table: Table) -> int:
    return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())


async def _go_on_counting(table: Table, new: AsyncConnection) -> None:
    """Let the numbers that PostgreSQL gives begin after those that were copied."""
    column = table.autoincrement_column
    if column is None or new.dialect.name != "postgresql":
        return
    sequence = text("SELECT pg_get_serial_sequence(:name, :column)")
    name = (await new.execute(sequence, {"name": table.name, "column": column.name})).scalar_one()
    highest = (await new.execute(select(func.max(column)))).scalar_one()
    if name is not None and highest is not None:
        await new.execute(select(func.setval(name, highest)))
