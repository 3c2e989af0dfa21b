"""The Digester."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.errors import EngineError
from bot.core.models import Digest, KeyPoint, Length, Story
from bot.services.digest import Digester
from tests.builders import a_digest, a_story, an_article
from tests.fakes import FakeEngine, FakeShelf

STORY = a_story()
GOOD = a_digest(STORY)


def _inventing(written_by: str) -> Digest:
    lie = KeyPoint(text="وقال سالم الكندي إن الرصيف كلّف 95 مليون ريال.", evidence=(1,))
    return replace(GOOD, text=(lie,), key_points=(lie,), written_by=written_by)


async def test_model_that_invents_is_replaced_by_the_quoting_engine() -> None:
    """No number that the article does not hold reaches a reader."""
    model = FakeEngine("model", digests=[_inventing("model")], repairs=[_inventing("model")])
    quoting = FakeEngine("extractive/1", digests=[GOOD])

    digest = await Digester((model, quoting), FakeShelf()).digest(STORY)

    assert digest == GOOD


async def test_repaired_digest_is_used_when_the_repair_is_faithful() -> None:
    """A digest is repaired once before another engine writes."""
    repaired = replace(GOOD, written_by="model")
    model = FakeEngine("model", digests=[_inventing("model")], repairs=[repaired])

    digest = await Digester((model, FakeEngine("extractive/1", digests=[GOOD])), FakeShelf()).digest(STORY)

    assert digest == repaired


async def test_model_that_only_miscounts_its_sentences_needs_no_repair() -> None:
    """A true claim that cites the wrong sentence gets the right one, without another call."""
    good = replace(GOOD, written_by="model")
    miscounted = tuple(replace(claim, evidence=(99,)) for claim in good.key_points)
    model = FakeEngine("model", digests=[replace(good, key_points=miscounted)])

    digest = await Digester((model,), FakeShelf()).digest(STORY)

    assert digest == good


async def test_repaired_digest_may_miscount_as_well() -> None:
    """What was put right once is put right again after a repair."""
    good = replace(GOOD, written_by="model")
    miscounted = tuple(replace(claim, evidence=(99,)) for claim in good.key_points)
    repaired = replace(good, key_points=miscounted)
    model = FakeEngine("model", digests=[_inventing("model")], repairs=[repaired])

    digest = await Digester((model,), FakeShelf()).digest(STORY)

    assert digest == good


async def test_story_is_digested_once_for_all_readers() -> None:
    """The second reader costs nothing."""
    engine = FakeEngine("extractive/1", digests=[GOOD])
    digester = Digester((engine,), FakeShelf())

    first = await digester.digest(STORY)
    second = await digester.digest(STORY)

    assert first == second
    assert engine.asked == 1


async def test_readers_who_ask_at_once_share_one_call() -> None:
    """Ten readers of one link cost one call to the model."""
    engine = FakeEngine("extractive/1", digests=[GOOD])
    digester = Digester((engine,), FakeShelf())

    digests = await asyncio.gather(*(digester.digest(STORY) for _ in range(10)))

    assert set(map(id, digests)) == {id(digests[0])}
    assert engine.asked == 1


async def test_story_that_nobody_can_digest_holds_no_other_back() -> None:
    """One bad story is left out; the edition goes out."""
    other = a_story(an_article(article_id="other", title="خبر آخر", text="نص آخر قصير. وفيه جملتان."))
    refusing = FakeEngine("extractive/1", digests=[_inventing("extractive/1"), GOOD])

    digests = await Digester((refusing,), FakeShelf()).digest_all((other, STORY))

    assert digests == (GOOD,)


async def test_model_gets_another_chance_when_it_comes_back() -> None:
    """The quotation made while the model was down does not keep the model's digest away later."""
    shelf, quoting = FakeShelf(), FakeEngine("extractive/1", digests=[GOOD])
    await Digester((FakeEngine("model"), quoting), shelf).digest(STORY)
    by_model = replace(GOOD, written_by="model")

    digest = await Digester((FakeEngine("model", digests=[by_model]), quoting), shelf).digest(STORY)

    assert digest.written_by == "model"


async def test_failure_is_an_error_and_never_a_text() -> None:
    """When no engine can write, nothing that looks like a digest comes out."""
    with pytest.raises(EngineError):
        await Digester((FakeEngine("model"),), FakeShelf()).digest(STORY)


async def test_story_that_breaks_an_engine_unexpectedly_is_left_out_of_the_edition() -> None:
    """A fault that nobody foresaw, in one story, does not silence the whole edition."""
    poisoned = a_story(an_article(article_id="poisoned", title="خبر آخر", text="نص آخر. وفيه جملتان."))

    class BreakingEngine(FakeEngine):
        async def write(self, story: Story, length: Length) -> Digest:
            if story.id == poisoned.id:
                raise ZeroDivisionError
            return await super().write(story, length)

    engine = BreakingEngine("extractive/1", digests=[GOOD])

    assert await Digester((engine,), FakeShelf()).digest_all((poisoned, STORY)) == (GOOD,)


async def test_stories_in_a_row_that_the_model_did_not_write_are_counted() -> None:
    """So the operator hears that the model is down, and not of one odd story."""
    engine = FakeEngine("model")
    digester = Digester((engine, FakeEngine("extractive/1", digests=[GOOD])), FakeShelf())
    failures = []
    for number in range(3):
        engine.digests = [GOOD] if number == 2 else []
        await digester.digest(replace(STORY, id=f"{number}", articles=(replace(STORY.lead, id=f"{number}"),)))
        failures.append(digester.failures_in_a_row)

    assert failures == [1, 2, 0]
