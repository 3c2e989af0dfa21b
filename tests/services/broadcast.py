"""A broadcast in virtual time: chats that are owed a message, a Telegram that takes its time, and a Courier."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.core.errors import DeliveryError
from bot.core.models import Message
from bot.services.deliver import Courier
from tests.builders import MONDAY, a_delivery
from tests.fakes import FakeOutbox, FakePermits
from tests.services.courier import a_courier

RATE = 25.0
TICK = 1.0


def loop_clock() -> datetime:
    """The wall clock of virtual time."""
    return MONDAY + timedelta(seconds=asyncio.get_running_loop().time())


@dataclass
class SlowTelegram:
    """Answers after a while; notes when each message left, and when the last answer came."""

    latency: float = 0.08
    left: list[tuple[float, int]] = field(default_factory=list)
    refusals: dict[int, DeliveryError] = field(default_factory=dict)

    async def send(self, chat_id: int, message: Message) -> int:
        self.left.append((asyncio.get_running_loop().time(), chat_id))
        await asyncio.sleep(self.latency)
        if chat_id in self.refusals:
            raise self.refusals.pop(chat_id)
        return len(self.left)


@dataclass
class Broadcast:
    """So many chats that are owed one message each, and a Courier that is called at every tick."""

    chats: int
    telegram: SlowTelegram = field(default_factory=SlowTelegram)
    outbox: FakeOutbox = field(default_factory=lambda: FakeOutbox(slow=0.01))
    permits: FakePermits = field(default_factory=lambda: FakePermits(rate=RATE))

    def __post_init__(self) -> None:
        self.outbox.waiting.extend(a_delivery(edition_id=str(n), chat_id=n) for n in range(self.chats))

    def courier(self) -> Courier:
        return a_courier(self.outbox, FakeSubscriptions(), self.telegram, loop_clock, permits=self.permits)

    async def run(self) -> None:
        courier = self.courier()
        while self.outbox.waiting:
            await courier.deliver()
            await asyncio.sleep(TICK)

    @property
    def worst_second(self) -> int:
        times = [at for at, _ in self.telegram.left]
        return max(sum(start <= at < start + 1 for at in times) for start in times)

    @property
    def longest_claim(self) -> float:
        """How long a message was claimed before it left."""
        claimed_at = self.outbox.claimed_at
        return max(at - (claimed_at[chat_id] - MONDAY).total_seconds() for at, chat_id in self.telegram.left)

    def in_doubt(self, chats: range) -> list[float]:
        """How many seconds the message of each chat was claimed and its result not saved."""
        claimed_at, settled_at = self.outbox.claimed_at, self.outbox.settled_at
        return [(settled_at[chat] - claimed_at[chat]).total_seconds() for chat in chats]

    @property
    def share(self) -> float:
        """The share of the allowed rate that was used between the first and the last message."""
        times = [at for at, _ in self.telegram.left]
        return (len(times) - 1) / (times[-1] - times[0]) / RATE


class FakeSubscriptions:
    """Nobody is paused here, nobody moves."""

    def __getattr__(self, name: str) -> Any:  # whatever the port has
        raise AssertionError(f"nobody should ask for {name}")
