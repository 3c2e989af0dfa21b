"""The Registrar and the Publisher together, on a real database: a schedule is kept, changed and served."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.core.errors import UserMistake
from bot.core.models import Subscription
from bot.core.quiet import as_sent
from bot.core.timetable import Hush, NothingNew, QuietHours, TimeToLive, Weekend
from bot.engines.extractive import ExtractiveEngine
from bot.services.digest import Digester
from bot.services.publish import Publisher
from bot.services.subscribe import MOST_TIMES, Registrar
from bot.storage.database import Database
from bot.storage.library import SqlLibrary
from bot.storage.outbox import SqlOutbox
from bot.storage.subscriptions import SqlSubscriptions
from bot.telegram.format import render_edition
from tests.builders import MONDAY, FixedClock, a_source, a_state, a_story, a_subscription

READER, CHANNEL = 501, -1001
TODAY = date(2026, 11, 23)
NOON_IN_RIYADH = MONDAY + timedelta(hours=3)


class Office:
    """The services around one database, with one story to tell."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.library, self.outbox = SqlLibrary(database), SqlOutbox(database)
        self.subscriptions = SqlSubscriptions(database)
        self.registrar = Registrar(self.subscriptions, clock, "Asia/Riyadh")
        digester = Digester((ExtractiveEngine(),), self.library)
        self.publisher = Publisher(
            self.library, self.subscriptions, self.outbox, digester, render_edition, clock
        )
        self.clock = clock

    async def open(self) -> None:
        await self.library.add_source(a_source(), a_state())
        await self.library.save_visit("source-1", a_state(), (a_story(),))
        await self.subscriptions.save(a_subscription())

    async def reader(self, chat_id: int = READER) -> Subscription:
        found = await self.subscriptions.of_chat(chat_id)
        assert found is not None
        return found

    async def messages_to(self, chat_id: int) -> list[bool]:
        """What is owed to a chat now: for each message, whether it is silent."""
        claimed = await self.outbox.claim(self.clock(), 100)
        return [as_sent(one.message, self.clock()).silent for one in claimed if one.chat_id == chat_id]


@pytest.fixture
async def office(database: Database, clock: FixedClock) -> Office:
    office = Office(database, clock)
    await office.open()
    return office


async def test_whole_schedule_is_kept(office: Office) -> None:
    """Every choice comes back from the database as it was made."""
    registrar = office.registrar
    await registrar.set_weekend(READER, Weekend.SATURDAY_SUNDAY)
    await registrar.toggle_weekend_time(READER, time(11))
    await registrar.toggle_ramadan_time(READER, time(3, 30))
    await registrar.set_ramadan_shift(READER, 1)
    await registrar.set_quiet(READER, start=time(23))
    await registrar.set_hush(READER, Hush.POSTPONED)
    await registrar.pause_until(READER, date(2026, 12, 1))
    await registrar.set_time_to_live(READER, TimeToLive.THREE_HOURS)
    saved = await registrar.set_nothing_new(READER, NothingNew.SILENCE)

    kept = await office.reader()

    assert kept == saved
    assert kept.schedule == replace(
        a_subscription().schedule,
        weekend=Weekend.SATURDAY_SUNDAY,
        weekend_times=(time(11),),
        ramadan_times=(time(3, 30),),
        ramadan_shift=1,
        quiet=QuietHours(start=time(23), end=time(7), hush=Hush.POSTPONED),
        paused_until=date(2026, 12, 1),
    )
    assert not kept.tells_nothing_new
    assert kept.time_to_live is TimeToLive.THREE_HOURS


async def test_quiet_hours_can_be_moved_and_ended(office: Office) -> None:
    """Each end moves alone, midnight included."""
    await office.registrar.set_quiet(READER, start=time(0))
    moved = await office.registrar.set_quiet(READER, end=time(8))

    ended = await office.registrar.end_quiet(READER)

    assert moved.schedule.quiet == QuietHours(start=time(0), end=time(8))
    assert ended.schedule.quiet is None


async def test_weekend_with_times_counts_its_days_again(office: Office) -> None:
    """Who once took Friday away and now gives it a time wants an edition on Friday."""
    await office.registrar.toggle_weekday(READER, 4)
    await office.registrar.set_weekend(READER, Weekend.FRIDAY)

    changed = await office.registrar.toggle_weekend_time(READER, time(11))

    assert 4 in changed.schedule.weekdays


@pytest.mark.parametrize("table", ["times", "weekend_times", "ramadan_times"])
async def test_each_timetable_has_room_for_twelve_times(office: Office, table: str) -> None:
    """The thirteenth is refused, and costs nothing that was there."""
    registrar = office.registrar
    toggle = {
        "times": registrar.toggle_time,
        "weekend_times": registrar.toggle_weekend_time,
        "ramadan_times": registrar.toggle_ramadan_time,
    }[table]
    for hour in range(10, 10 + MOST_TIMES - len((await office.reader()).schedule.times)):
        await toggle(READER, time(hour))
    for hour in range(MOST_TIMES):
        if len(getattr((await office.reader()).schedule, table)) < MOST_TIMES:
            await toggle(READER, time(hour, 30))

    with pytest.raises(UserMistake):
        await toggle(READER, time(23, 59))

    assert len(getattr((await office.reader()).schedule, table)) == MOST_TIMES


