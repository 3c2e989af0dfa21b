"""When to try again and when to give up. Decides only; the Courier and the Collector act."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.errors import DeliveryError
from bot.core.models import Delivery, DeliveryState

MAX_ATTEMPTS = 8
MAX_RESENDS = 1  # of a message whose answer was lost
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(minutes=30)
DOUBT_DELAY = timedelta(seconds=60)

FIRST_SOURCE_DELAY = timedelta(minutes=5)
LONGEST_SOURCE_DELAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What becomes of a delivery that did not surely arrive: its state, and when it is tried again."""

    state: DeliveryState
    next_attempt: datetime | None
    reason: str


def after_failure(error: DeliveryError, delivery: Delivery, now: datetime) -> Outcome:
    """Decide what becomes of a delivery whose latest attempt failed.

    A doubt (the answer was lost) is sent again once, after a minute: a lost edition is worse than a rare double.
    """
    reason = str(error)
    if error.permanent or delivery.attempts >= MAX_ATTEMPTS:
        return Outcome(state=DeliveryState.FAILED, next_attempt=None, reason=reason)
    if error.doubtful:
        again = now + DOUBT_DELAY if delivery.doubts < MAX_RESENDS else None
        return Outcome(state=DeliveryState.DOUBT, next_attempt=again, reason=reason)
    wait = growing_delay(FIRST_DELAY, LONGEST_DELAY, delivery.attempts)
    if error.retry_after is not None:
        wait = timedelta(seconds=error.retry_after)
    return Outcome(state=DeliveryState.PENDING, next_attempt=now + wait, reason=reason)


def next_source_visit(failures: int, now: datetime) -> datetime:
    """When to visit a source again after this many failures in a row (at least one)."""
    return now + growing_delay(FIRST_SOURCE_DELAY, LONGEST_SOURCE_DELAY, failures)


def growing_delay(first: timedelta, longest: timedelta, attempts: int) -> timedelta:
    """The delay doubles with each attempt up to the longest; the first attempt gives `first`."""
    return min(longest, first * (1 << min(max(attempts, 1) - 1, 20)))
