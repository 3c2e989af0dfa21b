"""The Publisher and the Courier, on a real database: never late, never doubled, never lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.errors import DeliveryError
from bot.core.models import SubscriptionState
from bot.engines.extractive import ExtractiveEngine
from bot.services.digest import Digester
from bot.services.publish import Publisher
from bot.storage.database import Database
from bot.storage.library import SqlLibrary
from bot.storage.outbox import SqlOutbox
from bot.storage.subscriptions import SqlSubscriptions
from bot.telegram.format import render_edition
from tests.builders import MONDAY, FixedClock, a_source, a_state, a_story, a_subscription
from tests.fakes import FakeMessenger
from tests.services.courier import a_courier


class Office:
    """The services around one database."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.library, self.outbox = SqlLibrary(database), SqlOutbox(database)
        self.subscriptions = SqlSubscriptions(database)
        digester = Digester((ExtractiveEngine(),), self.library)
        self.publisher = Publisher(
            self.library, self.subscriptions, self.outbox, digester, render_edition, clock
        )
        self.messenger = FakeMessenger()
        self.courier = a_courier(self.outbox, self.subscriptions, self.messenger, clock)

    async def open(self) -> None:
        await self.library.add_source(a_source(), a_state())
        await self.library.save_visit("source-1", a_state(), (a_story(),))
        await self.subscriptions.save(a_subscription())


@pytest.fixture
async def office(database: Database, clock: FixedClock) -> Office:
    office = Office(database, clock)
    await office.open()
    return office


async def test_due_subscriber_gets_the_story_once(office: Office) -> None:
    """A tick that comes twice sends once."""
    published = [await office.publisher.publish(), await office.publisher.publish()]
    delivered = [await office.courier.deliver(), await office.courier.deliver()]

    assert published == [1, 0]
    assert delivered == [1, 0]
    assert [chat_id for chat_id, _ in office.messenger.sent] == [501]
    assert "صحار" in office.messenger.sent[0][1].html


async def test_story_is_not_sent_again_in_the_next_edition(office: Office, clock: FixedClock) -> None:
    """Each story once: the next edition says that there is nothing new."""
    await office.publisher.publish()
    await office.courier.deliver()
    clock.advance(days=1)

    await office.publisher.publish()
    await office.courier.deliver()

    first, second = (message.html for _, message in office.messenger.sent)
    assert "صحار" in first
    assert "لا جديد" in second


async def test_edition_is_late_rather_than_never_after_downtime(office: Office, clock: FixedClock) -> None:
    """After two days off, one edition goes out, not three and not none."""
    clock.advance(days=2, minutes=1)

    published = [await office.publisher.publish(), await office.publisher.publish()]

    assert published == [1, 0]
    subscription = await office.subscriptions.of_chat(501)
    assert subscription is not None
    assert subscription.next_due is not None
    assert subscription.next_due > clock()


async def test_channel_stays_silent_when_there_is_nothing_new(office: Office, clock: FixedClock) -> None:
    """A channel is never told that there is nothing to tell."""
    await office.subscriptions.save(a_subscription(subscription_id="channel", chat_id=-1001, owner_id=501))
    await office.publisher.publish()
    await office.courier.deliver()
    clock.advance(days=1)

    await office.publisher.publish()
    await office.courier.deliver()

    assert len([chat_id for chat_id, _ in office.messenger.sent if chat_id == -1001]) == 1


async def test_blocked_reader_is_paused_and_keeps_the_settings(office: Office) -> None:
    """A block stops the messages, not the memory."""
    office.messenger.errors[501] = [DeliveryError("blocked", permanent=True, chat_gone=True)]
    await office.publisher.publish()

    await office.courier.deliver()

    subscription = await office.subscriptions.of_chat(501)
    assert subscription is not None
    assert subscription.state is SubscriptionState.PAUSED
    assert subscription.schedule == a_subscription().schedule


async def test_refused_message_does_not_pause_the_reader(office: Office) -> None:
    """A message that Telegram cannot read is our fault, not the reader's."""
    office.messenger.errors[501] = [DeliveryError("can't parse entities", permanent=True)]
    await office.publisher.publish()

    await office.courier.deliver()

    subscription = await office.subscriptions.of_chat(501)
    assert subscription is not None
    assert subscription.state is SubscriptionState.ACTIVE


async def test_moved_group_gets_its_edition_at_the_new_address_once(office: Office) -> None:
    """A group that became a supergroup loses nothing."""
    office.messenger.errors[501] = [DeliveryError("migrated", new_chat_id=-100501, retry_after=0)]
    await office.publisher.publish()

    await office.courier.deliver()
    await office.courier.deliver()

    assert [chat_id for chat_id, _ in office.messenger.sent] == [-100501]
    assert await office.subscriptions.of_chat(-100501) is not None


async def test_flooded_chat_waits_while_others_flow(office: Office, clock: FixedClock) -> None:
    """One slow chat never holds the others back."""
    await office.subscriptions.save(a_subscription(subscription_id="other", chat_id=502))
    office.messenger.errors[501] = [DeliveryError("flood", retry_after=43_837)]
    await office.publisher.publish()

    await office.courier.deliver()
    clock.advance(minutes=5)
    await office.courier.deliver()

    assert [chat_id for chat_id, _ in office.messenger.sent] == [502]


async def test_subscription_that_cannot_be_served_starves_no_other(office: Office) -> None:
    """A broken row, due before all others at every tick, costs only itself."""
    broken = a_subscription(subscription_id="broken", chat_id=502, zone="Nowhere/Atlantis")
    await office.subscriptions.save(replace(broken, next_due=MONDAY - timedelta(days=1)))

    published = [await office.publisher.publish(), await office.publisher.publish()]

    assert published == [1, 0]
    assert await office.courier.deliver() == 1


async def test_send_that_breaks_unexpectedly_breaks_no_other_off(office: Office) -> None:
    """A fault in one send is loud, but the other messages arrive, are marked, and go out once."""
    for number in range(502, 506):
        await office.subscriptions.save(a_subscription(subscription_id=str(number), chat_id=number))
    office.messenger.errors[503] = [RuntimeError("a fault in the library")]
    await office.publisher.publish()

    with pytest.raises(RuntimeError):
        await office.courier.deliver()

    assert await office.courier.deliver() == 0
    assert sorted(chat_id for chat_id, _ in office.messenger.sent) == [501, 502, 504, 505]


async def test_news_of_an_edition_that_got_stale_is_told_in_the_next_one(
    office: Office, clock: FixedClock
) -> None:
    """Telegram was away for half a day: the edition is old, but its story is still news to its reader."""
    await office.publisher.publish()
    clock.advance(hours=12)
    await office.courier.deliver()
    clock.advance(hours=12)

    await office.publisher.publish()
    await office.courier.deliver()

    assert ["صحار" in message.html for _, message in office.messenger.sent] == [True]
