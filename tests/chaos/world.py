"""A local Telegram, a ledger and a fleet of processes between them; the oracle looks at both ends."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from bot.app import system_clock
from bot.core.models import DeliveryState
from bot.core.retry import DOUBT_DELAY, SECOND_THOUGHT
from bot.simulator import Fault, Simulator, serve
from bot.simulator.transcript import KEPT_CALLS, Call
from bot.storage.database import Database
from bot.storage.schema import deliveries
from tests.bench.delivery import owe
from tests.chaos.fleet import Fleet, sailing
from tests.chaos.oracle import Came, Entry, Findings, judge, unexplained_doubts
from tests.chaos.weather import Weather
from tests.running import TOKEN

LATE = timedelta(hours=7)  # later than the time to live of an edition
STALE_WAVE = "old"
LONGEST = 60.0  # seconds
STANDSTILL = 0.3  # seconds without news: whoever is owed something now waits for the clock
A_DOUBTS_TIME = (DOUBT_DELAY + SECOND_THOUGHT).total_seconds()
ROLES = {"sqlite": ("run",), "postgresql": ("run", "run", "run")}


class World:
    """What happens, and what is true in the end."""

    def __init__(self, telegram: Simulator, weather: Weather, fleet: Fleet, database: Database) -> None:
        self.telegram, self.weather, self.fleet = telegram, weather, fleet
        self.database = database

    async def owe(
        self, chats: int, *, wave: str = "e", parts: int = 1, late: timedelta = timedelta()
    ) -> None:
        """Let new readers come, each of whom is owed an edition."""
        readers = [self.telegram.add_user(f"قارئ {n}", started=True).id for n in range(chats)]
        await owe(
            self.database.url.render_as_string(hide_password=False),
            readers,
            wave=wave,
            parts=parts,
            late=late,
        )

    async def more_came(self, messages: int) -> None:
        """Wait until so many more messages have come."""
        wanted = self.count() + messages
        await self.telegram.wait_for(lambda: self.count() >= wanted, timeout=LONGEST)

    def count(self) -> int:
        return len(self.came())

    def came(self) -> list[Came]:
        """Return the messages of editions in the order in which they came."""
        said = [one for chat in self.telegram.state.messages.values() for one in chat.values()]
        ours = [one for one in said if one.sender_id == self.telegram.bot.id and ":" in one.text]
        return [
            Came(delivery_id=one.text.partition(" ")[0], message_id=one.id)
            for one in sorted(ours, key=lambda one: one.id)
        ]

    async def finish(self, longest: float = LONGEST) -> None:
        """Let the sky clear up and the minutes pass until nothing is owed any more."""
        self.weather.clear_up()
        until = time.monotonic() + longest
        before: object = None
        while owed := await self.owed():
            assert time.monotonic() < until, f"still owed: {owed}"
            if before == (before := (owed, self.count())) and self._waits_for_the_clock(owed):
                self.fleet.move_clock(A_DOUBTS_TIME)
            await asyncio.sleep(STANDSTILL)

    def _waits_for_the_clock(self, owed: Counter[str]) -> bool:
        """What is being sent ends by itself, unless its process is dead."""
        return self.fleet.kills > 0 or not owed[DeliveryState.SENDING]

    async def owed(self) -> Counter[str]:
        """Return how many messages are owed still, by their state."""
        waits = deliveries.c.next_attempt.is_not(None) | (deliveries.c.state == DeliveryState.SENDING.value)
        async with self.database.reading() as connection:
            return Counter((await connection.execute(select(deliveries.c.state).where(waits))).scalars())

    async def ledger(self) -> list[Entry]:
        async with self.database.reading() as connection:
            return [_entry(row) for row in await connection.execute(select(deliveries))]

    async def judged(self) -> Findings:
        """Return what the oracle says in the end."""
        return judge(self.came(), await self.ledger())

    async def unexplained_doubts(self) -> dict[str, int]:
        """Return the doubts that no lost answer explains."""
        assert len(self.telegram.calls) < KEPT_CALLS, "the transcript has forgotten its beginning"
        lost = Counter(_delivery_of(call) for call in self.telegram.calls_of("sendMessage") if _is_lost(call))
        return unexplained_doubts(await self.ledger(), lost)


@asynccontextmanager
async def chaos(
    url: str,
    folder: Path,
    roles: Sequence[str],
    *,
    shares: Mapping[Fault, float] | None = None,
    seed: int = 7,
    rate: float = 100,
    **settings: object,
) -> AsyncIterator[World]:
    """A world whose processes run until the block ends; `rate` is how many messages a second may leave."""
    telegram = Simulator(
        token=TOKEN, bot_username="mujaz_test_bot", bot_name="موجز", clock=system_clock, poll_penalty=0
    )
    telegram.faults = weather = Weather(random.Random(seed), shares)
    database = Database(url)
    chosen: dict[str, object] = {
        "bot_token": TOKEN,
        "database_url": url,
        "deliver_every": 0.2,
        "paid_broadcast": rate,
    }
    try:
        async with serve(telegram) as base_url:
            chosen |= {"telegram_api_url": base_url} | settings
            async with sailing(folder, roles, chosen) as fleet:
                yield World(telegram, weather, fleet, database)
    finally:
        await database.close()


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        delivery_id=row.id,
        edition_id=row.edition_id,
        part=row.part,
        state=DeliveryState(row.state),
        doubts=row.doubts,
        message_id=row.message_id,
        is_stale=row.id.startswith(STALE_WAVE),
    )


def _is_lost(call: Call) -> bool:
    """Was there no answer, or one that does not say what became of the message?"""
    return call.answer is None or call.answer.get("error_code", 0) >= 500


def _delivery_of(call: Call) -> str:
    return str(call.parameters["text"]).partition(" ")[0]
