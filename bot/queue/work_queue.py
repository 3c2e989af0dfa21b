"""Puts work into the queue. Runs nothing: worker.py does."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException

from bot.core.errors import StorageError
from bot.core.work import WorkKind
from bot.queue.tables import prepare_tables

CONNECTIONS = 4
SECONDS_TO_CONNECT = 5.0

# The library's own way is all or nothing: one key that waits already would refuse a thousand others.
SUBMIT = """
INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args)
SELECT kind, kind, kind || ':' || key, jsonb_build_object('key', key)
  FROM (SELECT %(kind)s::text AS kind, unnest(%(keys)s::text[]) AS key) AS submitted
 WHERE kind || ':' || key NOT IN (
       SELECT queueing_lock FROM procrastinate_jobs WHERE status = 'doing' AND queueing_lock IS NOT NULL)
    ON CONFLICT DO NOTHING
"""


@asynccontextmanager
async def opened_queue(address: str) -> AsyncIterator[App]:
    """Connect to the queue in this PostgreSQL, its tables up to date. Raises StorageError."""
    await prepare_tables(address)
    connector = PsycopgConnector(
        conninfo=address, min_size=1, max_size=CONNECTIONS, timeout=SECONDS_TO_CONNECT
    )
    app = App(connector=connector)
    with storage_errors():
        await app.open_async()
    try:
        yield app
    finally:
        await app.close_async()


class PostgresQueue:
    """The WorkQueue port on PostgreSQL."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def submit(self, kind: WorkKind, keys: tuple[str, ...]) -> None:
        with storage_errors():
            await self._app.connector.execute_query_async(SUBMIT, kind=kind.value, keys=list(keys))


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn the library's errors into ours."""
    try:
        yield
    except ConnectorException as error:
        raise StorageError(f"the work queue does not answer: {error.__cause__ or error}") from error
