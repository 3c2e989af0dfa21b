"""The Pruner, on a real database: what is done with is forgotten; what matters is not, however old it is."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, insert, select

from bot.core.catching_up import first_date_that_matters
from bot.core.ledger import LEAST_KEPT, STORY_LIVES
from bot.core.models import Article, DeliveryState
from bot.engines.extractive import ExtractiveEngine
from bot.services.assemble import LONGEST_WINDOW
from bot.services.digest import Digester
from bot.services.place import STORY_WINDOW
from bot.services.prune import PAGE, PAGES_A_TURN, Pruner
from bot.services.publish import Publisher
from bot.settings import read_settings
from bot.storage.database import Database
from bot.storage.ledger import SqlLedger
from bot.storage.ledger_rows import delivery_row
from bot.storage.library import SqlLibrary
from bot.storage.outbox import SqlOutbox
from bot.storage.schema import deliveries, edition_stories, editions, stories
from bot.storage.subscriptions import SqlSubscriptions
from bot.telegram.format import render_edition
from tests.builders import (
    MONDAY,
    FixedClock,
    a_delivery,
    a_source,
    a_state,
    a_story,
    a_subscription,
    an_article,
)
from tests.fakes import FakeMessenger
from tests.services.courier import a_courier

KEEP = timedelta(days=30)
DAY = timedelta(days=1)


class Archive:
    """A ledger with editions of any age, and a Pruner that may come back as another process."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.database, self.clock = database, clock
        self.pruner = self.another()

    def another(self) -> Pruner:
        return Pruner(SqlLedger(self.database), self.clock, KEEP)

    async def keep(
        self,
        *names: str,
        age: timedelta = KEEP + DAY,
        states: tuple[DeliveryState, ...] = (DeliveryState.SENT,),
    ) -> None:
        """Keep editions of this age, each with one message in each of these states."""
        rows = [_edition(name, self.clock() - age) for name in names]
        owed = [
            delivery_row(replace(a_delivery(part=part, edition_id=name), state=state))
            for name in names
            for part, state in enumerate(states)
        ]
        async with self.database.writing() as connection:
            await connection.execute(insert(editions), rows)
            if owed:
                await connection.execute(insert(deliveries), owed)

    async def tell(self, name: str, story_id: str, *, seen: timedelta) -> None:
        """Let an edition have told a story whose last article was seen so long ago."""
        told = {"subscription_id": name, "told_until": MONDAY, "edition_id": name, "story_id": story_id}
        async with self.database.writing() as connection:
            await connection.execute(insert(stories), [{"id": story_id, "last_seen": self.clock() - seen}])
            await connection.execute(insert(edition_stories), [told])

    async def left(self) -> list[str]:
        async with self.database.reading() as connection:
            return sorted((await connection.execute(select(editions.c.id))).scalars())

    async def rows(self) -> list[int]:
        """How many rows each of the ledger's tables has."""
        async with self.database.reading() as connection:
            counted = (
                select(func.count()).select_from(one) for one in (editions, deliveries, edition_stories)
            )
            return [(await connection.execute(one)).scalar_one() for one in counted]


def _edition(name: str, due_at: datetime) -> dict[str, object]:
    return {
        "id": name,
        "subscription_id": name,
        "local_date": due_at.date(),
        "slot": "09:00",
        "due_at": due_at,
    }


@pytest.fixture
def archive(database: Database, clock: FixedClock) -> Archive:
    return Archive(database, clock)


async def test_old_edition_goes_with_its_messages_and_what_it_told(archive: Archive) -> None:
    """The ledger grows no further than so many days; nothing of an edition is left behind."""
    await archive.keep("old")
    await archive.tell("old", "story", seen=KEEP)
    await archive.keep("young", age=KEEP - DAY)
    await archive.tell("young", "other", seen=KEEP)

    pruned = await archive.pruner.prune()

    assert pruned == 1
    assert await archive.left() == ["young"]
    assert await archive.rows() == [1, 1, 1]


@pytest.mark.parametrize(
    ("states", "stays"),
    [
        ((), False),
        ((DeliveryState.SENT, DeliveryState.FAILED), False),
        ((DeliveryState.SENT, DeliveryState.PENDING), True),
        ((DeliveryState.SENDING,), True),
        ((DeliveryState.FAILED, DeliveryState.DOUBT), True),
    ],
    ids=["silent", "done with", "owed", "being sent", "in doubt"],
)
async def test_what_may_still_be_sent_or_looked_at_stays(
    archive: Archive, states: tuple[DeliveryState, ...], stays: bool
) -> None:
    """A message that is owed, under way or held in doubt is not made to disappear with its edition."""
    await archive.keep("old", age=10 * KEEP, states=states)

    await archive.pruner.prune()

    assert await archive.rows() == ([1, len(states), 0] if stays else [0, 0, 0])


