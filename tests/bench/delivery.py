"""How fast, how cheaply and how surely editions are delivered: real Courier, ledger and bucket in several processes.

    python -m tests.bench.delivery --database sqlite --chats 1500 --rate 25 --processes 1
    python -m tests.bench.delivery --database postgresql --chats 1500 --rate 30 --processes 2 --kills 10 --lost 0.01

Prints one line of JSON. Not part of the suite; tests/services has the small versions.
"""

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select

from bot.storage.database import Database
from bot.storage.migrate import migrate
from bot.storage.schema import deliveries, editions
from tests.postgres import new_database, running_postgres

PAUSE_AFTER_KILL = (1.0, 2.5)
ROWS = 1000
TEXT = "افتتحت هيئة الموانئ رصيفًا جديدًا لسفن الحاويات. " * 20


@contextmanager
def database_url(kind: str, folder: Path) -> Iterator[str]:
    """Give the address of an empty database that writes as durably as in use."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'bench.db'}"
        return
    with running_postgres() as server:
        import psycopg

        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = on")
            connection.execute("SELECT pg_reload_conf()")
        yield new_database(server)


async def owe(
    url: str, chats: Sequence[int], *, wave: str = "e", parts: int = 1, late: timedelta = timedelta()
) -> None:
    """Owe each chat an edition of so many parts, due now or that much earlier; each part begins with its id."""
    database = Database(url)
    await migrate(database)
    due = datetime.now(UTC) - late  # noqa: TID251 - a benchmark runs on the real clock
    for start in range(0, len(chats), ROWS):
        some = chats[start : start + ROWS]
        owed = [_delivery(wave, chat_id, part, due) for chat_id in some for part in range(1, parts + 1)]
        async with database.writing() as connection:
            await connection.execute(insert(editions), [_edition(wave, chat_id, due) for chat_id in some])
            await connection.execute(insert(deliveries), owed)
    await database.close()


def _edition(wave: str, chat_id: int, due: datetime) -> dict[str, object]:
    return {
        "id": f"{wave}{chat_id}",
        "subscription_id": f"s{chat_id}",
        "local_date": due.date(),
        "slot": wave[:8],
        "due_at": due,
    }


def _delivery(wave: str, chat_id: int, part: int, due: datetime) -> dict[str, object]:
    name = f"{wave}{chat_id}:{part}"
    return {
        "id": name,
        "edition_id": f"{wave}{chat_id}",
        "chat_id": chat_id,
        "part": part,
        "message": {"html": f"{name} {TEXT}", "buttons": [], "silent": False},
        "state": "pending",
        "attempts": 0,
        "doubts": 0,
        "owed_since": due,
        "next_attempt": due,
        "last_error": "",
    }


def start(asked: argparse.Namespace, url: str, sink: Path) -> "subprocess.Popen[str]":
    """Start a worker."""
    options = {
        "--url": url,
        "--sink": sink,
        "--rate": asked.rate,
        "--latency": asked.latency,
        "--lost": asked.lost_answers,
        "--at-once": asked.at_once,
        "--seconds": asked.seconds,
    }
    words = [str(word) for pair in options.items() for word in pair]
    command = [sys.executable, "-m", "tests.bench.delivery_worker", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def run(asked: argparse.Namespace, url: str, sink: Path) -> tuple[list[dict[str, float]], int]:
    """Let the workers work, killing one now and then; return what those said that were not killed, and the kills."""
    workers = [start(asked, url, sink) for _ in range(asked.processes)]
    kills = 0
    dice = random.Random(7)
    time.sleep(3)
    while kills < asked.kills and any(worker.poll() is None for worker in workers):
        victim = dice.randrange(len(workers))
        workers[victim].kill()
        workers[victim].wait()
        kills += 1
        workers[victim] = start(asked, url, sink)
        time.sleep(dice.uniform(*PAUSE_AFTER_KILL))
    said = [worker.communicate()[0] for worker in workers]
    return [json.loads(line) for line in said], kills


def worst_second(times: Sequence[float]) -> int:
    """Return the most requests that came within any second."""
    worst = first = 0
    for last, moment in enumerate(times):
        while times[first] <= moment - 1:
            first += 1
        worst = max(worst, last - first + 1)
    return worst


async def ledger(url: str) -> list[tuple[int, str, int]]:
    """Return chat, state and doubts of all deliveries."""
    database = Database(url)
    columns = deliveries.c.chat_id, deliveries.c.state, deliveries.c.doubts
    async with database.reading() as connection:
        rows = (await connection.execute(select(*columns))).all()
    await database.close()
    return [(row.chat_id, row.state, row.doubts) for row in rows]


def server_cpu(url: str) -> float:
    """Return the seconds of CPU that this PostgreSQL's processes have used, the ended ones included."""
    import psycopg

    with psycopg.connect(url) as connection:
        ours = _parent_of(connection.info.backend_pid)
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            numbers = stat.read_text().rsplit(")", 1)[1].split()
            if int(numbers[1]) == ours or stat.parent.name == str(ours):
                ticks += sum(int(number) for number in numbers[11:15])
    return ticks / 100


