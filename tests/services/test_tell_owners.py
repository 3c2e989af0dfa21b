"""The owner of a lost chat hears of it once, whatever goes wrong meanwhile, and nobody else does."""

import pytest

from bot.core.errors import DeliveryError
from bot.core.models import Message, SubscriptionState
from bot.services.tell_owners import AGAIN_AFTER
from tests.builders import a_subscription
from tests.services.post import Post

CHANNEL, OWNER = -1001, 900
GONE = DeliveryError("bot was kicked", permanent=True, chat_gone=True)


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
