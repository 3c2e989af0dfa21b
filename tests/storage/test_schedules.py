"""Schedules in the database: what older versions wrote, and what was published when."""

from dataclasses import replace
from datetime import date, time, timedelta

from sqlalchemy import text

from bot.core.models import Message, Subscription
from bot.core.ports import EditionToPublish
from bot.core.timetable import Schedule
from bot.storage.database import Database
from bot.storage.outbox import SqlOutbox
from bot.storage.subscriptions import SqlSubscriptions
from tests.builders import MONDAY, a_delivery, a_subscription, an_edition

OLD_ROW = text(
    "INSERT INTO subscriptions (id, chat_id, owner_id, title, times, zone, weekdays, topics, state, language)"
    """ VALUES ('old', 501, 501, 'قديم', '["07:30"]', 'Africa/Cairo', '[0, 1]', '[]', 'active', 'ar')"""
)


async def test_subscription_of_an_older_version_stays_as_it_was(database: Database) -> None:
    """Who subscribed before there were weekends, Ramadan or quiet hours gets the same editions at the same hours."""
    async with database.writing() as connection:
        await connection.execute(OLD_ROW)

    found = await SqlSubscriptions(database).of_chat(501)

    assert found == Subscription(
        id="old",
        chat_id=501,
        owner_id=501,
        title="قديم",
        schedule=Schedule(times=(time(7, 30),), zone="Africa/Cairo", weekdays=(0, 1)),
    )


async def test_published_slots_are_those_of_this_subscription_since_the_date(database: Database) -> None:
    """Another reader's editions and those of last week say nothing about what is owed today."""
    subscriptions, outbox = SqlSubscriptions(database), SqlOutbox(database)
    await subscriptions.save(a_subscription())
    await outbox.add(
        EditionToPublish(
            edition=an_edition(),
            subscription=a_subscription(),
            deliveries=(),
            next_due=MONDAY + timedelta(days=1),
        )
    )
    day = date(2026, 11, 23)

    assert await subscriptions.published(("sub-1",), day) == {"sub-1": {(day, time(9))}}
    assert await subscriptions.published(("sub-1",), day + timedelta(days=1)) == {}
    assert await subscriptions.published(("sub-2",), day) == {}


async def test_quiet_hours_of_a_message_are_kept(database: Database) -> None:
    """A message that is sent after a restart still knows when it must not ring."""
    subscriptions, outbox = SqlSubscriptions(database), SqlOutbox(database)
    await subscriptions.save(a_subscription())
    message = Message(html="نص", quiet=(MONDAY, MONDAY + timedelta(hours=9)))
    owed = replace(a_delivery(), message=message)
    await outbox.add(
        EditionToPublish(
            edition=an_edition(), subscription=a_subscription(), deliveries=(owed,), next_due=None
        )
    )

    (claimed,) = await outbox.claim(MONDAY, 10)

    assert claimed.message == message
