"""What people do in the apps: write, forward, send files, tap, block, share a chat."""

from __future__ import annotations

from dataclasses import replace

from bot.simulator.entities import TEXT_LIMIT, typed_text
from bot.simulator.errors import NotAllowedError
from bot.simulator.events import announce, announce_member, message_json, place_bot, post
from bot.simulator.files import document_json, keep_upload
from bot.simulator.messages import Message, Tap
from bot.simulator.people import Chat, ChatKind, Member, Status, user_json
from bot.simulator.state import State
from bot.simulator.wire import Json, Upload


def say(state: State, chat_id: int, user_id: int, content: Json, reply_to: int | None = None) -> Message:
    """Put a person's message into a chat and tell the bot; raises NotAllowedError."""
    _refuse_silenced(state, chat_id, user_id)
    if chat_id > 0 and not state.users[user_id].started:
        state.change_user(user_id, started=True)
    return announce(state, post(state, chat_id, user_id, content, reply_to=reply_to))


def send_text(state: State, chat_id: int, user_id: int, text: str, reply_to: int | None) -> Message:
    """Send what a person typed; raises NotAllowedError when it is empty or too long for one message."""
    trimmed = text.strip()
    if not 1 <= len(trimmed) <= TEXT_LIMIT:
        raise NotAllowedError("a message has 1 to 4096 characters")
    return say(state, chat_id, user_id, typed_text(state.parser, trimmed), reply_to)


def send_file(state: State, chat_id: int, user_id: int, upload: Upload, caption: str) -> Message:
    """Send a document."""
    content: Json = {"document": document_json(keep_upload(state, upload))}
    return say(state, chat_id, user_id, content | ({"caption": caption} if caption else {}))


def tap(state: State, message: Message, user_id: int, button: Json) -> Tap:
    """Press an inline button that calls the bot back; raises NotAllowedError for any other."""
    if "callback_data" not in button:
        raise NotAllowedError(f"the button {button['text']!r} does not call the bot")
    made = Tap(
        id=str(7_000_000_000 + state.serial()),
        user_id=user_id,
        chat_id=message.chat_id,
        message_id=message.id,
        payload=str(button["callback_data"]),
        at=state.clock(),
    )
    state.taps[made.id] = made
    query: Json = {"id": made.id, "from": user_json(state.users[user_id]), "data": made.payload}
    query |= {"chat_instance": str(message.chat_id), "message": message_json(state, message)}
    state.updates.add("callback_query", query)
    return made


def set_blocked(state: State, user_id: int, *, blocked: bool) -> None:
    """Block or unblock the bot; nothing happens when it is so already."""
    user = state.users[user_id]
    if user.blocked == blocked:
        return
    state.change_user(user_id, blocked=blocked, started=user.started or not blocked)
    free, barred = Member(status=Status.MEMBER), Member(status=Status.KICKED)
    old, new = (free, barred) if blocked else (barred, free)
    announce_member(state, user_id, user_id, old, new)


def share_chat(state: State, user_id: int, request: Json, shared_id: int) -> Message:
    """Answer a request_chat button with one of the person's chats; the bot joins when the button says so."""
    shared = state.chats[shared_id]
    if request["chat_is_channel"] != (shared.kind is ChatKind.CHANNEL):
        raise NotAllowedError("the button asks for another kind of chat")
    _let_bot_in(state, user_id, request, shared)
    told: Json = {"request_id": request["request_id"], "chat_id": shared.id}
    if request.get("request_title"):
        told["title"] = shared.title
    if request.get("request_username") and shared.username:
        told["username"] = shared.username
    return say(state, user_id, user_id, {"chat_shared": told})


def migrate(state: State, group: Chat) -> Chat:
    """Turn a group into a supergroup with a new id; the old chat is dead from now on."""
    new = state.add_chat(ChatKind.SUPERGROUP, group.title)
    state.members[new.id] = dict(state.members[group.id])
    owner = _owner(state, group.id)
    leaving = post(state, group.id, owner, {"migrate_to_chat_id": new.id})
    arriving = post(state, new.id, owner, {"migrate_from_chat_id": group.id})
    announce(state, leaving)
    announce(state, arriving)
    state.chats[group.id] = replace(group, migrated_to=new.id)
    return new


def create_chat(state: State, kind: ChatKind, title: str, username: str, owner_id: int) -> Chat:
    """Open a group or channel of one's own."""
    taken = any(username and chat.username.lower() == username.lower() for chat in state.chats.values())
    if taken or not title:
        raise NotAllowedError("a chat needs a title, and a username nobody else has")
    chat = state.add_chat(kind, title, username)
    state.set_member(chat.id, owner_id, Status.CREATOR)
    return chat


def forwarded(state: State, text: str, origin: Json) -> Json:
    """The content of a forwarded text."""
    return typed_text(state.parser, text) | {"forward_origin": origin}


def _refuse_silenced(state: State, chat_id: int, user_id: int) -> None:
    member = state.member(chat_id, user_id)
    chat = state.chats[chat_id]
    if not member.is_present or chat.migrated_to is not None:
        raise NotAllowedError("the person is not in this chat")
    if chat.kind is ChatKind.CHANNEL and member.status is Status.MEMBER:
        raise NotAllowedError("only administrators post in a channel")
    user = state.users[user_id]
    if chat.kind is ChatKind.PRIVATE and (user.blocked or user.deactivated):
        raise NotAllowedError("the person blocked the bot or left Telegram")


def _let_bot_in(state: State, user_id: int, request: Json, shared: Chat) -> None:
    bot = state.member(shared.id, state.bot.id)
    wanted = request.get("bot_administrator_rights")
    if wanted and bot.status is not Status.ADMINISTRATOR:
        rights = tuple(name for name, granted in wanted.items() if granted is True)
        place_bot(state, shared.id, user_id, Status.ADMINISTRATOR, rights)
    elif request.get("bot_is_member") and not bot.is_present:
        place_bot(state, shared.id, user_id, Status.MEMBER)


def _owner(state: State, chat_id: int) -> int:
    members = state.members[chat_id].items()
    return next(user_id for user_id, member in members if member.status is Status.CREATOR)
