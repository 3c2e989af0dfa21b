"""Settler: results of deliveries -> the outbox, at once or with the next claim. Decides nothing, loses none."""

import asyncio

from bot.core.errors import StorageError
from bot.core.models import Delivery
from bot.core.ports import Clock, Outbox

FOLLOWS = 0.25  # seconds; a claim that comes so soon puts on the disk what was saved lightly before it
NEAR = 0.001  # seconds; a claim that comes so soon takes the results with it, a save would be in its way
APART = 0.005  # seconds from one save to the next; what comes faster, at hundreds a second, goes together


class Settler:
    """Saves what became of deliveries, many in one transaction."""

    def __init__(self, outbox: Outbox, clock: Clock) -> None:
        self._outbox = outbox
        self._clock = clock
        self._results: list[Delivery] = []
        self._somebody_saves = False
        self._next_claim = self._next_save = 0.0

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
        """Save what was noted; returns at once when somebody else does it. Raises StorageError."""
        until_claim = self._next_claim - asyncio.get_running_loop().time()
        if self._somebody_saves or 0 <= until_claim <= NEAR:
            return
        self._somebody_saves = True
        try:
            await self._save_all(lightly=abs(until_claim) <= FOLLOWS)
        finally:
            self._somebody_saves = False

    async def _save_all(self, *, lightly: bool) -> None:
        """What comes while a save is under way goes together with the next one."""
        loop = asyncio.get_running_loop()
        while self._results:
            await asyncio.sleep(self._next_save - loop.time())
            self._next_save = loop.time() + APART
            await self.flush(lightly=lightly)

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
