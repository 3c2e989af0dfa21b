"""Subscriptions, on SQLite and on a real PostgreSQL: each slot is published once, and only to who still wants it."""

from dataclasses import replace
from datetime import timedelta

from bot.core.models import SubscriptionState
from bot.core.ports import EditionToPublish
from bot.storage.database import Database
from bot.storage.outbox import SqlOutbox
from bot.storage.subscriptions import SqlSubscriptions
from tests.builders import MONDAY, a_delivery, a_digest, a_story, a_subscription, an_edition


def _intent(parts: int = 1) -> EditionToPublish:
    return EditionToPublish(
        edition=an_edition(digests=(a_digest(),)),
        subscription=a_subscription(),
        deliveries=tuple(a_delivery(part=part) for part in range(1, parts + 1)),
        next_due=MONDAY + timedelta(days=1),
        told=(a_story(),),
    )


async def test_slot_is_published_once_whoever_comes_second(database: Database) -> None:
    """Two ticks, or two machines, make one edition."""
    subscriptions, outbox = SqlSubscriptions(database), SqlOutbox(database)
    await subscriptions.save(a_subscription())

    added = [await outbox.add(_intent()), await outbox.add(_intent())]

    assert added == [1, 0]
    assert len(await outbox.claim(MONDAY, 10)) == 1
    told = await outbox.stories_told(("sub-1", "sub-2"), (a_story().id, "another"))
    assert told == {"sub-1": {a_story().id: MONDAY}}


async def test_many_editions_are_saved_together_and_only_those_that_are_still_owed(
    database: Database,
) -> None:
    """One reader of many who moved the hour meanwhile keeps it; the others get their editions."""
    subscriptions, outbox = SqlSubscriptions(database), SqlOutbox(database)
    intents = []
    for number in (1, 2, 3):
        reader = a_subscription(subscription_id=f"sub-{number}", chat_id=500 + number)
        edition = an_edition(edition_id=f"e{number}", subscription_id=reader.id)
        owed = (a_delivery(edition_id=edition.id, chat_id=reader.chat_id),)
        intents.append(
            EditionToPublish(
                edition=edition, subscription=reader, deliveries=owed, next_due=None, told=(a_story(),)
            )
        )
        await subscriptions.save(replace(reader, next_due=MONDAY + timedelta(hours=number == 2)))

    added = [await outbox.add(*intents), await outbox.add(*intents)]

    assert added == [2, 0]
    assert sorted(delivery.chat_id for delivery in await outbox.claim(MONDAY, 10)) == [501, 503]
    assert sorted(await outbox.stories_told(("sub-1", "sub-2", "sub-3"), (a_story().id,))) == [
        "sub-1",
        "sub-3",
    ]


async def test_due_readers_come_in_pages_that_miss_nobody(database: Database) -> None:
    """The longest due first; those of the same minute in the order of their ids, in one shard or in all."""
    subscriptions = SqlSubscriptions(database)
    for number, name in enumerate(("b2", "a1", "b1", "a2", "a0")):
        earlier = timedelta(minutes=name == "b1")
        await subscriptions.save(
            a_subscription(subscription_id=name, chat_id=number, next_due=MONDAY - earlier)
        )

    first = await subscriptions.due(MONDAY, 2)
    second = await subscriptions.due(MONDAY, 10, first[-1])
    of_shard = await subscriptions.due(MONDAY, 10, first[-1], "a")

    assert [one.id for one in first] == ["b1", "a0"]
    assert [one.id for one in second] == ["a1", "a2", "b2"]
    assert [one.id for one in of_shard] == ["a1", "a2"]


async def test_published_slot_is_not_published_again_after_the_schedule_went_back(database: Database) -> None:
    """A reader who moves the hour there and back gets the slot once, and the due time still moves on."""
    subscriptions, outbox = SqlSubscriptions(database), SqlOutbox(database)
    await subscriptions.save(a_subscription())
    await outbox.add(_intent())
    await subscriptions.save(a_subscription())

    again = await outbox.add(_intent())

    assert not again
    assert await subscriptions.due(MONDAY, 10) == ()


async def test_schedule_changed_meanwhile_is_not_overwritten(database: Database) -> None:
    """A reader who moves the hour while the edition is being written keeps the new hour, and gets that one."""
    subscriptions, outbox = SqlSubscriptions(database), SqlOutbox(database)
    later = MONDAY + timedelta(hours=3)
    await subscriptions.save(a_subscription(next_due=later))

    added = await outbox.add(_intent())

    found = await subscriptions.of_chat(501)
    assert not added
    assert found is not None
    assert found.next_due == later
    assert await outbox.claim(MONDAY, 10) == ()


async def test_leaving_forgets_what_is_still_owed(database: Database) -> None:
    """Who left gets nothing more."""
    subscriptions, outbox = SqlSubscriptions(database), SqlOutbox(database)
    await subscriptions.save(a_subscription())
    await outbox.add(_intent())

    left = [await subscriptions.remove(501), await subscriptions.remove(501)]

    assert left == [True, False]
    assert await outbox.claim(MONDAY, 10) == ()


async def test_group_that_was_followed_anew_under_its_new_id_keeps_the_new_settings(
    database: Database,
) -> None:
    """Its owner subscribed again before the bot heard of the move: what is owed still comes, and nothing is refused."""
    subscriptions, outbox = SqlSubscriptions(database), SqlOutbox(database)
    await subscriptions.save(a_subscription(chat_id=-5))
    await outbox.add(replace(_intent(), deliveries=(a_delivery(chat_id=-5),)))
    await subscriptions.save(a_subscription(subscription_id="sub-2", chat_id=-1005, next_due=None))

    await subscriptions.move_chat(-5, -1005)

    found = await subscriptions.of_chat(-1005)
    assert await subscriptions.of_chat(-5) is None
    assert found is not None
    assert found.id == "sub-2"
    assert [delivery.chat_id for delivery in await outbox.claim(MONDAY, 10)] == [-1005]


async def test_paused_subscription_is_not_due_until_it_is_resumed(database: Database) -> None:
    """A reader who blocked the bot and came back finds everything as it was."""
    subscriptions = SqlSubscriptions(database)
    await subscriptions.save(a_subscription())

    paused = await subscriptions.pause(501, MONDAY)
    while_paused = await subscriptions.due(MONDAY, 10)
    resumed = await subscriptions.resume(501, MONDAY)

    assert paused is not None
    assert paused.state is SubscriptionState.PAUSED
    assert while_paused == ()
    assert resumed == a_subscription()
    assert await subscriptions.resume(501, MONDAY) is None
