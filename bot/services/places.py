"""Places: when a Courier's next messages may leave. Books ahead, since a place that waits costs nothing; claims do."""

import asyncio
from collections import deque
from dataclasses import dataclass
from math import ceil

from bot.core.limits import Permits

AHEAD = 0.25  # seconds of places booked together; what a process leaves unused when it ends is nobody's
LATE = 0.05  # seconds; a place that passed longer ago would be made up for in a burst


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """When a claimed delivery leaves, in the loop's time."""

    at: float
    interval: float


class Places:
    """The booked places of one process, the next one first."""

    def __init__(self, permits: Permits) -> None:
        self._permits = permits
        self._booked: deque[Place] = deque()
        self._interval = AHEAD  # until the first booking tells how fast one may send

    def next(self) -> Place | None:
        """Return the next place that has not passed, if one is booked."""
        now = asyncio.get_running_loop().time()
        while self._booked and self._booked[0].at < now - LATE:
            self._booked.popleft()
        return self._booked[0] if self._booked else None

    async def first(self, ahead: float) -> Place:
        """Return the next place; book some, for so many seconds at least, when there is none. Raises StorageError."""
        while (place := self.next()) is None:
            await self._book(ceil(max(AHEAD, ahead) / self._interval))
        return place

    def take(self, at_most: int, seconds: float) -> list[Place]:
        """Take the places of the seconds that begin with the next one."""
        place = self.next()
        until = 0.0 if place is None else place.at + seconds
        taken: list[Place] = []
        while self._booked and self._booked[0].at < until and len(taken) < at_most:
            taken.append(self._booked.popleft())
        return taken

    def give_back(self, places: list[Place]) -> None:
        """Let the next messages have these places, which were the last ones taken."""
        self._booked.extendleft(reversed(places))

    async def _book(self, count: int) -> None:
        booking = await self._permits.book(count)
        first = asyncio.get_running_loop().time() + booking.wait
        self._interval = booking.interval
        self._booked.extend(
            Place(at=first + number * booking.interval, interval=booking.interval) for number in range(count)
        )
