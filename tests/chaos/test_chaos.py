"""Whatever goes wrong while editions go out: nothing is lost, nothing comes twice for no reason, parts stay in order.

Real processes, a real database and a local Telegram. tests/bench/chaos.py is the long version.
"""

import asyncio
import random
from pathlib import Path

import pytest

from bot.services.deliver import LONGEST_SLEEP
from bot.simulator import Fault
from tests.chaos.oracle import Findings
from tests.chaos.world import A_DOUBTS_TIME, LATE, ROLES, STALE_WAVE, chaos
from tests.postgres import away, new_database

CLOCK_JUMPS = (
    0,
    1800,
    70,
    -90,
    70,
    0,
    3600,
    -600,
    70,
    0,
)  # seconds, before each time that a process is killed
HANGING = 2  # requests that Telegram never answers, before each kill
FALLS_ASLEEP = LONGEST_SLEEP + 0.2  # seconds: longer than the Courier trusts its claims
STORM = {
    Fault.DELIVER_THEN_DROP: 0.05,
    Fault.RESET: 0.05,
    Fault.SERVER_ERROR: 0.05,
    Fault.BAD_GATEWAY: 0.03,
    Fault.TOO_MANY_REQUESTS: 0.03,
}


@pytest.fixture
def url(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'mujaz.db'}"
    return new_database(request.getfixturevalue("postgres_url"))


on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


@on_both
async def test_killed_again_and_again_while_the_clock_jumps(kind: str, url: str, tmp_path: Path) -> None:
    """kill -9 in the middle of a broadcast, ten times; answers are lost or never come, and somebody sets the clock."""
    dice = random.Random(7)
    async with chaos(url, tmp_path, ROLES[kind], shares={Fault.DELIVER_THEN_DROP: 0.03}) as world:
        await world.owe(100, parts=2)
        await world.owe(10, wave=STALE_WAVE, late=LATE)
        for jump in CLOCK_JUMPS:
            world.weather.add(Fault.STALL, method="sendMessage", times=HANGING)
            await world.more_came(dice.randrange(5, 15))
            world.fleet.move_clock(jump)
            await world.fleet.kill(dice.randrange(len(ROLES[kind])))

        await world.finish()

        assert await world.judged() == Findings()
        assert world.weather.dealt[Fault.STALL] == HANGING * len(CLOCK_JUMPS)


@on_both
async def test_storm_of_every_kind_of_failure(kind: str, url: str, tmp_path: Path) -> None:
    """Dropped answers, resets, server errors, floods: the ledger doubts what was left unanswered, nothing else."""
    async with chaos(url, tmp_path, ROLES[kind], shares=STORM) as world:
        await world.owe(40, parts=2)
        await world.more_came(30)
        world.weather.add(Fault.TOO_MANY_REQUESTS, method="sendMessage", times=10, seconds=1)

        await world.finish()

        assert await world.judged() == Findings()
        assert await world.unexplained_doubts() == {}


@pytest.mark.parametrize("kind", ["postgresql"])
async def test_frozen_for_longer_than_its_claims_hold(kind: str, url: str, tmp_path: Path) -> None:
    """SIGSTOP in the middle, minutes pass, SIGCONT: it sends nothing that others have sent meanwhile."""
    async with chaos(url, tmp_path, ROLES[kind]) as world:
        await world.owe(40, parts=2)
        await world.more_came(20)
        with world.fleet.frozen(0):
            await asyncio.sleep(FALLS_ASLEEP)
            world.fleet.move_clock(A_DOUBTS_TIME)

        await world.finish()

        assert await world.judged() == Findings()


@pytest.mark.parametrize("kind", ["postgresql"])
async def test_database_restarts(kind: str, url: str, tmp_path: Path, postgres_url: str) -> None:
    """All connections break in the middle and nobody gets in for a while: no process ends, each goes on."""
    async with chaos(url, tmp_path, ROLES[kind]) as world:
        await world.owe(40, parts=2)
        await world.more_came(20)
        with away(postgres_url, url):
            await world.fleet.says("A job failed")

        await world.finish()

        assert await world.judged() == Findings()


@pytest.mark.parametrize("kind", ["sqlite"])
async def test_disk_is_full(kind: str, url: str, tmp_path: Path) -> None:
    """What arrived while the ledger could not be written is written once there is room, and not sent again."""
    async with chaos(url, tmp_path, ROLES[kind]) as world:
        await world.owe(40, parts=2)
        await world.more_came(20)
        with world.fleet.full_disk(0):
            await world.fleet.says("A job failed")

        await world.finish()

        assert await world.judged() == Findings()
        assert await world.unexplained_doubts() == {}
