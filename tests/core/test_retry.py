"""When to try again and when to give up."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.errors import DeliveryError
from bot.core.models import DeliveryState
from bot.core.retry import (
    DOUBT_DELAY,
    LONGEST_DELAY,
    MAX_ATTEMPTS,
    SECOND_THOUGHT,
    OnDoubt,
    after_failure,
    arrived,
    put_back,
    resend_abandoned_at,
)
from tests.builders import MONDAY, a_delivery


def test_delivery_waits_as_long_as_telegram_says_when_it_is_flooded() -> None:
    """A 429 is obeyed to the second, and is no failed attempt however often it comes."""
    tired = replace(a_delivery(), attempts=MAX_ATTEMPTS)

    settled = after_failure(DeliveryError("slow down", retry_after=43), tired, MONDAY)

    assert settled.state is DeliveryState.PENDING
    assert settled.next_attempt == MONDAY + timedelta(seconds=43)
    assert settled.attempts == tired.attempts


def test_delivery_fails_for_good_when_the_chat_is_gone() -> None:
    """A blocked bot does not knock again."""
    settled = after_failure(DeliveryError("blocked", permanent=True), a_delivery(), MONDAY)

    assert settled.state is DeliveryState.FAILED
    assert settled.next_attempt is None
    assert settled.last_error == "blocked"


@pytest.mark.parametrize(
    ("doubts", "on_doubt", "again"),
    [
        (0, OnDoubt.RESEND, MONDAY + DOUBT_DELAY),
        (1, OnDoubt.RESEND, None),
        (0, OnDoubt.HOLD, None),
    ],
    ids=["first", "second", "held"],
)
def test_doubtful_delivery_is_sent_again_once_or_held(doubts: int, on_doubt: OnDoubt, again: object) -> None:
    """A lost answer costs at most one double, never an endless one; who fears doubles may hold it."""
    delivery = replace(a_delivery(), attempts=5, doubts=doubts)

    settled = after_failure(DeliveryError("answer lost", doubtful=True), delivery, MONDAY, on_doubt)

    assert settled.state is DeliveryState.DOUBT
    assert settled.next_attempt == again
    assert settled.doubts == doubts + 1


def test_message_follows_a_chat_that_moved_at_once_but_not_for_ever() -> None:
    """A move costs no time; one that cannot be noted anywhere does not go round in circles."""
    moved, delivery = DeliveryError("migrated", new_chat_id=-100501, retry_after=0), a_delivery()
    for _ in range(MAX_ATTEMPTS - 1):
        delivery = after_failure(moved, delivery, MONDAY)
        assert delivery.next_attempt == MONDAY

    assert after_failure(moved, delivery, MONDAY).state is DeliveryState.FAILED


def test_waits_grow_to_a_limit_and_end() -> None:
    """An outage is neither hammered nor waited out for ever."""
    error = DeliveryError("no connection")

    waits, delivery = [], a_delivery()
    while (delivery := after_failure(error, delivery, MONDAY)).next_attempt is not None:
        waits.append(delivery.next_attempt - MONDAY)

    assert waits == sorted(waits)
    assert waits[-1] <= LONGEST_DELAY
    assert len(waits) == MAX_ATTEMPTS - 1
    assert delivery.state is DeliveryState.FAILED


def test_message_that_arrived_is_over() -> None:
    """What was sent is never due again."""
    settled = arrived(replace(a_delivery(), last_error="slow down"), 77)

    assert (settled.state, settled.message_id) == (DeliveryState.SENT, 77)
    assert settled.next_attempt is None
    assert settled.last_error == ""


def test_message_that_did_not_leave_is_due_again_unchanged() -> None:
    """Being put back costs a delivery nothing."""
    settled = put_back(replace(a_delivery(), state=DeliveryState.SENDING), MONDAY, "did not leave")

    assert settled == replace(a_delivery(), next_attempt=MONDAY, last_error="did not leave")


def test_abandoned_message_is_sent_again_in_a_moment_or_held() -> None:
    """It was left alone for a minute already; a moment more lets its process speak up."""
    assert resend_abandoned_at(MONDAY, OnDoubt.RESEND) == MONDAY + SECOND_THOUGHT
    assert resend_abandoned_at(MONDAY, OnDoubt.HOLD) is None
