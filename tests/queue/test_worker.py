"""The work queue on a real PostgreSQL: once, soon, whatever fails."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import psycopg
import pytest
from procrastinate import App

from bot.core.errors import StorageError
from bot.core.work import WorkKind
from bot.queue.tables import APPLIED, _steps, prepare_tables
from bot.queue.work_queue import PostgresQueue, opened_queue
from bot.queue.worker import Duty, Worker
from tests.postgres import away


class Bench:
    """Where the work of a test is done: it remembers what was done, and waits or fails as told."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.begun: list[str] = []
        self.failures: dict[str, Exception] = {}
        self.go = asyncio.Event()
        self.go.set()
        self.changed = asyncio.Condition()

    async def do(self, key: str) -> None:
        await self._note(self.begun, key)
        await self.go.wait()
        if key in self.failures:
            raise self.failures.pop(key)
        await self._note(self.done, key)

    async def until(self, so: Callable[[], bool]) -> None:
        async with asyncio.timeout(15), self.changed:
            await self.changed.wait_for(so)

    async def _note(self, where: list[str], key: str) -> None:
        async with self.changed:
            where.append(key)
            self.changed.notify_all()


@pytest.fixture
async def bench() -> Bench:
    return Bench()


@asynccontextmanager
async def working(
    app: App, do: Callable[[str], Awaitable[object]], *kinds: WorkKind, at_once: int = 4
) -> AsyncIterator[Worker]:
    """A worker that works until the block ends."""
    worker = Worker(app, tuple(Duty(kind=kind, do=do, at_once=at_once) for kind in kinds))
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(worker.work(stop))
        try:
            yield worker
        finally:
            stop.set()


async def tick_until(app: App, kind: WorkKind, key: str, so: Callable[[], bool]) -> None:
    """Submit the work again and again, as the ticks do while it is due."""
    async with asyncio.timeout(30):
        while not so():
            with suppress(StorageError):  # as the timetable does: the next tick tries again
                await PostgresQueue(app).submit(kind, (key,))
            await asyncio.sleep(0.05)


async def test_work_is_done_once_when_several_replicas_submit_it(app: App, bench: Bench) -> None:
    """Ten bots may tick: what is due is done once."""
    queue = PostgresQueue(app)
    for keys in (("a", "b"), ("b", "c"), ("a", "b", "c")):
        await queue.submit(WorkKind.PUBLISH, keys)

    async with working(app, bench.do, WorkKind.PUBLISH):
        await bench.until(lambda: len(bench.done) == 3)

    assert sorted(bench.done) == ["a", "b", "c"]


async def test_work_that_is_being_done_is_not_taken_again(app: App, bench: Bench) -> None:
    """A slow edition is not written a second time beside the first."""
    queue = PostgresQueue(app)
    bench.go.clear()
    await queue.submit(WorkKind.PUBLISH, ("slow",))
    async with working(app, bench.do, WorkKind.PUBLISH):
        await bench.until(lambda: bench.begun == ["slow"])

        await queue.submit(WorkKind.PUBLISH, ("slow", "other"))
        await bench.until(lambda: "other" in bench.begun)
        bench.go.set()
        await bench.until(lambda: len(bench.done) == 2)

    assert sorted(bench.begun) == ["other", "slow"]


async def test_work_is_done_again_when_it_is_due_again(app: App, bench: Bench) -> None:
    """The next edition of the same reader is work of its own."""
    async with working(app, bench.do, WorkKind.PUBLISH):
        await tick_until(app, WorkKind.PUBLISH, "a", lambda: len(bench.done) == 2)


async def test_same_key_of_another_kind_is_other_work(app: App, bench: Bench) -> None:
    """A source and a subscription may have the same id."""
    queue = PostgresQueue(app)
    await queue.submit(WorkKind.COLLECT, ("1",))
    await queue.submit(WorkKind.DELIVER, ("1",))

    async with working(app, bench.do, WorkKind.COLLECT, WorkKind.DELIVER):
        await bench.until(lambda: len(bench.done) == 2)


async def test_worker_takes_only_the_kinds_it_was_given(app: App, bench: Bench) -> None:
    """One machine may read sources and another send."""
    queue = PostgresQueue(app)
    await queue.submit(WorkKind.COLLECT, ("source",))
    await queue.submit(WorkKind.DELIVER, ("1",))

    async with working(app, bench.do, WorkKind.DELIVER):
        await bench.until(lambda: bench.done == ["1"])

    assert bench.begun == ["1"]


@pytest.mark.parametrize(
    "failure", [StorageError("the disk is full"), ValueError("unforeseen")], ids=["foreseen", "unforeseen"]
)
async def test_failed_work_ends_nothing_and_can_be_submitted_again(
    app: App, bench: Bench, failure: Exception
) -> None:
    """One broken source stops neither the worker nor its own next turn."""
    queue = PostgresQueue(app)
    bench.failures["bad"] = failure
    async with working(app, bench.do, WorkKind.COLLECT):
        await queue.submit(WorkKind.COLLECT, ("bad", "good"))
        await bench.until(lambda: bench.done == ["good"])
        await tick_until(app, WorkKind.COLLECT, "bad", lambda: bench.done == ["good", "bad"])


async def test_ending_worker_finishes_what_it_began(app: App, bench: Bench) -> None:
    """SIGTERM breaks nothing off halfway."""
    queue = PostgresQueue(app)
    bench.go.clear()
    await queue.submit(WorkKind.PUBLISH, ("begun",))
    async with working(app, bench.do, WorkKind.PUBLISH):
        await bench.until(lambda: bench.begun == ["begun"])
        asyncio.get_running_loop().call_later(0.2, bench.go.set)

    assert bench.done == ["begun"]


async def test_worker_goes_on_when_the_database_was_away(
    app: App, address: str, postgres_url: str, bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    """A restart of PostgreSQL is no reason for a worker to end."""
    async with working(app, bench.do, WorkKind.COLLECT) as worker:
        await PostgresQueue(app).submit(WorkKind.COLLECT, ("before",))
        await bench.until(lambda: bench.done == ["before"])
        with away(postgres_url, address):
            await tick_until(
                app, WorkKind.COLLECT, "after", lambda: "The work queue does not answer." in caplog.messages
            )

        await tick_until(app, WorkKind.COLLECT, "after", lambda: "after" in bench.done)
        assert worker.is_ready


async def test_queue_that_cannot_be_reached_says_so(address: str) -> None:
    """An operator reads what is missing, not the library's own words."""
    async with opened_queue(address) as app:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("DROP TABLE procrastinate_jobs CASCADE")

        with pytest.raises(StorageError, match="work queue"):
            await PostgresQueue(app).submit(WorkKind.COLLECT, ("a",))


async def test_replicas_that_start_together_prepare_the_tables_once(address: str) -> None:
    """Three containers on an empty database: all of them start."""
    await asyncio.gather(*(prepare_tables(address) for _ in range(3)))

    async with opened_queue(address) as app:
        await PostgresQueue(app).submit(WorkKind.COLLECT, ("a",))


async def test_steps_of_a_newer_engine_are_applied_to_an_older_database(address: str) -> None:
    """An upgrade of the library needs nobody's hand."""
    steps = _steps()
    older = sorted(steps)[:-2]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(APPLIED)
        for name in older:
            connection.execute(steps[name].encode())
            connection.execute("INSERT INTO queue_steps VALUES (%s)", (name,))

    await prepare_tables(address)

    with psycopg.connect(address) as connection:
        found = connection.execute("SELECT 1 FROM pg_proc WHERE proname = 'procrastinate_retry_job_v2'")
        assert found.fetchone() is not None
