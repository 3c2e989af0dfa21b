"""How the bot is doing, in figures: for /metrics, `mujaz status` and the operator's chat. Counts come from storage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.models import DeliveryState
from bot.core.spending import ModelUse, in_dollars, total_of
from bot.core.visiting import Health

TOO_FULL = 200_000_000  # bytes left on the disk: editions of a day or two
DOWN_AFTER = 3  # stories in a row that the model did not write: one may be the story's fault
LATE_AFTER = timedelta(minutes=5)  # an edition that waits longer is late, whatever the reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the database holds at one moment, and how the process that asks does.

    due: messages whose time has come. lag: how long the oldest of them waits. late: subscriptions whose edition is
    overdue. stale: editions of 24 hours that got too old to be sent. uses: what models were asked today. booked: how
    far ahead Telegram's limit is used up. budget: which one is spent, in words. model_failures: stories in a row that
    this process's model did not write. disk_free: bytes left where the database file is; None elsewhere.
    """

    at: datetime
    subscriptions: int
    late: int
    deliveries: Mapping[DeliveryState, int]
    due: int
    lag: timedelta
    sources: Mapping[Health, int]
    articles_today: int
    stale: int = 0
    uses: tuple[ModelUse, ...] = ()
    booked: timedelta = timedelta(0)
    budget: str | None = None
    model_failures: int = 0
    disk_free: int | None = None


def worries(figures: Figures) -> dict[str, str]:
    """Return what an operator should look at, worst first, in words by kind; nothing when all is well."""
    every, fine = sum(figures.sources.values()), figures.sources.get(Health.FINE, 0)
    paused, minutes = figures.sources.get(Health.PAUSED, 0), figures.lag // timedelta(minutes=1)
    doubts = figures.deliveries.get(DeliveryState.DOUBT, 0)
    full = figures.disk_free is not None and figures.disk_free < TOO_FULL
    failures = figures.model_failures
    found = (
        ("disk", full, f"the disk is nearly full: {(figures.disk_free or 0) // 1_000_000} MB are left"),
        ("late", figures.late > 0, f"{figures.late} subscriptions wait for an edition that is overdue"),
        ("lag", figures.lag > LATE_AFTER, f"the oldest message waits for {minutes} minutes"),
        ("stale", figures.stale > 0, f"{figures.stale} editions of 24 hours got too old and were not sent"),
        ("doubt", doubts > 0, f"{doubts} messages are in doubt: their answer was lost"),
        ("sources", every > 0 and fine == 0, "no source answers"),
        (
            "model",
            failures >= DOWN_AFTER,
            f"the model wrote none of the last {failures} stories; they are quoted",
        ),
        ("budget", figures.budget is not None, f"the offline engine writes: {figures.budget}"),
        ("paused", paused > 0, f"{paused} sources are paused after failures; see mujaz sources check"),
    )
    return {kind: text for kind, is_so, text in found if is_so}


def rows_of(figures: Figures) -> tuple[tuple[str, str], ...]:
    """Return the figures for people: what is counted, and how many."""
    states = (f"{state.value} {figures.deliveries.get(state, 0)}" for state in DeliveryState)
    health = (f"{one.value} {figures.sources.get(one, 0)}" for one in Health)
    calls = sum(use.calls for use in figures.uses)
    return (
        ("subscriptions", f"{figures.subscriptions} active, {figures.late} late"),
        ("messages", ", ".join(states)),
        ("due now", f"{figures.due}, the oldest for {figures.lag // timedelta(seconds=1)} s"),
        ("sources", ", ".join(health)),
        ("articles in 24 hours", str(figures.articles_today)),
        ("models today", f"{calls} calls, {in_dollars(total_of(figures.uses))}"),
    )
