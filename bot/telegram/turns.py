"""Who is served when: many readers at once, but each reader's own messages and taps in their order."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram.ext import BaseUpdateProcessor

from bot.services.turns import Turns
from bot.telegram.intake import MOST_IN_HAND, Intake, reader_of


class TurnsByReader(BaseUpdateProcessor):
    """Lets different readers pass each other; two quick taps of one reader never overwrite each other."""

    def __init__(self, at_once: int, intake: Intake | None = None) -> None:
        super().__init__(MOST_IN_HAND)
        self._turns = Turns()
        self._places = asyncio.Semaphore(at_once)
        self._intake = intake
        self._running: set[asyncio.Task[Any]] = set()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release: running handlers are awaited by the application."""

    def break_off(self) -> None:
        """End what is being answered; whatever can be answered again is, at the next start."""
        for task in self._running:
            task.cancel()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        task = asyncio.current_task()
        assert task is not None, "a coroutine runs in a task"
        self._running.add(task)
        try:
            # The place is taken last: whoever waits for his own turn must not keep others waiting.
            async with self._turns.of(reader_of(update)), self._places:
                await coroutine
        finally:
            self._running.discard(task)
        if self._intake is not None:
            await self._intake.answered(update)
