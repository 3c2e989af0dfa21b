"""Builds what writes digests, as the settings ask: models, prompts, purse, house style, judge. For app and cli."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.core.house_style import HouseStyle
from bot.core.ports import Clock, DigestEngine, DigestShelf, Judge, Spending
from bot.core.spending import Budget, Prices
from bot.engines.extractive import ExtractiveEngine
from bot.engines.glossary import read_glossary
from bot.engines.judge import ModelJudge
from bot.engines.language_model import LanguageModel
from bot.engines.llm import LlmEngine
from bot.engines.prompts import load_prompts
from bot.engines.purse import Purse
from bot.services.digest import Digester
from bot.settings import Settings


@asynccontextmanager
async def opened_digester(
    settings: Settings, shelf: DigestShelf, spending: Spending, clock: Clock
) -> AsyncIterator[Digester]:
    """Build the Digester and close its models' connections at the end. Raises SettingsError."""
    style = read_glossary(settings.glossary)
    writer, reviewer = language_model(settings), judging_model(settings)
    purse = purse_of(settings, spending, clock)
    engines, judge = _engines(settings, writer, purse, style), _judge(settings, reviewer, purse)
    try:
        yield Digester(engines, shelf, style, judge)
    finally:
        for model in (writer, reviewer):
            if model is not None:
                await model.close()


def language_model(settings: Settings) -> LanguageModel | None:
    """Return the client of the model that writes; None when none is set up, which is no error."""
    return _client(settings, settings.llm_model) if settings.has_model else None


def judging_model(settings: Settings) -> LanguageModel | None:
    """Return the client of the model that gives a second opinion; None when none is asked for."""
    return _client(settings, settings.judge) if settings.has_model and settings.judge else None


def budget_of(settings: Settings) -> Budget:
    """Return what the models may cost together."""
    return Budget(per_day=settings.llm_budget_per_day, per_month=settings.llm_budget_per_month)


def purse_of(settings: Settings, spending: Spending, clock: Clock) -> Purse:
    """Return what pays for the models' answers; a judge without prices of its own costs what the writer costs."""
    writer = Prices(input=settings.llm_price_in, output=settings.llm_price_out)
    judge = Prices(
        input=writer.input if settings.judge_price_in is None else settings.judge_price_in,
        output=writer.output if settings.judge_price_out is None else settings.judge_price_out,
    )
    return Purse(spending, {settings.judge: judge, settings.llm_model: writer}, budget_of(settings), clock)


def _client(settings: Settings, name: str) -> LanguageModel:
    return LanguageModel(
        base_url=settings.llm_base_url,
        api_key=settings.llm_api_key.get_secret_value(),
        model=name,
        timeout=settings.llm_timeout,
        retries=settings.llm_retries,
        at_once=settings.llm_at_once,
    )


def _engines(
    settings: Settings, model: LanguageModel | None, purse: Purse, style: HouseStyle
) -> tuple[DigestEngine, ...]:
    """The engines in turn; the last one quotes the article and needs nothing."""
    extractive = ExtractiveEngine()
    if model is None:
        return (extractive,)
    return (LlmEngine(model, load_prompts(settings.prompts_dir), purse, style), extractive)


def _judge(settings: Settings, model: LanguageModel | None, purse: Purse) -> Judge | None:
    if model is None:
        return None
    return ModelJudge(model, load_prompts(settings.prompts_dir)["judge"], purse)
