"""The second opinion, asked of a real OpenAI-compatible server that answers as told."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal

import pytest
from llmock.pytest_plugin import LLMock

from bot.core.models import Digest, KeyPoint
from bot.core.spending import Budget, Prices
from bot.engines.judge import ModelJudge
from bot.engines.language_model import LanguageModel
from bot.engines.prompts import load_prompts
from bot.engines.purse import Purse
from bot.services.digest import Digester
from bot.settings import Settings
from tests.builders import FixedClock, a_digest, a_story
from tests.fakes import FakeEngine, FakeShelf, FakeSpending

STORY = a_story()
QUOTED = a_digest(STORY)
CLAIM = KeyPoint(text="سيستقبل الميناء نحو 300 سفينة إضافية كل عام.", evidence=(2,))
WRITTEN = replace(QUOTED, key_points=(CLAIM,), written_by="model")
OBJECTION = {"claim": 1, "words": "إضافية", "reason": "not stated"}


@pytest.fixture
async def model(llmock: LLMock) -> AsyncIterator[LanguageModel]:
    client = LanguageModel(
        base_url=llmock.base_url(), api_key="key-of-test", model="judge", timeout=1, retries=0, at_once=2
    )
    yield client
    await client.close()


@pytest.fixture
def spending() -> FakeSpending:
    return FakeSpending()


@pytest.fixture
def judge(model: LanguageModel, spending: FakeSpending) -> ModelJudge:
    purse = Purse(spending, {"judge": Prices(input=Decimal(1), output=Decimal(2))}, Budget(), FixedClock())
    return ModelJudge(model, load_prompts(Settings().prompts_dir)["judge"], purse)


def _opinion(*objections: dict[str, object]) -> str:
    return json.dumps({"unsupported": list(objections)}, ensure_ascii=False)


async def _digest(judge: ModelJudge, *engines: FakeEngine) -> Digest:
    return await Digester(engines, FakeShelf(), judge=judge).digest(STORY)


async def test_judge_sees_each_claim_with_only_the_sentences_it_cites(
    judge: ModelJudge, llmock: LLMock
) -> None:
    """What a claim does not cite cannot excuse it."""
    llmock.reply(_opinion())

    verdict = await judge.judge(WRITTEN)

    prompt = llmock.requests[0].body["messages"][1]["content"]
    assert verdict.faithful
    assert f"[1] {CLAIM.text}\n  - {QUOTED.sentences[2].text}" in prompt
    assert QUOTED.sentences[4].text not in prompt


async def test_quotations_are_not_judged(judge: ModelJudge, llmock: LLMock) -> None:
    """The offline digest costs nothing, judge or not."""
    await judge.judge(QUOTED)

    assert list(llmock.requests) == []


async def test_objection_sends_the_digest_back_and_then_quotes(judge: ModelJudge, llmock: LLMock) -> None:
    """What the judge refuses twice reaches no reader; the sentence it cites does."""
    llmock.reply(_opinion(OBJECTION), times=2)
    writer = FakeEngine("model", digests=[WRITTEN], repairs=[WRITTEN])

    digest = await _digest(judge, writer)

    assert [point.text for point in digest.key_points] != [CLAIM.text]
    assert digest.key_points[0].evidence == CLAIM.evidence


@pytest.mark.parametrize(
    "answer",
    ["عذرًا.", _opinion({"claim": 99, "words": "", "reason": ""}), '{"unsupported": "none"}'],
    ids=["words", "an unknown claim", "wrong shape"],
)
async def test_useless_opinion_changes_nothing(judge: ModelJudge, llmock: LLMock, answer: str) -> None:
    """The rules have spoken already; a judge that talks nonsense holds no news back."""
    llmock.reply(answer, times=None)

    digest = await _digest(judge, FakeEngine("model", digests=[WRITTEN]))

    assert digest == WRITTEN


async def test_judge_that_is_down_holds_no_news_back(judge: ModelJudge, llmock: LLMock) -> None:
    """A second opinion is a help, not a condition."""
    llmock.fail(503, times=None)

    assert await _digest(judge, FakeEngine("model", digests=[WRITTEN])) == WRITTEN


async def test_judge_is_paid_at_its_own_price(
    judge: ModelJudge, llmock: LLMock, spending: FakeSpending
) -> None:
    """Every call to a model is in the book, under its name."""
    llmock.reply(_opinion())

    await judge.judge(WRITTEN)

    (call,) = spending.calls
    assert call.model == "judge"
    assert call.cost > 0
