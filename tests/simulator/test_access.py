"""Where the bot may write: people, groups and channels, and Telegram's words for where it may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.simulator import Simulator, User
from tests.simulator.wire import Api

Scene = Callable[[Simulator, User], int | str]


def _stranger(simulator: Simulator, reader: User) -> int:
    del reader
    return simulator.add_user("غريب").id


def _blocked(simulator: Simulator, reader: User) -> int:
    simulator.block(reader.id)
    return reader.id


def _deactivated(simulator: Simulator, reader: User) -> int:
    simulator.deactivate(reader.id)
    return reader.id


def _kicked(simulator: Simulator, reader: User) -> int:
    group = simulator.add_group("غرفة التحرير", members=(reader.id,))
    simulator.kick_bot(group.id, by=reader.id)
    return group.id


def _silenced(simulator: Simulator, reader: User) -> int:
    group = simulator.add_group("غرفة التحرير", members=(reader.id,))
    simulator.silence_bot(group.id, by=reader.id)
    return group.id


def _outside(simulator: Simulator, reader: User) -> int:
    return simulator.add_channel("قناة", owner_id=reader.id).id


def _plain_member(simulator: Simulator, reader: User) -> str:
    channel = simulator.add_channel("قناة", owner_id=reader.id, username="News")
    simulator.promote_bot(channel.id, by=reader.id)
    simulator.demote_bot(channel.id, by=reader.id)
    return "@news"


def _admin_who_may_not_post(simulator: Simulator, reader: User) -> int:
    channel = simulator.add_channel("قناة", owner_id=reader.id)
    simulator.promote_bot(channel.id, by=reader.id, rights=("can_manage_chat",))
    return channel.id


def _unknown(simulator: Simulator, reader: User) -> int:
    del simulator, reader
    return 42


def _person_by_name(simulator: Simulator, reader: User) -> str:
    del reader
    simulator.add_user("ليلى", username="layla", started=True)
    return "@layla"


NO_RIGHTS = "Bad Request: need administrator rights in the channel chat"
CLOSED: dict[str, tuple[Scene, int, str]] = {
    "unknown": (_unknown, 400, "Bad Request: chat not found"),
    "person-by-username": (_person_by_name, 400, "Bad Request: chat not found"),
    "never-started": (_stranger, 403, "Forbidden: bot can't initiate conversation with a user"),
    "blocked": (_blocked, 403, "Forbidden: bot was blocked by the user"),
    "deactivated": (_deactivated, 403, "Forbidden: user is deactivated"),
    "kicked": (_kicked, 403, "Forbidden: bot was kicked from the group chat"),
    "silenced": (_silenced, 400, "Bad Request: not enough rights to send text messages to the chat"),
    "not-a-member": (_outside, 403, "Forbidden: bot is not a member of the channel chat"),
    "no-rights": (_plain_member, 400, NO_RIGHTS),
    "no-right-to-post": (_admin_who_may_not_post, 400, NO_RIGHTS),
}


@pytest.mark.parametrize(("scene", "code", "reason"), CLOSED.values(), ids=CLOSED.keys())
async def test_the_bot_is_kept_out_when_it_may_not_write(
    api: Api, simulator: Simulator, reader: User, scene: Scene, code: int, reason: str
) -> None:
    """Each closed door has Telegram's own code and words."""
    chat_id = scene(simulator, reader)

    assert await api.refusal("sendMessage", chat_id=chat_id, text="خبر") == (code, reason)


async def test_the_bot_posts_by_username_when_it_is_an_administrator(
    api: Api, simulator: Simulator, reader: User
) -> None:
    """A public channel can be named by its @username, in any case of letters."""
    channel = simulator.add_channel("قناة", owner_id=reader.id, username="News")
    simulator.promote_bot(channel.id, by=reader.id)

    told = await api("sendMessage", chat_id="@news", text="خبر")

    assert told["result"]["sender_chat"]["id"] == channel.id
    assert "from" not in told["result"]


async def test_the_reader_can_be_written_to_again_when_the_block_is_lifted(
    api: Api, simulator: Simulator, reader: User
) -> None:
    """Blocking and unblocking each tell the bot, and the door opens again."""
    simulator.block(reader.id)
    simulator.unblock(reader.id)

    told = await api("sendMessage", chat_id=reader.id, text="خبر")

    news = [
        update["my_chat_member"]["new_chat_member"]["status"]
        for update in (await api("getUpdates"))["result"]
    ]
    assert told["ok"] is True
    assert news == ["kicked", "member"]


async def test_a_group_that_moved_tells_its_new_id(api: Api, simulator: Simulator, reader: User) -> None:
    """The old chat is dead and says where to go; the new one takes messages."""
    group = simulator.add_group("غرفة التحرير", members=(reader.id,))
    moved = simulator.migrate(group.id)

    refused = await api("sendMessage", chat_id=group.id, text="خبر")
    taken = await api("sendMessage", chat_id=moved.id, text="خبر")

    assert refused["error_code"] == 400
    assert refused["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused["parameters"] == {"migrate_to_chat_id": moved.id}
    assert taken["result"]["chat"]["type"] == "supergroup"


async def test_group_talk_stays_private_when_it_is_not_for_the_bot(
    api: Api, simulator: Simulator, reader: User
) -> None:
    """Like every new bot, ours sees commands, mentions and replies in a group, not the talk of people."""
    group = simulator.add_group("غرفة التحرير", members=(reader.id,))
    own = (await api("sendMessage", chat_id=group.id, text="مرحبا"))["result"]["message_id"]

    for text in ("كلام", "/today@other_bot", "/today", "يا @mujaz_demo_bot"):
        simulator.send_text(group.id, reader.id, text)
    simulator.send_text(group.id, reader.id, "رد", reply_to=own)

    updates = (await api("getUpdates"))["result"]
    heard = [update["message"]["text"] for update in updates if "message" in update]
    assert heard == ["/today", "يا @mujaz_demo_bot", "رد"]


async def test_members_can_be_looked_up(api: Api, simulator: Simulator, reader: User) -> None:
    """Who leads a channel, who is in it, and what the bot itself is there."""
    channel = simulator.add_channel("قناة", owner_id=reader.id, username="news")
    simulator.promote_bot(channel.id, by=reader.id)

    leads = (await api("getChatAdministrators", chat_id=channel.id))["result"]
    bot = (await api("getChatMember", chat_id=channel.id, user_id=12345))["result"]
    count = (await api("getChatMemberCount", chat_id=channel.id))["result"]

    assert [lead["status"] for lead in leads] == ["creator"]
    assert (bot["status"], bot["can_post_messages"], count) == ("administrator", True, 2)


async def test_leaving_a_chat_closes_it(api: Api, simulator: Simulator, reader: User) -> None:
    """A bot that left is no member any more."""
    group = simulator.add_group("غرفة التحرير", members=(reader.id,))

    await api("leaveChat", chat_id=group.id)

    refusal = await api.refusal("sendMessage", chat_id=group.id, text="خبر")
    assert refusal == (403, "Forbidden: bot is not a member of the group chat")
