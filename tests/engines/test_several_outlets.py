"""One story that several outlets report, told in one call: who says what, and how they differ."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from llmock.pytest_plugin import LLMock

from bot.core.errors import SettingsError
from bot.core.extract import sentences_of
from bot.core.house_style import HouseStyle, Term
from bot.core.models import Digest, Length, Topic
from bot.core.spending import Budget
from bot.core.stories import story_of
from bot.engines.briefing import LONGEST_STORY, brief_of
from bot.engines.extractive import ExtractiveEngine
from bot.engines.glossary import read_glossary
from bot.engines.language_model import LanguageModel
from bot.engines.llm import LlmEngine
from bot.engines.prompts import load_prompts
from bot.engines.purse import Purse
from bot.services.digest import Digester
from bot.settings import Settings
from tests.builders import FixedClock, an_article
from tests.fakes import FakeShelf, FakeSpending

COAST = an_article(
    article_id="coast",
    outlet="الساحل",
    title="حريق في سوق صحار",
    text="قتل 12 شخصا في حريق سوق صحار مساء الأحد.\nوقال الدفاع المدني إن الحريق بدأ في متجر للأقمشة.",
)
GULF = an_article(
    article_id="gulf",
    outlet="الخليج اليوم",
    title="قتلى في حريق سوق شعبي",
    text="ارتفع عدد قتلى حريق سوق صحار إلى 15 شخصا.\nوأعلنت الشرطة فتح تحقيق في أسباب الحريق.",
)
STORY = replace(story_of(COAST), articles=(COAST, GULF))
DIFFERENCE = {
    "text": "ذكرت الساحل أن القتلى 12 شخصا، فيما تحدثت الخليج اليوم عن 15 قتيلا.",
    "evidence": [1, 3],
}
REPLY: dict[str, Any] = {
    "sufficient": True,
    "headline": "قتلى في حريق سوق صحار",
    "digest": [{"text": "بدأ حريق سوق صحار في متجر للأقمشة، بحسب الدفاع المدني.", "evidence": [1, 2]}],
    "key_points": [{"text": "أعلنت الشرطة فتح تحقيق في أسباب الحريق.", "evidence": [4]}],
    "differences": [DIFFERENCE],
    "topics": ["society", "gossip", "society"],
}


@pytest.fixture
async def engine(llmock: LLMock) -> AsyncIterator[LlmEngine]:
    model = LanguageModel(
        base_url=llmock.base_url(), api_key="key-of-test", model="m", timeout=1, retries=0, at_once=2
    )
    purse = Purse(FakeSpending(), {}, Budget(), FixedClock())
    yield LlmEngine(model, load_prompts(Settings().prompts_dir), purse, HouseStyle())
    await model.close()


async def _digest(engine: LlmEngine, llmock: LLMock, **changes: object) -> Digest:
    llmock.reply(json.dumps(REPLY | changes, ensure_ascii=False), times=None)
    return await Digester((engine, ExtractiveEngine()), FakeShelf()).digest(STORY)


async def test_outlets_are_told_apart_in_one_call(engine: LlmEngine, llmock: LLMock) -> None:
    """The model sees whose sentence each is; the numbers go on from one outlet to the next."""
    digest = await _digest(engine, llmock)

    prompt = llmock.requests[0].body["messages"][1]["content"]
    assert len(llmock.requests) == 1
    assert "== الساحل: حريق في سوق صحار ==\n[1] قتل 12" in prompt
    assert "== الخليج اليوم: قتلى في حريق سوق شعبي ==\n[3] ارتفع" in prompt
    assert [claim.text for claim in digest.differences] == [DIFFERENCE["text"]]
    assert digest.topics == (Topic.SOCIETY,)


@pytest.mark.parametrize(
    "difference",
    [
        pytest.param(DIFFERENCE | {"evidence": [1, 2]}, id="both of one outlet"),
        pytest.param(
            {
                "text": "ذكرت الساحل أن القتلى 15 شخصا، فيما تحدثت الخليج اليوم عن 12 قتيلا.",
                "evidence": [1, 3],
            },
            id="swapped",
        ),
        pytest.param({"text": "انفردت الخليج اليوم بذكر خمسة جرحى.", "evidence": [1, 4]}, id="invented"),
    ],
)
async def test_false_difference_reaches_no_reader(
    engine: LlmEngine, llmock: LLMock, difference: dict[str, object]
) -> None:
    """No outlet gets a figure that another one printed."""
    digest = await _digest(engine, llmock, differences=[difference])

    assert digest.differences == ()
    assert digest.written_by.startswith("m ")


def test_each_outlet_gets_the_same_room() -> None:
    """A very long first article does not push the others out of the prompt."""
    long = replace(
        COAST, text="\n".join(f"وصلت السفينة رقم {n} إلى ميناء صحار صباح الأحد." for n in range(2000))
    )
    story = replace(STORY, articles=(long, GULF))

    brief = brief_of(story, sentences_of(story), Length.MEDIUM, HouseStyle())

    assert "== الخليج اليوم" in brief["sentences"]
    assert "فتح تحقيق" in brief["sentences"]
    assert len(brief["sentences"]) < LONGEST_STORY


@pytest.mark.parametrize(("length", "most_words"), [(Length.SHORT, "45"), (Length.LONG, "140")])
def test_prompt_asks_for_the_readers_length(length: Length, most_words: str) -> None:
    """A model is told in numbers how long the digest shall be."""
    assert brief_of(STORY, sentences_of(STORY), length, HouseStyle())["most_words"] == most_words


def test_prompt_names_the_houses_spellings_of_this_story() -> None:
    """The model writes as the newsroom does; spellings of other stories stay away."""
    style = HouseStyle(
        terms=(Term(write="صُحار", instead_of=("صحار",)), Term(write="ترامب", instead_of=("ترمب",)))
    )

    glossary = brief_of(STORY, sentences_of(STORY), Length.MEDIUM, style)["glossary"]

    assert glossary == "- «صُحار», not «صحار»"


async def test_style_is_applied_to_what_a_model_writes(engine: LlmEngine, llmock: LLMock) -> None:
    """Whatever a model spells, readers see the house's spelling, and the digest is kept under that style."""
    style = HouseStyle(terms=(Term(write="الدفاع المدنيّ", instead_of=("الدفاع المدني",)),))
    llmock.reply(json.dumps(REPLY, ensure_ascii=False), times=None)

    digest = await Digester((engine,), FakeShelf(), style).digest(STORY)

    assert "الدفاع المدنيّ" in digest.text[0].text
    assert digest.written_by == f"m digest.ar/2 style/{style.mark}"


GLOSSARY = '[[term]]\nwrite = "ترامب"\ninstead_of = ["ترمب", "ترامپ"]\n'


def test_glossary_file_is_read(tmp_path: Path) -> None:
    """A newsroom writes its spellings in one small file."""
    path = tmp_path / "glossary.toml"
    path.write_text(GLOSSARY, encoding="utf-8")

    assert read_glossary(path).applied_to("قال ترامپ") == "قال ترامب"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[term]\n", "cannot be read"),
        ('[[term]]\nwrite = "ترامب"\n', "instead_of"),
        (GLOSSARY + 'why = "x"\n', "why"),
        ('[[term]]\nwrite = "حزب العمل"\ninstead_of = ["حزب"]\n', "replaces its own term"),
    ],
    ids=["no TOML", "field missing", "field unknown", "a circle"],
)
def test_wrong_glossary_is_refused_at_start(tmp_path: Path, text: str, says: str) -> None:
    """A mistake in the file is named before any reader sees its effect."""
    path = tmp_path / "glossary.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError, match=says):
        read_glossary(path)
