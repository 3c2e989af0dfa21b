"""How late an edition may come: each chat says it for itself, and the operator for all who do not."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest

from bot.core.models import Subscription
from bot.core.retry import DeliveryRules
from bot.core.timetable import Hush, TimeToLive
from bot.engines.extractive import ExtractiveEngine
from bot.services.digest import Digester
from bot.services.publish import Publisher
from bot.services.subscribe import Registrar
from bot.storage.database import Database
from bot.storage.figures import SqlOverview
from bot.storage.library import SqlLibrary
from bot.storage.outbox import SqlOutbox
from bot.storage.subscriptions import SqlSubscriptions
from bot.telegram.format import render_edition
from tests.builders import FixedClock, a_source, a_state, a_story, a_subscription
from tests.fakes import FakeMessenger
from tests.services.courier import a_courier

HASTY, PATIENT, USUAL = 501, 502, 503
CHOSEN = {HASTY: TimeToLive.HOUR, PATIENT: TimeToLive.DAY, USUAL: None}
A_SECOND = 1 / 3600  # of an hour


class Office:
    """The services around one database; three readers are due at 9, each with another patience."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.library, self.outbox = SqlLibrary(database), SqlOutbox(database)
        self.subscriptions, self.overview = SqlSubscriptions(database), SqlOverview(database)
        self.registrar = Registrar(self.subscriptions, clock, "Asia/Riyadh")
        self.digester = Digester((ExtractiveEngine(),), self.library)
        self.messenger, self.clock = FakeMessenger(), clock

    async def open(self) -> None:
        await self.library.add_source(a_source(), a_state())
        await self.library.save_visit("source-1", a_state(), (a_story(),))
        for chat_id, chosen in CHOSEN.items():
            await self.subscriptions.save(a_subscription(subscription_id=f"sub-{chat_id}", chat_id=chat_id))
            await self.registrar.set_time_to_live(chat_id, chosen)

    async def publish(self, catch_up: float = 6) -> int:
        hours = timedelta(hours=catch_up)
        return await Publisher(
            self.library, self.subscriptions, self.outbox, self.digester, render_edition, self.clock, hours
        ).publish()

    async def deliver(self, time_to_live: float = 6) -> list[int]:
        """Let a process come and send what is due; return who has got something from then on."""
        rules = DeliveryRules(time_to_live=timedelta(hours=time_to_live))
        courier = a_courier(self.outbox, self.subscriptions, self.messenger, self.clock, rules=rules)
        before = len(self.messenger.sent)
        await courier.deliver()
        return sorted(chat_id for chat_id, _ in self.messenger.sent[before:])


@pytest.fixture
async def office(database: Database, clock: FixedClock) -> Office:
    office = Office(database, clock)
    await office.open()
    return office


@pytest.mark.parametrize(
    ("hours", "reached"),
    [
        (1, [HASTY, PATIENT, USUAL]),
        (1 + A_SECOND, [PATIENT, USUAL]),
        (6, [PATIENT, USUAL]),
        (6 + A_SECOND, [PATIENT]),
        (24, [PATIENT]),
        (24 + A_SECOND, []),
    ],
)
async def test_edition_that_waits_is_sent_to_whom_it_is_still_news(
    office: Office, hours: float, reached: list[int]
) -> None:
    """Telegram was away: who wants it within an hour gets nothing, who has a day gets it; the rest as usual."""
    await office.publish()
    office.clock.advance(hours=hours)

    assert await office.deliver(time_to_live=6) == reached
    assert (await office.overview.figures(office.clock())).stale == len(CHOSEN) - len(reached)


@pytest.mark.parametrize(
    ("off", "catch_up", "made"),
    [(1, 6, 3), (1 + A_SECOND, 6, 2), (6, 6, 2), (6 + A_SECOND, 6, 0), (6 + A_SECOND, 48, 2), (23, 48, 2)],
    ids=[
        "an hour",
        "a second more",
        "the usual",
        "too long for the operator",
        "a patient operator",
        "nearly a day",
    ],
)
async def test_edition_missed_while_the_bot_was_off_is_made_for_whom_it_is_news(
    office: Office, off: float, catch_up: float, made: int
) -> None:
    """CATCH_UP is how far the operator goes back; a chat can want less of it, not more."""
    office.clock.advance(hours=off)

    assert await office.publish(catch_up) == made


async def test_chats_time_counts_from_its_hour_and_the_operators_from_when_it_was_made(
    office: Office,
) -> None:
    """Half an hour late is half of the hour; what was caught up late has all of EDITION_TTL to be sent."""
    office.clock.advance(minutes=30)
    await office.publish()
    office.clock.advance(minutes=31)
    at_ten = await office.outbox.expire(office.clock(), timedelta(hours=1))
    office.clock.advance(minutes=30)

    at_half_past = await office.outbox.expire(office.clock(), timedelta(hours=1))

    assert at_ten == (f"sub-{HASTY}:2026-11-23:09:00",)
    assert at_half_past == (f"sub-{USUAL}:2026-11-23:09:00",)


async def test_edition_that_quiet_hours_postponed_is_not_late(office: Office) -> None:
    """Who sleeps until noon and wants nothing an hour late gets the edition of nine at noon."""
    await office.registrar.set_quiet(HASTY, start=time(8), end=time(12))
    await office.registrar.set_hush(HASTY, Hush.POSTPONED)
    await office.publish()
    early = await office.deliver()
    office.clock.advance(hours=3, minutes=59)

    await office.publish()

    assert HASTY not in early
    assert await office.deliver() == [HASTY]


async def test_silent_hours_give_no_edition_more_time(office: Office) -> None:
    """Only the sound is gone in them: an edition that is an hour late then is as old as any other."""
    await office.registrar.set_quiet(HASTY, start=time(8), end=time(12))
    await office.publish()
    office.clock.advance(hours=1, minutes=1)

    assert HASTY not in await office.deliver()


@pytest.mark.parametrize("wait", [Office.publish, Office.deliver], ids=["made late", "sent late"])
async def test_news_of_an_edition_that_came_too_late_is_in_the_next(
    office: Office, wait: Callable[[Office], object]
) -> None:
    """Nothing is lost by being in a hurry: what is still new tomorrow is told then."""
    if wait is Office.deliver:
        await office.publish()
    office.clock.advance(hours=2)
    await office.publish()
    first = await office.deliver()
    office.clock.advance(hours=22)
    await office.publish()

    await office.deliver()

    assert HASTY not in first
    assert [("صحار" in message.html) for chat_id, message in office.messenger.sent if chat_id == HASTY] == [
        True
    ]


async def test_choice_holds_from_the_next_edition_on(office: Office) -> None:
    """What waits already keeps its own time; the setting changes neither that nor when the next one is due."""
    await office.publish()
    before = await _reader(office, HASTY)
    after = await office.registrar.set_time_to_live(HASTY, TimeToLive.DAY)
    office.clock.advance(hours=2)

    assert HASTY not in await office.deliver()
    assert after.next_due == before.next_due


async def _reader(office: Office, chat_id: int) -> Subscription:
    found = await office.subscriptions.of_chat(chat_id)
    assert found is not None
    return found
