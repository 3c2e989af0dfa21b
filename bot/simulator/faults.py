"""What can be made to go wrong on purpose, and how fast a bot may send.

Nothing happens unless somebody asks for it.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass
from enum import StrEnum

from bot.simulator.errors import too_many_requests
from bot.simulator.wire import Clock


class Fault(StrEnum):
    """A way in which a call can fail.

    RESET and STALL lose the call: nothing is stored. DELIVER_THEN_DROP and SLOW carry it out first.
    """

    TOO_MANY_REQUESTS = "too_many_requests"
    SERVER_ERROR = "server_error"
    BAD_GATEWAY = "bad_gateway"
    NOT_JSON = "not_json"
    RESET = "reset"
    DELIVER_THEN_DROP = "deliver_then_drop"
    SLOW = "slow"
    STALL = "stall"


@dataclass(slots=True, kw_only=True)
class Order:
    """One fault ordered for the next `times` calls that fit."""

    fault: Fault
    method: str | None
    chat_id: int | None
    times: int
    seconds: float

    def fits(self, method: str, chat_id: int | None) -> bool:
        return self.method in (None, method) and self.chat_id in (None, chat_id)


class Faults:
    """The faults that wait for their calls, in order."""

    def __init__(self) -> None:
        self._orders: list[Order] = []

    def add(
        self,
        fault: Fault,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
        seconds: float = 1,
    ) -> None:
        """Let the next `times` calls fail; `seconds` is the retry_after, or how slow a slow answer is."""
        order = Order(fault=fault, method=method, chat_id=chat_id, times=times, seconds=seconds)
        self._orders.append(order)

    def clear(self) -> None:
        """Let nothing fail any more."""
        self._orders.clear()

    def take(self, method: str, chat_id: int | None) -> Order | None:
        """The fault of this call, if one waits for it. Faults for any method spare getUpdates."""
        for order in self._orders:
            spared = order.method is None and method == "getUpdates"
            if not spared and order.fits(method, chat_id):
                order.times -= 1
                self._orders = [waiting for waiting in self._orders if waiting.times > 0]
                return order
        return None


# Telegram's published limits: messages, and the seconds they are counted over.
OVERALL = (30, 1.0)
# One message a second for each chat, "short bursts" allowed; 3 is our reading of that.
PER_CHAT = (3, 3.0)
PER_GROUP = (20, 60.0)


class FloodLimits:
    """Refuses a bot that sends faster than Telegram allows; off unless `enabled`."""

    def __init__(self, clock: Clock) -> None:
        self.enabled = False
        self._clock = clock
        self._sent: dict[tuple[str, int], deque[float]] = defaultdict(deque)

    def refuse_flood(self, chat_id: int) -> None:
        """Count a message to a chat; raises ApiError 429 when it comes too soon."""
        if not self.enabled:
            return
        now = self._clock().timestamp()
        places = {("all", 0): OVERALL, ("chat", chat_id): PER_CHAT}
        if chat_id < 0:
            places[("group", chat_id)] = PER_GROUP
        wait = max(self._wait(place, limit, now) for place, limit in places.items())
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        for place in places:
            self._sent[place].append(now)

    def _wait(self, place: tuple[str, int], limit: tuple[int, float], now: float) -> float:
        count, seconds = limit
        sent = self._sent[place]
        while sent and sent[0] <= now - seconds:
            sent.popleft()
        return sent[0] + seconds - now if len(sent) >= count else 0.0
