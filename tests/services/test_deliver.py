"""The Courier on a real database: what goes wrong under way is in the ledger, and the right people hear of it."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.core.errors import DeliveryError
from bot.core.models import Message, Subscription, SubscriptionState
from bot.core.ports import EditionToPublish
from bot.core.retry import DOUBT_DELAY, MAX_DEATHS, SECOND_THOUGHT, DeliveryRules, OnDoubt, arrived
from bot.services.tell_owners import AGAIN_AFTER, OwnerTeller
from bot.storage.database import Database
from bot.storage.outbox import SqlOutbox
from bot.storage.schema import deliveries
from bot.storage.subscriptions import SqlSubscriptions
from tests.builders import FixedClock, a_delivery, a_subscription, an_edition
from tests.fakes import FakeMessenger
from tests.services.courier import a_courier

CHANNEL, OWNER = -1001, 900
GONE = DeliveryError("bot was kicked", permanent=True, chat_gone=True)
LOST = DeliveryError("answer lost", doubtful=True)


class Post:
    """A database, a messenger that fails as told, and Couriers that come and go."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.database, self.clock = database, clock
        self.subscriptions = SqlSubscriptions(database)
        self.messenger = FakeMessenger()
        self.rules = DeliveryRules()

    async def owe(
        self, chat_id: int, *, parts: int = 1, owner_id: int | None = None, number: int = 1
    ) -> None:
        name = f"sub{chat_id}"
        edition_id = f"{name}-{number}"
        subscription = a_subscription(
            subscription_id=name,
            chat_id=chat_id,
            owner_id=owner_id,
            title="قناة الميناء",
            next_due=self.clock(),
        )
        await self.subscriptions.save(subscription)
        owed = tuple(a_delivery(part=n, edition_id=edition_id, chat_id=chat_id) for n in range(1, parts + 1))
        edition = an_edition(edition_id=edition_id, subscription_id=name)
        await SqlOutbox(self.database).add(
            EditionToPublish(edition=edition, subscription=subscription, deliveries=owed, next_due=None)
        )

    async def deliver(self) -> int:
        """Let a process come, send what is due, and go."""
        outbox = SqlOutbox(self.database)
        return await a_courier(
            outbox, self.subscriptions, self.messenger, self.clock, rules=self.rules
        ).deliver()

    async def tell_owners(self) -> None:
        """Let a process tell the owners of lost chats, and go."""
        await OwnerTeller(self.subscriptions, self.messenger, _word, self.clock).tell()

    async def die_while_sending(self) -> None:
        """Let a process look after what others left, claim what is due and be killed."""
        outbox, now = SqlOutbox(self.database), self.clock()
        await outbox.recover(now, now)
        assert await outbox.claim(now, 10)

    async def ledger(self) -> list[tuple[int, int, str]]:
        query = select(deliveries.c.chat_id, deliveries.c.part, deliveries.c.state)
        async with self.database.reading() as connection:
            rows = await connection.execute(query.order_by(deliveries.c.chat_id, deliveries.c.part))
            return [(row.chat_id, row.part, row.state) for row in rows]


def _word(lost: Subscription) -> Message:
    return Message(html=f"فقدتُ {lost.title}")


@pytest.fixture
def post(database: Database, clock: FixedClock) -> Post:
    return Post(database, clock)


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


async def test_owner_hears_once_that_the_channel_is_lost(post: Post) -> None:
    """Kicked: the channel is paused with its settings, its other messages are given up, its owner gets one word."""
    await post.owe(CHANNEL, owner_id=OWNER, parts=3)
    await post.owe(CHANNEL, owner_id=OWNER, number=2)
    post.messenger.errors[CHANNEL] = [GONE, GONE]

    for _ in range(2):
        await post.deliver()
        await post.tell_owners()
        post.clock.advance(minutes=2)

    lost = await post.subscriptions.of_chat(CHANNEL)
    assert lost is not None
    assert lost.state is SubscriptionState.PAUSED
    assert lost.schedule == a_subscription().schedule
    assert post.messenger.sent == [(OWNER, Message(html="فقدتُ قناة الميناء"))]
    assert {state for chat_id, _, state in await post.ledger() if chat_id == CHANNEL} == {"failed"}


@pytest.mark.parametrize("dies", ["before it tells", "while it tells"])
async def test_owner_hears_of_the_loss_though_the_process_that_found_it_died(post: Post, dies: str) -> None:
    """That somebody must be told is saved with the pause: whoever lives tells it, a minute later at most."""
    await post.owe(CHANNEL, owner_id=OWNER)
    await post.subscriptions.pause(CHANNEL, post.clock())
    if dies == "while it tells":
        assert await post.subscriptions.take_untold(post.clock(), post.clock() + AGAIN_AFTER)
        await post.tell_owners()
        assert post.messenger.sent == []
        post.clock.advance(seconds=AGAIN_AFTER.total_seconds())

    for _ in range(2):
        await post.tell_owners()
        post.clock.advance(minutes=2)

    assert post.messenger.sent == [(OWNER, Message(html="فقدتُ قناة الميناء"))]


async def test_owner_who_cannot_be_told_now_is_told_later_but_never_a_deaf_one(post: Post) -> None:
    """No connection is no answer; an owner who blocked the bot will not hear it the next time either."""
    await post.owe(CHANNEL, owner_id=OWNER)
    post.messenger.errors[OWNER] = [DeliveryError("no connection"), GONE]
    await post.subscriptions.pause(CHANNEL, post.clock())

    for _ in range(4):
        await post.tell_owners()
        post.clock.advance(minutes=2)

    assert post.messenger.errors[OWNER] == []
    assert post.messenger.sent == []


async def test_owner_whose_channel_is_served_again_hears_no_old_news(post: Post) -> None:
    """Lost and found before anybody could be told: there is nothing to tell."""
    await post.owe(CHANNEL, owner_id=OWNER)
    await post.subscriptions.pause(CHANNEL, post.clock())
    await post.subscriptions.resume(CHANNEL, None)

    await post.tell_owners()

    assert post.messenger.sent == []


async def test_reader_who_blocked_the_bot_gets_no_word_about_it(post: Post) -> None:
    """There is nobody to tell; the settings stay."""
    await post.owe(501, parts=2)
    post.messenger.errors[501] = [GONE]

    for _ in range(2):
        await post.deliver()
        await post.tell_owners()

    assert post.messenger.sent == []
    assert await post.ledger() == [(501, 1, "failed"), (501, 2, "failed")]


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
