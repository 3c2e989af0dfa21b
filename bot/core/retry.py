"""When to try again and when to give up. Decides only; the Courier and the Collector act."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.errors import DeliveryError
from bot.core.models import Delivery, DeliveryState

MAX_ATTEMPTS = 8
MAX_RESENDS = 1  # of a message whose answer was lost
MAX_DEATHS = 5  # of processes that had claimed a message: most of them died before it left
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(minutes=30)
DOUBT_DELAY = timedelta(seconds=60)
SECOND_THOUGHT = timedelta(seconds=5)


class OnDoubt(StrEnum):
    """What becomes of a message whose answer was lost: sent once more, or kept for a person to look at."""

    RESEND = "resend"
    HOLD = "hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRules:
    """How an operator wants deliveries to be treated when things go wrong."""

    on_doubt: OnDoubt = OnDoubt.RESEND
    time_to_live: timedelta = timedelta(hours=6)


def arrived(delivery: Delivery, message_id: int) -> Delivery:
    """Return the delivery as it is once its message arrived."""
    return replace(
        delivery,
        state=DeliveryState.SENT,
        attempts=delivery.attempts + 1,
        next_attempt=None,
        message_id=message_id,
        last_error="",
    )


def put_back(delivery: Delivery, again_at: datetime, reason: str) -> Delivery:
    """Return a delivery that did not leave, or was refused for now: this is no failed attempt."""
    return replace(delivery, state=DeliveryState.PENDING, next_attempt=again_at, last_error=reason)


def after_failure(
    error: DeliveryError, delivery: Delivery, now: datetime, on_doubt: OnDoubt = OnDoubt.RESEND
) -> Delivery:
    """Decide what becomes of a delivery whose latest attempt failed.

    A doubt (the answer was lost) is sent again once, after a minute: a lost edition is worse than a rare double.
    A flood never uses up the attempts: the edition's time to live ends it.
    """
    has_moved = error.new_chat_id is not None
    if error.retry_after is not None and not error.permanent and not has_moved:
        return put_back(delivery, now + timedelta(seconds=error.retry_after), str(error))
    attempts = delivery.attempts + 1
    failed = replace(delivery, attempts=attempts, last_error=str(error), next_attempt=None)
    if error.permanent or attempts >= MAX_ATTEMPTS:
        return replace(failed, state=DeliveryState.FAILED)
    if error.doubtful:
        again = resend_at(now, on_doubt) if delivery.doubts < MAX_RESENDS else None
        return replace(failed, state=DeliveryState.DOUBT, doubts=delivery.doubts + 1, next_attempt=again)
    wait = timedelta(0) if has_moved else growing_delay(FIRST_DELAY, LONGEST_DELAY, attempts)
    return replace(failed, state=DeliveryState.PENDING, next_attempt=now + wait)


def resend_at(now: datetime, on_doubt: OnDoubt) -> datetime | None:
    """Return when a message whose answer was lost just now is sent again; None when it is held."""
    return now + DOUBT_DELAY if on_doubt is OnDoubt.RESEND else None


def resend_abandoned_at(now: datetime, on_doubt: OnDoubt) -> datetime | None:
    """Return when a message is sent again that was left alone for DOUBT_DELAY; None when it is held.

    Not at once: its process may only have lost the database, and says in a moment that the message arrived.
    """
    return now + SECOND_THOUGHT if on_doubt is OnDoubt.RESEND else None


def growing_delay(first: timedelta, longest: timedelta, attempts: int) -> timedelta:
    """The delay doubles with each attempt up to the longest; the first attempt gives `first`."""
    return min(longest, first * (1 << min(max(attempts, 1) - 1, 20)))
