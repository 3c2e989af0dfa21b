"""Old texts, digests and calls go, a few at a time; whatever a later tick asks for stays."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Table, func, select

from bot.core.ledger import LEAST_CONTENT_KEPT, STORY_LIVES
from bot.core.models import Article, Length
from bot.core.spending import start_of_month
from bot.services.prune import ContentPruner
from bot.storage.database import Database
from bot.storage.library import SqlLibrary
from bot.storage.old_content import SqlOldContent
from bot.storage.schema import articles, digests, model_calls
from bot.storage.spending import SqlSpending
from tests.builders import MONDAY, FixedClock, a_call, a_digest, a_source, a_state, a_story, an_article

KEEP = timedelta(days=180)
DAY = timedelta(days=1)


class Archive:
    """A library of any age, and a Pruner of it."""

    def __init__(self, database: Database) -> None:
        self.database, self.library = database, SqlLibrary(database)
        self.pruner = ContentPruner(SqlOldContent(database), FixedClock(), KEEP)

    async def report(self, name: str, age: timedelta, story: str = "") -> Article:
        """Let an article have been seen so long ago, in a story of its own or in this one."""
        article: Article = an_article(article_id=name, title=f"خبر {name}", seen_at=MONDAY - age)
        saved = replace(a_story(article), id=story or name)
        await self.library.save_visit("source-1", a_state(), (saved,))
        return article

    async def texts(self) -> dict[str, bool]:
        """Which articles are known, and whether their text is still there."""
        async with self.database.reading() as connection:
            rows = await connection.execute(select(articles.c.id, articles.c.text))
            return {row.id: bool(row.text) for row in rows}

    async def count(self, table: Table) -> int:
        async with self.database.reading() as connection:
            return (await connection.execute(select(func.count()).select_from(table))).scalar_one()


@pytest.fixture
async def archive(database: Database) -> Archive:
    archive = Archive(database)
    await archive.library.add_source(a_source(), a_state())
    return archive


async def test_old_text_goes_and_its_article_stays_known(archive: Archive) -> None:
    """A newsroom that lists an article for a year does not make it news again."""
    old = await archive.report("old", KEEP + DAY)
    await archive.report("young", KEEP - DAY)

    pruned = await archive.pruner.prune()
    again = await archive.pruner.prune()
    await archive.library.save_visit("source-1", a_state(), (a_story(old),))

    assert (pruned, again) == (1, 0)
    assert await archive.texts() == {"old": False, "young": True}
    assert await archive.library.known_articles(("old", "young", "new")) == {"old", "young"}


async def test_text_stays_while_its_story_is_alive(archive: Archive) -> None:
    """An edition tells a story with all its articles, the first ones as well."""
    await archive.report("first", KEEP + DAY, story="long")
    await archive.report("last", timedelta(0), story="long")

    await archive.pruner.prune()

    (story,) = await archive.library.stories_since(MONDAY - DAY)
    assert all(article.text for article in story.articles)
    assert len(story.articles) == 2


async def test_old_digests_go(archive: Archive) -> None:
    """A digest is as old as its newest article."""
    old = a_digest(a_story(await archive.report("old", KEEP + DAY)))
    young = a_digest(a_story(await archive.report("young", KEEP - DAY)))
    await archive.library.save_digest(old)
    await archive.library.save_digest(young)

    await archive.pruner.prune()

    assert await archive.library.digest_of(old.story, old.written_by, Length.MEDIUM) is None
    assert await archive.library.digest_of(young.story, young.written_by, Length.MEDIUM) == young


async def test_costs_of_the_month_stay_exact(archive: Archive) -> None:
    """Only calls of months that nobody sums up any more go, even at the shortest setting on a month's last day."""
    spending, clock = SqlSpending(archive.database), FixedClock(MONDAY.replace(month=12, day=31, hour=23))
    since = start_of_month(clock())
    for at in (since, clock(), since - 2 * DAY):
        await spending.record(a_call("0.25", at=at))
    before = await spending.spent_since(since)

    await ContentPruner(SqlOldContent(archive.database), clock, LEAST_CONTENT_KEPT).prune()

    assert await spending.spent_since(since) == before
    assert await archive.count(model_calls) == 2


async def test_turn_is_short_and_several_bots_come_together(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Years are not pruned at once; two at the same time wait for nothing and count nothing twice."""
    monkeypatch.setattr("bot.services.prune.PAGE", 3)
    monkeypatch.setattr("bot.services.prune.PAGES_A_TURN", 2)
    for number in range(15):
        await archive.report(f"old-{number}", KEEP + DAY)
    another = ContentPruner(SqlOldContent(archive.database), FixedClock(), KEEP)

    first = await archive.pruner.prune()
    both = await asyncio.gather(archive.pruner.prune(), another.prune())
    rest = await archive.pruner.prune()

    assert first == 6
    assert first + sum(both) + rest == 15
    assert not any((await archive.texts()).values())
    assert await archive.count(digests) == 0


def test_content_is_kept_longer_than_any_edition_looks_back() -> None:
    """Whatever can come into an edition was never old."""
    assert STORY_LIVES < LEAST_CONTENT_KEPT
