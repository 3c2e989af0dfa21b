"""The bot's updates: what waits, what is confirmed, and the rules of long polling.

Delivery to a webhook is elsewhere.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.simulator.changes import Bell
from bot.simulator.checks import Parameters
from bot.simulator.errors import conflict
from bot.simulator.wire import Json

LONGEST_POLL = 50
# Telegram sends these only to bots that ask for them.
ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(slots=True)
class _Poll:
    """One getUpdates call that waits; `refusal` is set when another request ends it."""

    refusal: str = ""


class UpdateQueue:
    """Updates in order, until the bot confirms them; `penalty` is what a hasty bot must wait, in seconds."""

    def __init__(self, bell: Bell, *, penalty: float) -> None:
        self.bell = bell
        self.penalty = penalty
        self.pending: list[Json] = []
        self.webhook_is_set = False
        self.is_open = True
        self.allowed: tuple[str, ...] = ()
        self._next_id = 1
        self._poll: _Poll | None = None
        self._last_offset: int | None = None
        self._last_start = 0.0
        self._next_free_conflict = 0.0

    @property
    def is_polled(self) -> bool:
        """Whether a getUpdates call waits right now."""
        return self._poll is not None

    def add(self, kind: str, payload: Json) -> None:
        """Queue an update, if the bot wants this kind."""
        wanted = kind in self.allowed if self.allowed else kind not in ON_REQUEST
        if wanted:
            self.pending.append({"update_id": self._next_id, kind: payload})
            self._next_id += 1
        self.bell.ring()

    def allow(self, given: Parameters) -> None:
        """Take over the kinds of updates that the bot asks for; without the parameter nothing changes."""
        if given.has("allowed_updates"):
            self.allowed = tuple(str(kind) for kind in given.sequence("allowed_updates"))

    def confirm(self, offset: int) -> None:
        """Forget all updates before `offset`; a negative one counts from the end."""
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]

    def end_poll(self, refusal: str) -> None:
        """Answer the call that waits, if any, with a conflict."""
        if self._poll is not None:
            self._poll.refusal = refusal
            self._poll = None
            self.bell.ring()

    async def poll(self, given: Parameters) -> list[Json]:
        """What getUpdates answers; raises ApiError when another way of getting updates is in use."""
        if self.webhook_is_set:
            await self._refuse(WEBHOOK_ACTIVE)
        self.end_poll(OTHER_POLL)
        self.allow(given)
        offset = given.number("offset")
        limit, timeout = self._pace(given, offset)
        self.confirm(offset)
        poll = self._poll = _Poll()
        self.bell.ring()
        try:
            return await self._wait(poll, limit, timeout)
        finally:
            if self._poll is poll:
                self._poll = None
            self.bell.ring()

    async def _wait(self, poll: _Poll, limit: int, seconds: float) -> list[Json]:
        deadline = _now() + seconds
        while True:
            if poll.refusal:
                await self._refuse(poll.refusal)
            left = deadline - _now()
            if self.pending or left <= 0 or not self.is_open:
                return self.pending[:limit]
            await self.bell.wait(left)

    def _pace(self, given: Parameters, offset: int) -> tuple[int, float]:
        """Limit and timeout; who asks again at once with the same offset is slowed down, as by Telegram."""
        limit = given.number("limit", 100)
        limit = limit if 1 <= limit <= 100 else 100
        timeout: float = min(max(given.number("timeout"), 0), LONGEST_POLL)
        since = _now() - self._last_start
        if offset == self._last_offset and timeout < self.penalty and since < self.penalty:
            timeout = self.penalty
        if offset == self._last_offset and since < self.penalty / 6:
            limit = 1
        self._last_offset, self._last_start = offset, _now()
        return limit, timeout

    async def _refuse(self, reason: str) -> None:
        now = _now()
        if now < self._next_free_conflict:
            await asyncio.sleep(self.penalty)
        else:
            self._next_free_conflict = now + self.penalty
        raise conflict(reason)


def _now() -> float:
    return asyncio.get_running_loop().time()
