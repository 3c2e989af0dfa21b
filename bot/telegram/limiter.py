"""Every call to Telegram passes here: answers go at once, broadcasts at their booked places, no chat too fast.

The bot's own bucket is behind the Permits port. The chats' buckets are in this process: the ledger lets one process at
a time send to a chat.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.core.errors import DeliveryError, StorageError
from bot.core.limits import CHAT, CHAT_ANSWERS, GROUP, Limit, Permits, Refusals, judge_refusal, next_turn

logger = logging.getLogger(__name__)

Answer: TypeAlias = bool | dict[str, Any] | list[dict[str, Any]]
Call: TypeAlias = Callable[[], Coroutine[Any, Any, Answer]]

TRIES = 3  # of an answer that Telegram refuses for now
LONGEST_WAIT = 20.0  # seconds an answer waits for Telegram; a reader has asked again by then
LONGEST_PAUSE = 5.0  # seconds a part of an edition waits here for its chat
MANY_CHATS = 10_000
MESSAGES = ("send", "copy", "forward")
NO_MESSAGES = ("sendChatAction",)


class Lane(StrEnum):
    """What a call belongs to; a call that does not say so answers a reader."""

    BROADCAST = "broadcast"


class TelegramLimiter(BaseRateLimiter[Lane]):
    """Keeps to Telegram's limits; one chat's flood holds only that chat."""

    def __init__(self, permits: Permits) -> None:
        self._permits = permits
        self._chats = _Chats()
        self._refusals = Refusals()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Lane | None,
    ) -> Answer:
        def call() -> Coroutine[Any, Any, Answer]:
            return callback(*args, **kwargs)

        chat_id = data.get("chat_id")
        is_message = endpoint.startswith(MESSAGES) and endpoint not in NO_MESSAGES
        if not is_message or not isinstance(chat_id, int):
            return await _patiently(call)
        if rate_limit_args is Lane.BROADCAST:
            return await self._broadcast(call, chat_id)
        return await self._answer(call, chat_id)

    async def _broadcast(self, call: Call, chat_id: int) -> Answer:
        """The Courier booked its place; a chat that must wait for long is put back, so that it keeps no hand busy."""
        wait = self._chats.wait(chat_id, CHAT)
        if wait > LONGEST_PAUSE:
            raise DeliveryError("this chat must be left alone for now", retry_after=wait)
        return await self._watched(call, chat_id, CHAT)

    async def _answer(self, call: Call, chat_id: int) -> Answer:
        await self._take_permit()

        async def after_the_chats_wait() -> Answer:
            wait = self._chats.wait(chat_id, CHAT_ANSWERS)
            if wait > LONGEST_WAIT:
                raise RetryAfter(timedelta(seconds=wait))
            return await self._watched(call, chat_id, CHAT_ANSWERS)

        return await _patiently(after_the_chats_wait)

    async def _watched(self, call: Call, chat_id: int, limit: Limit) -> Answer:
        await asyncio.sleep(self._chats.book(chat_id, limit))
        try:
            answer = await call()
        except RetryAfter as error:
            await self._note_refusal(chat_id, seconds_of(error))
            raise
        self._refusals = Refusals()
        return answer

    async def _note_refusal(self, chat_id: int, seconds: float) -> None:
        self._chats.hold(chat_id, seconds)
        self._refusals, hold = judge_refusal(self._refusals, chat_id, seconds)
        if not hold:
            return
        logger.warning("Telegram refuses messages to many chats: slowing down.", extra={"seconds": hold})
        try:
            await self._permits.hold(hold)
        except StorageError as error:
            logger.error("The slowing down could not be shared.", extra={"reason": str(error)})

    async def _take_permit(self) -> None:
        try:
            if not await self._permits.take_reserved():
                booking = await self._permits.book(1)
                await asyncio.sleep(min(booking.wait, LONGEST_WAIT))
        except StorageError:
            return  # a reader must still be told that the database is out of order


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait: the library gives a number or a timedelta, as it is set up."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


async def _patiently(call: Call) -> Answer:
    """A call that Telegram refused for a while was surely not carried out, so it can be made again."""
    for _ in range(TRIES - 1):
        try:
            return await call()
        except RetryAfter as error:
            if seconds_of(error) > LONGEST_WAIT:
                raise
            await asyncio.sleep(seconds_of(error))
    return await call()


class _Chats:
    """The buckets of chats that had a message lately, in the loop's time."""

    def __init__(self) -> None:
        self._chats: dict[int, float] = {}
        self._groups: dict[int, float] = {}
        self._holds: dict[int, float] = {}

    def wait(self, chat_id: int, limit: Limit) -> float:
        """Return how many seconds the next message to this chat must wait."""
        now = asyncio.get_running_loop().time()
        return self._next(chat_id, limit, now) - now

    def book(self, chat_id: int, limit: Limit) -> float:
        """Count a message to this chat; return how many seconds it must wait."""
        now = asyncio.get_running_loop().time()
        at = self._next(chat_id, limit, now)
        for buckets, its_limit in self._buckets_of(chat_id, limit):
            buckets[chat_id] = next_turn(buckets.get(chat_id, 0.0), its_limit, at).booked_until
            _forget_rested(buckets, now)
        return at - now

    def hold(self, chat_id: int, seconds: float) -> None:
        """Let nothing leave for this chat for so long."""
        now = asyncio.get_running_loop().time()
        self._holds[chat_id] = max(self._holds.get(chat_id, 0.0), now + seconds)
        _forget_rested(self._holds, now)

    def _next(self, chat_id: int, limit: Limit, now: float) -> float:
        turns = [
            next_turn(buckets.get(chat_id, 0.0), its_limit, now)
            for buckets, its_limit in self._buckets_of(chat_id, limit)
        ]
        return max(self._holds.get(chat_id, 0.0), *(turn.at for turn in turns))

    def _buckets_of(self, chat_id: int, limit: Limit) -> list[tuple[dict[int, float], Limit]]:
        """Groups have a second bucket; the id of a channel looks like a group's, and it can live with that."""
        private = [(self._chats, limit)]
        return private if chat_id > 0 else [*private, (self._groups, GROUP)]


def _forget_rested(buckets: dict[int, float], now: float) -> None:
    """A bucket that is not booked any more says nothing."""
    if len(buckets) <= MANY_CHATS:
        return
    for chat_id in [chat_id for chat_id, booked_until in buckets.items() if booked_until <= now]:
        del buckets[chat_id]
