"""What calls to models cost, kept."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, func, insert, select

from bot.core.models import ModelCall
from bot.core.spending import ModelUse
from bot.storage.database import Database
from bot.storage.schema import model_calls

# A token at a price of six decimals a million costs whole trillionths of a dollar, and SQLite sums whole numbers
# exactly. The largest whole number it has is nine million dollars.
UNITS_OF_A_DOLLAR = 10**12


class SqlSpending:
    """The Spending port on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, call: ModelCall) -> None:
        async with self._database.writing() as connection:
            await connection.execute(insert(model_calls).values(_row_of(call)))

    async def spent_since(self, moment: datetime) -> Decimal:
        query = select(func.sum(model_calls.c.cost)).where(model_calls.c.at >= moment)
        async with self._database.reading() as connection:
            return _dollars(await connection.scalar(query))

    async def calls_since(self, moment: datetime) -> tuple[ModelUse, ...]:
        calls = model_calls.c
        query = (
            select(
                calls.model,
                func.count().label("calls"),
                func.sum(calls.input_tokens).label("input_tokens"),
                func.sum(calls.output_tokens).label("output_tokens"),
                func.sum(calls.cost).label("cost"),
            )
            .where(calls.at >= moment)
            .group_by(calls.model)
        )
        async with self._database.reading() as connection:
            uses = [_use_of(row) for row in await connection.execute(query)]
        return tuple(sorted(uses, key=lambda use: use.model))  # databases order names differently


def _row_of(call: ModelCall) -> dict[str, Any]:
    names = ("at", "model", "story_id", "input_tokens", "output_tokens")
    return {name: getattr(call, name) for name in names} | {"cost": int(call.cost * UNITS_OF_A_DOLLAR)}


def _use_of(row: Row[Any]) -> ModelUse:
    return ModelUse(
        model=row.model,
        calls=row.calls,
        input_tokens=int(row.input_tokens),  # PostgreSQL sums big numbers as decimals
        output_tokens=int(row.output_tokens),
        cost=_dollars(row.cost),
    )


def _dollars(units: int | Decimal | None) -> Decimal:
    return Decimal(units or 0) / UNITS_OF_A_DOLLAR
