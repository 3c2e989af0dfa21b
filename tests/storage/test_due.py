"""What is due is found by its key alone, on both databases, and found again as long as it is due."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert

from bot.core.models import SubscriptionState
from bot.core.ports import EditionToPublish
from bot.core.work import COMING, PREPARED_BEFORE, WorkKind
from bot.services.announce import Announcer
from bot.storage.database import Database
from bot.storage.due import BATCH, CHUNK, SqlDueWork
from bot.storage.library import SqlLibrary
from bot.storage.outbox import SqlOutbox
from bot.storage.schema import deliveries
from bot.storage.subscriptions import SqlSubscriptions
from tests.builders import MONDAY, FixedClock, a_delivery, a_source, a_state, a_subscription, an_edition


class KeptQueue:
    """A work queue that only remembers."""

    def __init__(self) -> None:
        self.submitted: list[tuple[WorkKind, tuple[str, ...]]] = []

    async def submit(self, kind: WorkKind, keys: tuple[str, ...]) -> None:
        self.submitted.append((kind, keys))


async def found(database: Database, kind: WorkKind, now: datetime = MONDAY) -> list[str]:
    return [key async for keys in SqlDueWork(database).keys(kind, now) for key in keys]


async def test_sources_are_found_when_their_next_visit_has_come(database: Database) -> None:
    """No newsroom is visited early, none is forgotten."""
    library = SqlLibrary(database)
    for number, minutes in enumerate((5, -5, 0)):
        state = replace(a_state(), next_visit=MONDAY + timedelta(minutes=minutes))
        await library.add_source(
            a_source(source_id=f"s{number}", location=f"https://{number}.example"), state
        )

    assert await found(database, WorkKind.COLLECT) == ["s1", "s2"]


async def test_shards_with_due_subscriptions_are_found_the_longest_due_first(database: Database) -> None:
    """Who has waited longest is served first; who is paused is not served."""
    subscriptions = SqlSubscriptions(database)
    for name, minutes in (("a1", -1), ("b1", -9), ("a2", -2), ("c1", 1), ("d1", -5)):
        due = MONDAY + timedelta(minutes=minutes)
        one = a_subscription(subscription_id=name, chat_id=len(name) + minutes, next_due=due)
        paused = SubscriptionState.PAUSED if name == "d1" else SubscriptionState.ACTIVE
        await subscriptions.save(replace(one, state=paused))

    assert await found(database, WorkKind.PUBLISH) == ["b", "a"]


async def test_shards_with_an_edition_that_comes_soon_are_found(database: Database) -> None:
    """Its digests are written before the hour; what is due already is published."""
    subscriptions = SqlSubscriptions(database)
    for name, after in (("a1", -1), ("b1", 100), ("c1", 30), ("d1", PREPARED_BEFORE.seconds + 1)):
        due = MONDAY + timedelta(seconds=after)
        await subscriptions.save(a_subscription(subscription_id=name, chat_id=after, next_due=due))

    assert await found(database, WorkKind.DIGEST) == [f"{COMING}c", f"{COMING}b"]


@pytest.mark.parametrize(
    ("owed", "couriers"), [(0, 0), (1, 1), (CHUNK, 1), (CHUNK + 1, 2)], ids=["none", "one", "full", "more"]
)
async def test_couriers_are_called_for_as_much_as_is_owed(
    database: Database, owed: int, couriers: int
) -> None:
    """One courier for a few hundred messages; nobody is called for nothing."""
    await _owe(database, owed)

    assert len(await found(database, WorkKind.DELIVER)) == couriers


async def test_all_that_is_due_is_announced_in_batches_at_every_tick(database: Database) -> None:
    """A job that the queue lost is submitted again: what is due stays due until it is done."""
    queue, subscriptions = KeptQueue(), SqlSubscriptions(database)
    for number in range(3):
        await subscriptions.save(a_subscription(subscription_id=f"{number}s", chat_id=number))
    announcer = Announcer(SqlDueWork(database), queue, FixedClock())

    counts = [await announcer.announce(WorkKind.PUBLISH) for _ in range(2)]

    assert counts == [3, 3]
    assert queue.submitted[0] == queue.submitted[1]
    assert BATCH >= 100


async def _owe(database: Database, count: int) -> None:
    outbox, subscriptions = SqlOutbox(database), SqlSubscriptions(database)
    await subscriptions.save(a_subscription())
    first = (a_delivery(),) if count else ()
    await outbox.add(
        EditionToPublish(edition=an_edition(), subscription=a_subscription(), deliveries=first, next_due=None)
    )
    async with database.writing() as connection:
        rows = [dict(row._mapping) for row in await connection.execute(deliveries.select())]
        more = [rows[0] | {"id": f"d{part}", "part": part} for part in range(2, count + 1)]
        if more:
            await connection.execute(insert(deliveries), more)
