"""How long the Pruner takes for a turn in a large ledger, and how long others wait for the database meanwhile.

python -m tests.bench.prune --database sqlite
"""

import argparse
import asyncio
import json
import tempfile
import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, text

from bot.services.prune import Pruner
from bot.storage.database import Database
from bot.storage.ledger import SqlLedger
from bot.storage.ledger_rows import delivery_row
from bot.storage.migrate import migrate
from bot.storage.outbox import SqlOutbox
from bot.storage.schema import deliveries, edition_stories, editions, stories
from tests.bench.due_tick import Lag, watched
from tests.builders import MONDAY, a_delivery
from tests.postgres import new_database, running_postgres

KEEP = timedelta(days=90)
DAYS = 200
PARTS, STORIES, ALL_STORIES = 2, 5, 2000
A_MESSAGE = "خبر " * 400
AT_ONCE = 2000  # editions
IN_DOUBT = 50  # one message in so many
LONG = timedelta(days=365)


async def fill(database: Database, count: int) -> None:
    """Keep so many editions of the last two hundred days; some have a message in doubt."""
    age = timedelta(days=DAYS) / count
    told = [{"id": f"story-{n}", "last_seen": MONDAY - KEEP} for n in range(ALL_STORIES)]
    async with database.writing() as connection:
        await connection.execute(insert(stories), told)
        for first in range(0, count, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, count))
            rows = [_edition(n) | {"due_at": MONDAY - age * (count - n)} for n in numbers]
            await connection.execute(insert(editions), rows)
            await connection.execute(insert(deliveries), [row for n in numbers for row in _messages(n)])
            await connection.execute(insert(edition_stories), [row for n in numbers for row in _told(n)])


async def analyze(database: Database) -> None:
    """Let the planner know what a server that has run for months knows."""
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("ANALYZE"))


def _edition(number: int) -> dict[str, object]:
    name = f"edition-{number}"
    return {"id": name, "subscription_id": name, "local_date": MONDAY.date(), "slot": "09:00"}


def _messages(number: int) -> list[dict[str, object]]:
    state = "doubt" if number % IN_DOUBT == 0 else "sent"
    return [
        delivery_row(a_delivery(part=part, edition_id=f"edition-{number}", html=A_MESSAGE))
        | {"state": state, "next_attempt": None}
        for part in range(PARTS)
    ]


def _told(number: int) -> list[dict[str, object]]:
    name = f"edition-{number}"
    one = {"edition_id": name, "subscription_id": name, "told_until": MONDAY}
    return [one | {"story_id": f"story-{(number + n) % ALL_STORIES}"} for n in range(STORIES)]


async def write_on(outbox: SqlOutbox, waits: list[float], stop: asyncio.Event) -> None:
    """Write again and again, as a Courier does; note how long each took."""
    while not stop.is_set():
        began = time.perf_counter()
        await outbox.expire(MONDAY - LONG, KEEP)
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(0.005)


async def measure(url: str, chosen: argparse.Namespace) -> dict[str, object]:
    database, lag, waits, stop = Database(url), Lag(), list[float](), asyncio.Event()
    await migrate(database)
    await fill(database, chosen.editions)
    await analyze(database)
    pruner, turns, count = Pruner(SqlLedger(database), lambda: MONDAY, KEEP), list[float](), 0
    async with asyncio.TaskGroup() as group:
        group.create_task(write_on(SqlOutbox(database), waits, stop))
        async with watched(lag):
            for _ in range(chosen.turns):
                began = time.perf_counter()
                count += await pruner.prune()
                turns.append(round(time.perf_counter() - began, 2))
        stop.set()
    await database.close()
    return {
        "forgotten": count,
        "turns_s": turns,
        "writer_waits_ms": {"p99": _ms(sorted(waits)[int(len(waits) * 0.99)]), "most": _ms(max(waits))},
        "longest_block_ms": _ms(lag.longest),
    }


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--editions", type=int, default=300_000)
    parser.add_argument("--turns", type=int, default=8)
    chosen = parser.parse_args()
    with ExitStack() as stack:
        if chosen.database == "sqlite":
            url = f"sqlite:///{Path(stack.enter_context(tempfile.TemporaryDirectory())) / 'mujaz.db'}"
        else:
            url = new_database(stack.enter_context(running_postgres()))
        result = asyncio.run(measure(url, chosen))
    print(json.dumps(result))  # noqa: T201 - this is what a benchmark is for


if __name__ == "__main__":
    main()
