"""How the bot is doing, in figures: for /metrics, `mujaz status` and the operator's chat. Counts come from storage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.models import DeliveryState
from bot.core.spending import ModelUse
from bot.core.visiting import Health

LATE_AFTER = timedelta(minutes=5)  # an edition that waits longer is late, whatever the reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the database holds at one moment.

    due: messages whose time has come. lag: how long the oldest of them waits. late: subscriptions whose edition is
    overdue. uses: what models were asked today.
    """

    at: datetime
    subscriptions: int
    late: int
    deliveries: Mapping[DeliveryState, int]
    due: int
    lag: timedelta
    sources: Mapping[Health, int]
    articles_today: int
    uses: tuple[ModelUse, ...] = ()


def worries(figures: Figures) -> dict[str, str]:
    """Return what an operator should look at, worst first, in words by kind; nothing when all is well."""
    every, fine = sum(figures.sources.values()), figures.sources.get(Health.FINE, 0)
    paused, minutes = figures.sources.get(Health.PAUSED, 0), figures.lag // timedelta(minutes=1)
    doubts = figures.deliveries.get(DeliveryState.DOUBT, 0)
    found = (
        ("late", figures.late > 0, f"{figures.late} subscriptions wait for an edition that is overdue"),
        ("lag", figures.lag > LATE_AFTER, f"the oldest message waits for {minutes} minutes"),
        ("doubt", doubts > 0, f"{doubts} messages are in doubt: their answer was lost"),
        ("sources", every > 0 and fine == 0, "no source answers"),
        ("paused", paused > 0, f"{paused} sources are paused after failures; see mujaz sources check"),
    )
    return {kind: text for kind, is_so, text in found if is_so}
