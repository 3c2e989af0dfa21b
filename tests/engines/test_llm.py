"""The model engine against a real OpenAI-compatible server that answers, fails and stalls as told."""

import json

import pytest
from llmock.pytest_plugin import LLMock
from llmock.scenarios import Reply

from bot.core.errors import EngineError
from bot.core.models import Digest, Length
from bot.engines.extractive import ExtractiveEngine
from bot.engines.language_model import LanguageModel
from bot.engines.llm import LlmEngine
from bot.services.digest import Digester
from tests.engines.good_reply import GOOD, STORY
from tests.fakes import FakeShelf


def _with(**changes: object) -> str:
    return json.dumps(GOOD | changes, ensure_ascii=False)


async def _digest(engine: LlmEngine) -> Digest:
    return await Digester((engine, ExtractiveEngine()), FakeShelf()).digest(STORY)


async def test_good_reply_becomes_a_digest_with_evidence(engine: LlmEngine, llmock: LLMock) -> None:
    """The model's numbers count from one, the digest's from zero; who wrote it is kept."""
    llmock.reply(_with())

    digest = await _digest(engine)

    assert digest.written_by == "m digest.ar/2"
    assert [claim.evidence for claim in digest.text] == [(0,), (1,)]
    assert "400 متر" in digest.sentences[0].text


async def test_article_is_sent_as_numbered_data_between_markers(engine: LlmEngine, llmock: LLMock) -> None:
    """The model sees every sentence with its number, inside a block that the article cannot close."""
    llmock.reply(_with())

    await engine.write(STORY, Length.MEDIUM)

    prompt = llmock.requests[0].body["messages"][1]["content"]
    assert "[1] افتتحت هيئة الموانئ" in prompt
    assert prompt.count("<<") == 2


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param("```json\n" + json.dumps(GOOD, ensure_ascii=False) + "\n```", id="in a fence"),
        pytest.param(
            "إليك الموجز:\n" + json.dumps(GOOD, ensure_ascii=False) + "\nانتهى.", id="with words around"
        ),
    ],
)
async def test_reply_is_read_when_it_is_wrapped(engine: LlmEngine, llmock: LLMock, reply: str) -> None:
    """Models that cannot hold still are understood all the same."""
    llmock.reply(reply)

    assert (await _digest(engine)).written_by.startswith("m ")


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param("", id="empty"),
        pytest.param("عذرًا، لا أستطيع.", id="a refusal"),
        pytest.param('{"headline": "عنوان', id="cut JSON"),
        pytest.param('{"headline": "عنوان"}', id="wrong shape"),
        pytest.param(_with(digest=[]), id="no claim"),
        pytest.param(_with(sufficient=False), id="insufficient"),
        pytest.param(
            _with(digest=[{"text": "The port opened a new quay.", "evidence": [1]}]), id="not Arabic"
        ),
    ],
)
async def test_unusable_reply_is_replaced_by_the_quotation(
    engine: LlmEngine, llmock: LLMock, reply: str
) -> None:
    """Whatever a model answers, the reader gets a true digest and never an error text."""
    llmock.reply(reply, times=None)

    digest = await _digest(engine)

    assert digest.written_by == "extractive/1"


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
async def test_failing_server_is_replaced_by_the_quotation(
    engine: LlmEngine, llmock: LLMock, status: int
) -> None:
    """A key that ran out or a server that is down costs nobody the news."""
    llmock.fail(status, times=None)

    assert (await _digest(engine)).written_by == "extractive/1"


async def test_slow_server_is_given_up_in_time(engine: LlmEngine, llmock: LLMock) -> None:
    """A reader never waits for a model that hangs."""
    llmock.delay(20, times=None)

    assert (await _digest(engine)).written_by == "extractive/1"


async def test_short_outage_is_waited_out(engine: LlmEngine, llmock: LLMock) -> None:
    """One 503 is no reason to fall back."""
    llmock.fail(503, times=1).reply(_with())

    assert (await _digest(engine)).written_by.startswith("m ")


async def test_cut_reply_is_never_published(engine: LlmEngine, llmock: LLMock) -> None:
    """A reply that ran into the token limit may lack its last words."""
    llmock.add(Reply(text=_with(), finish_reason="length", times=None))

    with pytest.raises(EngineError, match="cut short"):
        await engine.write(STORY, Length.MEDIUM)


async def test_server_without_schemas_is_asked_more_simply_and_remembered(
    model: LanguageModel, engine: LlmEngine, llmock: LLMock
) -> None:
    """Schema, then JSON mode, then prose; the next call starts where the last one got through."""
    llmock.fail(400, times=2).reply(_with(), times=None)

    await engine.write(STORY, Length.MEDIUM)
    await engine.write(STORY, Length.MEDIUM)

    forms = [record.body.get("response_format", {}).get("type") for record in llmock.requests]
    assert forms == ["json_schema", "json_object", None, None]


@pytest.mark.parametrize(
    ("status", "advice"),
    [(401, "LLM_API_KEY"), (404, "LLM_MODEL"), (429, "busy")],
    ids=["key", "model", "limit"],
)
async def test_check_says_what_to_do(model: LanguageModel, llmock: LLMock, status: int, advice: str) -> None:
    """An operator learns which setting to look at, and never sees the key."""
    llmock.fail(status, times=None)

    with pytest.raises(EngineError, match=advice) as failure:
        await model.check()

    assert "key-of-test" not in str(failure.value)


async def test_unreachable_server_is_a_clear_error() -> None:
    """Nobody listens there: the address is what to check."""
    model = LanguageModel(
        base_url="http://127.0.0.1:9/v1", api_key="", model="m", timeout=1, retries=0, at_once=1
    )

    with pytest.raises(EngineError, match="LLM_BASE_URL"):
        await model.check()
    await model.close()
