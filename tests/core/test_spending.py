"""What calls cost, and when a budget is spent."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from bot.core.spending import (
    Budget,
    ModelUse,
    Prices,
    cost_of,
    spent_out,
    start_of_day,
    start_of_month,
    use_by_model,
)
from tests.builders import a_call


@pytest.mark.parametrize(
    ("tokens", "prices", "expected"),
    [
        pytest.param((1_000_000, 0), ("0.40", "1.60"), "0.40", id="a million in"),
        pytest.param((0, 1_000_000), ("0.40", "1.60"), "1.60", id="a million out"),
        pytest.param((2_431, 612), ("0.40", "1.60"), "0.0019516", id="a usual digest"),
        pytest.param((1, 1), ("0.000001", "0"), "0.000000000001", id="the smallest cost"),
        pytest.param((5_000, 900), ("0", "0"), "0", id="a free model"),
    ],
)
def test_cost_is_exact(tokens: tuple[int, int], prices: tuple[str, str], expected: str) -> None:
    """No cent is lost by rounding, however many calls there are."""
    tariff = Prices(input=Decimal(prices[0]), output=Decimal(prices[1]))

    assert cost_of(*tokens, tariff) == Decimal(expected)


@pytest.mark.parametrize(
    ("per_day", "per_month", "today", "this_month", "says"),
    [
        pytest.param("0", "0", "900", "9000", None, id="no limit"),
        pytest.param("1", "20", "0.9999", "19.9999", None, id="a little is left"),
        pytest.param("1", "0", "1", "1", "LLM_BUDGET_PER_DAY", id="the day is spent"),
        pytest.param("1", "0", "1.2", "50", "1.2000 USD of 1.0000 USD", id="the last call passed the limit"),
        pytest.param("0", "20", "3", "20", "LLM_BUDGET_PER_MONTH", id="the month is spent"),
        pytest.param("1", "20", "0", "20.5", "this month", id="a new day in a spent month"),
        pytest.param("0", "20", "19", "19", None, id="a dear day within the month"),
    ],
)
def test_budget_is_spent_when_its_limit_is_reached(
    per_day: str, per_month: str, today: str, this_month: str, says: str | None
) -> None:
    """An operator is told which limit was reached and what to change; 0 limits nothing."""
    budget = Budget(per_day=Decimal(per_day), per_month=Decimal(per_month))

    reason = spent_out(budget, Decimal(today), Decimal(this_month))

    assert reason is None if says is None else reason is not None and says in reason


RIYADH = timezone(timedelta(hours=3))


@pytest.mark.parametrize(
    ("now", "day", "month"),
    [
        pytest.param(datetime(2026, 11, 23, 6, 5, 4, 3, UTC), (11, 23), 11, id="a morning"),
        pytest.param(datetime(2026, 11, 1, tzinfo=UTC), (11, 1), 11, id="the first moment of a month"),
        pytest.param(datetime(2026, 12, 1, 2, 59, tzinfo=RIYADH), (11, 30), 11, id="another zone is ahead"),
    ],
)
def test_day_and_month_begin_at_midnight_of_utc(now: datetime, day: tuple[int, int], month: int) -> None:
    """Wherever the machine stands, a budget is renewed at one known moment."""
    assert start_of_day(now) == datetime(2026, *day, tzinfo=UTC)
    assert start_of_month(now) == datetime(2026, month, 1, tzinfo=UTC)


def test_use_is_summed_for_each_model() -> None:
    """Two models can be compared by what they took."""
    uses = use_by_model(
        [a_call("0.1", model="small"), a_call("2", model="big"), a_call("0.2", model="small")]
    )

    assert uses == (
        ModelUse(model="big", calls=1, input_tokens=1000, output_tokens=200, cost=Decimal(2)),
        ModelUse(model="small", calls=2, input_tokens=2000, output_tokens=400, cost=Decimal("0.3")),
    )
