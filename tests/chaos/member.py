"""One process of the bot under chaos: the real program, but for its clock, which is moved from outside."""

import asyncio
import os
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from bot.app import opened, system_clock
from bot.cli.logs import set_up_logs
from bot.cli.run import server_of, stop_on_signals
from bot.core.work import WorkKind
from bot.queue.work_queue import PostgresQueue, opened_queue
from bot.running import run_bot, run_worker
from bot.settings import Settings, read_settings
from bot.storage.lock import alone_with

Shift = Synchronized  # seconds that the clocks of all members are ahead of the machine's


def live(role: str, chosen: dict[str, object], shift: "Shift[float]", log: Path) -> None:
    """Be `mujaz run`, `mujaz bot` or `mujaz worker` until somebody ends this."""
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    settings = read_settings(**chosen)
    set_up_logs(settings.log_level)
    with alone_with(settings.database_url):
        asyncio.run(_live(role, settings, _moved(shift)))


def _moved(shift: "Shift[float]") -> Callable[[], datetime]:
    return lambda: system_clock() + timedelta(seconds=shift.value)


async def _live(role: str, settings: Settings, clock: Callable[[], datetime]) -> None:
    stop = stop_on_signals()
    async with AsyncExitStack() as stack:
        mujaz = await stack.enter_async_context(opened(settings, clock))
        if role == "run":
            await run_bot(mujaz, server_of(settings), stop)
            return
        app = await stack.enter_async_context(opened_queue(settings.queue_address))
        if role == "bot":
            await run_bot(mujaz, server_of(settings), stop, PostgresQueue(app))
        else:
            await run_worker(mujaz, server_of(settings), stop, app, (WorkKind.DELIVER,))
