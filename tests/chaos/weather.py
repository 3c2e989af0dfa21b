"""What Telegram and the way to it are like: every answer takes a while, and by chance some go wrong."""

import random
import time
from collections import Counter, deque
from collections.abc import Mapping

from bot.simulator import Fault
from bot.simulator.faults import Faults, Order

LATENCY = (0.03, 0.12)  # seconds
RETRY_AFTER = 1.0  # seconds
MANY = 1000


class Weather(Faults):
    """Orders faults by itself: `shares` says which share of the messages meets which fault."""

    def __init__(self, dice: random.Random, shares: Mapping[Fault, float] | None = None) -> None:
        super().__init__()
        self._dice = dice
        self._shares = dict(shares or {})
        self.dealt: Counter[Fault] = Counter()
        self._answered_at: deque[float] = deque(maxlen=MANY)

    def clear_up(self) -> None:
        """From now on everything arrives and is answered."""
        self.clear()
        self._shares.clear()

    def waiting(self) -> int:
        """Return how many messages wait for their answer at this moment."""
        return sum(at > time.monotonic() for at in self._answered_at)

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
        if fault is Fault.SLOW:
            self._answered_at.append(time.monotonic() + seconds)
        return Order(fault=fault, method="sendMessage", chat_id=chat_id, times=1, seconds=seconds)
