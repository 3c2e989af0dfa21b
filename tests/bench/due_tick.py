"""A million subscriptions of which ten thousand are due in the same minute, on PostgreSQL.

    python -m tests.bench.due_tick --subscriptions 1000000 --due 10000 --workers 2

Measures how long a tick takes to find and submit them, how long it holds up the bot (the longest time in which nothing
else got a turn), and when worker processes have made editions and deliveries of all of them. Prints one line of JSON.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from sqlalchemy import func, select, text

from bot.app import Mujaz, opened, plant_articles, system_clock
from bot.core.work import WorkKind
from bot.queue.work_queue import PostgresQueue, opened_queue
from bot.services.announce import Announcer
from bot.settings import read_settings
from bot.storage.due import SqlDueWork
from bot.storage.schema import deliveries, editions, subscriptions
from tests.builders import a_subscription
from tests.postgres import new_database, running_postgres
from tests.processes import Program
from tests.processes import mujaz as started

LONGEST_RUN = 600  # seconds


class Lag:
    """The longest time in which the event loop gave nobody else a turn."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def watch(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            self.longest = max(self.longest, time.perf_counter() - before - 0.001)


@asynccontextmanager
async def watched(lag: Lag) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(lag.watch(stop))
        try:
            yield
        finally:
            stop.set()


async def subscribe(parts: Mujaz, count: int, due: int) -> None:
    """Make so many subscriptions out of one; the first `due` of them wait for an edition of this minute."""
    at = system_clock().replace(second=0, microsecond=0).time()
    await parts.subscriptions.save(a_subscription(chat_id=-1, times=(at,), zone="UTC", next_due=None))
    changed = {
        "id": "left(md5(n::text), 16)",
        "chat_id": "1000000 + n",
        "owner_id": "1000000 + n",
        "next_due": "CASE WHEN n <= :due THEN now() - interval '1 s' ELSE now() + interval '1 day' END",
    }
    names = [column.name for column in subscriptions.columns]
    values = [changed.get(name, name) for name in names]
    copies = (
        f"INSERT INTO subscriptions ({', '.join(names)}) "  # noqa: S608 - names of our own schema
        f"SELECT {', '.join(values)} FROM subscriptions, generate_series(1, :count) AS n WHERE chat_id = -1"
    )
    async with parts.database.writing() as connection:
        await connection.execute(text(copies), {"due": due, "count": count})
    async with parts.database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("VACUUM ANALYZE subscriptions"))


async def tick(announcer: Announcer) -> dict[str, float]:
    lag = Lag()
    async with watched(lag):
        began = time.perf_counter()
        count = await announcer.announce(WorkKind.PUBLISH)
        took = time.perf_counter() - began
    return {"submitted": count, "seconds": round(took, 3), "longest_block_ms": round(lag.longest * 1000, 1)}


async def publish(parts: Mujaz, announcer: Announcer, workers: list[Program], due: int) -> dict[str, object]:
    """Announce what is due to workers that wait for it; the time counts from there to the last edition."""
    for worker in workers:
        await worker.says("The worker is running.")
    began = time.perf_counter()
    found = await tick(announcer)
    await _until(parts, due)
    took = time.perf_counter() - began
    async with parts.database.reading() as connection:
        owed = (await connection.execute(select(func.count()).select_from(deliveries))).scalar_one()
    again = await tick(announcer)
    return {
        "tick": found,
        "editions": due,
        "deliveries": owed,
        "seconds": round(took, 2),
        "tick_again": again,
    }


async def _until(parts: Mujaz, wanted: int) -> None:
    async with asyncio.timeout(LONGEST_RUN):
        while True:
            async with parts.database.reading() as connection:
                count = (await connection.execute(select(func.count()).select_from(editions))).scalar_one()
            if count >= wanted:
                return
            await asyncio.sleep(0.02)


async def measure(url: str, folder: Path, chosen: argparse.Namespace) -> dict[str, object]:
    async with opened(read_settings(database_url=url)) as parts, opened_queue(url) as app:
        await plant_articles(parts)
        await subscribe(parts, chosen.subscriptions, chosen.due)
        announcer = Announcer(SqlDueWork(parts.database), PostgresQueue(app), parts.clock)
        async with AsyncExitStack() as stack:
            workers = [
                await stack.enter_async_context(
                    started(folder, "worker", "--queues", "publish", database_url=url)
                )
                for _ in range(chosen.workers)
            ]
            return await publish(parts, announcer, workers, chosen.due)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--subscriptions", type=int, default=1_000_000)
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    with running_postgres() as server, tempfile.TemporaryDirectory() as folder:
        result = asyncio.run(measure(new_database(server), Path(folder), chosen))
    print(json.dumps(result))  # noqa: T201 - this is what a benchmark is for


if __name__ == "__main__":
    main()
