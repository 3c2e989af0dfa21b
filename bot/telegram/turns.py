"""Who is served when: many readers at once, but each reader's own messages and taps in their order."""

from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.services.turns import Turns


class TurnsByReader(BaseUpdateProcessor):
    """Lets different readers pass each other; two quick taps of one reader never overwrite each other."""

    def __init__(self, at_once: int) -> None:
        super().__init__(at_once)
        self._turns = Turns()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release: running handlers are awaited by the application."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        async with self._turns.of(_reader_of(update)):
            await coroutine


def _reader_of(update: object) -> int:
    if not isinstance(update, Update):
        return 0
    who = update.effective_user or update.effective_chat
    return who.id if who else 0
