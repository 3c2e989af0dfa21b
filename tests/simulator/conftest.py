"""A running local Telegram with one reader who has started the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2
import pytest

from bot.simulator import Simulator, User, serve
from tests.simulator.wire import Api, StandingClock, new_simulator


@pytest.fixture(autouse=True)
def _timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot warns on every RetryAfter until it may give a timedelta."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def simulator(clock: StandingClock) -> Simulator:
    return new_simulator(clock)


@pytest.fixture
async def url(simulator: Simulator) -> AsyncIterator[str]:
    async with serve(simulator) as address:
        yield address


@pytest.fixture
async def api(url: str) -> AsyncIterator[Api]:
    async with httpx2.AsyncClient(trust_env=False, timeout=10) as client:
        yield Api(client, url)


@pytest.fixture
def reader(simulator: Simulator) -> User:
    return simulator.add_user("سارة", started=True)
