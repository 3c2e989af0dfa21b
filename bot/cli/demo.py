"""mujaz demo: everything on embedded defaults, with a local Telegram and its chat page in the browser."""

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr

from bot.app import opened, plant_articles, plant_newsrooms, system_clock
from bot.cli.failing import fail
from bot.cli.logs import set_up_logs
from bot.cli.run import say_who_writes, stop_on_signals
from bot.core.schedule import is_zone
from bot.running import run_bot
from bot.settings import Settings, read_settings
from bot.simulator import Simulator, serve
from bot.telegram.application import Server

TOKEN = "1:local-telegram-needs-no-secret"  # noqa: S105 - opens nothing but the server below, on this machine
DEFAULT_PORT = 8765


def demo(
    port: Annotated[
        int, typer.Option(help="The port of the chat page; 0 takes any free one.")
    ] = DEFAULT_PORT,
    live: Annotated[
        bool,
        typer.Option("--live", help="Read the newsrooms of seeds/sources.toml instead of the seed articles."),
    ] = False,
) -> None:
    """Chat with the bot in your browser: no token, no key, no server."""
    settings = read_settings(default_zone=_zone_of_this_machine())
    set_up_logs(settings.log_level, settings.log_format)
    with tempfile.TemporaryDirectory(prefix="mujaz-demo-") as folder:
        database = f"sqlite:///{Path(folder) / 'demo.db'}"
        changes = {"database_url": database, "bot_token": SecretStr(TOKEN)}
        asyncio.run(_demo(settings.model_copy(update=changes), port, live=live))


async def _demo(settings: Settings, port: int, *, live: bool) -> None:
    stop = stop_on_signals()
    simulator = Simulator(
        token=TOKEN,
        bot_username="mujaz_demo_bot",
        bot_name=settings.bot_name,
        clock=system_clock,
        poll_penalty=0,  # else the bot's last poll would hold up Ctrl+C for three seconds
    )
    try:
        async with serve(simulator, port=port) as base_url:
            _say_where(base_url, strict=simulator.strict_parser)
            say_who_writes(settings)
            async with opened(settings) as mujaz:
                await (plant_newsrooms if live else plant_articles)(mujaz)
                await run_bot(mujaz, Server(token=TOKEN, base_url=base_url), stop)
    except OSError as error:
        fail(f"the chat page cannot use port {port} ({error.strerror}); try: mujaz demo --port 0")


def _say_where(base_url: str, *, strict: bool) -> None:
    typer.echo(
        f"\n  Open {base_url} in your browser and write /start or /summary.  (Ctrl+C ends the demo.)\n"
    )
    if not strict:
        typer.echo(
            "  Note: Telegram's own message parser (pip install tdjson) is missing; a lenient one is used.\n"
        )


def _zone_of_this_machine() -> str:
    """The time zone this machine is set to, so that «in a minute» means what the clock on the wall says."""
    from tzlocal import get_localzone_name

    zone = get_localzone_name() or ""
    if zone.startswith("Etc/"):
        return "UTC"
    return zone if is_zone(zone) else "Asia/Riyadh"
