"""Compares what Telegram saw with what the ledger says. Knows neither: both are given as plain values."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.models import DeliveryState
from bot.core.retry import MAX_RESENDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """One message that reached its chat; Telegram's numbers grow in the order in which they came."""

    delivery_id: str
    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the ledger says in the end about one message."""

    delivery_id: str
    edition_id: str
    part: int
    state: DeliveryState
    doubts: int
    message_id: int | None
    is_stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Ids of deliveries, by what is wrong with them; all empty when every promise was kept.

    lost: the ledger says that it arrived, and it did not; or it is owed still.
    open_doubts: it never came, and was tried as often as is allowed; the ledger says so, for an operator to see.
    doubled: it came more often than lost answers can explain. strangers: it came, and the ledger never owed it.
    """

    lost: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    out_of_order: tuple[str, ...] = ()
    stale_sent: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    open_doubts: tuple[str, ...] = field(default=(), compare=False)


def judge(came: Sequence[Came], ledger: Sequence[Entry]) -> Findings:
    """Find every broken promise."""
    copies: dict[str, list[int]] = defaultdict(list)
    for one in came:
        copies[one.delivery_id].append(one.message_id)
    owed = {entry.delivery_id: entry for entry in ledger if not entry.is_stale}
    stale = [entry for entry in ledger if entry.is_stale]
    return Findings(
        lost=_ids(entry for entry in owed.values() if _is_lost(entry, copies)),
        doubled=_ids(entry for entry in owed.values() if len(copies[entry.delivery_id]) > 1 + entry.doubts),
        out_of_order=_out_of_order(owed, copies),
        stale_sent=_ids(entry for entry in stale if copies[entry.delivery_id] or entry.state != "failed"),
        strangers=tuple(sorted(set(copies) - {entry.delivery_id for entry in ledger})),
        open_doubts=_ids(entry for entry in owed.values() if _is_open_doubt(entry, copies)),
    )


def unexplained_doubts(ledger: Iterable[Entry], lost_answers: Counter[str]) -> dict[str, int]:
    """Return how many doubts of each delivery no lost answer explains: all are 0 as long as no process dies."""
    gaps = {entry.delivery_id: entry.doubts - lost_answers[entry.delivery_id] for entry in ledger}
    return {delivery_id: gap for delivery_id, gap in gaps.items() if gap}


def _is_lost(entry: Entry, copies: Mapping[str, Sequence[int]]) -> bool:
    match entry.state:
        case DeliveryState.SENT:
            return entry.message_id not in copies[entry.delivery_id]
        case DeliveryState.DOUBT:
            return entry.doubts <= MAX_RESENDS
    return True


def _is_open_doubt(entry: Entry, copies: Mapping[str, Sequence[int]]) -> bool:
    return entry.state is DeliveryState.DOUBT and not copies[entry.delivery_id]


def _out_of_order(owed: Mapping[str, Entry], copies: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
    """Return parts that came first after a later part of their edition did."""
    editions: dict[str, list[Entry]] = defaultdict(list)
    for entry in owed.values():
        if copies[entry.delivery_id]:
            editions[entry.edition_id].append(entry)
    wrong = []
    for parts in editions.values():
        firsts = [min(copies[entry.delivery_id]) for entry in sorted(parts, key=lambda entry: entry.part)]
        if firsts != sorted(firsts):
            wrong += parts
    return _ids(wrong)


def _ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(sorted(entry.delivery_id for entry in entries))
