"""What the model engine pays, and that it stops when the money is spent, against a scripted server."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from llmock.pytest_plugin import LLMock
from llmock.scenarios import Reply

from bot.core.errors import EngineError
from bot.core.house_style import HouseStyle
from bot.core.models import Length, ModelCall, Story
from bot.core.spending import Budget, Prices, cost_of
from bot.engines.extractive import ExtractiveEngine
from bot.engines.language_model import LanguageModel
from bot.engines.llm import LlmEngine
from bot.engines.prompts import load_prompts
from bot.engines.purse import Purse
from bot.services.digest import Digester
from bot.settings import Settings
from tests.builders import FixedClock, a_call, a_story, an_article
from tests.fakes import FakeShelf, FakeSpending

STORY = a_story()
PRICES = Prices(input=Decimal("0.40"), output=Decimal("1.60"))
CLAIM = {"text": "وقال مدير الميناء سالم الكندي إن الرصيف كلّف 12 مليون ريال.", "evidence": [2]}
LIE = {"text": "وكلّف الرصيف 77 مليون ريال.", "evidence": [2]}


def _reply(*claims: dict[str, Any]) -> str:
    headline = "صحار تفتتح رصيفًا لسفن الحاويات"
    reply = {"sufficient": True, "headline": headline, "digest": list(claims), "key_points": []}
    return json.dumps(reply, ensure_ascii=False)


@dataclass
class Desk:
    """An engine with a purse, and what it writes in."""

    engine: LlmEngine
    spending: FakeSpending
    clock: FixedClock

    async def written_by(self, story: Story = STORY) -> str:
        digest = await Digester((self.engine, ExtractiveEngine()), FakeShelf()).digest(story)
        return digest.written_by


@pytest.fixture
async def model(llmock: LLMock) -> AsyncIterator[LanguageModel]:
    client = LanguageModel(
        base_url=llmock.base_url(), api_key="key-of-test", model="m", timeout=5, retries=0, at_once=1
    )
    yield client
    await client.close()


def _desk(
    model: LanguageModel,
    clock: FixedClock,
    *,
    per_day: str = "0",
    per_month: str = "0",
    spending: FakeSpending | None = None,
) -> Desk:
    book = spending or FakeSpending()
    budget = Budget(per_day=Decimal(per_day), per_month=Decimal(per_month))
    purse = Purse(book, {"m": PRICES}, budget, clock)
    return Desk(LlmEngine(model, load_prompts(Settings().prompts_dir), purse, HouseStyle()), book, clock)


@asynccontextmanager
async def _server_that_says(body: bytes) -> AsyncIterator[str]:
    """A server that answers every request with this body."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        await reader.readexactly(int(head.split("content-length: ")[1].split("\r\n")[0]))
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n")
        writer.write(b"content-length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"


async def test_answer_is_recorded_with_the_tokens_that_the_server_reports(
    model: LanguageModel, llmock: LLMock, clock: FixedClock
) -> None:
    """What the operator sees is what the server bills, and for which story."""
    text = _reply(CLAIM)
    llmock.reply(text)
    desk = _desk(model, clock)

    await desk.written_by()

    (call,) = desk.spending.calls
    reported = len(text) // 4  # how the scripted server counts; by bytes it would be more
    assert (call.at, call.model, call.story_id) == (clock.now, "m", STORY.id)
    assert call.output_tokens == reported
    assert call.input_tokens > 500
    assert call.cost == cost_of(call.input_tokens, reported, PRICES) > 0


async def test_repair_is_paid_too(model: LanguageModel, llmock: LLMock, clock: FixedClock) -> None:
    """A digest that is sent back once costs two calls."""
    llmock.reply(_reply(CLAIM, LIE)).reply(_reply(CLAIM))
    desk = _desk(model, clock)

    assert await desk.written_by() == "m digest.ar/2"
    assert len(desk.spending.calls) == 2


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Reply(text=_reply(CLAIM), finish_reason="length"), id="cut short"),
        pytest.param(Reply(text=_reply(CLAIM), finish_reason="content_filter"), id="filtered"),
        pytest.param(Reply(text="عذرًا، لا أستطيع."), id="a refusal"),
    ],
)
async def test_useless_answer_is_recorded_since_it_is_billed(
    model: LanguageModel, llmock: LLMock, clock: FixedClock, answer: Reply
) -> None:
    """A model that answers nonsense all day cannot pass the budget unseen."""
    llmock.add(answer)
    desk = _desk(model, clock)

    assert await desk.written_by() == "extractive/1"
    assert desk.spending.calls[0].cost > 0


async def test_refused_call_costs_nothing(model: LanguageModel, llmock: LLMock, clock: FixedClock) -> None:
    """A server that is down is not billed."""
    llmock.fail(503, times=None)
    desk = _desk(model, clock)

    await desk.written_by()

    assert desk.spending.calls == []


