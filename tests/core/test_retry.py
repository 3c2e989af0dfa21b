"""When to try again and when to give up."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.errors import DeliveryError
from bot.core.models import DeliveryState
from bot.core.retry import DOUBT_DELAY, LONGEST_DELAY, MAX_ATTEMPTS, after_failure
from tests.builders import MONDAY, a_delivery


def test_delivery_waits_as_long_as_telegram_says_when_it_is_flooded() -> None:
    """A 429 is obeyed to the second."""
    outcome = after_failure(
        DeliveryError("slow down", retry_after=43), replace(a_delivery(), attempts=1), MONDAY
    )

    assert outcome.state is DeliveryState.PENDING
    assert outcome.next_attempt == MONDAY + timedelta(seconds=43)


def test_delivery_fails_for_good_when_the_chat_is_gone() -> None:
    """A blocked bot does not knock again."""
    outcome = after_failure(
        DeliveryError("blocked", permanent=True), replace(a_delivery(), attempts=1), MONDAY
    )

    assert outcome.state is DeliveryState.FAILED
    assert outcome.next_attempt is None


@pytest.mark.parametrize(("doubts", "again"), [(0, MONDAY + DOUBT_DELAY), (1, None)], ids=["first", "second"])
def test_doubtful_delivery_is_sent_again_once(doubts: int, again: object) -> None:
    """A lost answer costs at most one double, never an endless one."""
    delivery = replace(a_delivery(), attempts=5, doubts=doubts)

    outcome = after_failure(DeliveryError("answer lost", doubtful=True), delivery, MONDAY)

    assert outcome.state is DeliveryState.DOUBT
    assert outcome.next_attempt == again


def test_waits_grow_to_a_limit_and_end() -> None:
    """An outage is neither hammered nor waited out for ever."""
    error = DeliveryError("no connection")

    waits = []
    for attempts in range(1, MAX_ATTEMPTS):
        next_attempt = after_failure(error, replace(a_delivery(), attempts=attempts), MONDAY).next_attempt
        assert next_attempt is not None
        waits.append(next_attempt - MONDAY)
    last = after_failure(error, replace(a_delivery(), attempts=MAX_ATTEMPTS), MONDAY)

    assert waits == sorted(waits)
    assert waits[-1] <= LONGEST_DELAY
    assert last.state is DeliveryState.FAILED
