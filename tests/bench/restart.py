"""From the start of the process to the first message of what it owed when it died: should be at most 3 seconds.

    python -m tests.bench.restart --times 5

Starts `mujaz run` on a SQLite file with one due message, kills it when the message has arrived, and begins again.
Prints one line of JSON: seconds of each start, and the seconds of processor time that the last one took until then.
"""

import argparse
import asyncio
import json
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import psutil

from bot.app import opened, system_clock
from bot.core.ports import EditionToPublish
from bot.settings import read_settings
from bot.simulator import Simulator, serve
from tests.builders import a_delivery, a_slot, a_subscription, an_edition
from tests.processes import mujaz
from tests.running import TOKEN


async def owe(url: str, chat_id: int, number: int) -> None:
    """Leave one due message in the ledger."""
    now = system_clock()
    async with opened(read_settings(database_url=url)) as parts:
        subscription = a_subscription(subscription_id=f"s{number}", chat_id=chat_id, next_due=now)
        edition = replace(
            an_edition(edition_id=f"e{number}", subscription_id=subscription.id), slot=a_slot(now)
        )
        await parts.subscriptions.save(subscription)
        delivery = replace(
            a_delivery(), id=f"d{number}", edition_id=edition.id, chat_id=chat_id, next_attempt=now
        )
        intent = EditionToPublish(
            edition=edition, subscription=subscription, deliveries=(delivery,), next_due=None
        )
        assert await parts.outbox.add(intent)


async def measure(folder: Path, times: int) -> dict[str, object]:
    telegram = Simulator(
        token=TOKEN, bot_username="mujaz_test_bot", bot_name="موجز", clock=system_clock, poll_penalty=0
    )
    took: list[float] = []
    url = f"sqlite:///{folder / 'mujaz.db'}"
    async with serve(telegram) as base_url:
        for number in range(times):
            reader = telegram.add_user("سارة", started=True)
            await owe(url, reader.id, number)
            began = time.perf_counter()
            async with mujaz(
                folder, "run", database_url=url, telegram_api_url=base_url, deliver_every=1
            ) as bot:
                await telegram.wait_for(partial(telegram.bot_messages, reader.id), timeout=60)
                took.append(round(time.perf_counter() - began, 2))
                cpu = psutil.Process(bot.process.pid).cpu_times()
    return {"seconds": took, "cpu": round(cpu.user + cpu.system, 2)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=5)
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(measure(Path(folder), parser.parse_args().times))))  # noqa: T201 - its purpose


if __name__ == "__main__":
    main()
