"""Lets updates in: kept before Telegram forgets them, answered once, a few at a time. Answers nothing itself."""

import asyncio
import hashlib
import json
import logging
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from telegram import Bot, Update

from bot.core.errors import StorageError
from bot.core.inbox import HeardUpdate, Inbox
from bot.core.ports import Clock

logger = logging.getLogger(__name__)

MOST_IN_HAND = 1000
MOST_OF_ONE_READER = 20  # who sends more while the first is being answered must not fill the house
ABANDONED_AFTER = timedelta(seconds=40)  # four times look_after's pace: then its process is dead


class Intake:
    """What was heard and is not answered yet."""

    def __init__(self, inbox: Inbox, clock: Clock) -> None:
        self._inbox = inbox
        self._clock = clock
        self._in_hand: dict[int, str] = {}
        self._of_reader: Counter[int] = Counter()
        self._room = asyncio.Semaphore(MOST_IN_HAND)
        self._closed = False
        self.queue: asyncio.Queue[object] = _Queue(self)

    def close(self) -> None:
        """Let nothing more be told to us: another process hears it."""
        self._closed = True

    async def hear(self, bot: Bot, told: bytes) -> bool:
        """Take an update that Telegram tells us; false when there is no room. Raises ValueError when it is none."""
        update = Update.de_json(json.loads(told), bot)
        if self._closed or self._room.locked():
            return False
        await self.queue.put(update)
        return True

    async def let_in(self, update: Update) -> bool:
        """Keep an update before it is answered, waiting for room; false when it is not to be answered."""
        reader = reader_of(update)
        if self._of_reader[reader] >= MOST_OF_ONE_READER:
            logger.warning("A reader sends faster than can be answered; a message was left out.")
            return False
        heard = _heard(update)
        if not await self._keep(heard):
            return False
        await self._take_in_hand(update, heard.mark)
        return True

    async def answered(self, update: object) -> None:
        """An update needs nothing more."""
        mark = self._in_hand.pop(update.update_id, None) if isinstance(update, Update) else None
        if mark is None or not isinstance(update, Update):
            return
        self._room.release()
        self._of_reader -= Counter([reader_of(update)])
        try:
            await self._inbox.answered(mark, self._clock())
        except StorageError as error:
            logger.error("An answered update could not be marked.", extra={"reason": str(error)})

    async def look_after(self, bot: Bot) -> None:
        """Say what is still being answered here; take over what dead processes left. Raises StorageError."""
        if self._in_hand:
            await self._inbox.hold(tuple(self._in_hand.values()), self._clock())
        await self.take_over(bot, alone=False)

    async def take_over(self, bot: Bot, *, alone: bool) -> None:
        """Answer what dead processes left; when no other process answers readers, at once. Raises StorageError."""
        now = self._clock()
        left = await self._inbox.take_over(now if alone else now - ABANDONED_AFTER, now)
        for heard in left.again:
            update = Update.de_json(dict(heard.content), bot)
            await self._take_in_hand(update, heard.mark)
            self.queue.put_nowait(update)
        if left.again or left.lost:
            logger.warning(
                "Updates were left unanswered.", extra={"answered_now": len(left.again), "lost": left.lost}
            )

    async def _take_in_hand(self, update: Update, mark: str) -> None:
        await self._room.acquire()
        self._in_hand[update.update_id] = mark
        self._of_reader[reader_of(update)] += 1

    async def _keep(self, heard: HeardUpdate) -> bool:
        try:
            return await self._inbox.keep(heard, self._clock())
        except StorageError as error:
            logger.error("An update could not be kept; a crash would lose it.", extra={"reason": str(error)})
            return True


class _Queue(asyncio.Queue[object]):
    """Where the library puts what it heard; it asks Telegram for more, which confirms this, only afterwards."""

    def __init__(self, intake: Intake) -> None:
        super().__init__()
        self._intake = intake

    async def put(self, item: object) -> None:
        if not isinstance(item, Update) or await self._intake.let_in(item):
            await super().put(item)


def reader_of(update: object) -> int:
    """Return who waits for the answer; administrators who hide behind their group are their group."""
    if not isinstance(update, Update):
        return 0
    who = update.effective_sender or update.effective_chat
    return who.id if who else 0


def _heard(update: Update) -> HeardUpdate:
    content: Mapping[str, Any] = update.to_dict()
    written = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return HeardUpdate(
        mark=hashlib.sha256(written.encode(errors="surrogatepass")).hexdigest(),
        number=update.update_id,
        content=content,
        # A tap may turn a switch: done twice it would turn back. Its reader sees that nothing changed, and taps again.
        repeatable=update.callback_query is None,
    )
