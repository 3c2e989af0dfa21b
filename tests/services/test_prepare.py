"""Digests written as work of their own: before the hour, once each, and no edition waits for them for long."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.models import Length, Story, Subscription
from bot.core.work import COMING, LONGEST_KEY, PATIENCE, PREPARED_BEFORE, StoryToDigest, WorkKind
from bot.engines.extractive import ExtractiveEngine
from bot.services.digest import Digester
from bot.services.orders import DigestOrders
from bot.services.prepare import Preparer
from bot.services.publish import Publisher
from bot.storage.database import Database
from bot.storage.library import SqlLibrary
from bot.storage.outbox import SqlOutbox
from bot.storage.subscriptions import SqlSubscriptions
from bot.telegram.format import render_edition
from tests.builders import (
    MONDAY,
    FixedClock,
    a_digest,
    a_source,
    a_state,
    a_story,
    a_subscription,
    an_article,
)
from tests.fakes import FakeEngine

HARBOUR = a_story()
DATES = a_story(
    an_article(
        article_id="article-2",
        url="https://news.example/dates",
        title="مزارعو نزوى يحصدون التمور مبكرًا",
        text="بدأ مزارعو نزوى حصاد التمور قبل موعده بأسبوعين. وقالت المهندسة ليلى البلوشي إن الحرارة أنضجت 40 نخلة.",
    )
)


class KeptQueue:
    """A work queue that keeps each key once, until it is taken."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    async def submit(self, kind: WorkKind, keys: tuple[str, ...]) -> None:
        assert kind is WorkKind.DIGEST
        self.keys += [key for key in keys if key not in self.keys]


class Desk:
    """A Publisher and a Preparer on one database; the model that writes is `model`."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.clock, self.queue = clock, KeptQueue()
        self.library, self.outbox = SqlLibrary(database), SqlOutbox(database)
        self.subscriptions = SqlSubscriptions(database)
        self.model = FakeEngine("model/1", digests=[a_digest(HARBOUR), a_digest(DATES)])
        digester = Digester((self.model, ExtractiveEngine()), self.library)
        self.orders = DigestOrders(digester, self.library, self.queue)
        stores = self.library, self.subscriptions, self.outbox
        self.preparer = Preparer(*stores, self.orders, clock)
        self.publisher = Publisher(*stores, digester, render_edition, clock)

    async def open(self, stories: Sequence[Story], *readers: Subscription) -> None:
        await self.library.add_source(a_source(), a_state())
        await self.library.save_visit("source-1", a_state(), tuple(stories))
        for reader in readers:
            await self.subscriptions.save(reader)

    async def publish(self) -> int:
        return await self.publisher.publish_shard("", self.orders)

    async def do_all(self) -> None:
        while self.queue.keys:
            await self.preparer.do(self.queue.keys.pop(0))

    async def messages(self) -> dict[int, str]:
        claimed = await self.outbox.claim(self.clock() + timedelta(hours=1), 100)
        return {delivery.chat_id: delivery.message.html for delivery in claimed}


@pytest.fixture
def desk(database: Database, clock: FixedClock) -> Desk:
    return Desk(database, clock)


def due(at: datetime, *, number: int = 1) -> Subscription:
    return a_subscription(subscription_id=f"sub-{number}", chat_id=500 + number, next_due=at)


async def test_digests_are_ready_when_the_hour_comes(desk: Desk, clock: FixedClock) -> None:
    """The edition goes out at its first tick, and nobody asks the model then."""
    await desk.open([HARBOUR], due(MONDAY + PREPARED_BEFORE))

    await desk.preparer.do(COMING + "s")
    await desk.do_all()
    asked = desk.model.asked
    clock.advance(seconds=PREPARED_BEFORE.total_seconds())

    assert (asked, await desk.publish(), desk.model.asked) == (1, 1, 1)
    assert "صحار" in (await desk.messages())[501]


async def test_each_story_is_one_piece_of_work_however_many_want_it(desk: Desk) -> None:
    """Ten thousand readers of one story are one call of a model."""
    await desk.open([HARBOUR, DATES], *(due(MONDAY + PREPARED_BEFORE, number=n) for n in range(1, 6)))

    for _ in range(3):
        await desk.preparer.prepare("")

    ordered = [StoryToDigest.read(key) for key in desk.queue.keys]
    assert sorted(one.article_ids for one in ordered) == [("article-1",), ("article-2",)]


async def test_nothing_is_ordered_for_whom_it_is_not_time_yet(desk: Desk) -> None:
    """A story may develop until then; and what is due already is the publisher's."""
    later = due(MONDAY + PREPARED_BEFORE + timedelta(seconds=1), number=1)
    await desk.open([HARBOUR], later, due(MONDAY, number=2))

    await desk.preparer.prepare("")

    assert desk.queue.keys == []


