"""The Courier on a real database: whatever goes wrong under way, the ledger knows what became of each message."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.core.errors import DeliveryError
from bot.core.retry import DOUBT_DELAY, MAX_DEATHS, SECOND_THOUGHT, DeliveryRules, OnDoubt, arrived
from bot.storage.outbox import SqlOutbox
from bot.storage.schema import deliveries
from tests.services.post import Post

LOST = DeliveryError("answer lost", doubtful=True)


async def test_message_whose_processes_keep_dying_is_not_sent_for_ever(post: Post) -> None:
    """Killed again and again between claim and answer: the last doubt stays one."""
    await post.owe(501)
    sent = []
    for _ in range(1 + MAX_DEATHS):
        await post.die_while_sending()
        post.clock.advance(seconds=DOUBT_DELAY.total_seconds() - 1)
        sent.append(await post.deliver())
        post.clock.advance(seconds=2)

    sent.append(await post.deliver())

    assert sent == [0] * (2 + MAX_DEATHS)
    assert await post.ledger() == [(501, 1, "doubt")]


async def test_message_of_a_process_that_died_once_arrives(post: Post) -> None:
    """A crash costs a reader a minute."""
    await post.owe(501)
    await post.die_while_sending()
    post.clock.advance(seconds=DOUBT_DELAY.total_seconds() + 1)

    found = await post.deliver()
    post.clock.advance(seconds=SECOND_THOUGHT.total_seconds())
    sent = [await post.deliver(), await post.deliver()]

    assert (found, sent) == (0, [1, 0])
    assert await post.ledger() == [(501, 1, "sent")]


async def test_process_that_only_lost_its_database_doubles_nothing(post: Post) -> None:
    """It says that the message arrived as soon as it can, and is believed although its claim was taken away."""
    await post.owe(501)
    outbox = SqlOutbox(post.database)
    (claimed,) = await outbox.claim(post.clock(), 10)
    post.clock.advance(minutes=3)

    sent = [await post.deliver()]
    await outbox.settle((arrived(claimed, 77),), post.clock())
    post.clock.advance(minutes=3)
    sent.append(await post.deliver())

    assert sent == [0, 0]
    assert await post.ledger() == [(501, 1, "sent")]
    async with post.database.reading() as connection:
        assert await connection.scalar(select(deliveries.c.doubts)) == 1, (
            "the doubt there was is not forgotten"
        )


@pytest.mark.parametrize(
    ("on_doubt", "expected"),
    [(OnDoubt.RESEND, [0, 0, 1]), (OnDoubt.HOLD, [0, 0, 0])],
    ids=["resend", "hold"],
)
async def test_lost_answer_follows_the_operators_rule(
    post: Post, on_doubt: OnDoubt, expected: list[int]
) -> None:
    """Sent once more after a minute, not earlier; or held, if that is what the operator wants."""
    post.rules = DeliveryRules(on_doubt=on_doubt)
    post.messenger.errors[501] = [LOST]
    await post.owe(501)

    sent = [await post.deliver()]
    post.clock.advance(seconds=59)
    sent.append(await post.deliver())
    post.clock.advance(seconds=2)
    sent.append(await post.deliver())

    assert sent == expected


async def test_dead_process_is_held_too_when_doubts_are(post: Post) -> None:
    """A crash is a lost answer like any other."""
    post.rules = DeliveryRules(on_doubt=OnDoubt.HOLD)
    await post.owe(501)
    await post.die_while_sending()
    post.clock.advance(minutes=5)

    assert await post.deliver() == 0
    assert await post.ledger() == [(501, 1, "doubt")]


async def test_stale_edition_is_not_sent_and_the_log_says_so_once(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    """What Telegram kept us from sending for too long is old news; the operator hears of each edition once."""
    post.rules = DeliveryRules(time_to_live=timedelta(hours=2))
    await post.owe(501, parts=3)
    await post.owe(502)
    post.clock.advance(hours=2, seconds=1)

    with caplog.at_level(logging.ERROR):
        sent = [await post.deliver(), await post.deliver()]

    assert sent == [0, 0]
    assert {state for _, _, state in await post.ledger()} == {"failed"}
    named = [record.__dict__["edition"] for record in caplog.records]
    assert named == ["sub501-1", "sub502-1"]


async def test_edition_is_still_sent_just_before_it_gets_stale(post: Post) -> None:
    """Late rather than never."""
    post.rules = DeliveryRules(time_to_live=timedelta(hours=2))
    await post.owe(501)
    post.clock.advance(hours=2)

    assert await post.deliver() == 1


async def test_parts_of_an_edition_arrive_in_order_over_processes(post: Post) -> None:
    """Whoever sends them, and whatever part fails in between, they come in order."""
    await post.owe(501, parts=4)
    post.messenger.errors[501] = [
        DeliveryError("no connection"),
        DeliveryError("flood", retry_after=3),
    ]
    for _ in range(10):
        await post.deliver()
        post.clock.advance(seconds=5)

    assert [part for _, part, state in await post.ledger() if state == "sent"] == [1, 2, 3, 4]
    assert len(post.messenger.sent) == 4


@pytest.mark.parametrize("error", [DeliveryError("flood", retry_after=7), DeliveryError("no connection")])
async def test_message_that_surely_did_not_leave_is_never_in_doubt(post: Post, error: DeliveryError) -> None:
    """A flood or a missing connection is tried again at once when its time comes, and doubles nothing."""
    await post.owe(501)
    post.messenger.errors[501] = [error]

    first = await post.deliver()
    waiting = await post.ledger()
    post.clock.advance(seconds=10)
    second = await post.deliver()

    assert (first, second) == (0, 1)
    assert waiting == [(501, 1, "pending")]


async def test_group_that_moved_gets_everything_at_its_new_address(post: Post) -> None:
    """All parts that wait, and all later editions, go where the group lives now."""
    await post.owe(-501, parts=2)
    post.messenger.errors[-501] = [DeliveryError("migrated", new_chat_id=-100501, retry_after=0)]

    for _ in range(3):
        await post.deliver()
        post.clock.advance(seconds=2)

    assert [chat_id for chat_id, _ in post.messenger.sent] == [-100501, -100501]
    assert await post.subscriptions.of_chat(-501) is None
    assert await post.subscriptions.of_chat(-100501) is not None
