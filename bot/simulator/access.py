"""Finds the chat a call means and says whether the bot may write there. Changes nothing."""

from __future__ import annotations

from bot.simulator.checks import Parameters
from bot.simulator.errors import bad_request, forbidden, moved_to
from bot.simulator.messages import Message
from bot.simulator.people import Chat, ChatKind, Status
from bot.simulator.state import State


def known_chat(state: State, given: Parameters, name: str = "chat_id") -> Chat:
    """The chat named by id or @username; raises ApiError when there is none."""
    wanted = given.values.get(name, "")
    if wanted == "":
        raise bad_request(f"{name} is empty")
    chat = state.chats.get(wanted) if isinstance(wanted, int) else _chat_by_username(state, str(wanted))
    if chat is None:
        raise bad_request("chat not found")
    return chat


def joined_chat(state: State, given: Parameters, name: str = "chat_id") -> Chat:
    """The chat named, when the bot takes part in it; raises ApiError."""
    chat = known_chat(state, given, name)
    if chat.kind is ChatKind.PRIVATE:
        _refuse_person(state, chat)
    else:
        _refuse_outsider(state, chat)
    return chat


def writable_chat(state: State, given: Parameters) -> Chat:
    """The chat named, when the bot may write there; raises ApiError."""
    chat = joined_chat(state, given)
    if chat.kind is ChatKind.CHANNEL and not bot_may(state, chat, "can_post_messages"):
        raise bad_request("need administrator rights in the channel chat")
    if state.member(chat.id, state.bot.id).status is Status.RESTRICTED:
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def bot_may(state: State, chat: Chat, right: str) -> bool:
    """Whether the bot is an administrator with this right."""
    bot = state.member(chat.id, state.bot.id)
    return bot.status is Status.ADMINISTRATOR and right in bot.rights


def existing_message(state: State, chat: Chat, message_id: int, missing: str) -> Message:
    """A message of the chat; raises ApiError with the words `missing` when it is not there."""
    message = state.find_message(chat.id, message_id)
    if message is None:
        raise bad_request(missing)
    return message


def _chat_by_username(state: State, wanted: str) -> Chat | None:
    """Bots can name public groups and channels by @username, but not people."""
    if not wanted.startswith("@"):
        return None
    name = wanted[1:].lower()
    public = (chat for chat in state.chats.values() if chat.kind is not ChatKind.PRIVATE and chat.username)
    return next((chat for chat in public if chat.username.lower() == name), None)


def _refuse_person(state: State, chat: Chat) -> None:
    user = state.users[chat.id]
    if user.deactivated:
        raise forbidden("user is deactivated")
    if user.blocked:
        raise forbidden("bot was blocked by the user")
    if not user.started:
        raise forbidden("bot can't initiate conversation with a user")


def _refuse_outsider(state: State, chat: Chat) -> None:
    if chat.migrated_to is not None:
        raise moved_to(chat.migrated_to)
    bot = state.member(chat.id, state.bot.id)
    if bot.status is Status.KICKED:
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if not bot.is_present:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
