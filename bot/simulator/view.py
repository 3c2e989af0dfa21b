"""What the chat page shows: one person's view of the local Telegram as plain JSON. Changes nothing."""

from __future__ import annotations

from datetime import timedelta

from bot.simulator.messages import Message
from bot.simulator.people import PRESENT, Chat, ChatKind, Status
from bot.simulator.profile import commands_shown, text_shown
from bot.simulator.simulator import Simulator
from bot.simulator.state import State
from bot.simulator.wire import Json, unix

TYPING_LASTS = timedelta(seconds=5)
DRAFT_LASTS = timedelta(seconds=30)
TAPS_SHOWN = 20


def view_of(simulator: Simulator) -> Json:
    """Everything the person in front of the page sees."""
    state, you = simulator.state, simulator.state.users[simulator.you.id]
    mine = [chat for chat in state.chats.values() if _is_mine(state, chat, you.id)]
    return {
        "version": state.bell.rings,
        "now": unix(state.clock()),
        "strict": simulator.strict_parser,
        "you": {"id": you.id, "name": you.name, "started": you.started, "blocked": you.blocked},
        "bot": {"id": state.bot.id, "name": _bot_name(state), "username": state.bot.username},
        "about": text_shown(state, "description", you.language),
        "commands": commands_shown(state, you.language),
        "chats": [_chat(state, chat, you.id) for chat in mine],
        "taps": [_tap_answer(state, tap_id) for tap_id in list(state.taps)[-TAPS_SHOWN:]],
    }


def _bot_name(state: State) -> str:
    return text_shown(state, "name", "ar") or state.bot.name


def _is_mine(state: State, chat: Chat, you: int) -> bool:
    if chat.kind is ChatKind.PRIVATE:
        return chat.id == you
    return chat.migrated_to is None and state.member(chat.id, you).is_present


def _chat(state: State, chat: Chat, you: int) -> Json:
    private = chat.kind is ChatKind.PRIVATE
    rank, bot = state.member(chat.id, you).status, state.member(chat.id, state.bot.id).status
    return {
        "id": chat.id,
        "kind": chat.kind.value,
        "title": _bot_name(state) if private else chat.title,
        "username": state.bot.username if private else chat.username,
        "bot": bot.value,
        "has_bot": bot in PRESENT,
        "owned": rank is Status.CREATOR,
        "can_write": chat.kind is not ChatKind.CHANNEL or rank is not Status.MEMBER,
        "keyboard": state.keyboards.get(chat.id),
        "pinned": state.pinned[chat.id],
        "action": _action(state, chat.id),
        "draft": _draft(state, chat.id),
        "messages": [_message(state, message, you) for message in state.messages[chat.id].values()],
    }


def _message(state: State, message: Message, you: int) -> Json:
    channel = state.chats[message.chat_id].kind is ChatKind.CHANNEL
    sender = state.users[message.sender_id]
    return {
        "id": message.id,
        "own": message.sender_id == you and not channel,
        "name": _bot_name(state) if sender.is_bot else sender.name,
        "sent": unix(message.sent_at),
        "edited": message.edited_at is not None,
        "content": message.content,
        "keyboard": message.keyboard,
        "reply_to": message.reply_to,
        "asks_reply": bool(message.markup.get("force_reply")),
        "reactions": state.reactions.get((message.chat_id, message.id), []),
    }


def _action(state: State, chat_id: int) -> Json | None:
    action, at = state.actions.get(chat_id, ("", state.clock()))
    left = (at + TYPING_LASTS - state.clock()).total_seconds()
    return {"name": action, "left": left} if action and left > 0 else None


def _draft(state: State, chat_id: int) -> Json | None:
    content, at = state.drafts.get(chat_id, ({}, state.clock()))
    return content if content and state.clock() - at < DRAFT_LASTS else None


def _tap_answer(state: State, tap_id: str) -> Json:
    return {"id": tap_id, "answer": state.taps[tap_id].answer}
