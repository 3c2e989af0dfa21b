"""mujaz worker: does what `mujaz bot` announces; any number of them, on any number of machines. Needs PostgreSQL."""

import asyncio
from typing import Annotated

import typer

from bot.app import opened
from bot.cli.run import say_who_writes, server_of, settings_with_token, stop_on_signals
from bot.core.errors import SettingsError
from bot.core.work import WorkKind
from bot.running import run_worker
from bot.settings import Settings

ALL = ",".join(WorkKind)


def worker(
    queues: Annotated[str, typer.Option(help="Which work to do, with commas between.")] = ALL,
) -> None:
    """Collect, digest, publish and deliver for the bots on the same PostgreSQL."""
    kinds = _kinds(queues)
    settings = settings_with_token()
    asyncio.run(_worker(settings, settings.queue_address, kinds))


async def _worker(settings: Settings, address: str, kinds: tuple[WorkKind, ...]) -> None:
    from bot.queue.work_queue import opened_queue  # here: no other command waits for the engine

    stop = stop_on_signals()
    say_who_writes(settings)
    async with opened(settings) as mujaz, opened_queue(address) as app:
        await run_worker(mujaz, server_of(settings), stop, app, kinds)


def _kinds(queues: str) -> tuple[WorkKind, ...]:
    try:
        return tuple(WorkKind(name.strip()) for name in queues.split(","))
    except ValueError:
        raise SettingsError(f"--queues takes some of {ALL}") from None
