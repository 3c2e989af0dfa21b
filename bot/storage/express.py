"""The express lane: the short transactions that every message needs, straight through the driver.

The library writes each statement once; from then on only its text and its values travel. What it does for a single
transaction besides takes longer than the database does, and a message needs little else.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from sqlalchemy import Dialect
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

Values: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = Sequence[tuple[Any, ...]]


class DriverError(Exception):
    """What the driver said; storage/database.py turns it into our own words."""


class Prepared:
    """A statement as text, and how its values are written in this database."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler), "a statement, not the making of a table"
        self.text = compiled.string
        self._fixed = compiled.params
        self._order = compiled.positiontup if compiled.positional else None
        self._writers = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect)
            for name, bind in compiled.binds.items()
        }

    def written(self, values: Values) -> dict[str, Any] | tuple[Any, ...]:
        """Return the values as the driver wants them."""
        written = {name: self._write(name, value) for name, value in {**self._fixed, **values}.items()}
        return written if self._order is None else tuple(written[name] for name in self._order)

    def _write(self, name: str, value: Any) -> Any:
        write = self._writers[name]
        return value if write is None else write(value)


@dataclass(frozen=True, slots=True)
class Step:
    """One statement, for each of these values."""

    prepared: Prepared
    values: Sequence[Values]


class Express(Protocol):
    """Runs short transactions, one after the other."""

    async def run(self, *steps: Step, lightly: bool = False) -> Rows:
        """Carry out all steps or none; return the rows of the last. Raises DriverError.

        Lightly: need not be on the disk yet, if that spares the waiting for it.
        """
        ...

    async def close(self) -> None:
        """Let go of the connection; the next transaction opens another."""
        ...


class SqliteExpress:
    """One connection in a thread of its own: a transaction is one visit there, not one for each word of it."""

    def __init__(self, path: Path, set_up: Callable[[Any, Any], None]) -> None:
        self._path = path
        self._set_up = set_up
        self._thread: ThreadPoolExecutor | None = None
        self._connection: sqlite3.Connection | None = None

    async def run(self, *steps: Step, lightly: bool = False) -> Rows:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="express")
        return await asyncio.get_running_loop().run_in_executor(
            self._thread, self._run, steps, "NORMAL" if lightly else "FULL"
        )

    async def close(self) -> None:
        if self._thread is None:
            return
        thread, self._thread = self._thread, None
        await asyncio.get_running_loop().run_in_executor(thread, self._close)
        thread.shutdown(wait=False)

    def _run(self, steps: Sequence[Step], synchronous: str) -> Rows:
        try:
            connection = self._opened()
            connection.execute(f"PRAGMA synchronous = {synchronous}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                rows = [_carry_out(connection, step) for step in steps][-1]
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.rollback()
        except sqlite3.Error as error:
            raise DriverError(str(error)) from error
        return rows

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            connection = sqlite3.connect(self._path)
            self._set_up(connection, None)
            self._connection = connection
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _carry_out(connection: sqlite3.Connection, step: Step) -> Rows:
    rows: Rows = ()
    for values in step.values:
        rows = connection.execute(step.prepared.text, step.prepared.written(values)).fetchall()
    return rows
