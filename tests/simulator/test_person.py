"""What people can do in the apps, and what the bot hears of it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.simulator import NotAllowedError, Simulator, User
from tests.simulator.wire import Api

RIGHTS = {"can_post_messages": True, "can_edit_messages": True, "is_anonymous": False}


async def _last(api: Api) -> dict[str, Any]:
    update: dict[str, Any] = (await api("getUpdates", offset=-1))["result"][0]
    return update


async def test_a_typed_command_carries_its_entity(api: Api, simulator: Simulator, reader: User) -> None:
    """Bots know commands by their entity; links are found, too."""
    simulator.send_text(reader.id, reader.id, "/summary https://example.com/a")

    entities = (await _last(api))["message"]["entities"]

    assert [(one["type"], one["offset"], one["length"]) for one in entities] == [
        ("bot_command", 0, 8),
        ("url", 9, 21),
    ]


async def test_a_reply_brings_the_message_it_answers(api: Api, simulator: Simulator, reader: User) -> None:
    """/summary as a reply needs the text it replies to."""
    first = simulator.send_text(reader.id, reader.id, "الخبر كله")
    simulator.send_text(reader.id, reader.id, "/summary", reply_to=first.id)

    message = (await _last(api))["message"]

    assert message["reply_to_message"]["text"] == "الخبر كله"


async def test_a_forwarded_post_names_its_channel(api: Api, simulator: Simulator, reader: User) -> None:
    """The origin of a forward is what the person's app shows."""
    simulator.forward(reader.id, reader.id, text="خبر", origin_title="قناة الخبر", origin_username="khabar")

    origin = (await _last(api))["message"]["forward_origin"]

    assert (origin["type"], origin["chat"]["title"], origin["chat"]["username"]) == (
        "channel",
        "قناة الخبر",
        "khabar",
    )


async def test_sharing_a_channel_lets_the_bot_in_and_tells_it(
    api: Api, simulator: Simulator, reader: User
) -> None:
    """The chat picker promotes the bot with the rights the button asks for, then sends chat_shared."""
    channel = simulator.add_channel("قناتي", owner_id=reader.id)
    asked = {
        "request_id": 7,
        "chat_is_channel": True,
        "bot_administrator_rights": RIGHTS,
        "request_title": True,
    }
    keyboard = {"keyboard": [[{"text": "اختر", "request_chat": asked}]]}
    await api("sendMessage", chat_id=reader.id, text="اختر قناة", reply_markup=keyboard)

    simulator.share_chat(reader.id, request_id=7, chat_id=channel.id)

    place, shared = (await api("getUpdates"))["result"]
    bot = place["my_chat_member"]["new_chat_member"]
    assert (bot["status"], bot["can_post_messages"], bot["can_delete_messages"]) == (
        "administrator",
        True,
        False,
    )
    assert shared["message"]["chat_shared"] == {"request_id": 7, "chat_id": channel.id, "title": "قناتي"}
    assert (await api("sendMessage", chat_id=channel.id, text="خبر"))["ok"] is True


async def test_a_removed_keyboard_is_gone(api: Api, simulator: Simulator, reader: User) -> None:
    """ReplyKeyboardRemove takes the keyboard away."""
    keyboard = {"keyboard": [["الأحدث"]]}
    await api("sendMessage", chat_id=reader.id, text="اختر", reply_markup=keyboard)
    shown = simulator.state.keyboards.get(reader.id)

    await api("sendMessage", chat_id=reader.id, text="شكرًا", reply_markup={"remove_keyboard": True})

    assert shown == keyboard
    assert reader.id not in simulator.state.keyboards


async def test_only_buttons_that_are_there_can_be_tapped(
    api: Api, simulator: Simulator, reader: User
) -> None:
    """A wrong text is an error that names the right ones; a link does not call the bot."""
    keyboard = {"inline_keyboard": [[{"text": "المصدر", "url": "https://example.com"}]]}
    sent = await api("sendMessage", chat_id=reader.id, text="خبر", reply_markup=keyboard)
    message_id = sent["result"]["message_id"]

    with pytest.raises(NotAllowedError, match="there are: المصدر"):
        simulator.tap(reader.id, reader.id, message_id, "المزيد")
    with pytest.raises(NotAllowedError, match="does not call the bot"):
        simulator.tap(reader.id, reader.id, message_id, "المصدر")


async def test_who_blocked_the_bot_cannot_write_to_it(simulator: Simulator, reader: User) -> None:
    """As in the apps: unblock first."""
    simulator.block(reader.id)

    with pytest.raises(NotAllowedError):
        simulator.send_text(reader.id, reader.id, "خبر")


async def test_only_administrators_post_in_a_channel(simulator: Simulator, reader: User) -> None:
    """A subscriber reads; the owner posts."""
    channel = simulator.add_channel("قناة", owner_id=simulator.you.id)
    simulator.join(channel.id, reader.id)

    with pytest.raises(NotAllowedError):
        simulator.send_text(channel.id, reader.id, "خبر")
    assert simulator.send_text(channel.id, simulator.you.id, "خبر").text == "خبر"
