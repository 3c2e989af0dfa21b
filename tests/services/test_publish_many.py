"""Many readers who are due in the same minute: what is equal is made once, and each gets what is owed to each."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.models import Edition, Length, Message, Subscription
from bot.core.timetable import QuietHours
from bot.engines.extractive import ExtractiveEngine
from bot.services.digest import Digester
from bot.services.publish import BATCH, Publisher
from bot.storage.database import Database
from bot.storage.library import SqlLibrary
from bot.storage.outbox import SqlOutbox
from bot.storage.subscriptions import SqlSubscriptions
from bot.telegram.format import render_edition
from tests.builders import MONDAY, FixedClock, a_source, a_state, a_story, a_subscription


class Newsroom:
    """A Publisher that notes what it renders, and a ledger to look into."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.library, self.outbox = SqlLibrary(database), SqlOutbox(database)
        self.subscriptions = SqlSubscriptions(database)
        digester = Digester((ExtractiveEngine(),), self.library)
        self.publisher = Publisher(
            self.library, self.subscriptions, self.outbox, digester, self._render, clock
        )
        self.rendered: list[Edition] = []

    def _render(self, edition: Edition, subscription: Subscription) -> tuple[Message, ...]:
        self.rendered.append(edition)
        return render_edition(edition, subscription)

    async def open(self, *readers: Subscription) -> None:
        await self.library.add_source(a_source(), a_state())
        await self.library.save_visit("source-1", a_state(), (a_story(),))
        for reader in readers:
            await self.subscriptions.save(reader)

    async def owed(self) -> dict[int, str]:
        """Return what waits for each chat."""
        claimed = await self.outbox.claim(MONDAY + timedelta(days=2), 10_000)
        return {delivery.chat_id: delivery.message.html for delivery in claimed}


@pytest.fixture
def newsroom(database: Database, clock: FixedClock) -> Newsroom:
    return Newsroom(database, clock)


def readers(count: int) -> list[Subscription]:
    return [a_subscription(subscription_id=f"{n:04x}", chat_id=n) for n in range(1, count + 1)]


async def test_all_who_are_due_get_it_though_they_do_not_fit_into_one_batch(newsroom: Newsroom) -> None:
    """Nobody is left out between two batches, and what all of them read is rendered once for each batch."""
    everybody = readers(BATCH + 3)
    await newsroom.open(*everybody)

    published = [await newsroom.publisher.publish(), await newsroom.publisher.publish()]

    assert published == [BATCH + 3, 0]
    assert set(await newsroom.owed()) == {reader.chat_id for reader in everybody}
    assert len(newsroom.rendered) == 2


async def test_worker_publishes_its_shard_and_leaves_the_others(newsroom: Newsroom) -> None:
    """Sixteen workers do not do the same work sixteen times."""
    one, other = (a_subscription(subscription_id=name, chat_id=n) for n, name in enumerate(("a1", "b1"), 1))
    await newsroom.open(one, other)

    assert [await newsroom.publisher.publish_shard("a") for _ in range(2)] == [1, 0]
    assert set(await newsroom.owed()) == {1}


async def test_each_gets_its_own_length_hours_and_news(newsroom: Newsroom, clock: FixedClock) -> None:
    """Who was told the story already hears that nothing is new; night and length are each reader's own."""
    told, fresh, short, asleep = readers(4)
    short = replace(short, length=Length.SHORT)
    night = QuietHours(start=clock().time().replace(hour=4), end=clock().time().replace(hour=23))
    asleep = replace(asleep, schedule=replace(asleep.schedule, quiet=night))
    await newsroom.open(told)
    await newsroom.publisher.publish()
    await newsroom.owed()
    clock.advance(days=1)
    (again,) = await newsroom.subscriptions.due(clock(), 1)
    for reader in (fresh, short, asleep):
        await newsroom.subscriptions.save(replace(reader, next_due=again.next_due))

    await newsroom.publisher.publish()

    claimed = await newsroom.outbox.claim(clock(), 100)
    message_of = {delivery.chat_id: delivery.message for delivery in claimed}
    assert "لا جديد" in message_of[told.chat_id].html
    assert "صحار" in message_of[fresh.chat_id].html
    assert len(message_of[short.chat_id].html) < len(message_of[fresh.chat_id].html)
    assert message_of[fresh.chat_id].quiet is None
    assert message_of[asleep.chat_id].quiet is not None
    assert message_of[asleep.chat_id].html == message_of[fresh.chat_id].html
