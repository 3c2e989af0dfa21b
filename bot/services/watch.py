"""Watchman: tells the operator what is wrong (core/figures.py says what), once, and when it is over."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from bot.core.errors import DeliveryError
from bot.core.models import Message
from bot.core.ports import Clock, Messenger

logger = logging.getLogger(__name__)

TOLD_AGAIN_AFTER = timedelta(hours=24)
LASTS = 2  # looks in a row: what passes by itself wakes nobody


class Watchman:
    """Keeps in mind what he has told; a restart makes him tell it again."""

    def __init__(
        self,
        read: Callable[[], Awaitable[Mapping[str, str]]],
        messenger: Messenger,
        operator_id: int | None,
        clock: Clock,
    ) -> None:
        self._read = read
        self._messenger = messenger
        self._operator_id = operator_id
        self._clock = clock
        self._seen: dict[str, int] = {}
        self._told: dict[str, datetime] = {}

    async def look(self) -> tuple[str, ...]:
        """Tell the operator what is new since the last look; return it. Raises StorageError."""
        now, found = self._clock(), await self._read()
        self._seen = {kind: self._seen.get(kind, 0) + 1 for kind in found}
        over = [kind for kind in self._told if kind not in found]
        new = [kind for kind in found if self._seen[kind] >= LASTS and self._is_untold(kind, now)]
        self._told = {kind: at for kind, at in self._told.items() if kind in found} | dict.fromkeys(new, now)
        lines = (*(f"⚠️ {found[kind]}" for kind in new), *(f"✅ over: {kind}" for kind in over))
        if lines:
            await self._tell("\n".join(lines))
        return lines

    def _is_untold(self, kind: str, now: datetime) -> bool:
        told = self._told.get(kind)
        return told is None or now - told >= TOLD_AGAIN_AFTER

    async def _tell(self, text: str) -> None:
        logger.warning("Something to look at.", extra={"said": text})
        if self._operator_id is None:
            return
        try:
            await self._messenger.send(self._operator_id, Message(html=text))
        except DeliveryError as error:
            logger.warning("The operator was not reached.", extra={"reason": str(error)})
