"""What the simulator's tests share: a clock that stands still and a bare client of the Bot API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2

from bot.simulator import Simulator

TOKEN = "12345:TEST"


class StandingClock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


class Api:
    """Calls Bot API methods and gives the JSON that came back."""

    def __init__(self, client: httpx2.AsyncClient, url: str) -> None:
        self.client = client
        self.url = url

    async def __call__(self, method: str, **parameters: object) -> dict[str, Any]:
        answer = await self.client.post(f"{self.url}/bot{TOKEN}/{method}", json=parameters)
        told: dict[str, Any] = answer.json()
        return told

    async def refusal(self, method: str, **parameters: object) -> tuple[int, str]:
        """The error code and description of a call that must fail."""
        told = await self(method, **parameters)
        assert told["ok"] is False, told
        return told["error_code"], told["description"]


def new_simulator(clock: StandingClock) -> Simulator:
    """A simulator that makes hasty pollers wait only briefly."""
    return Simulator(
        token=TOKEN,
        bot_username="mujaz_demo_bot",
        bot_name="موجز",
        clock=clock,
        poll_penalty=0.06,
        webhook_pause=0.01,
    )
