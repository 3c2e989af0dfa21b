"""Where a forwarded message comes from, in the Bot API's words, and what of it travels."""

from __future__ import annotations

from datetime import datetime

from bot.simulator.messages import Message
from bot.simulator.people import ChatKind, chat_json, user_json
from bot.simulator.state import State
from bot.simulator.wire import Json, unix

TRAVELS = ("text", "entities", "caption", "caption_entities", "document", "photo")


def content_to_copy(message: Message) -> Json:
    """What a copy of the message holds."""
    return {name: value for name, value in message.content.items() if name in TRAVELS}


def content_to_forward(state: State, message: Message) -> Json:
    """What a forward of the message holds: a copy and its first origin."""
    origin = message.content.get("forward_origin") or _origin_of(state, message)
    return content_to_copy(message) | {"forward_origin": origin}


def channel_origin(title: str, username: str, message_id: int, at: datetime) -> Json:
    """The origin of a post of a channel that the bot does not know."""
    chat: Json = {"id": -1_009_000_000_000 - len(title), "type": "channel", "title": title}
    if username:
        chat["username"] = username
    return {"type": "channel", "chat": chat, "message_id": message_id, "date": unix(at)}


def hidden_origin(name: str, at: datetime) -> Json:
    """The origin of a person who hides who they are."""
    return {"type": "hidden_user", "sender_user_name": name, "date": unix(at)}


def _origin_of(state: State, message: Message) -> Json:
    chat = state.chats[message.chat_id]
    if chat.kind is ChatKind.CHANNEL:
        shown: Json = {"type": "channel", "chat": chat_json(chat), "message_id": message.id}
    else:
        shown = {"type": "user", "sender_user": user_json(state.users[message.sender_id])}
    return shown | {"date": unix(message.sent_at)}
