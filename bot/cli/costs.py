"""mujaz costs: what the model's answers cost, and what is left of the budgets."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.app import opened, system_clock
from bot.cli.lines import print_json
from bot.cli.logs import set_up_logs
from bot.core.spending import ModelUse, in_dollars, start_of_day, start_of_month, total_of
from bot.settings import Settings, read_settings

BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What the models were used for in a time, and what they might cost in it (0: no limit)."""

    name: str
    uses: tuple[ModelUse, ...]
    budget: Decimal = Decimal(0)

    @property
    def cost(self) -> Decimal:
        return total_of(self.uses)

    @property
    def left(self) -> Decimal:
        return max(self.budget - self.cost, Decimal(0))


def costs(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """Show what the model's answers cost today, this month and in all, and what is left of the budgets.

    Days and months are those of UTC. What `mujaz digest` and `mujaz eval` ask a model is not kept.
    """
    settings = read_settings()
    set_up_logs(settings.log_level, settings.log_format)
    periods = asyncio.run(_periods(settings))
    if as_json:
        print_json({"currency": "USD"} | {period.name.replace(" ", "_"): _json(period) for period in periods})
        return
    Console().print(_table(periods))
    for period in periods[:2]:
        typer.echo(f"{period.name}: {_left(period)}")


async def _periods(settings: Settings) -> tuple[Period, ...]:
    now = system_clock()
    async with opened(settings) as mujaz:
        calls_since = mujaz.spending.calls_since
        return (
            Period(
                name="today",
                uses=await calls_since(start_of_day(now)),
                budget=settings.llm_budget_per_day,
            ),
            Period(
                name="this month",
                uses=await calls_since(start_of_month(now)),
                budget=settings.llm_budget_per_month,
            ),
            Period(name="all that is kept", uses=await calls_since(BEFORE_ALL)),
        )


def _table(periods: tuple[Period, ...]) -> Table:
    table = Table("time", "model", "calls", "tokens in", "tokens out", "cost")
    for period in periods:
        for use in period.uses:
            tokens = f"{use.input_tokens:,}", f"{use.output_tokens:,}"
            table.add_row(period.name, use.model, f"{use.calls:,}", *tokens, in_dollars(use.cost))
        if not period.uses:
            table.add_row(period.name, "none", "0", "0", "0", in_dollars(period.cost))
    return table


def _left(period: Period) -> str:
    if not period.budget:
        return f"{in_dollars(period.cost)} spent, no limit"
    return f"{in_dollars(period.left)} left of {in_dollars(period.budget)}"


def _json(period: Period) -> dict[str, Any]:
    """Money as text: a number of JSON may lose its last digits on the way."""
    return {
        "cost": _exact(period.cost),
        "budget": _exact(period.budget) if period.budget else None,
        "left": _exact(period.left) if period.budget else None,
        "models": [_use_json(use) for use in period.uses],
    }


def _use_json(use: ModelUse) -> dict[str, Any]:
    return {
        "model": use.model,
        "calls": use.calls,
        "input_tokens": use.input_tokens,
        "output_tokens": use.output_tokens,
        "cost": _exact(use.cost),
    }


def _exact(amount: Decimal) -> str:
    return f"{amount:f}"
