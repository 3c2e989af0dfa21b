"""The memory of one `mujaz run` on SQLite with a hundred thousand readers, all of them due in the same minute.

    python -m tests.bench.memory --subscriptions 100000 --rate 300 --seconds 500

Telegram is a stand-in that says yes to everything, so that it is quicker than the bot. Prints one line of JSON: the
resident memory in MB before anything was due and at each tenth of the broadcast, its peak, and how many messages came.
"""

import argparse
import asyncio
import json
import tempfile
import time
from datetime import datetime
from pathlib import Path

import psutil
from sqlalchemy import insert, update
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.app import opened, plant_articles, system_clock
from bot.settings import read_settings
from bot.simulator.server import running
from bot.storage.database import Database
from bot.storage.schema import subscriptions
from bot.storage.subscriptions import _row_of
from tests.builders import a_subscription
from tests.processes import mujaz

ROWS = 1000
IDLE = 5.0  # seconds before the readers become due


class YesTelegram:
    """Says yes to everything and counts the messages."""

    def __init__(self) -> None:
        self.came = 0

    async def answer(self, request: Request) -> Response:
        match request.path_params["method"]:
            case "getMe":
                return _ok({"id": 1, "is_bot": True, "first_name": "موجز", "username": "mujaz_test_bot"})
            case "getUpdates":
                await asyncio.sleep(1)
                return _ok([])
            case "sendMessage":
                self.came += 1
                return _ok({"message_id": self.came, "date": 0, "chat": {"id": 1, "type": "private"}})
        return _ok(result=True)


def _ok(result: object) -> Response:
    return JSONResponse({"ok": True, "result": result})


async def subscribe(url: str, count: int) -> None:
    """Keep so many readers who are not due yet, and an article for them."""
    async with opened(read_settings(database_url=url)) as parts:
        await plant_articles(parts)
        at = system_clock().replace(second=0, microsecond=0).time()
        row = _row_of(a_subscription(times=(at,), zone="UTC", next_due=None))
        for start in range(0, count, ROWS):
            some = [
                row | {"id": f"{n:06x}"[::-1], "chat_id": n + 1, "owner_id": n + 1}
                for n in range(start, start + ROWS)
            ]
            async with parts.database.writing() as connection:
                await connection.execute(insert(subscriptions), some)


async def make_due(url: str, now: datetime) -> None:
    database = Database(url)
    async with database.writing() as connection:
        await connection.execute(update(subscriptions).values(next_due=now.replace(second=0, microsecond=0)))
    await database.close()


async def measure(asked: argparse.Namespace, folder: Path) -> dict[str, object]:
    url, telegram = f"sqlite:///{folder / 'mujaz.db'}", YesTelegram()
    await subscribe(url, asked.subscriptions)
    app = Starlette(routes=[Route("/bot{token}/{method}", telegram.answer, methods=["GET", "POST"])])
    async with (
        running(app) as base_url,
        mujaz(
            folder,
            "run",
            database_url=url,
            telegram_api_url=base_url,
            paid_broadcast=asked.rate,
            publish_every=5,
        ) as bot,
    ):
        await bot.says("The bot is running.")
        await asyncio.sleep(IDLE)
        process = psutil.Process(bot.process.pid)
        idle = _megabytes(process)
        await make_due(url, system_clock())
        return {"idle": idle} | await _watch(asked, telegram, process)


async def _watch(
    asked: argparse.Namespace, telegram: YesTelegram, process: psutil.Process
) -> dict[str, object]:
    began, peak = time.monotonic(), 0
    tenths: dict[int, int] = {}
    while telegram.came < asked.subscriptions and time.monotonic() < began + asked.seconds:
        await asyncio.sleep(0.5)
        now = _megabytes(process)
        peak = max(peak, now)
        tenths[10 * telegram.came // asked.subscriptions * 10] = now
    return {
        "mb_by_percent": tenths,
        "peak": peak,
        "messages": telegram.came,
        "seconds": round(time.monotonic() - began),
    }


def _megabytes(process: psutil.Process) -> int:
    return int(process.memory_info().rss) // 2**20


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--subscriptions", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=300)
    parser.add_argument("--seconds", type=float, default=500, help="end after so long, finished or not")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(measure(asked, Path(folder)))))  # noqa: T201 - its purpose


if __name__ == "__main__":
    main()