def _parent_of(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])


def report(
    asked: argparse.Namespace,
    said: list[dict[str, float]],
    came: list[tuple[float, int]],
    rows: list[tuple[int, str, int]],
) -> dict[str, object]:
    """Compare what Telegram saw with what the ledger says."""
    times = sorted(moment for moment, _ in came)
    seen = Counter(chat_id for _, chat_id in came)
    arrived = sum(one["arrived"] for one in said)
    return {
        "states": Counter(state for _, state, _ in rows),
        "came": len(came),
        "lost": sum(state == "sent" and not seen[chat_id] for chat_id, state, _ in rows),
        "never_came": sum(not seen[chat_id] for chat_id, _, _ in rows),
        "doubled": sum(count > 1 for count in seen.values()),
        "doubled_without_a_doubt": sum(seen[chat_id] > 1 + doubts for chat_id, _, doubts in rows),
        "doubts": sum(doubts for _, _, doubts in rows),
        "worst_second": worst_second(times),
        "worst_100_ms": worst_second([moment * 10 for moment in times]),
        "share_of_rate": round((len(times) - 1) / (times[-1] - times[0]) / asked.rate, 4),
        "seconds": round(times[-1] - times[0], 1),
        "cpu_ms_per_message": round(1000 * sum(one["cpu"] for one in said) / max(arrived, 1), 3),
        "mb": [one["mb"] for one in said],
    }


def main() -> None:
    """Measure as told."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--chats", type=int, default=1500)
    parser.add_argument("--rate", type=float, default=25)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--latency", type=float, default=0.08)
    parser.add_argument("--at-once", type=int, default=32)
    parser.add_argument("--lost-answers", type=float, default=0, help="share of answers that are lost")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=3600, help="end after so long, finished or not")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, database_url(asked.database, Path(folder)) as url:
        sink = Path(folder) / "came.txt"
        asyncio.run(owe(url, range(1, asked.chats + 1)))
        server_before = server_cpu(url) if asked.database == "postgresql" else 0
        said, kills = run(asked, url, sink)
        server = server_cpu(url) - server_before if asked.database == "postgresql" else 0
        came = [(float(line.split()[0]), int(line.split()[1])) for line in sink.read_text().splitlines()]
        found = report(asked, said, came, asyncio.run(ledger(url)))
    if asked.database == "postgresql":
        found["server_cpu_ms_per_message"] = round(1000 * server / len(came), 3)
    asks = {
        name: getattr(asked, name)
        for name in ("database", "chats", "rate", "processes", "latency", "lost_answers")
    }
    sys.stdout.write(json.dumps(asks | {"kills": kills} | found) + "\n")


if __name__ == "__main__":
    main()
