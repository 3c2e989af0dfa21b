"""The express lane on PostgreSQL. Imported only where there is one: the driver takes a while to load."""

import asyncio

import psycopg

from bot.storage.express import DriverError, Rows, Step

# A plan costs more than what it plans here, so each is made once. All that is looked for has an index; a plan that was
# made while the tables were empty must not go on reading them through once they are full.
SETTINGS = b"""
SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off;
SET enable_hashjoin = off; SET enable_mergejoin = off
"""


class PostgresExpress:
    """One connection on which each statement is a transaction: one message to the server and one back."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection: psycopg.AsyncConnection | None = None
        self._one_at_a_time = asyncio.Lock()

    async def run(self, *steps: Step, lightly: bool = False) -> Rows:
        (step,) = steps
        (values,) = step.values
        async with self._one_at_a_time:
            try:
                connection = await self._opened()
                text, written = step.prepared.text.encode(), step.prepared.written(values)
                return await (await connection.execute(text, written, prepare=True)).fetchall()
            except psycopg.Error as error:
                await self._let_go_if_broken()
                raise DriverError(str(error)) from error

    async def close(self) -> None:
        async with self._one_at_a_time:
            if self._connection is not None:
                await self._connection.close()
                self._connection = None

    async def _opened(self) -> psycopg.AsyncConnection:
        if self._connection is None or self._connection.closed:
            self._connection = await psycopg.AsyncConnection.connect(self._address, autocommit=True)
            await self._connection.execute(SETTINGS)
        return self._connection

    async def _let_go_if_broken(self) -> None:
        if self._connection is not None and self._connection.closed:
            await self._connection.close()  # gives back what it held
            self._connection = None
