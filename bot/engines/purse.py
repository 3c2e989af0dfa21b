"""The money for a model's answers: is there any left, and what did each cost. Asks no model."""

import logging
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.core.errors import BudgetSpentError, EngineError, StorageError
from bot.core.models import ModelCall
from bot.core.ports import Clock, Spending
from bot.core.spending import Budget, Prices, cost_of, spent_out, start_of_day, start_of_month, total_of
from bot.engines.language_model import Answer, LanguageModel
from bot.engines.prompts import FilledPrompt

logger = logging.getLogger(__name__)

FREE = Prices(input=Decimal(0), output=Decimal(0))


class Purse:
    """Pays for a model's answers: knows whether there is money for the next, and records each."""

    def __init__(
        self, spending: Spending, prices: Mapping[str, Prices], budget: Budget, clock: Clock
    ) -> None:
        """`prices` are those of each model by its name; a model that is not there costs nothing."""
        self._spending = spending
        self._prices = prices
        self._budget = budget
        self._clock = clock
        self._told: datetime | None = None  # the day on which the operator was told that a budget is spent
        self._unrecorded: list[ModelCall] = []

    async def paid(
        self, model: LanguageModel, prompt: FilledPrompt, schema: dict[str, Any], story_id: str = ""
    ) -> Answer:
        """Return a model's answer, paid. Raises EngineError.

        Whoever waits for a turn looks at the budget only after those before have paid.
        """
        async with model.turns:
            await self.check()
            answer = await model.reply(prompt, schema)
            await self.pay(model.model, answer, story_id)
        return answer

    async def check(self) -> None:
        """Raises BudgetSpentError; EngineError when nobody knows whether the budget is spent."""
        if not self._budget.has_limit:
            return
        now = self._clock()
        today, month = start_of_day(now), start_of_month(now)
        reason = spent_out(self._budget, await self._spent_since(today), await self._spent_since(month))
        if reason is None:
            return
        if self._told != today:
            self._told = today
            logger.warning("The model may not write: the offline engine goes on.", extra={"reason": reason})
        raise BudgetSpentError(reason)

    async def pay(self, model: str, answer: Answer, story_id: str = "") -> None:
        """Record an answer; one that cannot be recorded is logged, and counts until the program ends."""
        call = ModelCall(
            at=self._clock(),
            model=model,
            story_id=story_id,
            input_tokens=answer.input_tokens,
            output_tokens=answer.output_tokens,
            cost=cost_of(answer.input_tokens, answer.output_tokens, self._prices.get(model, FREE)),
        )
        try:
            await self._spending.record(call)
        except StorageError as error:
            self._unrecorded.append(call)
            logger.error(
                "A model's answer was not recorded.", extra={"cost": call.cost, "reason": str(error)}
            )

    async def _spent_since(self, moment: datetime) -> Decimal:
        unrecorded = total_of(call for call in self._unrecorded if call.at >= moment)
        try:
            return await self._spending.spent_since(moment) + unrecorded
        except StorageError as error:
            raise EngineError(f"what was spent cannot be read, so the model is not asked: {error}") from error
