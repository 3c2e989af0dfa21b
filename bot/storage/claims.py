"""Statements that take deliveries and save what became of them. How often they run is the outbox's matter."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    TableValuedAlias,
    Text,
    Update,
    and_,
    any_,
    bindparam,
    case,
    cast,
    column,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.sql.dml import ReturningUpdate

from bot.core.limits import CHAT
from bot.core.models import Delivery, DeliveryState, Message
from bot.storage.database import Database, UtcDateTime
from bot.storage.express import Step
from bot.storage.schema import deliveries

MESSAGE = TypeAdapter(Message)
# Written into the statement itself: an index of few rows is used only when its condition can be seen there.
SENDING = literal_column("'sending'", String)
SENT, DOUBT = literal_column("'sent'", String), literal_column("'doubt'", String)
KEPT = ("id", "edition_id", "chat_id", "part", "attempts", "doubts", "message_id", "last_error")
TAKEN = (*(deliveries.c[name] for name in KEPT), deliveries.c.message)
NEW = ("state", "next_attempt", "attempts", "doubts", "message_id", "last_error", "claimed_at")


class Rounds:
    """A courier's round, one short transaction: what became of the last messages is saved, the next are taken."""

    def __init__(self, database: Database) -> None:
        self._is_sqlite = database.is_sqlite
        if self._is_sqlite:
            self._settling = database.prepared(
                _settling(_given()).where(_given()["its_id"] == deliveries.c.id)
            )
            self._taking = database.prepared(_taking(deliveries.c.id.in_(_claimable())))
        else:
            self._settling = database.prepared(_settling_all(_listed()).returning(deliveries.c.id))
            self._round = database.prepared(_one_statement())

    def steps(self, settled: Sequence[Delivery], now: datetime, limit: int, holder: str) -> tuple[Step, ...]:
        """Return the steps of a round, as this database wants them."""
        moment = timedelta(seconds=CHAT.interval)
        moments = {"now": now, "a_moment_ago": now - moment, "in_a_moment": now + moment}
        taking = moments | {"holder": holder, "at_most": limit}
        rows = [_result(delivery, now) for delivery in settled]
        if not self._is_sqlite:
            listed = {"results": json.dumps(rows, ensure_ascii=False, default=datetime.isoformat)}
            if limit:
                return (Step(self._round, [taking | listed]),)
            return (Step(self._settling, [listed | {"holder": holder}]),)
        saving = [Step(self._settling, [row | {"holder": holder} for row in rows])] if rows else []
        return *saving, *([Step(self._taking, [taking])] if limit else [])


def taken_of(rows: Iterable[Sequence[Any]]) -> tuple[Delivery, ...]:
    """Return the deliveries that a round took: parts of an edition in order."""
    taken = [_delivery_of(dict(zip(KEPT, row, strict=False)), row[-1]) for row in rows]
    return tuple(sorted(taken, key=lambda one: (one.edition_id, one.part)))


def _delivery_of(kept: Mapping[str, Any], message: Any) -> Delivery:
    is_text = isinstance(message, str)  # one driver reads JSON by itself, the other does not
    read = MESSAGE.validate_json(message) if is_text else MESSAGE.validate_python(message, strict=False)
    return Delivery(**kept, message=read, state=DeliveryState.SENDING, next_attempt=None)


def _claimable() -> Select[tuple[str]]:
    """What is due, the longest first; parts of an edition in order, and no chat twice within its interval."""
    now = bindparam("now", type_=UtcDateTime)
    earlier = deliveries.alias("earlier")
    # Not simply "later than a moment ago": once a clock is set back, that would last until it has caught up.
    just_sent = and_(
        earlier.c.state == SENT,
        earlier.c.claimed_at > bindparam("a_moment_ago", type_=UtcDateTime),
        earlier.c.claimed_at < bindparam("in_a_moment", type_=UtcDateTime),
    )
    earlier_part_open = exists().where(
        earlier.c.edition_id == deliveries.c.edition_id,
        earlier.c.chat_id == deliveries.c.chat_id,
        earlier.c.part < deliveries.c.part,
        or_(earlier.c.next_attempt.is_not(None), earlier.c.state == SENDING, just_sent),
    )
    return (
        select(deliveries.c.id)
        .where(deliveries.c.next_attempt <= now, ~earlier_part_open)
        .order_by(deliveries.c.next_attempt, deliveries.c.edition_id, deliveries.c.part)
        .limit(bindparam("at_most", type_=Integer))
        .with_for_update(skip_locked=True)
    )


def _taking(chosen: ColumnElement[bool]) -> ReturningUpdate[Any]:
    changes = {
        "state": SENDING,
        "claimed_at": bindparam("now", type_=UtcDateTime),
        "claimed_by": bindparam("holder", type_=String),
        "next_attempt": null(),
    }
    return update(deliveries).where(chosen).values(changes).returning(*TAKEN)


def _settling(results: Mapping[str, ColumnElement[Any]]) -> Update:
    """Only what is still ours changes; but a message that arrived is a fact, even of a claim that was lost."""
    mine = and_(deliveries.c.state == SENDING, deliveries.c.claimed_by == bindparam("holder", type_=String))
    arrived = and_(deliveries.c.state == DOUBT, results["new_state"] == SENT)
    changes = {name: results[f"new_{name}"] for name in NEW}
    # Who lost its claim knows only the doubts of its own time; none of the others' may be forgotten.
    doubts = deliveries.c.doubts
    changes["doubts"] = case((doubts > changes["doubts"], doubts), else_=changes["doubts"])
    return update(deliveries).where(or_(mine, arrived)).values(changes)


def _given() -> dict[str, ColumnElement[Any]]:
    """One result, as values of the statement."""
    columns = {f"new_{name}": deliveries.c[name] for name in NEW} | {"its_id": deliveries.c.id}
    return {name: bindparam(name, type_=its.type) for name, its in columns.items()}


def _listed() -> TableValuedAlias:
    """Many results, as one document."""
    columns = [column(f"new_{name}", deliveries.c[name].type) for name in NEW]
    document = cast(bindparam("results", type_=Text), JSON)
    rows = func.json_to_recordset(document).table_valued(column("its_id", String), *columns)
    return rows.render_derived(name="results", with_types=True)


def _settling_all(results: TableValuedAlias) -> Update:
    return _settling(dict(results.c)).where(deliveries.c.id == results.c.its_id)


def _one_statement() -> ReturningUpdate[Any]:
    """All its parts see the same state, so what is being settled here must not be taken in the same breath."""
    results = _listed()
    settled = _settling_all(results).cte("settled")
    not_settled = ~exists().where(results.c.its_id == deliveries.c.id)
    chosen = _claimable().where(not_settled).cte("chosen")
    # Not IN: the planner might then choose anew for each row, or look through the whole table.
    ids = func.array(select(chosen.c.id).scalar_subquery())
    return _taking(deliveries.c.id == any_(ids)).add_cte(settled)


def _result(delivery: Delivery, now: datetime) -> dict[str, Any]:
    kept = ("next_attempt", "attempts", "doubts", "message_id", "last_error")
    return {f"new_{name}": getattr(delivery, name) for name in kept} | {
        "its_id": delivery.id,
        "new_state": delivery.state.value,
        "new_claimed_at": now,
    }
