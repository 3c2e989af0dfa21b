"""What Telegram and the way to it are like: every answer takes a while, and by chance some go wrong."""

import random
from collections import Counter
from collections.abc import Mapping

from bot.simulator import Fault
from bot.simulator.faults import Faults, Order

LATENCY = (0.03, 0.12)  # seconds
RETRY_AFTER = 1.0  # seconds


class Weather(Faults):
    """Orders faults by itself: `shares` says which share of the messages meets which fault."""

    def __init__(self, dice: random.Random, shares: Mapping[Fault, float] | None = None) -> None:
        super().__init__()
        self._dice = dice
        self._shares = dict(shares or {})
        self.dealt: Counter[Fault] = Counter()

    def clear_up(self) -> None:
        """From now on everything arrives and is answered."""
        self.clear()
        self._shares.clear()

    def take(self, method: str, chat_id: int | None) -> Order | None:
        order = super().take(method, chat_id)
        if order is None and method == "sendMessage":
            order = self._by_chance(chat_id)
        if order is not None:
            self.dealt[order.fault] += 1
        return order

    def _by_chance(self, chat_id: int | None) -> Order:
        faults, shares = [*self._shares, Fault.SLOW], [*self._shares.values()]
        fault = self._dice.choices(faults, [*shares, 1 - sum(shares)])[0]
        seconds = self._dice.uniform(*LATENCY) if fault is Fault.SLOW else RETRY_AFTER
        return Order(fault=fault, method="sendMessage", chat_id=chat_id, times=1, seconds=seconds)
