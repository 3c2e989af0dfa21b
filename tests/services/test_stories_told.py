"""The Publisher, on a real database: what a reader was told, and when it is told again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.models import Article, Edition, Message, Story, Subscription
from bot.core.stories import story_of
from bot.engines.extractive import ExtractiveEngine
from bot.services.digest import Digester
from bot.services.publish import Publisher
from bot.storage.database import Database
from bot.storage.library import SqlLibrary
from bot.storage.outbox import SqlOutbox
from bot.storage.subscriptions import SqlSubscriptions
from tests.builders import HARBOUR, FixedClock, a_source, a_state, a_subscription, an_article

OPENED = "صحار تفتتح رصيفًا جديدًا لسفن الحاويات"
CLOSED = "إغلاق رصيف صحار الجديد بعد اصطدام سفينة به وإصابة 14 عاملا"


class Readership:
    """A publisher, its library, and the editions it made."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.clock = clock
        self.library = SqlLibrary(database)
        self.subscriptions = SqlSubscriptions(database)
        self.editions: list[Edition] = []
        digester = Digester((ExtractiveEngine(),), self.library)
        self.publisher = Publisher(
            self.library, self.subscriptions, SqlOutbox(database), digester, self._render, clock
        )

    def _render(self, edition: Edition, _subscription: Subscription) -> tuple[Message, ...]:
        self.editions.append(edition)
        return (Message(html="نص"),)

    async def open(self) -> None:
        await self.library.add_source(a_source(), a_state())
        await self.subscriptions.save(a_subscription())

    async def keep(self, story: Story) -> None:
        await self.library.save_visit("source-1", a_state(), (story,))

    async def edition(self) -> Edition:
        """The next day's edition."""
        assert await self.publisher.publish() == 1
        self.clock.advance(days=1)
        return self.editions[-1]

    def report(self, name: str, title: str = OPENED, text: str = HARBOUR) -> Article:
        return replace(
            an_article(article_id=name, title=title, text=text, outlet=name, url=None), seen_at=self.clock()
        )


@pytest.fixture
async def readership(database: Database, clock: FixedClock) -> Readership:
    readership = Readership(database, clock)
    await readership.open()
    return readership


async def test_told_story_comes_again_marked_when_it_developed(readership: Readership) -> None:
    """A reader hears what became of a story, and sees that it is the one already told."""
    story = story_of(readership.report("first"))
    await readership.keep(story)
    first = await readership.edition()
    readership.clock.advance(hours=-1)
    await readership.keep(replace(story, articles=(readership.report("turn", CLOSED),)))
    readership.clock.advance(hours=1)

    second = await readership.edition()

    assert (len(first.digests), first.developed) == (1, frozenset())
    assert [digest.story.id for digest in second.digests] == [story.id]
    assert second.developed == {story.id}


async def test_told_story_stays_away_when_others_only_repeat_it(readership: Readership) -> None:
    """One more outlet with the same news is not told again, however often it comes."""
    story = story_of(readership.report("first"))
    await readership.keep(story)
    await readership.edition()

    for name in ("second", "third"):
        readership.clock.advance(hours=-1)
        await readership.keep(replace(story, articles=(readership.report(name, f"{OPENED} الكبيرة"),)))
        readership.clock.advance(hours=1)

        assert (await readership.edition()).digests == ()


async def test_event_is_told_once_when_two_processes_began_its_story(readership: Readership) -> None:
    """Two stories that prove to be one are one in the edition, and count as told under both ids."""
    one = story_of(readership.report("one"))
    await readership.keep(one)
    readership.clock.advance(minutes=1)
    two = story_of(readership.report("two", "صحار: افتتاح رصيف جديد للحاويات"))
    await readership.keep(two)

    first = await readership.edition()
    for _ in range(3):  # until the first of them is too old to be looked at
        await readership.edition()
    readership.clock.advance(hours=-1)
    await readership.keep(replace(two, articles=(readership.report("three"),)))
    readership.clock.advance(hours=1)
    second = await readership.edition()

    assert [len(digest.story.articles) for digest in first.digests] == [2]
    assert second.digests == ()


async def test_developed_story_is_told_once_more_and_not_for_ever(readership: Readership) -> None:
    """What a development told is told, too."""
    story = story_of(readership.report("first"))
    await readership.keep(story)
    await readership.edition()
    readership.clock.advance(hours=-1)
    await readership.keep(replace(story, articles=(readership.report("turn", CLOSED),)))
    readership.clock.advance(hours=1)

    again = [len((await readership.edition()).digests) for _ in range(2)]

    assert again == [1, 0]


async def test_readers_with_other_hours_get_the_same_story(readership: Readership) -> None:
    """Stories are looked at together once for a round; each reader still gets what the own window holds."""
    other = a_subscription(subscription_id="other", chat_id=502)
    await readership.subscriptions.save(replace(other, last_due=readership.clock() + timedelta(days=2)))
    await readership.keep(story_of(readership.report("first")))

    assert await readership.publisher.publish() == 2

    by_reader = {edition.subscription_id: len(edition.digests) for edition in readership.editions}
    assert by_reader == {"sub-1": 1, "other": 0}
