"""The Collector, on a real database."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.errors import Refusal, SourceError
from bot.core.models import Article, FetchState, Source, SourceKind
from bot.core.ports import Visit
from bot.core.stories import story_of
from bot.core.visiting import MOVED_AFTER
from bot.services.collect import Collector
from bot.storage.database import Database
from bot.storage.library import SqlLibrary
from tests.builders import MONDAY, FixedClock, a_source, a_state, an_article
from tests.fakes import FakeReader


async def test_new_articles_are_kept_once_each_in_its_story(database: Database, clock: FixedClock) -> None:
    """Reading a source twice doubles nothing."""
    library, reader = SqlLibrary(database), FakeReader(articles={"source-1": (an_article(),)})
    await library.add_source(a_source(), a_state())
    collector = Collector(library, {SourceKind.FEED: reader}, clock)

    first = await collector.collect()
    second = await collector.collect()

    assert (first.articles, second.articles) == (1, 0)
    stories = await library.stories_since(MONDAY)
    assert [len(story.articles) for story in stories] == [1]


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (SourceError(Refusal.UNREACHABLE, "dead.example"), "unreachable"),
        (RuntimeError("a fault in a parser"), "unexpected: RuntimeError"),
    ],
    ids=["expected", "unexpected"],
)
async def test_one_bad_source_stops_no_other_and_is_tried_later(
    database: Database, clock: FixedClock, failure: Exception, told: str
) -> None:
    """A dead feed costs only itself, and not every minute."""
    library = SqlLibrary(database)
    await library.add_source(a_source(source_id="dead", location="https://dead.example"), a_state())
    await library.add_source(a_source(source_id="fine", location="https://fine.example"), a_state())
    reader = FakeReader(
        articles={"fine": (an_article(source_id="fine"),)},
        failures={"dead": failure},
    )

    result = await Collector(library, {SourceKind.FEED: reader}, clock).collect()

    assert result.articles == 1
    state = {one.source.id: one.state for one in await library.sources()}["dead"]
    assert state.failures == 1
    assert timedelta(minutes=4) < state.next_visit - MONDAY < timedelta(minutes=6)
    assert told in state.last_error


async def test_report_joins_the_story_that_another_process_kept_meanwhile(
    database: Database, clock: FixedClock
) -> None:
    """Each round begins with what others have found since the last."""
    library, reader = (
        SqlLibrary(database),
        FakeReader(articles={"source-1": (an_article(title="خبر", text="نص"),)}),
    )
    await library.add_source(a_source(), a_state())
    collector = Collector(library, {SourceKind.FEED: reader}, clock)
    await collector.collect()
    theirs = story_of(an_article(article_id="theirs", outlet="موقع"))
    await library.save_visit("source-1", a_state(), (theirs,))
    reader.articles["source-1"] = (an_article(article_id="mine"),)

    await collector.collect()

    joined = {story.id: len(story.articles) for story in await library.stories_since(MONDAY)}
    assert joined[theirs.id] == 2


async def test_report_of_a_known_event_joins_its_story(database: Database, clock: FixedClock) -> None:
    """Two outlets, one event, one story."""
    library = SqlLibrary(database)
    for name in ("one", "two"):
        await library.add_source(a_source(source_id=name, location=f"https://{name}.example"), a_state())
    reader = FakeReader(
        articles={
            "one": (an_article(article_id="a", source_id="one", outlet="صحيفة"),),
            "two": (an_article(article_id="b", source_id="two", outlet="موقع"),),
        }
    )

    await Collector(library, {SourceKind.FEED: reader}, clock).collect()

    stories = await library.stories_since(MONDAY)
    assert [sorted(article.outlet for article in story.articles) for story in stories] == [["صحيفة", "موقع"]]


@pytest.mark.parametrize(
    ("again", "kept"),
    [
        pytest.param(an_article(article_id="again"), 1, id="under another mark"),
        pytest.param(
            an_article(article_id="again", url="https://news.example/moved"), 1, id="at another address"
        ),
        pytest.param(
            an_article(article_id="again", title="صحار: ارتفاع كلفة الرصيف الجديد إلى 15 مليون ريال"),
            2,
            id="another headline",
        ),
        pytest.param(
            an_article(article_id="again", url="https://news.example/2", text="نص آخر تحت العنوان نفسه " * 9),
            2,
            id="another text",
        ),
    ],
)
async def test_report_that_its_outlet_repeats_is_kept_once(
    database: Database, clock: FixedClock, again: Article, kept: int
) -> None:
    """A feed that renames its old items makes no news of them; what changed is news."""
    library, reader = SqlLibrary(database), FakeReader(articles={"source-1": (an_article(),)})
    await library.add_source(a_source(), a_state())
    collector = Collector(library, {SourceKind.FEED: reader}, clock)
    await collector.collect()
    reader.articles["source-1"] = (again,)

    await collector.collect()

    assert sum(len(story.articles) for story in await library.stories_since(MONDAY)) == kept


class SlowReader(FakeReader):
    """Looks, while it reads one slow source, at what the others have brought."""

    def __init__(self, library: SqlLibrary, **given: dict[str, tuple[Article, ...]]) -> None:
        super().__init__(**given)  # type: ignore[arg-type] # only articles are given
        self._library = library
        self.kept_meanwhile = 0

    async def read(self, source: Source, state: FetchState) -> Visit:
        while source.id == "slow" and not self.kept_meanwhile:
            await asyncio.sleep(0)
            self.kept_meanwhile = len(await self._library.stories_since(MONDAY))
        return await super().read(source, state)


async def test_slow_source_holds_up_no_other_ones_news(database: Database, clock: FixedClock) -> None:
    """What was read is kept at once, whoever else of the round is still being waited for."""
    library = SqlLibrary(database)
    for name in ("slow", "quick"):
        await library.add_source(a_source(source_id=name, location=f"https://{name}.example"), a_state())
    reader = SlowReader(library, articles={"quick": (an_article(source_id="quick"),)})

    async with asyncio.timeout(20):
        await Collector(library, {SourceKind.FEED: reader}, clock).collect()

    assert reader.kept_meanwhile == 1


async def test_source_that_moved_for_good_is_read_at_its_new_address(
    database: Database, clock: FixedClock
) -> None:
    """A newsroom that changes its address is not lost when the old one is switched off."""
    library = SqlLibrary(database)
    moving = replace(a_state(), moved_to="https://new.example/feed", moves=MOVED_AFTER)
    await library.add_source(a_source(), moving)

    await Collector(library, {SourceKind.FEED: FakeReader()}, clock).collect()

    (kept,) = await library.sources()
    assert kept.source.location == "https://new.example/feed"
    assert kept.state.moves == 0


async def test_source_remembers_when_it_last_had_news(database: Database, clock: FixedClock) -> None:
    """Silence is told from failure."""
    library, reader = SqlLibrary(database), FakeReader(articles={"source-1": (an_article(),)})
    await library.add_source(a_source(), a_state())
    collector = Collector(library, {SourceKind.FEED: reader}, clock)

    await collector.collect()
    clock.advance(hours=30)
    await collector.collect()

    (kept,) = await library.sources()
    assert kept.state.last_article == MONDAY