async def test_edition_of_a_moved_reader_is_published_once(office: Office) -> None:
    """09:00 in Riyadh is out; the same date's 09:00 in London is neither announced nor published."""
    await office.publisher.publish()

    moved = await office.registrar.set_zone(READER, "Europe/London")
    office.clock.advance(hours=3, minutes=1)
    published = await office.publisher.publish()

    assert moved.next_due == MONDAY + timedelta(days=1, hours=3)
    assert published == 0


@pytest.mark.parametrize("hours", [3, 8.1], ids=["at seven", "after noon"])
async def test_moved_reader_gets_the_hour_that_was_never_published_and_no_other(
    office: Office, hours: float
) -> None:
    """Noon was read in Riyadh; in New York seven o'clock is still to come, and noon is not announced again."""
    await office.subscriptions.save(a_subscription(times=(time(7), time(12)), next_due=NOON_IN_RIYADH))
    office.clock.advance(hours=3)
    await office.publisher.publish()
    await office.registrar.set_zone(READER, "America/New_York")

    office.clock.advance(hours=hours)
    await office.publisher.publish()

    assert await office.subscriptions.published(("sub-1",), TODAY) == {
        "sub-1": {(TODAY, time(12)), (TODAY, time(7))}
    }
    assert (await office.reader()).next_due == MONDAY + timedelta(days=1, hours=6)


async def test_edition_that_a_move_jumped_over_is_published_at_once(office: Office) -> None:
    """A reader who lands in Dubai at half past nine gets the 09:00 edition."""
    await office.subscriptions.save(a_subscription(next_due=MONDAY))
    office.clock.advance(minutes=-30)
    await office.registrar.set_zone(READER, "Asia/Dubai")

    published = await office.publisher.publish()

    assert published == 1
    assert await office.subscriptions.published(("sub-1",), TODAY) == {"sub-1": {(TODAY, time(9))}}


async def test_tap_on_a_setting_while_an_edition_is_due_costs_no_edition(office: Office) -> None:
    """The edition that was due before the tap is published after it."""
    office.clock.advance(seconds=3)
    await office.registrar.toggle_time(READER, time(20))

    published = await office.publisher.publish()

    assert published == 1


async def test_missed_edition_is_left_out_when_it_is_too_old(office: Office) -> None:
    """Seven hours late is no news: the reader waits for the next hour, and the others are served."""
    office.clock.advance(hours=7)

    published = await office.publisher.publish()

    assert published == 0
    assert (await office.reader()).next_due == MONDAY + timedelta(days=1)
    assert await office.messages_to(READER) == []


async def test_setting_changed_while_an_old_edition_is_left_out_is_kept(office: Office) -> None:
    """What a reader chose meanwhile is not overwritten by the next hour of the old schedule."""
    seen = await office.reader()
    changed = await office.registrar.toggle_time(READER, time(20))

    moved = await office.subscriptions.move_on(replace(seen, next_due=MONDAY - timedelta(days=1)), None)

    assert not moved
    assert (await office.reader()).next_due == changed.next_due


async def test_edition_in_quiet_hours_comes_without_a_sound(office: Office) -> None:
    """On time, and nobody wakes up."""
    await office.registrar.set_quiet(READER, start=time(8), end=time(10))

    await office.publisher.publish()

    assert await office.messages_to(READER) == [True]


async def test_late_edition_does_not_ring_in_quiet_hours_either(office: Office) -> None:
    """The bot comes back at night with an edition of the evening: it must not ring."""
    await office.registrar.set_quiet(READER, start=time(10), end=time(18))
    office.clock.advance(hours=2)

    await office.publisher.publish()

    assert await office.messages_to(READER) == [True]


@pytest.mark.parametrize(
    ("chat_id", "choice", "told"),
    [
        (READER, None, True),
        (READER, NothingNew.SILENCE, False),
        (CHANNEL, None, False),
        (CHANNEL, NothingNew.TELL, True),
    ],
    ids=["a reader", "a reader who wants silence", "a channel", "a channel that wants to know"],
)
async def test_nothing_new_is_told_to_who_wants_to_hear_it(
    office: Office, chat_id: int, choice: NothingNew | None, told: bool
) -> None:
    """Silence may mean that nothing happened or that the bot is down: who asks is told which."""
    await office.subscriptions.save(
        a_subscription(subscription_id="channel", chat_id=CHANNEL, owner_id=READER)
    )
    if choice is not None:
        await office.registrar.set_nothing_new(chat_id, choice)
    await office.publisher.publish()
    await office.messages_to(chat_id)
    office.clock.advance(days=1)

    await office.publisher.publish()

    assert bool(await office.messages_to(chat_id)) is told


async def test_pause_ends_by_itself(office: Office) -> None:
    """On its date the editions come again, and what was missed is not caught up."""
    await office.registrar.pause_until(READER, date(2026, 11, 26))
    published = []
    for _ in range(4):
        published.append(await office.publisher.publish())
        office.clock.advance(days=1)

    assert published == [0, 0, 0, 1]
