"""Foreign reports join Arabic stories when a model tells them in Arabic; nothing else changes."""

from dataclasses import dataclass, field, replace

import pytest

from bot.core.errors import EngineError
from bot.core.models import Article, Digest, Length, SourceKind, Story
from bot.services.bridge import Bridge
from bot.services.collect import Collector
from bot.storage.database import Database
from bot.storage.library import SqlLibrary
from tests.builders import FixedClock, a_digest, a_source, a_state, an_article
from tests.fakes import FakeReader

ENGLISH = (
    "The port authority in Sohar opened a new quay of 400 metres today that receives large container ships.\n"
    "Port director Salem al-Kindi said that the quay cost 12 million rials and was built by a local company."
)
FRENCH = (
    "L'autorité portuaire de Sohar a inauguré aujourd'hui un nouveau quai de 400 mètres pour les porte-conteneurs.\n"
    "Le directeur du port, Salem al-Kindi, a déclaré que le quai avait coûté 12 millions de rials."
)
ARABIC = an_article(article_id="arabic", source_id="arabic")
IN_ARABIC = "صحار تفتتح رصيفًا جديدًا لسفن الحاويات بطول 400 متر"


def a_foreign_one(text: str = ENGLISH) -> Article:
    title = text.split("\n")[0][:60]
    return an_article(
        article_id="foreign",
        source_id="foreign",
        title=title,
        text=text,
        outlet="Coast Daily",
        url="https://x.example/1",
    )


@dataclass
class Writer:
    """Tells every report in the same words, and keeps what it told."""

    headline: str = IN_ARABIC
    error: EngineError | None = None
    asked: list[str] = field(default_factory=list)
    shelf: dict[str, Digest] = field(default_factory=dict)

    async def digest(self, story: Story, length: Length) -> Digest:
        self.asked.append(story.lead.id)
        if self.error:
            raise self.error
        self.shelf[story.id] = replace(a_digest(), headline=self.headline, length=length)
        return self.shelf[story.id]

    async def kept(self, story: Story, _length: Length) -> Digest | None:
        return self.shelf.get(story.id)


async def sizes_of_stories(
    database: Database, clock: FixedClock, writer: Writer | None, *rounds: Article
) -> list[int]:
    """Collect each of these in a round of its own, by a bot that was restarted in between."""
    library = SqlLibrary(database)
    for article in rounds:
        source = a_source(source_id=article.source_id, location=f"https://{article.source_id}.example")
        await library.add_source(source, a_state())
        reader = FakeReader(articles={article.source_id: (replace(article, seen_at=clock()),)})
        bridge = None if writer is None else Bridge(writer)
        await Collector(library, {SourceKind.FEED: reader}, clock, bridge).collect()
        clock.advance(minutes=20)
    return sorted(len(story.articles) for story in await library.stories_since(ARABIC.seen_at))


@pytest.mark.parametrize("text", [ENGLISH, FRENCH], ids=["English", "French"])
async def test_foreign_report_joins_the_arabic_story(
    database: Database, clock: FixedClock, text: str
) -> None:
    """A reader is told of an event once, whoever reported it."""
    writer = Writer()

    assert await sizes_of_stories(database, clock, writer, ARABIC, a_foreign_one(text)) == [2]
    assert writer.asked == ["foreign"]


async def test_arabic_report_joins_the_foreign_story_after_a_restart(
    database: Database, clock: FixedClock
) -> None:
    """What was told once is not paid for again."""
    writer = Writer()

    assert await sizes_of_stories(database, clock, writer, a_foreign_one(), ARABIC) == [2]
    assert writer.asked == ["foreign"]


@pytest.mark.parametrize(
    "writer",
    [
        pytest.param(None, id="no model"),
        pytest.param(Writer(headline="Sohar opens a new quay"), id="quoted"),
        pytest.param(Writer(error=EngineError("no money")), id="no digest"),
        pytest.param(Writer(headline="زلزال يضرب جزيرة هوكايدو اليابانية فجر الثلاثاء"), id="another event"),
    ],
)
async def test_foreign_report_stays_apart_when_nothing_joins_it(
    database: Database, clock: FixedClock, writer: Writer | None
) -> None:
    """Better told twice than mixed up with another event."""
    assert await sizes_of_stories(database, clock, writer, ARABIC, a_foreign_one()) == [1, 1]


async def test_news_does_not_wait_when_the_model_has_no_time() -> None:
    """A slow model costs a foreign report its company, and no reader the news."""
    writer = Writer()

    assert await Bridge(writer, seconds=0).retell((a_foreign_one(),)) == {}
    assert writer.asked == []


async def test_article_is_kept_as_it_was_published(database: Database, clock: FixedClock) -> None:
    """The words of a model are never an outlet's words."""
    await sizes_of_stories(database, clock, Writer(), ARABIC, a_foreign_one())

    (story,) = await SqlLibrary(database).stories_since(ARABIC.seen_at)
    assert [article.text for article in story.articles if article.id == "foreign"] == [ENGLISH]
