"""Who is served when: many readers at once, but each reader's own messages and taps in their order."""

import asyncio
from collections import Counter
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor


class TurnsByReader(BaseUpdateProcessor):
    """Lets different readers pass each other; two quick taps of one reader never overwrite each other."""

    def __init__(self, at_once: int) -> None:
        super().__init__(at_once)
        self._turns: dict[int, asyncio.Lock] = {}
        self._waiting: Counter[int] = Counter()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release: running handlers are awaited by the application."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        reader = _reader_of(update)
        self._waiting[reader] += 1
        try:
            async with self._turns.setdefault(reader, asyncio.Lock()):
                await coroutine
        finally:
            self._forget(reader)

    def _forget(self, reader: int) -> None:
        self._waiting[reader] -= 1
        if self._waiting[reader] == 0:
            del self._waiting[reader]
            del self._turns[reader]


def _reader_of(update: object) -> int:
    if not isinstance(update, Update):
        return 0
    who = update.effective_user or update.effective_chat
    return who.id if who else 0