@pytest.mark.parametrize(
    ("budget", "spent"),
    [
        pytest.param({"per_day": "1"}, a_call("1"), id="the day's"),
        pytest.param({"per_month": "20"}, a_call("20", at=FixedClock().now.replace(day=1)), id="the month's"),
    ],
)
async def test_model_is_not_asked_when_a_budget_is_spent(
    model: LanguageModel, llmock: LLMock, clock: FixedClock, budget: dict[str, str], spent: ModelCall
) -> None:
    """Not one request leaves, and the reader still gets a true digest."""
    llmock.reply(_reply(CLAIM), times=None)
    desk = _desk(model, clock, per_day=budget.get("per_day", "0"), per_month=budget.get("per_month", "0"))
    desk.spending.calls.append(spent)

    assert await desk.written_by() == "extractive/1"
    assert list(llmock.requests) == []


async def test_repair_is_not_asked_for_when_the_first_call_spent_the_budget(
    model: LanguageModel, llmock: LLMock, clock: FixedClock
) -> None:
    """The limit holds inside one digest, too."""
    llmock.reply(_reply(CLAIM, LIE)).reply(_reply(CLAIM))
    desk = _desk(model, clock, per_day="0.000001")

    assert await desk.written_by() == "m digest.ar/2"  # with a quotation for the lie
    assert len(llmock.requests) == 1


async def test_stories_that_come_at_once_cannot_pass_the_budget_together(
    model: LanguageModel, llmock: LLMock, clock: FixedClock
) -> None:
    """An edition of many stories asks for them all at once; only the calls under way can pass the limit."""
    llmock.reply(_reply(CLAIM), times=None)
    desk = _desk(model, clock, per_day="0.000001")
    stories = [a_story(an_article(article_id=f"article-{number}")) for number in range(8)]

    writers = await asyncio.gather(*(desk.written_by(story) for story in stories))

    assert sorted(writers) == ["extractive/1"] * 7 + ["m digest.ar/2"]
    assert len(llmock.requests) == 1


async def test_model_writes_again_the_day_after(
    model: LanguageModel, llmock: LLMock, clock: FixedClock
) -> None:
    """Nobody has to do anything for it."""
    llmock.reply(_reply(CLAIM), times=None)
    desk = _desk(model, clock, per_day="1")
    desk.spending.calls.append(a_call("1", at=clock.now))

    today = await desk.written_by()
    clock.advance(hours=18)  # to midnight

    assert [today, await desk.written_by()] == ["extractive/1", "m digest.ar/2"]


async def test_operator_is_told_once_a_day(
    model: LanguageModel, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """One warning, with what to do: a hundred would be overlooked."""
    desk = _desk(model, clock, per_month="20")
    desk.spending.calls.append(a_call("20", at=clock.now))

    with caplog.at_level(logging.WARNING, logger="bot.engines.purse"):
        for _ in range(3):
            with pytest.raises(EngineError, match="budget of this month"):
                await desk.engine.write(STORY, Length.MEDIUM)
        told_today = len(caplog.records)
        clock.advance(days=1)
        with pytest.raises(EngineError):
            await desk.engine.write(STORY, Length.MEDIUM)

    assert (told_today, len(caplog.records)) == (1, 2)
    assert "LLM_BUDGET_PER_MONTH" in vars(caplog.records[0])["reason"]


async def test_digest_is_not_lost_when_its_cost_cannot_be_recorded(
    model: LanguageModel, llmock: LLMock, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """The reader gets what was paid for, the operator an error, and the budget holds all the same."""
    llmock.reply(_reply(CLAIM), times=None)
    desk = _desk(model, clock, per_day="0.000001", spending=FakeSpending(cannot_record=True))

    writers = [await desk.written_by(), await desk.written_by()]
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    clock.advance(days=1)
    writers.append(await desk.written_by())

    assert writers == ["m digest.ar/2", "extractive/1", "m digest.ar/2"]
    assert [error.name for error in errors] == ["bot.engines.purse"]


async def test_model_is_not_asked_when_nobody_knows_what_was_spent(
    model: LanguageModel, llmock: LLMock, clock: FixedClock
) -> None:
    """A limit that cannot be looked up is kept by not spending."""
    desk = _desk(model, clock, per_day="1", spending=FakeSpending(cannot_read=True))

    assert await desk.written_by() == "extractive/1"
    assert list(llmock.requests) == []


async def test_tokens_are_estimated_when_the_server_reports_none(clock: FixedClock) -> None:
    """A budget holds with a local server that does not count."""
    text = _reply(CLAIM)
    message = {"role": "assistant", "content": text}
    body = {"id": "1", "choices": [{"index": 0, "finish_reason": "stop", "message": message}]}
    async with _server_that_says(json.dumps(body).encode()) as base_url:
        model = LanguageModel(base_url=base_url, api_key="", model="m", timeout=5, retries=0, at_once=1)
        desk = _desk(model, clock)

        writer = await desk.written_by()
        await model.close()

    (call,) = desk.spending.calls
    assert writer == "m digest.ar/2"
    assert call.output_tokens == pytest.approx(len(text.encode()) / 4, abs=1)
    assert call.input_tokens > 500
