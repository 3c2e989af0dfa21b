"""How fast messages may leave, and whose flood it is when Telegram says "too many requests".

Moments are seconds on any clock that only goes forward. Keeps nothing: storage/limits.py and telegram/limiter.py do.
"""

from dataclasses import dataclass
from typing import Protocol

TELEGRAM_RATE = 30.0  # messages a second of one bot to all its chats together (Telegram's FAQ)
USED = 0.98  # of a rate: a message that leaves a moment late, from a busy machine, must not crowd the next second
CHATS_OF_A_FLOOD = 3
FIRST_HOLD, HOLD_GROWTH, LONGEST_HOLD = 1.0, 4.0, 300.0
FARTHEST = 2 * LONGEST_HOLD  # a bucket booked for longer was booked before somebody set the clock back
SECONDS_TO_RECOVER = 600.0  # from nothing to the full rate; from one halving it takes half of that
LEAST_SHARE = 0.1
ONE_FLOOD = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One message every `interval` seconds, and up to `burst` at once after a rest."""

    interval: float
    burst: int = 1

    @property
    def tolerance(self) -> float:
        return (self.burst - 1) * self.interval


# Telegram allows "short bursts" to a chat: an answer may use them, a part of an edition waits its second.
CHAT = Limit(interval=1.0)
CHAT_ANSWERS = Limit(interval=1.0, burst=5)
# At most 20 in any minute: 5 at once and 15 more while it lasts.
GROUP = Limit(interval=4.0, burst=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Messages a second: of broadcasts, and of the answers that need not wait for them."""

    broadcasts: float
    answers: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """When a message may leave, and until when its bucket is booked once it does."""

    at: float
    booked_until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Places in the bot's bucket: the first in `wait` seconds, each next one `interval` seconds later."""

    wait: float
    interval: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The share of the allowed rate that was left after slowing down at that moment."""

    share: float = 1.0
    slowed_at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """The chats that were refused one after the other with no message accepted in between, and the holds since."""

    chats: frozenset[int] = frozenset()
    holds: int = 0


def rates_of(send_rate: float, paid_broadcast: float) -> Rates:
    """Share Telegram's rate between broadcasts and answers; paid broadcasts leave the free messages to the answers."""
    if paid_broadcast:
        return Rates(broadcasts=USED * paid_broadcast, answers=send_rate)
    return Rates(broadcasts=USED * send_rate, answers=max(1.0, TELEGRAM_RATE - send_rate))


def next_turn(booked_until: float, limit: Limit, now: float) -> Turn:
    """Return when the next message may leave; in no window of w seconds leave more than burst + w / interval.

    The generic cell rate algorithm (ITU-T I.371) as virtual scheduling; `booked_until` is its arrival time.
    """
    at = max(now, booked_until - limit.tolerance)
    return Turn(at=at, booked_until=max(booked_until, at) + limit.interval)


def booked_from(booked_until: float, now: float) -> float:
    """Return from when new places of the bot's bucket are free; a clock set back must not silence the bot."""
    return booked_until if now < booked_until <= now + FARTHEST else now


def share_at(pace: Pace, now: float) -> float:
    """Return the share of the allowed rate to use now: it grows back evenly."""
    return min(1.0, pace.share + max(0.0, now - pace.slowed_at) / SECONDS_TO_RECOVER)


def slowed(pace: Pace, now: float) -> Pace:
    """Return half the pace; refusals a moment later belong to the same flood and change nothing."""
    if now - pace.slowed_at < ONE_FLOOD:
        return pace
    return Pace(share=max(LEAST_SHARE, share_at(pace, now) / 2), slowed_at=now)


def judge_refusal(before: Refusals, chat_id: int, retry_after: float) -> tuple[Refusals, float]:
    """Return what is known after one more refusal, and for how many seconds everybody must wait (0: only this chat).

    Telegram does not say whose flood it is. Different chats, refused with none accepted in between, mean the bot's.
    Since it may still be a chance, the first hold is short; it grows for as long as no message is accepted.
    """
    chats = before.chats | {chat_id}
    if len(chats) < (1 if before.holds else CHATS_OF_A_FLOOD):
        return Refusals(chats=chats, holds=before.holds), 0.0
    hold = min(retry_after, LONGEST_HOLD, FIRST_HOLD * HOLD_GROWTH ** min(before.holds, 10))
    return Refusals(holds=before.holds + 1), hold


class Permits(Protocol):
    """Gives out the messages a second that Telegram allows the bot, over all processes. Methods raise StorageError."""

    async def book(self, count: int) -> Booking:
        """Book places for so many messages; whoever comes next gets later ones."""
        ...

    async def take_reserved(self) -> bool:
        """Take a place of those kept for answers; false when there is none at this moment."""
        ...

    async def hold(self, seconds: float) -> None:
        """Telegram refuses everybody: let nothing leave for so long, then go on more slowly for a while."""
        ...
