"""Settler: results of deliveries -> the outbox, with the next claim or a moment later. Decides nothing, loses none."""

import asyncio

from bot.core.errors import StorageError
from bot.core.models import Delivery
from bot.core.ports import Clock, Outbox

FLUSH_AFTER = 0.05  # seconds; what is not saved yet would be in doubt after a crash
NEAR = 0.005  # seconds; a claim that comes so soon may as well take the results with it


class Settler:
    """Saves what became of deliveries, many in one transaction."""

    def __init__(self, outbox: Outbox, clock: Clock) -> None:
        self._outbox = outbox
        self._clock = clock
        self._results: list[Delivery] = []
        self._somebody_waits = False
        self._next_claim = 0.0

    def note(self, *settled: Delivery) -> None:
        """Keep results until they are saved."""
        self._results += settled

    def expect_claim(self, at: float) -> None:
        """Trust that the next claim comes at this moment of the loop's time, and takes the results with it."""
        self._next_claim = at

    async def claim(self, limit: int) -> tuple[Delivery, ...]:
        """Save what was noted and take the next deliveries. Raises StorageError, and then nothing was forgotten."""
        batch, self._results = self._results, []
        try:
            return await self._outbox.claim(self._clock(), limit, tuple(batch))
        except StorageError:
            self._keep(batch)
            raise

    async def flush_soon(self) -> None:
        """Save within a moment what was noted; returns at once when somebody else does it. Raises StorageError."""
        until_claim = self._next_claim - asyncio.get_running_loop().time()
        if 0 <= until_claim <= (NEAR if self._outbox.saves_lightly else FLUSH_AFTER):
            return
        if self._outbox.saves_lightly and abs(until_claim) <= FLUSH_AFTER:
            await self.flush(lightly=True)  # claims follow each other: the next one puts it on the disk
            return
        if self._somebody_waits:
            return
        self._somebody_waits = True
        try:
            while self._results:
                await asyncio.sleep(FLUSH_AFTER)
                await self.flush()
        finally:
            self._somebody_waits = False

    async def flush(self, *, lightly: bool = False) -> None:
        """Save what was noted, lightly when a claim follows. Raises StorageError, and then tries all of it again."""
        batch, self._results = self._results, []
        try:
            if batch:
                await self._outbox.settle(tuple(batch), self._clock(), lightly=lightly)
        except StorageError:
            self._keep(batch)
            raise

    def _keep(self, batch: list[Delivery]) -> None:
        """A message that arrived is a fact: if it were forgotten here, it would be sent again."""
        self._results = [*batch, *self._results]
