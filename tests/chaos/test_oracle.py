"""The oracle itself: a judge who finds nothing wrong must be able to find something."""

from collections import Counter
from dataclasses import replace

import pytest

from bot.core.models import DeliveryState
from tests.chaos.oracle import Came, Entry, Findings, judge, unexplained_doubts

FIRST = Entry(delivery_id="e1:1", edition_id="e1", part=1, state=DeliveryState.SENT, doubts=0, message_id=7)
SECOND = replace(FIRST, delivery_id="e1:2", part=2, message_id=8)
STALE = replace(
    FIRST, delivery_id="old:1", edition_id="old", state=DeliveryState.FAILED, message_id=None, is_stale=True
)


def came(*ids: tuple[str, int]) -> list[Came]:
    return [Came(delivery_id=delivery_id, message_id=message_id) for delivery_id, message_id in ids]


FINE = (("e1:1", 7), ("e1:2", 8))
CASES = {
    "all-is-well": (FINE, {}, Findings()),
    "sent-and-never-came": (FINE[:1], {}, Findings(lost=("e1:2",))),
    "another-message-than-the-ledger-says": ((FINE[0], ("e1:2", 9)), {}, Findings(lost=("e1:2",))),
    "owed-still": (
        FINE,
        {"e1:2": {"state": DeliveryState.PENDING, "message_id": None}},
        Findings(lost=("e1:2",)),
    ),
    "given-up-without-a-second-try": (
        FINE[:1],
        {"e1:2": {"state": DeliveryState.DOUBT, "doubts": 1}},
        Findings(lost=("e1:2",)),
    ),
    "doubted-twice": (FINE[:1], {"e1:2": {"state": DeliveryState.DOUBT, "doubts": 2}}, Findings()),
    "twice-for-no-reason": ((*FINE, ("e1:2", 9)), {}, Findings(doubled=("e1:2",))),
    "twice-since-an-answer-was-lost": ((*FINE, ("e1:2", 9)), {"e1:2": {"doubts": 1}}, Findings()),
    "second-part-first": (
        (("e1:2", 8), ("e1:1", 9)),
        {"e1:1": {"message_id": 9}},
        Findings(out_of_order=("e1:1", "e1:2")),
    ),
    "stale-all-the-same": ((*FINE, ("old:1", 9)), {}, Findings(stale_sent=("old:1",))),
    "stale-and-owed-for-ever": (
        FINE,
        {"old:1": {"state": DeliveryState.PENDING}},
        Findings(stale_sent=("old:1",)),
    ),
    "never-owed": ((*FINE, ("e9:1", 9)), {}, Findings(strangers=("e9:1",))),
}


@pytest.mark.parametrize(("seen", "changes", "expected"), CASES.values(), ids=CASES.keys())
def test_broken_promises_are_found(
    seen: tuple[tuple[str, int], ...], changes: dict[str, dict[str, object]], expected: Findings
) -> None:
    """Each promise of the ledger, broken once."""
    ledger = [replace(entry, **changes.get(entry.delivery_id, {})) for entry in (FIRST, SECOND, STALE)]  # type: ignore[arg-type] # fields by name

    assert judge(came(*seen), ledger) == expected


def test_doubt_without_a_lost_answer_is_told() -> None:
    """While nobody dies, the ledger doubts exactly what Telegram left unanswered."""
    ledger = [replace(FIRST, doubts=1), SECOND]

    assert unexplained_doubts(ledger, Counter({"e1:1": 1})) == {}
    assert unexplained_doubts(ledger, Counter({"e1:2": 1})) == {"e1:1": 1, "e1:2": -1}
