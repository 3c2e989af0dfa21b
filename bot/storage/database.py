"""Connection, transactions and the few differences between SQLite and PostgreSQL. Knows no table."""

import json
import shutil
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import DateTime, Dialect, Table, TextClause, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.sql import ClauseElement
from sqlalchemy.types import TypeDecorator

from bot.core.errors import StorageError
from bot.storage.express import DriverError, Express, Prepared, Rows, SqliteExpress, Step

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
BUSY_TIMEOUT_MS = 30_000
CACHE_KIB = 500  # of each of several connections; the system keeps the file's pages as well
WRITES = "mujaz_writes"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite forgets the zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        assert value.tzinfo is not None, "a moment without a time zone"
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """Gives transactions: `reading()` sees one state, `writing()` changes it or leaves it as it was."""

    def __init__(self, url: str) -> None:
        self.url = _with_driver(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._path = Path(self.url.database or "mujaz.db")
        self.engine = self._sqlite_engine() if self.is_sqlite else create_async_engine(self.url)
        self._express = self._express_lane()

    def _sqlite_engine(self) -> AsyncEngine:
        _make_folder(self._path.parent)
        engine = create_async_engine(self.url)
        event.listen(engine.sync_engine, "connect", _set_pragmas)
        event.listen(engine.sync_engine, "begin", _begin)
        return engine

    def disk_free(self) -> int | None:
        """How many bytes are left where the SQLite file is; None when a server keeps the data."""
        if not self.is_sqlite:
            return None
        return shutil.disk_usage(self._path.parent).free

    def _express_lane(self) -> Express:
        if self.is_sqlite:
            return SqliteExpress(self._path, _set_pragmas)
        from bot.storage.express_postgresql import PostgresExpress  # here: it loads the driver

        return PostgresExpress(self.url.set(drivername="postgresql").render_as_string(hide_password=False))

    def prepared(self, statement: ClauseElement) -> Prepared:
        """Write a statement once, for `at_once`."""
        return Prepared(statement, self.engine.dialect)

    async def at_once(self, *steps: Step, lightly: bool = False) -> Rows:
        """Carry out a short transaction, cheaply; on PostgreSQL it is one statement. Return the last one's rows.

        Lightly: a process that dies keeps it, a machine that loses its power may not, until the next transaction.
        """
        with _translated_errors():
            return await self._express.run(*steps, lightly=lightly)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        with _translated_errors():
            async with self.engine.connect() as connection, connection.begin():
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        with _translated_errors():
            async with self.engine.connect() as connection:
                await connection.execution_options(**{WRITES: True})
                async with connection.begin():
                    yield connection

    async def insert_new(
        self, connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]
    ) -> int:
        """Insert the rows that clash with no unique key; return how many were new."""
        return len(await self.insert_if_new(connection, table, rows))

    async def insert_if_new(
        self, connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]
    ) -> Sequence[Any]:  # rows; their generic type says nothing here
        """Insert the rows that clash with no unique key, many in one statement; return the keys of the new ones."""
        if not rows:
            return []
        if self.is_sqlite:
            statement = sqlite.insert(table).on_conflict_do_nothing().returning(*table.primary_key)
            return (await connection.execute(statement, rows)).all()
        document = json.dumps([dict(row) for row in rows], ensure_ascii=False, default=str)
        return (await connection.execute(_insert_document(table, rows[0]), {"rows": document})).all()

    async def upsert(self, connection: AsyncConnection, table: Table, row: Mapping[str, Any]) -> None:
        """Insert the row, or bring the row with the same primary key up to date."""
        insert = sqlite.insert if self.is_sqlite else postgresql.insert
        keys = [column.name for column in table.primary_key]
        changes = {name: value for name, value in row.items() if name not in keys}
        statement = insert(table).values(**row)
        await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changes))

    async def add_up(
        self, connection: AsyncConnection, table: Table, column: str, rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """Insert the rows; where a row with the same primary key stands, add its column to the new one's."""
        insert = sqlite.insert if self.is_sqlite else postgresql.insert
        keys = [key.name for key in table.primary_key]
        statement = insert(table)
        sum_of_both = {column: table.c[column] + statement.excluded[column]}
        await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=sum_of_both), rows)

    async def close(self) -> None:
        await self._express.close()
        await self.engine.dispose()


def _insert_document(table: Table, names: Iterable[str]) -> TextClause:
    """Rows as one JSON document: of thousands of single values the driver would have to look at each."""
    columns, keys = ", ".join(names), ", ".join(key.name for key in table.primary_key)
    return text(
        f"INSERT INTO {table.name} ({columns}) "  # noqa: S608 - names of our own schema
        f"SELECT {columns} FROM json_populate_recordset(NULL::{table.name}, CAST(:rows AS json)) "
        f"ON CONFLICT DO NOTHING RETURNING {keys}"
    )


def _with_driver(url: str) -> URL:
    try:
        parsed = make_url(url)
    except SQLAlchemyError as error:
        raise StorageError(f"DATABASE_URL is not a database address: {_without_password(url)}") from error
    name = parsed.get_backend_name()
    if name not in DRIVERS:
        raise StorageError(f"DATABASE_URL names {name}; use sqlite:///path/to/file.db or postgresql://…")
    return parsed.set(drivername=DRIVERS[name])


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"the folder {folder} of DATABASE_URL cannot be made: {error.strerror}") from error


def _without_password(url: str) -> str:
    return url.split("@")[-1]


def _set_pragmas(connection: Any, _record: Any) -> None:  # the driver's connection has no public type
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"cache_size=-{CACHE_KIB}",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    connection.isolation_level = None  # the driver's own BEGIN comes too late and cannot be IMMEDIATE


def _begin(connection: Connection) -> None:
    """A transaction that will write takes the lock at once: upgrading a read lock later fails under load."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _translated_errors() -> Iterator[None]:
    """Turn the library's errors into ours, with what to do next."""
    try:
        yield
    except DBAPIError as error:
        raise StorageError(_explain(str(error.orig))) from error
    except DriverError as error:
        raise StorageError(_explain(str(error))) from error
    except (SQLAlchemyError, OSError) as error:
        raise StorageError(f"the database failed: {error}") from error


def _explain(said: str) -> str:
    text = said.strip()
    if "locked" in text:
        return "the database is locked by another program; stop it, or use another DATABASE_URL"
    if "full" in text or "No space" in text:
        return "the disk is full; free some space, nothing was lost"
    if "unable to open" in text or "readonly" in text:
        return f"the database file cannot be opened for writing ({text}); check its folder and permissions"
    if "connect" in text.lower() or "refused" in text:
        return f"the database server cannot be reached ({text}); check DATABASE_URL"
    return f"the database refused: {text}"
