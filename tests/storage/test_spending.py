"""The book of what calls to models cost, on SQLite and on a real PostgreSQL."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from bot.core.spending import use_by_model
from bot.storage.database import Database
from bot.storage.spending import SqlSpending
from tests.builders import MONDAY, a_call


async def test_spent_is_counted_from_the_moment_asked_for(database: Database) -> None:
    """The first call of a day belongs to it, the last of the day before does not."""
    spending = SqlSpending(database)
    await spending.record(a_call("0.5", at=MONDAY - timedelta(microseconds=1)))
    await spending.record(a_call("0.25", at=MONDAY))
    await spending.record(a_call("1", at=MONDAY + timedelta(hours=1)))

    assert await spending.spent_since(MONDAY) == Decimal("1.25")
    assert await spending.spent_since(MONDAY - timedelta(days=1)) == Decimal("1.75")
    assert await spending.spent_since(MONDAY + timedelta(days=1)) == 0


async def test_small_costs_are_kept_exactly(database: Database) -> None:
    """A thousand cheap calls cost a thousand times one: nothing is rounded away."""
    spending = SqlSpending(database)
    for _ in range(10):
        await spending.record(a_call("0.000000000001"))
    await spending.record(a_call("1234.1"))

    assert await spending.spent_since(MONDAY) == Decimal("1234.10000000001")


async def test_use_is_told_for_each_model(database: Database) -> None:
    """The database sums as the rule does, since ever."""
    spending = SqlSpending(database)
    calls = [a_call("0.1", model="small"), a_call("2", model="Big"), a_call("0.2", model="small")]
    for call in calls:
        await spending.record(call)

    assert await spending.calls_since(datetime(1970, 1, 1, tzinfo=UTC)) == use_by_model(calls)
    assert await spending.calls_since(MONDAY + timedelta(days=1)) == ()
