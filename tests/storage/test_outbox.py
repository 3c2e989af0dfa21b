"""The ledger of deliveries, on SQLite and on a real PostgreSQL: in order, once, by whoever is alive."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from bot.core.models import Delivery, DeliveryState, Message
from bot.core.ports import EditionToPublish
from bot.core.retry import DOUBT_DELAY, MAX_DEATHS, arrived, put_back
from bot.storage.database import Database
from bot.storage.ledger_rows import delivery_row
from bot.storage.outbox import EXPIRED_AT_ONCE, SqlOutbox
from bot.storage.schema import deliveries, editions
from bot.storage.subscriptions import SqlSubscriptions
from tests.builders import MONDAY, a_delivery, a_subscription, an_edition

SECOND = timedelta(seconds=1)
HOURS = [timedelta(hours=n) for n in range(25)]
A_MINUTE = DOUBT_DELAY + SECOND  # long enough for a claim to be a dead process's


async def publish(
    database: Database, *, number: int = 1, parts: int = 1, stale_at: datetime | None = None
) -> str:
    """Owe an edition of so many parts to chat 500 + number; return its id."""
    edition_id, chat_id = f"edition-{number}", 500 + number
    subscription = a_subscription(subscription_id=f"sub-{number}", chat_id=chat_id)
    await SqlSubscriptions(database).save(subscription)
    owed = [
        replace(a_delivery(part=part, edition_id=edition_id, chat_id=chat_id), stale_at=stale_at)
        for part in range(1, parts + 1)
    ]
    edition = an_edition(edition_id=edition_id, subscription_id=subscription.id)
    await SqlOutbox(database).add(
        EditionToPublish(edition=edition, subscription=subscription, deliveries=tuple(owed), next_due=None)
    )
    return edition_id


async def owe_since(database: Database, moment: datetime) -> None:
    """Let what is owed be due since this moment."""
    owed = update(deliveries).where(deliveries.c.next_attempt.is_not(None)).values(next_attempt=moment)
    async with database.writing() as connection:
        await connection.execute(owed)


async def kept(database: Database, delivery: Delivery) -> tuple[str, int, int | None]:
    """Return its state, its doubts and the id of its message as the database has them."""
    query = select(deliveries.c.state, deliveries.c.doubts, deliveries.c.message_id)
    async with database.reading() as connection:
        row = (await connection.execute(query.where(deliveries.c.id == delivery.id))).one()
    return row.state, row.doubts, row.message_id


async def test_parts_go_in_order_a_second_apart_and_a_sent_one_never_again(database: Database) -> None:
    """Killed between message 1 and 2: only part 2 is left, and no chat gets both within a second."""
    await publish(database, parts=2)
    outbox = SqlOutbox(database)

    first = await outbox.claim(MONDAY, 10)
    while_sending = await outbox.claim(MONDAY, 10)
    await outbox.settle((arrived(first[0], 77),), MONDAY)
    too_soon = await outbox.claim(MONDAY + SECOND / 2, 10)
    after = await outbox.claim(MONDAY + SECOND, 10)

    assert [delivery.part for delivery in first] == [1]
    assert while_sending == too_soon == ()
    assert [delivery.part for delivery in after] == [2]
    assert after[0].message == Message(html="نص")


@pytest.mark.parametrize(
    ("state", "doubts", "expected"),
    [
        (DeliveryState.FAILED, 0, [2]),
        (DeliveryState.DOUBT, 1, [2]),
    ],
    ids=["failed", "doubt that is held"],
)
async def test_part_that_is_over_lets_the_next_one_go(
    database: Database, state: DeliveryState, doubts: int, expected: list[int]
) -> None:
    """A part that can never arrive does not hold the rest for ever."""
    await publish(database, parts=2)
    outbox = SqlOutbox(database)
    (first,) = await outbox.claim(MONDAY, 10)

    await outbox.settle((replace(first, state=state, doubts=doubts, next_attempt=None),), MONDAY)

    assert [delivery.part for delivery in await outbox.claim(MONDAY, 10)] == expected


async def test_part_that_waits_holds_the_later_ones(database: Database) -> None:
    """A flooded part 1 is not overtaken by part 2."""
    await publish(database, parts=2)
    outbox = SqlOutbox(database)
    (first,) = await outbox.claim(MONDAY, 10)

    await outbox.settle((put_back(first, MONDAY + 60 * SECOND, "flood"),), MONDAY)

    assert await outbox.claim(MONDAY + 59 * SECOND, 10) == ()
    assert [delivery.part for delivery in await outbox.claim(MONDAY + 60 * SECOND, 10)] == [1]


async def test_two_processes_never_claim_the_same(database: Database) -> None:
    """What one process took, another does not send."""
    for number in range(6):
        await publish(database, number=number)
    one, other = SqlOutbox(database), SqlOutbox(database)

    claimed = [*await one.claim(MONDAY, 4), *await other.claim(MONDAY, 4)]

    assert sorted(delivery.chat_id for delivery in claimed) == [500, 501, 502, 503, 504, 505]


async def test_many_results_are_saved_together(database: Database) -> None:
    """Each of a batch gets its own outcome."""
    for number in range(3):
        await publish(database, number=number)
    outbox = SqlOutbox(database)
    sent, failed, waiting = await outbox.claim(MONDAY, 10)

    await outbox.settle(
        (
            arrived(sent, 77),
            replace(failed, state=DeliveryState.FAILED, next_attempt=None),
            put_back(waiting, MONDAY, "flood"),
        ),
        MONDAY,
    )

    assert await kept(database, sent) == ("sent", 0, 77)
    assert await kept(database, failed) == ("failed", 0, None)
    assert await outbox.claim(MONDAY, 10) == (replace(waiting, last_error="flood"),)


async def test_claim_of_a_dead_process_becomes_a_doubt_that_is_sent_again(database: Database) -> None:
    """Killed between claim and answer: it goes out again, but not for ever if that is what kills."""
    await publish(database)
    claims = []
    for minute in range(MAX_DEATHS + 2):
        now = MONDAY + timedelta(minutes=minute)
        claims.append(len(await SqlOutbox(database).claim(now, 10)))
        assert await SqlOutbox(database).recover(now + DOUBT_DELAY, now) == 0
        await SqlOutbox(database).recover(now + A_MINUTE, now)

    assert claims == [1] * (1 + MAX_DEATHS) + [0]
    assert await kept(database, a_delivery(edition_id="edition-1")) == ("doubt", 1 + MAX_DEATHS, None)


async def test_clock_that_is_set_back_stops_no_edition(database: Database) -> None:
    """The next part and what a dead process left do not wait until the clock has caught up."""
    await publish(database, number=1, parts=2)
    await publish(database, number=2)
    outbox, an_hour_ago = SqlOutbox(database), MONDAY - timedelta(hours=1)
    first, _of_a_dead_process = await outbox.claim(MONDAY, 10)
    await outbox.settle((arrived(first, 77),), MONDAY)
    await owe_since(database, an_hour_ago)

    recovered = await outbox.recover(an_hour_ago, an_hour_ago)
    claimed = await outbox.claim(an_hour_ago, 10)

    assert recovered == 1
    assert sorted((delivery.chat_id, delivery.part) for delivery in claimed) == [(501, 2), (502, 1)]


async def test_doubt_is_held_when_the_operator_wants_that(database: Database) -> None:
    """Who fears doubles more than a gap gets no second message."""
    await publish(database)
    outbox = SqlOutbox(database)
    await outbox.claim(MONDAY, 10)

    recovered = await outbox.recover(MONDAY + A_MINUTE, None)

    assert recovered == 1
    assert await outbox.claim(MONDAY + timedelta(days=1), 10) == ()


async def test_lost_claim_cannot_undo_what_another_did(database: Database) -> None:
    """A process that was away for long may only add the fact that a message arrived."""
    await publish(database)
    sleeper, other = SqlOutbox(database), SqlOutbox(database)
    (claimed,) = await sleeper.claim(MONDAY, 10)
    await other.recover(MONDAY + A_MINUTE, MONDAY)

    await sleeper.settle((put_back(claimed, MONDAY, "flood"),), MONDAY)
    in_doubt = await kept(database, claimed)
    await sleeper.settle((arrived(claimed, 77),), MONDAY)

    assert in_doubt == ("doubt", 1, None)
    assert await kept(database, claimed) == ("sent", 1, 77)
    assert await other.claim(MONDAY, 10) == ()


async def test_message_that_arrived_is_not_taken_again_by_the_very_round_that_says_so(
    database: Database,
) -> None:
    """It was taken for lost and is due again, when the process that sent it comes back with the answer."""
    await publish(database, number=1)
    await publish(database, number=2)
    sleeper = SqlOutbox(database)
    first, second = await sleeper.claim(MONDAY, 10)
    await SqlOutbox(database).recover(MONDAY + A_MINUTE, MONDAY)

    taken = await sleeper.claim(MONDAY + A_MINUTE, 10, (arrived(first, 77),))

    assert [delivery.id for delivery in taken] == [second.id]
    assert await kept(database, first) == ("sent", 1, 77)


async def test_claim_of_another_process_is_not_touched(database: Database) -> None:
    """What somebody else is sending right now is settled by nobody else."""
    await publish(database)
    sleeper, other = SqlOutbox(database), SqlOutbox(database)
    (claimed,) = await sleeper.claim(MONDAY, 10)
    await other.recover(MONDAY + A_MINUTE, MONDAY)
    await other.claim(MONDAY, 10)

    await sleeper.settle((put_back(claimed, MONDAY, "flood"),), MONDAY)

    assert (await kept(database, claimed))[0] == "sending"


async def test_chat_that_is_gone_is_owed_nothing_more(database: Database) -> None:
    """A reader who blocked the bot is not knocked at once for each message that waits."""
    await publish(database, number=1, parts=3)
    await publish(database, number=2)
    outbox = SqlOutbox(database)

    given_up = await outbox.give_up(501, "blocked")

    assert given_up == 3
    assert [delivery.chat_id for delivery in await outbox.claim(MONDAY, 10)] == [502]


async def test_stale_edition_is_not_sent_and_is_named_once(database: Database) -> None:
    """Old news is not news; the operator can be told which edition it was, once."""
    edition_id = await publish(database, number=1, parts=2)
    outbox = SqlOutbox(database)

    moments = (MONDAY + HOURS[2], MONDAY + HOURS[2] + SECOND, MONDAY + HOURS[2] + SECOND)
    expired = [await outbox.expire(moment, HOURS[2]) for moment in moments]

    assert expired == [(), (edition_id,), ()]
    assert await outbox.claim(MONDAY + HOURS[7], 10) == ()


async def test_each_edition_gets_stale_when_its_own_chat_says(database: Database) -> None:
    """One wants it within an hour, one within a day; who says nothing gets what the operator set."""
    hour, day, unsaid = (
        await publish(database, number=1, stale_at=MONDAY + HOURS[1]),
        await publish(database, number=2, stale_at=MONDAY + HOURS[24]),
        await publish(database, number=3),
    )
    outbox = SqlOutbox(database)

    expired = [await outbox.expire(MONDAY + HOURS[n] + SECOND, HOURS[6]) for n in (0, 1, 5, 6, 23, 24)]

    assert expired == [(), (hour,), (), (unsaid,), (), (day,)]


async def test_broadcast_that_gets_stale_is_given_up_in_bites_each_edition_once(database: Database) -> None:
    """Telegram was away for six hours: a hundred thousand ids fit into no statement, and nobody waits for one."""
    count = EXPIRED_AT_ONCE + 200
    ids = [f"e{n:04}" for n in range(count)]
    one = {"subscription_id": "s", "local_date": date(2026, 11, 23), "due_at": MONDAY}
    rows = [one | {"id": edition_id, "slot": edition_id} for edition_id in ids]
    owed = [a_delivery(part=part, edition_id=edition_id) for edition_id in ids for part in (1, 2)]
    async with database.writing() as connection:
        await connection.execute(insert(editions), rows)
        await connection.execute(insert(deliveries), [delivery_row(one) for one in owed])
    outbox, found = SqlOutbox(database), []

    while expired := await outbox.expire(MONDAY + HOURS[6] + SECOND, HOURS[6]):
        found.append(expired)

    assert len(found) > 1
    assert sorted(one for expired in found for one in expired) == ids
    assert await outbox.claim(MONDAY + HOURS[7], 10) == ()
