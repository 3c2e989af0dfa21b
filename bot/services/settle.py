"""Settler: results of deliveries -> the outbox, many in one transaction. Decides nothing and loses none."""

import asyncio

from bot.core.errors import StorageError
from bot.core.models import Delivery
from bot.core.ports import Clock, Outbox

FLUSH_AFTER = 0.03  # seconds; what is not saved yet would be in doubt after a crash


class Settler:
    """Saves what became of deliveries, a moment later and together."""

    def __init__(self, outbox: Outbox, clock: Clock) -> None:
        self._outbox = outbox
        self._clock = clock
        self._results: list[Delivery] = []
        self._somebody_waits = False

    def note(self, *settled: Delivery) -> None:
        """Keep results until the next flush."""
        self._results += settled

    async def flush_soon(self) -> None:
        """Save within a moment what was noted; returns at once when somebody else does it. Raises StorageError."""
        if self._somebody_waits:
            return
        self._somebody_waits = True
        try:
            while self._results:
                await asyncio.sleep(FLUSH_AFTER)
                await self.flush()
        finally:
            self._somebody_waits = False

    async def flush(self) -> None:
        """Save what was noted. Raises StorageError, and then tries all of it again the next time."""
        batch, self._results = self._results, []
        try:
            if batch:
                await self._outbox.settle(tuple(batch), self._clock())
        except StorageError:
            # A message that arrived is a fact: if it were forgotten here, it would be sent again.
            self._results = [*batch, *self._results]
            raise
