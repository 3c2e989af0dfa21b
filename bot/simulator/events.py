"""Stores what happens in a chat and tells the bot about it, in the Bot API's shapes."""

from __future__ import annotations

import re

from bot.simulator.messages import Message
from bot.simulator.people import ChatKind, Member, Status, chat_json, member_json, user_json
from bot.simulator.state import State
from bot.simulator.wire import Json, unix


def post(
    state: State,
    chat_id: int,
    sender_id: int,
    content: Json,
    *,
    markup: Json | None = None,
    reply_to: int | None = None,
) -> Message:
    """Store a new message; the bot's own ones also end its typing sign and draft."""
    message = Message(
        chat_id=chat_id,
        id=state.next_message_id(chat_id),
        sender_id=sender_id,
        sent_at=state.clock(),
        content=content,
        markup=markup or {},
        reply_to=reply_to,
    )
    if sender_id == state.bot.id:
        state.actions.pop(chat_id, None)
        state.drafts.pop(chat_id, None)
    return state.keep(message)


def message_json(state: State, message: Message, *, depth: int = 1) -> Json:
    """A Message of the Bot API; a message that is replied to is shown once, without its own reply."""
    chat = state.chats[message.chat_id]
    shape: Json = {"message_id": message.id, "date": unix(message.sent_at), "chat": chat_json(chat)}
    if chat.kind is ChatKind.CHANNEL:
        shape["sender_chat"] = chat_json(chat)
    else:
        shape["from"] = user_json(state.users[message.sender_id])
    if message.edited_at is not None:
        shape["edit_date"] = unix(message.edited_at)
    if message.keyboard:
        shape["reply_markup"] = message.markup
    replied = state.find_message(message.chat_id, message.reply_to) if message.reply_to else None
    if replied is not None and depth:
        shape["reply_to_message"] = message_json(state, replied, depth=depth - 1)
    return shape | message.content


def announce(state: State, message: Message) -> Message:
    """Tell the bot about a person's message, if Telegram would show it to the bot."""
    if _reaches_bot(state, message):
        kind = "channel_post" if state.chats[message.chat_id].kind is ChatKind.CHANNEL else "message"
        state.updates.add(kind, message_json(state, message))
    return message


def announce_member(state: State, chat_id: int, by: int, old: Member, new: Member) -> None:
    """Tell the bot that its place in a chat changed."""
    chat = state.chats[chat_id]
    state.updates.add(
        "my_chat_member",
        {
            "chat": chat_json(chat),
            "from": user_json(state.users[by]),
            "date": unix(state.clock()),
            "old_chat_member": member_json(state.bot, old, chat.kind),
            "new_chat_member": member_json(state.bot, new, chat.kind),
        },
    )


def place_bot(
    state: State, chat_id: int, by: int, status: Status, rights: tuple[str, ...] | None = None
) -> None:
    """Change what the bot is in a group or channel, and tell it."""
    old = state.member(chat_id, state.bot.id)
    state.set_member(chat_id, state.bot.id, status, rights)
    announce_member(state, chat_id, by, old, state.member(chat_id, state.bot.id))


def _reaches_bot(state: State, message: Message) -> bool:
    chat = state.chats[message.chat_id]
    bot = state.member(chat.id, state.bot.id)
    if chat.kind is ChatKind.PRIVATE or not bot.is_present:
        return chat.kind is ChatKind.PRIVATE
    if chat.kind is ChatKind.CHANNEL or bot.status is Status.ADMINISTRATOR:
        return True
    return _is_for_bot(state, message)


def _is_for_bot(state: State, message: Message) -> bool:
    """Group privacy, on by default for every bot: commands, mentions, replies to it and service messages."""
    if message.is_service:
        return True
    replied = state.find_message(message.chat_id, message.reply_to) if message.reply_to else None
    if replied is not None and replied.sender_id == state.bot.id:
        return True
    text = message.text or message.caption
    command = re.match(r"/\w+(@\w+)?", text)
    if command:
        return command.group(1) in (None, f"@{state.bot.username}")
    return f"@{state.bot.username}" in text
