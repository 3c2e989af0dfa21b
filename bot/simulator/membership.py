"""The methods by which the bot looks at chats and their members, and leaves them."""

from __future__ import annotations

from bot.simulator.access import joined_chat, known_chat
from bot.simulator.checks import Parameters
from bot.simulator.errors import bad_request
from bot.simulator.events import message_json, place_bot
from bot.simulator.people import Chat, ChatKind, Status, chat_json, member_json
from bot.simulator.state import State
from bot.simulator.wire import Json

GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_chat(state: State, given: Parameters) -> Json:
    """getChat: public channels can be looked at from outside."""
    chat = known_chat(state, given)
    if chat.kind is not ChatKind.PRIVATE and not chat.username:
        joined_chat(state, given)
    shape = chat_json(chat) | {"accent_color_id": 0, "max_reaction_count": 11}
    shape["accepted_gift_types"] = dict.fromkeys(GIFTS, False)
    pins = state.pinned[chat.id]
    if pins:
        shape["pinned_message"] = message_json(state, state.messages[chat.id][pins[-1]])
    return shape


def get_chat_member(state: State, given: Parameters) -> Json:
    """getChatMember."""
    chat = _open_chat(state, given)
    user = state.users.get(given.number("user_id"))
    if user is None:
        raise bad_request("invalid user_id specified")
    return member_json(user, state.member(chat.id, user.id), chat.kind)


def get_chat_administrators(state: State, given: Parameters) -> list[Json]:
    """getChatAdministrators: people only, unless return_bots is set."""
    chat = _open_chat(state, given)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("there are no administrators in the private chat")
    leads = {
        user_id: member
        for user_id, member in state.members[chat.id].items()
        if member.status in (Status.CREATOR, Status.ADMINISTRATOR)
    }
    shown = [user_id for user_id in leads if given.flag("return_bots") or not state.users[user_id].is_bot]
    return [member_json(state.users[user_id], leads[user_id], chat.kind) for user_id in shown]


def get_chat_member_count(state: State, given: Parameters) -> int:
    """getChatMemberCount."""
    chat = _open_chat(state, given)
    if chat.kind is ChatKind.PRIVATE:
        return 2
    return sum(member.is_present for member in state.members[chat.id].values())


def leave_chat(state: State, given: Parameters) -> bool:
    """leaveChat."""
    chat = joined_chat(state, given)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("chat member status can't be changed in private chats")
    place_bot(state, chat.id, state.bot.id, Status.LEFT)
    return True


def _open_chat(state: State, given: Parameters) -> Chat:
    chat = joined_chat(state, given)
    if (
        chat.kind is ChatKind.CHANNEL
        and state.member(chat.id, state.bot.id).status is not Status.ADMINISTRATOR
    ):
        raise bad_request("member list is inaccessible")
    return chat
