"""The stores, on SQLite and on a real PostgreSQL: what was saved comes back, and what fails changes nothing."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import select, text

from bot.core.errors import StorageError
from bot.core.models import Length
from bot.core.stories import WordCounts, counted_words
from bot.storage.database import Database
from bot.storage.library import SqlLibrary
from bot.storage.migrate import migrate
from bot.storage.schema import articles, word_counts
from bot.storage.subscriptions import SqlSubscriptions
from tests.builders import MONDAY, a_digest, a_source, a_state, a_story, a_subscription, an_article


async def test_what_was_saved_comes_back_equal(database: Database) -> None:
    """No value changes on its way through the database."""
    library, subscriptions = SqlLibrary(database), SqlSubscriptions(database)
    story, subscription = a_story(), a_subscription(times=(time(7, 5), time(21)))
    await library.add_source(a_source(), a_state())
    await library.save_visit("source-1", a_state(), (story,))
    await library.save_digest(a_digest(story))
    await subscriptions.save(subscription)

    assert await library.stories_since(MONDAY) == (story,)
    assert await library.digest_of(story, "extractive/1", Length.MEDIUM) == a_digest(story)
    assert await subscriptions.of_chat(501) == subscription
    assert await subscriptions.of_owner(501) == (subscription,)


async def test_source_is_added_once_and_due_at_its_time(database: Database) -> None:
    """The same source cannot be added twice, and is not visited early."""
    library = SqlLibrary(database)

    added = [await library.add_source(a_source(), a_state()), await library.add_source(a_source(), a_state())]

    assert added == [1, 0]
    assert len(await library.sources_due(MONDAY)) == 1
    assert await library.sources_due(MONDAY - timedelta(seconds=1)) == ()
    assert await library.sources_due(MONDAY, "another") == ()
    assert [await library.remove_source("source-1"), await library.remove_source("source-1")] == [True, False]


async def test_stories_are_found_by_topic(database: Database) -> None:
    """A reader of sport gets no economy."""
    library = SqlLibrary(database)
    await library.add_source(a_source(topic="economy"), a_state())
    await library.save_visit("source-1", a_state(), (a_story(),))

    assert len(await library.stories_since(MONDAY, ("economy",))) == 1
    assert await library.stories_since(MONDAY, ("sport",)) == ()


async def test_new_articles_join_behind_those_that_are_kept(database: Database) -> None:
    """A visit names the story and brings only its new articles; nothing that is kept moves."""
    library, story = SqlLibrary(database), a_story()
    later = replace(an_article(article_id="later"), seen_at=MONDAY + timedelta(hours=2))
    other = replace(an_article(article_id="other"), seen_at=MONDAY + timedelta(hours=1))
    await library.save_visit("source-1", a_state(), (story,))

    await library.save_visit("source-1", a_state(), (replace(story, articles=(later,)),))
    await library.save_visit("source-1", a_state(), (replace(story, articles=(story.lead, other)),))

    (kept,) = await library.stories_since(MONDAY)
    assert [article.id for article in kept.articles] == ["article-1", "later", "other"]
    async with database.reading() as connection:
        positions = (await connection.execute(select(articles.c.position))).scalars()
        assert sorted(positions) == [0, 1, 2]


async def test_words_are_counted_once_for_each_article_that_is_kept(database: Database) -> None:
    """A second process weighs words as the first: the counts are in the database, and repeated visits add nothing."""
    library, word = SqlLibrary(database), "رصيف"
    unknown = (await library.word_counts()).weights([word])

    for _ in range(2):
        await library.save_visit("source-1", a_state(), (a_story(),))
    await library.save_visit("source-1", a_state(), (replace(a_story(), id="elsewhere"),))
    once = (await library.word_counts()).weights([word])

    expected = WordCounts()
    expected.add(counted_words(an_article()))
    assert once == expected.weights([word]) < unknown


async def test_word_counts_are_halved_when_they_grow_old(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody writes about any more is forgotten, and the table does not grow for ever."""
    monkeypatch.setattr("bot.storage.library.REMEMBERED_ARTICLES", 2)
    library = SqlLibrary(database)
    await library.save_visit("source-1", a_state(), (a_story(),))

    await library.save_visit(
        "source-1", a_state(), (a_story(an_article(article_id="b", title="خبر", text="نص")),)
    )

    assert await _kept_words(database, "رصيف") == 0
    assert await _kept_words(database, "") == 1


async def _kept_words(database: Database, word: str) -> int:
    async with database.reading() as connection:
        query = select(word_counts.c.articles).where(word_counts.c.word == word)
        return await connection.scalar(query) or 0


async def test_migrations_can_be_applied_again_and_match_the_tables(database: Database) -> None:
    """Starting twice changes nothing, and the tables in the code are the tables in the database."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from bot.storage.schema import metadata

    await migrate(database)

    async with database.reading() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(sync, opts={"compare_type": True}), metadata
            )
        )
    assert differences == []


async def test_failing_statement_is_our_error_and_changes_nothing(database: Database) -> None:
    """A broken transaction leaves the database as it was, and says so in our words."""
    library = SqlLibrary(database)

    async def break_halfway() -> None:
        async with database.writing() as connection:
            await connection.execute(text("DELETE FROM sources"))
            await connection.execute(text("INSERT INTO nowhere VALUES (1)"))

    await library.add_source(a_source(), a_state())
    with pytest.raises(StorageError):
        await break_halfway()

    assert len(await library.sources()) == 1


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://user:secret@host/db", "names mysql"),
        ("nonsense", "not a database address"),
    ],
    ids=["unknown kind", "no address"],
)
def test_wrong_address_is_refused_with_a_clear_message_and_no_password(url: str, says: str) -> None:
    """A wrong DATABASE_URL says what to write, and hides the password."""
    with pytest.raises(StorageError, match=says) as failure:
        Database(url)

    assert "secret" not in str(failure.value)
