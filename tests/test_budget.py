"""A budget in the whole program: with its database, its settings and its order of engines."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from llmock.pytest_plugin import LLMock

from bot.app import Mujaz, opened
from bot.core.models import Story
from bot.core.spending import start_of_day
from bot.settings import read_settings
from tests.builders import FixedClock, a_story, an_article

FIRST, SECOND = a_story(), a_story(an_article(article_id="article-2", title="رصيف جديد في صحار"))
REPLY = {
    "sufficient": True,
    "headline": "صحار تفتتح رصيفًا لسفن الحاويات",
    "digest": [{"text": "وقال مدير الميناء سالم الكندي إن الرصيف كلّف 12 مليون ريال.", "evidence": [2]}],
    "key_points": [],
}
MODEL, QUOTING = "gpt-4.1-mini digest.ar/2", "extractive/1"


@pytest.fixture
async def mujaz(tmp_path: Path, clock: FixedClock, llmock: LLMock) -> AsyncIterator[Mujaz]:
    """A bot whose budget of a day is spent by one call."""
    llmock.reply(json.dumps(REPLY, ensure_ascii=False), times=None)
    settings = read_settings(
        database_url=f"sqlite:///{tmp_path / 'mujaz.db'}",
        llm_base_url=llmock.base_url(),
        llm_price_in="0.4",
        llm_price_out="1.6",
        llm_budget_per_day="0.0001",
    )
    async with opened(settings, clock) as opened_mujaz:
        yield opened_mujaz


async def _written_by(mujaz: Mujaz, story: Story) -> str:
    return (await mujaz.digester.digest(story)).written_by


async def test_kept_digest_of_the_model_is_served_while_the_budget_is_spent(
    mujaz: Mujaz, llmock: LLMock
) -> None:
    """What was paid for is never replaced by less; only new stories are quoted."""
    paid = await _written_by(mujaz, FIRST)
    quoted = await _written_by(mujaz, SECOND)

    assert [paid, quoted, await _written_by(mujaz, FIRST)] == [MODEL, QUOTING, MODEL]
    assert len(llmock.requests) == 1


async def test_quotation_of_a_spent_day_gives_way_to_the_model_the_day_after(
    mujaz: Mujaz, clock: FixedClock, llmock: LLMock
) -> None:
    """A digest made without money does not stand in the way of a better one, and that one stays."""
    await _written_by(mujaz, FIRST)
    quoted = await _written_by(mujaz, SECOND)
    clock.now = start_of_day(clock.now) + timedelta(days=1)

    written_anew = await _written_by(mujaz, SECOND)
    requests = len(llmock.requests)

    assert [quoted, written_anew, await _written_by(mujaz, SECOND)] == [QUOTING, MODEL, MODEL]
    assert (requests, len(llmock.requests)) == (2, 2)


async def test_costs_of_both_days_are_kept(mujaz: Mujaz, clock: FixedClock) -> None:
    """The book holds every call; the day's page starts anew."""
    await _written_by(mujaz, FIRST)
    first_day = await mujaz.spending.spent_since(start_of_day(clock.now))
    clock.advance(days=1)
    await _written_by(mujaz, SECOND)

    second_day = await mujaz.spending.spent_since(start_of_day(clock.now))
    (use,) = await mujaz.spending.calls_since(start_of_day(clock.now - timedelta(days=1)))
    assert (use.model, use.calls) == ("gpt-4.1-mini", 2)
    assert use.cost == first_day + second_day > first_day > 0
    assert use.cost == (use.input_tokens * Decimal("0.4") + use.output_tokens * Decimal("1.6")) / 1_000_000
