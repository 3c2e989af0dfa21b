"""Announcer: what is due -> the work queue. Does none of the work, and may be called by any number of processes."""

from bot.core.ports import Clock
from bot.core.work import DueWork, WorkKind, WorkQueue


class Announcer:
    """Tells the workers what is due."""

    def __init__(self, due: DueWork, queue: WorkQueue, clock: Clock) -> None:
        self._due = due
        self._queue = queue
        self._clock = clock

    async def announce(self, kind: WorkKind) -> int:
        """Submit all work of this kind that is due; return how many pieces. Raises StorageError."""
        count = 0
        async for keys in self._due.keys(kind, self._clock()):
            await self._queue.submit(kind, keys)
            count += len(keys)
        return count
