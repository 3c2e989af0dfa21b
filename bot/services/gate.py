"""Gate: messages leave at their booked places. Books nothing and does not know how fast one may send."""

import asyncio

SLACK = 0.02  # seconds; what a loop is late now and then is no burst


class Gate:
    """Lets one after the other through: who was held up does not make up for it in a burst."""

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Lock()
        self._last = 0.0

    def turn(self, place: float, interval: float) -> float:
        """Return when a message with this place leaves: who was late once stays so, for places come no faster."""
        return max(place, self._last + interval)

    async def leave(self, place: float, interval: float) -> None:
        """Wait for this place (in the loop's time), or for an interval after the one before when it is later."""
        loop = asyncio.get_running_loop()
        async with self._one_at_a_time:
            turn = self.turn(place, interval)
            self._last = turn if loop.time() < turn + SLACK else loop.time()
            await asyncio.sleep(self._last - loop.time())
