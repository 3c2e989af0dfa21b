"""kill -9 of the worker that writes an edition: how long until its reader has it from another, by itself.

    python -m tests.bench.dead_worker --times 5

Prints one line of JSON: seconds from the kill to the message, and how many messages came twice.
"""

import argparse
import asyncio
import json
import tempfile
import time
from pathlib import Path

from bot.app import system_clock
from bot.simulator import Simulator, serve
from tests.postgres import new_database, running_postgres
from tests.processes import mujaz, slow_model
from tests.running import TOKEN
from tests.test_processes import editions_of, make_reader_due


async def measure(url: str, folder: Path) -> tuple[float, int]:
    telegram = Simulator(
        token=TOKEN, bot_username="mujaz_test_bot", bot_name="موجز", clock=system_clock, poll_penalty=0
    )
    reader = telegram.add_user("سارة", started=True)
    await make_reader_due(url, reader)
    async with serve(telegram) as base_url, slow_model() as (model, of_model):
        settings = {"telegram_api_url": base_url, "database_url": url} | of_model
        async with (
            mujaz(folder, "bot", **settings),
            mujaz(folder, "worker", "--queues", "publish", **settings) as doomed,
        ):
            await model.is_asked()
            async with mujaz(folder, "worker", **settings) as other:
                await other.says("The worker is running.")
                doomed.kill()
                began = time.perf_counter()
                model.go.set()
                await telegram.wait_for(lambda: editions_of(telegram, reader), timeout=60)
                took = time.perf_counter() - began
    return round(took, 1), len(telegram.duplicates())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=5)
    with running_postgres() as server:
        results = []
        for _ in range(parser.parse_args().times):
            with tempfile.TemporaryDirectory() as folder:
                results.append(asyncio.run(measure(new_database(server), Path(folder))))
    seconds, doubled = zip(*results, strict=True)
    print(json.dumps({"seconds": seconds, "doubled": sum(doubled)}))  # noqa: T201 - its purpose


if __name__ == "__main__":
    main()
