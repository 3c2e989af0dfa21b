"""One process of the delivery benchmark: the real Courier, ledger and bucket; Telegram is a file that notes what came.

Started by delivery.py. Ends when nothing is owed any more, or when it is killed.
"""

import argparse
import asyncio
import json
import os
import random
import resource
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from bot.core.errors import DeliveryError
from bot.core.limits import rates_of
from bot.core.models import Message
from bot.core.retry import DeliveryRules
from bot.services.deliver import Courier
from bot.storage.database import Database
from bot.storage.limits import SqlPermits
from bot.storage.outbox import SqlOutbox
from bot.storage.schema import deliveries
from bot.storage.subscriptions import SqlSubscriptions

TOKEN = "1:bench"
TICK = 0.2
OPEN = ("pending", "sending")


class FileTelegram:
    """Writes down when a request arrives, answers after a while, and loses some answers."""

    def __init__(self, path: Path, latency: float, lost: float) -> None:
        self._file = os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY)
        self._latency, self._lost = latency, lost
        self._count = 0

    async def send(self, chat_id: int, message: Message) -> int:
        os.write(self._file, f"{time.time():.6f} {chat_id}\n".encode())
        await asyncio.sleep(self._latency)
        if random.random() < self._lost:
            raise DeliveryError("answer lost", doubtful=True)
        self._count += 1
        return self._count


async def work(asked: argparse.Namespace) -> int:
    """Deliver until nothing is open, or until told to stop; return how many arrived here."""
    database = Database(asked.url)
    outbox = SqlOutbox(database)
    courier = Courier(
        outbox,
        SqlSubscriptions(database),
        FileTelegram(Path(asked.sink), asked.latency, asked.lost),
        SqlPermits(database, TOKEN, rates_of(min(asked.rate, 30), asked.rate if asked.rate > 30 else 0)),
        _clock,
        DeliveryRules(),
        asked.at_once,
    )
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, courier.close)
    arrived = 0
    until = time.monotonic() + asked.seconds
    asyncio.get_running_loop().call_later(asked.seconds, courier.close)
    while time.monotonic() < until:
        arrived += await courier.deliver()
        if not await _anything_open(database):
            break
        await asyncio.sleep(TICK)
    await database.close()
    return arrived


async def _anything_open(database: Database) -> bool:
    waits = deliveries.c.state.in_(OPEN) | deliveries.c.next_attempt.is_not(None)
    async with database.reading() as connection:
        query = select(func.count()).select_from(deliveries).where(waits)
        return bool((await connection.execute(query)).scalar_one())


def _clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - a benchmark runs on the real clock


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Work as told and say what it cost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--sink", required=True)
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--latency", type=float, required=True)
    parser.add_argument("--lost", type=float, required=True)
    parser.add_argument("--at-once", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    asked = parser.parse_args()
    before = _cpu()
    arrived = asyncio.run(work(asked))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps({"arrived": arrived, "cpu": _cpu() - before, "mb": memory}) + "\n")


if __name__ == "__main__":
    main()
