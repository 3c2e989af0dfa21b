"""Small real objects with the shape of a port. They behave; they expect nothing."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from bot.core.errors import EngineError, StorageError
from bot.core.limits import Booking, Limit, next_turn
from bot.core.models import (
    Article,
    Delivery,
    DeliveryState,
    Digest,
    FetchState,
    Length,
    Message,
    ModelCall,
    Source,
    Story,
    Verdict,
)
from bot.core.ports import EditionToPublish, Visit
from bot.core.spending import ModelUse, total_of, use_by_model


@dataclass
class FakeReader:
    """Gives what it was told to give, source by source."""

    articles: dict[str, tuple[Article, ...]] = field(default_factory=dict)
    failures: dict[str, Exception] = field(default_factory=dict)
    visited: list[str] = field(default_factory=list)

    async def read(self, source: Source, state: FetchState) -> Visit:
        self.visited.append(source.id)
        if source.id in self.failures:
            raise self.failures[source.id]
        return Visit(articles=self.articles.get(source.id, ()), state=state)


@dataclass
class FakeEngine:
    """Writes the digests it was given, in turn; then repeats the last."""

    name: str
    digests: list[Digest] = field(default_factory=list)
    repairs: list[Digest] = field(default_factory=list)
    asked: int = 0

    async def write(self, _story: Story, _length: Length) -> Digest:
        self.asked += 1
        await asyncio.sleep(0)
        if not self.digests:
            raise EngineError("this engine is out of order")
        return self.digests[0] if len(self.digests) == 1 else self.digests.pop(0)

    async def repair(self, _digest: Digest, _verdict: Verdict) -> Digest:
        if not self.repairs:
            raise EngineError("this engine cannot repair")
        return self.repairs.pop(0)


@dataclass
class FakeShelf:
    """Keeps digests in memory."""

    kept: dict[tuple[str, str, Length], Digest] = field(default_factory=dict)

    async def digest_of(self, story: Story, written_by: str, length: Length) -> Digest | None:
        return self.kept.get((story.id, written_by, length))

    async def save_digest(self, digest: Digest) -> None:
        self.kept[(digest.story.id, digest.written_by, digest.length)] = digest


@dataclass
class FakeMessenger:
    """Notes what was sent; fails as told, once for each error."""

    sent: list[tuple[int, Message]] = field(default_factory=list)
    errors: dict[int, list[Exception]] = field(default_factory=dict)

    async def send(self, chat_id: int, message: Message) -> int:
        if self.errors.get(chat_id):
            raise self.errors[chat_id].pop(0)
        self.sent.append((chat_id, message))
        return len(self.sent)


@dataclass
class FakeOutbox:
    """Keeps deliveries in memory, one part for each chat; each call takes `slow` seconds, or fails as told.

    What is put back for a later moment is not taken again.
    """

    waiting: deque[Delivery] = field(default_factory=deque)
    settled: list[Delivery] = field(default_factory=list)
    claimed_at: dict[int, datetime] = field(default_factory=dict)
    settled_at: dict[int, datetime] = field(default_factory=dict)
    slow: float = 0.0
    settling_fails: int = 0
    stale: deque[tuple[str, ...]] = field(default_factory=deque)

    async def add(self, *intents: EditionToPublish) -> int:
        for intent in intents:
            self.waiting.extend(intent.deliveries)
        return len(intents)

    async def stories_told(
        self, subscription_ids: tuple[str, ...], story_ids: tuple[str, ...]
    ) -> dict[str, dict[str, datetime]]:
        return {}

    async def claim(
        self, now: datetime, limit: int, settled: tuple[Delivery, ...] = ()
    ) -> tuple[Delivery, ...]:
        await self.settle(settled, now)
        taken = tuple(self.waiting.popleft() for _ in range(min(limit, len(self.waiting))))
        self.claimed_at |= dict.fromkeys((one.chat_id for one in taken), now)
        return taken

    async def settle(self, settled: tuple[Delivery, ...], now: datetime, *, lightly: bool = False) -> None:
        await asyncio.sleep(self.slow)
        if settled and self.settling_fails:
            self.settling_fails -= 1
            raise StorageError("the disk is full")
        self.settled.extend(settled)
        self.settled_at |= dict.fromkeys((one.chat_id for one in settled), now)
        back = (one for one in settled if one.state is DeliveryState.PENDING)
        self.waiting.extendleft(
            one for one in back if one.next_attempt is not None and one.next_attempt <= now
        )

    async def give_up(self, chat_id: int, reason: str) -> int:
        return 0

    async def recover(self, now: datetime, again_at: datetime | None) -> int:
        return 0

    async def expire(self, now: datetime, time_to_live: timedelta) -> tuple[str, ...]:
        return self.stale.popleft() if self.stale else ()


@dataclass
class FakePermits:
    """Books places at a rate of its own, by the rules of core/limits.py, in the loop's time."""

    rate: float = 10_000
    reserved: int = 1_000_000
    booked_until: float = 0.0
    broken: bool = False
    holds: list[float] = field(default_factory=list)

    async def book(self, count: int) -> Booking:
        self._check()
        now = asyncio.get_running_loop().time()
        limit = Limit(interval=1 / self.rate)
        first = next_turn(self.booked_until, limit, now).at
        self.booked_until = first + count * limit.interval
        return Booking(wait=first - now, interval=limit.interval)

    async def take_reserved(self) -> bool:
        self._check()
        self.reserved -= 1
        return self.reserved >= 0

    async def hold(self, seconds: float) -> None:
        self._check()
        self.holds.append(seconds)
        self.booked_until = asyncio.get_running_loop().time() + seconds

    def _check(self) -> None:
        if self.broken:
            raise StorageError("the disk is full")


@dataclass
class FakeSpending:
    """Keeps calls to models in memory; writes or reads fail as told."""

    calls: list[ModelCall] = field(default_factory=list)
    cannot_record: bool = False
    cannot_read: bool = False

    async def record(self, call: ModelCall) -> None:
        if self.cannot_record:
            raise StorageError("the disk is full")
        self.calls.append(call)

    async def spent_since(self, moment: datetime) -> Decimal:
        return total_of(self._since(moment))

    async def calls_since(self, moment: datetime) -> tuple[ModelUse, ...]:
        return use_by_model(self._since(moment))

    def _since(self, moment: datetime) -> list[ModelCall]:
        if self.cannot_read:
            raise StorageError("the database server cannot be reached")
        return [call for call in self.calls if call.at >= moment]
