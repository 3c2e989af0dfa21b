"""The Placer, on a real database: the same story whoever places, and after a restart."""

from dataclasses import replace

from bot.core.models import Article
from bot.services.place import LATECOMERS, STORY_WINDOW, Placer
from bot.storage.database import Database
from bot.storage.library import SqlLibrary
from tests.builders import HARBOUR, MONDAY, FixedClock, a_source, a_state, an_article

RETOLD = HARBOUR.replace("أ", "ا").replace("هيئة", "هيئه")


class CountingLibrary(SqlLibrary):
    """Notes how many articles were loaded."""

    loaded = 0

    async def stories_since(self, *arguments):  # type: ignore[no-untyped-def] # as the parent's
        stories = await super().stories_since(*arguments)
        self.loaded += sum(len(story.articles) for story in stories)
        return stories


def a_report(name: str, clock: FixedClock, text: str = HARBOUR) -> Article:
    return replace(an_article(article_id=name, text=text, outlet=name, url=None), seen_at=clock())


async def place_and_save(placer: Placer, library: SqlLibrary, *articles: Article) -> list[str]:
    stories = await placer.place(articles)
    await library.save_visit("source-1", a_state(), stories)
    return [story.id for story in stories]


async def test_article_joins_the_story_that_another_process_began(
    database: Database, clock: FixedClock
) -> None:
    """Two machines that collect do not tell one event twice."""
    library = SqlLibrary(database)
    await library.add_source(a_source(), a_state())
    mine, theirs = Placer(library, clock), Placer(library, clock)
    await mine.catch_up()
    began = await place_and_save(theirs, library, a_report("theirs", clock))

    clock.advance(minutes=5)
    await mine.catch_up()
    joined = await place_and_save(mine, library, a_report("mine", clock, RETOLD))

    assert joined == began
    stories = await library.stories_since(MONDAY)
    assert [[article.id for article in story.articles] for story in stories] == [["theirs", "mine"]]


async def test_article_joins_its_story_after_a_restart(database: Database, clock: FixedClock) -> None:
    """What is kept in memory only is built again from what is kept."""
    library = SqlLibrary(database)
    await library.add_source(a_source(), a_state())
    began = await place_and_save(Placer(library, clock), library, a_report("before", clock))

    clock.advance(hours=2)

    assert await place_and_save(Placer(library, clock), library, a_report("after", clock, RETOLD)) == began


async def test_window_is_loaded_once_and_then_only_what_is_new(database: Database, clock: FixedClock) -> None:
    """A visit does not load what was loaded for the one before."""
    library = CountingLibrary(database)
    await library.add_source(a_source(), a_state())
    placer = Placer(library, clock)
    await place_and_save(placer, library, a_report("one", clock))
    await Placer(library, clock).catch_up()
    in_the_window = library.loaded

    clock.advance(seconds=LATECOMERS.total_seconds() + 60)
    for _ in range(3):
        await placer.catch_up()
        clock.advance(minutes=20)

    assert (in_the_window, library.loaded) == (1, 2)


async def test_old_news_draws_nothing_in_when_it_left_the_window(
    database: Database, clock: FixedClock
) -> None:
    """What happens again next week is another story."""
    library = SqlLibrary(database)
    await library.add_source(a_source(), a_state())
    placer = Placer(library, clock)
    began = await place_and_save(placer, library, a_report("old", clock))

    clock.advance(seconds=STORY_WINDOW.total_seconds() + 60)
    index = await placer.catch_up()

    assert len(index) == 0
    assert await place_and_save(placer, library, a_report("new", clock)) != began
