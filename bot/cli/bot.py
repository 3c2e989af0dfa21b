"""mujaz bot: hears readers and announces what is due; the work is done by `mujaz worker`. Needs PostgreSQL."""

import asyncio

from bot.app import opened, plant_newsrooms
from bot.cli.run import say_who_writes, server_of, settings_with_token, stop_on_signals
from bot.running import run_bot
from bot.settings import Settings


def bot() -> None:
    """Serve readers and tell the workers what is due (PostgreSQL; several of them: set WEBHOOK_URL)."""
    settings = settings_with_token()
    asyncio.run(_bot(settings, settings.queue_address))


async def _bot(settings: Settings, address: str) -> None:
    from bot.queue.work_queue import (  # here: no other command waits for the engine
        PostgresQueue,
        opened_queue,
    )

    stop = stop_on_signals()
    say_who_writes(settings)
    async with opened(settings) as mujaz, opened_queue(address) as app:
        await plant_newsrooms(mujaz)
        await run_bot(mujaz, server_of(settings), stop, PostgresQueue(app))
