"""mujaz status: how the bot is doing, now; a table that follows it until Ctrl-C, or one JSON object."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from bot.app import Mujaz, opened
from bot.cli.lines import print_json
from bot.cli.logs import set_up_logs
from bot.core.figures import Figures, rows_of, worries
from bot.core.models import DeliveryState
from bot.core.spending import total_of
from bot.core.visiting import Health
from bot.settings import read_settings

EVERY = 2.0  # seconds


def status(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and end.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Print the table once and end.")] = False,
) -> None:
    """Show what is due, sent, late and in doubt, how the sources do and what models cost today.

    Reads the database only: it works beside a running bot, from any machine that reaches it.
    """
    settings = read_settings()
    set_up_logs("ERROR")

    async def show() -> None:
        async with opened(settings) as mujaz:
            figures = await mujaz.figures()
            if as_json:
                print_json(as_object(figures))
            elif once or not Console().is_terminal:
                Console().print(table_of(figures))
            else:
                await _follow(mujaz, figures)

    asyncio.run(show())


async def _follow(mujaz: Mujaz, figures: Figures) -> None:
    with Live(table_of(figures), screen=False) as live:
        while True:
            await asyncio.sleep(EVERY)
            live.update(table_of(await mujaz.figures()))


def table_of(figures: Figures) -> Group:
    """Return the figures for a terminal, with what to look at below them."""
    table = Table("", "", title=f"Mujaz at {figures.at:%Y-%m-%d %H:%M:%S} UTC", show_header=False)
    for name, value in rows_of(figures):
        table.add_row(name, value)
    found = worries(figures)
    said = [Text(f"! {worry}", style="bold red") for worry in found.values()] or [
        Text("All is well.", style="green")
    ]
    return Group(table, *said)


def as_object(figures: Figures) -> dict[str, object]:
    """Return the figures as other programs read them."""
    return {
        "at": figures.at.isoformat(),
        "subscriptions": figures.subscriptions,
        "subscriptions_late": figures.late,
        "editions_stale_day": figures.stale,
        "deliveries": {state.value: figures.deliveries.get(state, 0) for state in DeliveryState},
        "deliveries_due": figures.due,
        "lag_seconds": figures.lag.total_seconds(),
        "sources": {health.value: figures.sources.get(health, 0) for health in Health},
        "articles_day": figures.articles_today,
        "model_calls_day": sum(use.calls for use in figures.uses),
        "model_cost_day": str(total_of(figures.uses)),
        "limiter_booked_seconds": figures.booked.total_seconds(),
        "disk_free_bytes": figures.disk_free,
        "worries": list(worries(figures).values()),
    }
