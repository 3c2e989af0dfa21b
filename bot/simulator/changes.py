"""A bell that rings whenever something in the local Telegram changes; waiting for it needs no polling."""

from __future__ import annotations

import asyncio


class Bell:
    """Wakes everybody who waits, each time it rings."""

    def __init__(self) -> None:
        self.rings = 0
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake all who wait now."""
        self.rings += 1
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float | None = None) -> None:
        """Return at the next ring, or after `seconds` without one."""
        event = self._event
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return
