"""Editions for hours while processes are killed every 1 to 2.5 seconds, and whatever else is asked for goes wrong.

    python -m tests.bench.chaos --database postgresql --kills 100 --rate 60
    python -m tests.bench.chaos --database sqlite --kills 100 --rate 60
    python -m tests.bench.chaos --database postgresql --kills 30 --events kill,freeze,flood,power,clock --lost 0.02
    python -m tests.bench.chaos --database sqlite --kills 10 --events kill,coma
    python -m tests.bench.chaos --database postgresql --roles bot,worker,worker --kills 20

Waves of editions of two parts follow each other until so many processes were killed. The oracle of tests/chaos compares
what the local Telegram saw with the ledger. Prints one line of JSON; every list of ids in it should be empty.
"""

import argparse
import asyncio
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path

from bot.core.retry import DOUBT_DELAY
from bot.services.deliver import LONGEST_SLEEP
from bot.simulator import Fault
from tests.bench.delivery import database_url
from tests.chaos.oracle import Entry
from tests.chaos.world import A_DOUBTS_TIME, ROLES, World, chaos
from tests.postgres import cut_the_power

PAUSE = (1.0, 2.5)  # seconds between two events
KILLS_ARE_SO_MUCH_MORE_FREQUENT = 5
CLOCK_JUMPS = (600, -90)  # seconds
COMA = DOUBT_DELAY.total_seconds() + 10
LONGEST_END = 900.0  # seconds
LOST = {
    Fault.DELIVER_THEN_DROP: 0.45,
    Fault.SERVER_ERROR: 0.25,
    Fault.RESET: 0.25,
    Fault.STALL: 0.05,
}  # how answers get lost, by their share


class Fate:
    """Lets things happen to a world, one after the other."""

    def __init__(self, world: World, asked: argparse.Namespace, url: str) -> None:
        self._world, self._asked, self._url = world, asked, url
        self._dice = random.Random(asked.seed)
        self.happened: Counter[str] = Counter()
        self.waiting = 0  # for an answer, at the moment of a kill, in all processes together
        self._events: dict[str, Callable[[int], Awaitable[None]]] = {
            "kill": self._kill,
            "freeze": self._freeze,
            "coma": self._coma,
            "flood": self._flood,
            "power": self._power,
            "clock": self._clock,
        }

    async def strike(self) -> None:
        """Wait a moment; then let one thing happen to one process."""
        await asyncio.sleep(self._dice.uniform(*PAUSE))
        names = self._asked.events.split(",")
        weights = [KILLS_ARE_SO_MUCH_MORE_FREQUENT if name == "kill" else 1 for name in names]
        name = self._dice.choices(names, weights)[0]
        self.happened[name] += 1
        await self._events[name](self._dice.randrange(len(self._world.fleet.roles)))

    async def _kill(self, place: int) -> None:
        self.waiting += self._world.weather.waiting()
        await self._world.fleet.kill(place)

    async def _freeze(self, place: int) -> None:
        with self._world.fleet.frozen(place):
            await asyncio.sleep(LONGEST_SLEEP + 1)
            self._world.fleet.move_clock(A_DOUBTS_TIME)

    async def _coma(self, place: int) -> None:
        """Frozen for longer than any claim holds, by the real clock: what it claimed is taken for a dead process's."""
        with self._world.fleet.frozen(place):
            await asyncio.sleep(COMA)

    async def _flood(self, _place: int) -> None:
        self._world.weather.add(Fault.TOO_MANY_REQUESTS, method="sendMessage", times=8)

    async def _power(self, _place: int) -> None:
        if self._asked.database == "postgresql":
            await asyncio.to_thread(cut_the_power, self._url)
            await self._world.database.close()  # its own connections are broken as well

    async def _clock(self, _place: int) -> None:
        self._world.fleet.move_clock(self._dice.choice(CLOCK_JUMPS))


async def measure(asked: argparse.Namespace, url: str, folder: Path) -> dict[str, object]:
    shares = {fault: asked.lost * share for fault, share in LOST.items()}
    roles = asked.roles.split(",") if asked.roles else ROLES[asked.database]
    async with chaos(url, folder, roles, shares=shares, seed=asked.seed, rate=asked.rate) as world:
        fate = Fate(world, asked, url)
        began = time.monotonic()
        waves = 1
        await world.owe(asked.chats, wave="w1-", parts=2)
        while world.fleet.kills < asked.kills:
            if sum((await world.owed()).values()) < asked.chats:
                waves += 1
                await world.owe(asked.chats, wave=f"w{waves}-", parts=2)
            await fate.strike()
        seconds = round(time.monotonic() - began)
        await world.finish(LONGEST_END)
        found = asdict(await world.judged())
        return (
            {"seconds": seconds, "waves": waves, "happened": fate.happened}
            | {"waiting_at_a_kill": round(fate.waiting / max(1, world.fleet.kills), 2)}
            | _figures(world, await world.ledger())
            | found
        )


def _figures(world: World, ledger: list[Entry]) -> dict[str, object]:
    """Return how much there was, and how many doubts a death costs beyond the answers that Telegram lost."""
    copies = Counter(one.delivery_id for one in world.came())
    lost = sum(world.weather.dealt[fault] for fault in LOST)
    doubts = sum(entry.doubts for entry in ledger)
    return {
        "messages": len(ledger),
        "came_twice": sum(count > 1 for count in copies.values()),
        "doubts": doubts,
        "lost_answers": lost,
        "doubts_a_kill": round((doubts - lost) / max(1, world.fleet.kills), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--chats", type=int, default=1500)
    parser.add_argument("--rate", type=float, default=60)
    parser.add_argument("--lost", type=float, default=0, help="share of answers that are lost")
    parser.add_argument("--events", default="kill")
    parser.add_argument("--roles", default="", help="one process for each of run, bot, worker")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, database_url(asked.database, Path(folder)) as url:
        found = asyncio.run(measure(asked, url, Path(folder)))
    print(json.dumps({"database": asked.database, "rate": asked.rate} | found))  # noqa: T201 - its purpose


if __name__ == "__main__":
    main()
