"""What calls to a model cost, and whether a budget is spent. Decides only; whoever calls the model asks and obeys.

All money is in US dollars, exact (`Decimal`); days and months are those of UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from bot.core.models import ModelCall

TOKENS_OF_A_PRICE = 1_000_000
NO_LIMIT = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What a million tokens cost in US dollars; 0 is free, or unknown."""

    input: Decimal = Decimal(0)
    output: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How many US dollars may be spent; 0 is no limit."""

    per_day: Decimal = NO_LIMIT
    per_month: Decimal = NO_LIMIT

    @property
    def has_limit(self) -> bool:
        return bool(self.per_day or self.per_month)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUse:
    """What one model was used for in a time: its calls, their tokens and their cost."""

    model: str
    calls: int
    input_tokens: int
    output_tokens: int
    cost: Decimal


def cost_of(input_tokens: int, output_tokens: int, prices: Prices) -> Decimal:
    """Return what these tokens cost in US dollars."""
    return (input_tokens * prices.input + output_tokens * prices.output) / TOKENS_OF_A_PRICE


def spent_out(budget: Budget, today: Decimal, this_month: Decimal) -> str | None:
    """Return which budget is spent and what to do, given what was spent so far; None while there is money."""
    if budget.per_day and today >= budget.per_day:
        return (
            f"the budget of today is spent ({in_dollars(today)} of {in_dollars(budget.per_day)}); "
            "wait for midnight UTC, or raise LLM_BUDGET_PER_DAY"
        )
    if budget.per_month and this_month >= budget.per_month:
        return (
            f"the budget of this month is spent ({in_dollars(this_month)} of {in_dollars(budget.per_month)}); "
            "wait for the first of the month, or raise LLM_BUDGET_PER_MONTH"
        )
    return None


def start_of_day(now: datetime) -> datetime:
    """Return the last midnight in UTC."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def start_of_month(now: datetime) -> datetime:
    """Return the first midnight of this month in UTC."""
    return start_of_day(now).replace(day=1)


def use_by_model(calls: Iterable[ModelCall]) -> tuple[ModelUse, ...]:
    """Return what each model was used for, in the order of their names."""
    grouped: dict[str, list[ModelCall]] = {}
    for call in calls:
        grouped.setdefault(call.model, []).append(call)
    return tuple(_use_of(model, grouped[model]) for model in sorted(grouped))


def _use_of(model: str, calls: list[ModelCall]) -> ModelUse:
    return ModelUse(
        model=model,
        calls=len(calls),
        input_tokens=sum(call.input_tokens for call in calls),
        output_tokens=sum(call.output_tokens for call in calls),
        cost=total_of(calls),
    )


def total_of(calls: Iterable[ModelCall | ModelUse]) -> Decimal:
    """Return what these cost together, in US dollars."""
    return sum((call.cost for call in calls), Decimal(0))


def in_dollars(amount: Decimal) -> str:
    """Return the amount for people, to a hundredth of a cent."""
    return f"{amount:.4f} USD"
