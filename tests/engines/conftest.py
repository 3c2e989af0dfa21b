"""The model engine, and a scripted server that it asks."""

from collections.abc import AsyncIterator

import pytest
from llmock.pytest_plugin import LLMock

from bot.core.house_style import HouseStyle
from bot.core.spending import Budget
from bot.engines.language_model import LanguageModel
from bot.engines.llm import LlmEngine
from bot.engines.prompts import load_prompts
from bot.engines.purse import Purse
from bot.settings import Settings
from tests.builders import FixedClock
from tests.fakes import FakeSpending


@pytest.fixture
async def model(llmock: LLMock) -> AsyncIterator[LanguageModel]:
    client = LanguageModel(
        base_url=llmock.base_url(), api_key="key-of-test", model="m", timeout=1, retries=1, at_once=2
    )
    yield client
    await client.close()


@pytest.fixture
def engine(model: LanguageModel) -> LlmEngine:
    purse = Purse(FakeSpending(), {}, Budget(), FixedClock())
    return LlmEngine(model, load_prompts(Settings().prompts_dir), purse, HouseStyle())
