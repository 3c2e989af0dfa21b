"""Every call the bot made and what it was answered, for tests and for reading after a failure.

The token is never written down.
"""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from datetime import datetime

from bot.simulator.changes import Bell
from bot.simulator.wire import Json

# Enough for any test; a demo may run for days.
KEPT_CALLS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call; `answer` is None when the connection broke before one was given."""

    method: str
    parameters: Json
    answer: Json | None
    at: datetime
    chat_id: int | None = None
    violation: bool = False

    def __str__(self) -> str:
        asked = json.dumps(self.parameters, ensure_ascii=False, default=str)
        answered = "no answer" if self.answer is None else self.answer.get("description", "ok")
        return f"{self.at:%H:%M:%S} {self.method} {asked[:200]} -> {answered}"


class Transcript:
    """The calls in order."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._calls: deque[Call] = deque(maxlen=KEPT_CALLS)

    @property
    def calls(self) -> tuple[Call, ...]:
        return tuple(self._calls)

    def add(self, call: Call) -> None:
        """Write a call down."""
        self._calls.append(call)
        self._bell.ring()

    def tail(self, count: int = 15) -> str:
        """The last calls, one line each, without the polling."""
        told = [str(call) for call in self._calls if call.method != "getUpdates"]
        return "\n".join(told[-count:]) or "(no calls)"