async def test_what_readers_know_is_not_written_again(desk: Desk, clock: FixedClock) -> None:
    """Only what the next edition will tell is worth a model's time."""
    await desk.open([HARBOUR], due(MONDAY))
    await desk.publisher.publish()
    clock.advance(hours=23, minutes=58)
    desk.model.name = "model/2"

    await desk.preparer.prepare("")

    assert desk.queue.keys == []


async def test_edition_waits_for_its_digests_and_holds_up_no_other(desk: Desk) -> None:
    """A slow model delays whose story it is writing; who needs only what is written gets it at once."""
    knows_one = replace(due(MONDAY, number=1), topics=("ports",))
    await desk.library.add_source(a_source(topic="ports"), a_state())
    await desk.library.save_visit("source-1", a_state(), (HARBOUR,))
    await desk.library.add_source(a_source(source_id="source-2", location="https://b.example"), a_state())
    await desk.library.save_visit("source-2", a_state(), (DATES,))
    for reader in (knows_one, due(MONDAY, number=2)):
        await desk.subscriptions.save(reader)
    await desk.orders.write(StoryToDigest.of(HARBOUR, Length.MEDIUM))

    first = await desk.publish()
    at_once = await desk.messages()
    await desk.do_all()
    second = await desk.publish()

    assert (first, second) == (1, 1)
    assert set(at_once) == {501}
    assert desk.model.asked == 2
    assert "التمور" in (await desk.messages())[502]


async def test_lost_order_is_placed_again_at_the_next_tick(desk: Desk) -> None:
    """What a queue forgets is still missing."""
    await desk.open([HARBOUR], due(MONDAY))
    await desk.publish()
    desk.queue.keys.clear()

    published = [await desk.publish()]
    await desk.do_all()
    published.append(await desk.publish())

    assert published == [0, 1]


async def test_edition_goes_out_though_nobody_writes_digests(desk: Desk, clock: FixedClock) -> None:
    """Without any worker of that queue an edition is some seconds late, never missing."""
    await desk.open([HARBOUR], due(MONDAY))
    clock.advance(seconds=PATIENCE.total_seconds() - 1)
    waits = await desk.publish()
    clock.advance(seconds=1)

    assert (waits, await desk.publish()) == (0, 1)
    assert "صحار" in (await desk.messages())[501]


async def test_quotation_is_taken_at_the_hour_and_replaced_before_it(desk: Desk, clock: FixedClock) -> None:
    """A model that fails is asked again while there is time, and never while an edition waits."""
    desk.model.digests = []
    await desk.open([HARBOUR], due(MONDAY + PREPARED_BEFORE))
    tries = []
    for _ in range(2):
        await desk.preparer.prepare("")
        await desk.do_all()
        tries.append(desk.model.asked)
    clock.advance(seconds=PREPARED_BEFORE.total_seconds())

    assert await desk.publish() == 1
    assert [*tries, desk.model.asked] == [1, 2, 2]


async def test_story_of_very_many_reports_is_written_where_it_is_needed(desk: Desk) -> None:
    """A key that no index takes would stop the queue."""
    many = tuple(an_article(article_id=f"{n:016}") for n in range(LONGEST_KEY // 16))

    ordered = await desk.orders.place((Story(id="huge", articles=many),), Length.MEDIUM)

    assert ordered == frozenset()
    assert desk.queue.keys == []


async def test_order_for_reports_that_are_gone_is_nobodys(desk: Desk) -> None:
    """Work that lost its meaning ends without a word."""
    await desk.orders.write(StoryToDigest.of(HARBOUR, Length.MEDIUM))

    assert desk.model.asked == 0
