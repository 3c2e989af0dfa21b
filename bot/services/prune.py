"""Pruner, ContentPruner: forget what is old, a few at a time. Whoever sends or publishes never waits.

core/ledger.py says what may be forgotten.
"""

import asyncio
import logging
from datetime import timedelta

from bot.core.ledger import Ledger, OldContent, OldEdition, may_be_forgotten
from bot.core.ports import Clock

logger = logging.getLogger(__name__)

PAGE = 200  # editions: some milliseconds of the database
PAGES_A_TURN = 25
BREATH = 0.02  # seconds between two pages, for whoever waits to write


class Pruner:
    """Walks through the ledger from its old end, and begins again once it has come to what is young."""

    def __init__(self, ledger: Ledger, clock: Clock, keep: timedelta) -> None:
        self._ledger = ledger
        self._clock = clock
        self._keep = keep
        self._last: OldEdition | None = None  # what must stay is passed by, not looked at again and again

    async def prune(self) -> int:
        """Forget as many old editions as a turn allows; return how many. Raises StorageError."""
        count = 0
        for _ in range(PAGES_A_TURN):
            count += await self._prune_page()
            if self._last is None:
                break
            await asyncio.sleep(BREATH)
        if count:
            logger.info("Old editions were forgotten.", extra={"editions": count})
        return count

    async def _prune_page(self) -> int:
        now = self._clock()
        page = await self._ledger.old(now - self._keep, self._last, PAGE)
        ids = tuple(edition.id for edition in page if may_be_forgotten(edition, now))
        count = await self._ledger.forget(ids) if ids else 0
        self._last = page[-1] if len(page) == PAGE else None
        return count


class ContentPruner:
    """Forgets old texts, digests and calls of models; whatever is still asked for was never old."""

    def __init__(self, content: OldContent, clock: Clock, keep: timedelta) -> None:
        self._content = content
        self._clock = clock
        self._keep = keep

    async def prune(self) -> int:
        """Forget as much as a turn allows; return how much. Raises StorageError."""
        count = 0
        for _ in range(PAGES_A_TURN):
            forgotten = await self._content.forget(self._clock() - self._keep, PAGE)
            count += forgotten
            if not forgotten:
                break
            await asyncio.sleep(BREATH)
        if count:
            logger.info("Old articles, digests and calls were forgotten.", extra={"count": count})
        return count