async def test_edition_stays_while_a_story_it_told_is_alive(archive: Archive) -> None:
    """It goes once that story's last report is so old that no edition can tell it any more."""
    await archive.keep("old", "older")
    await archive.tell("old", "alive", seen=STORY_LIVES)
    await archive.tell("older", "over", seen=STORY_LIVES + timedelta(seconds=1))

    await archive.pruner.prune()
    first = await archive.left()
    archive.clock.advance(seconds=1)
    await archive.pruner.prune()

    assert first == ["old"]
    assert await archive.left() == []


async def test_what_must_stay_keeps_nothing_else_from_going(archive: Archive) -> None:
    """Thousands of messages in doubt at the old end do not stop the Pruner; each turn is short."""
    doubts = [f"doubt-{n:04}" for n in range(PAGE + 50)]
    await archive.keep(*doubts, age=3 * KEEP, states=(DeliveryState.DOUBT,))
    await archive.keep(*(f"old-{n:04}" for n in range(2 * PAGE)), age=2 * KEEP)

    pruned = await archive.pruner.prune()
    again = await archive.pruner.prune()

    assert (pruned, again) == (2 * PAGE, 0)
    assert await archive.left() == doubts


async def test_turn_is_short_and_the_next_one_goes_on(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installation of years is not pruned at once, so that nobody waits; nor does it take for ever."""
    monkeypatch.setattr("bot.services.prune.PAGE", 3)
    count = 3 * PAGES_A_TURN + 4
    await archive.keep(*(f"old-{n:04}" for n in range(count)))

    turns = [await archive.pruner.prune() for _ in range(3)]

    assert turns == [3 * PAGES_A_TURN, 4, 0]


async def test_several_bots_prune_together(archive: Archive) -> None:
    """Two of them at once wait for nothing, miss nothing and count nothing twice."""
    await archive.keep(*(f"old-{n:04}" for n in range(3 * PAGE)))

    first, second = await asyncio.gather(archive.pruner.prune(), archive.another().prune())
    rest = await archive.another().prune()

    assert first + second + rest == 3 * PAGE
    assert await archive.rows() == [0, 0, 0]


class Newsroom:
    """A reader with an edition a day, a story that is reported for weeks, and a Pruner at each day's end."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.database, self.clock = database, clock
        self.library, self.outbox = SqlLibrary(database), SqlOutbox(database)
        subscriptions, digester = SqlSubscriptions(database), Digester((ExtractiveEngine(),), self.library)
        self.subscriptions, self.messenger = subscriptions, FakeMessenger()
        self.publisher = Publisher(self.library, subscriptions, self.outbox, digester, render_edition, clock)
        self.courier = a_courier(self.outbox, subscriptions, self.messenger, clock)
        self.pruner = Pruner(SqlLedger(database), clock, LEAST_KEPT)

    async def open(self) -> None:
        await self.library.add_source(a_source(), a_state())
        await self.subscriptions.save(a_subscription())

    async def report(self, name: str) -> None:
        """Let another outlet tell the same once more."""
        article: Article = an_article(article_id=name, outlet=name, seen_at=self.clock())
        story = replace(a_story(article), id="harbour")
        await self.library.save_visit("source-1", a_state(), (story,))

    async def day(self) -> str:
        """Return what the reader gets this day."""
        await self.publisher.publish()
        await self.courier.deliver()
        await self.pruner.prune()
        self.clock.advance(days=1)
        return self.messenger.sent[-1][1].html


async def test_story_that_was_told_long_ago_and_is_still_reported_is_not_told_again(
    database: Database, clock: FixedClock
) -> None:
    """Each story once: that the edition which told it is old does not make it news."""
    newsroom = Newsroom(database, clock)
    await newsroom.open()
    told = []
    for day in range(LEAST_KEPT.days + 10):
        await newsroom.report(f"outlet-{day}")
        told.append("صحار" in await newsroom.day())

    async with database.reading() as connection:
        kept = (await connection.execute(select(func.count()).select_from(editions))).scalar_one()
    assert told == [True] + [False] * (LEAST_KEPT.days + 9)
    assert kept < len(told), "the editions that told nothing are gone"


def test_nothing_is_forgotten_that_is_asked_for() -> None:
    """The shortest time to keep is longer than anything that looks back, at the largest settings there are."""
    longest = {"edition_ttl": 168, "catch_up": 48}
    settings = read_settings(**longest)
    for name, most in longest.items():
        with pytest.raises(Exception, match=name.upper()):
            read_settings(**{name: most + 1})
    asked = MONDAY.date() - first_date_that_matters(MONDAY, timedelta(hours=settings.catch_up))

    assert max(LONGEST_WINDOW, STORY_WINDOW) < STORY_LIVES < LEAST_KEPT
    assert max(asked, settings.delivery_rules.time_to_live) < LEAST_KEPT - DAY
