"""The methods by which the bot says something new: texts, files, forwards, typing signs, drafts."""

from __future__ import annotations

from bot.simulator.access import existing_message, joined_chat, writable_chat
from bot.simulator.checks import Parameters
from bot.simulator.entities import message_caption, message_text
from bot.simulator.errors import bad_request
from bot.simulator.events import message_json, post
from bot.simulator.files import document_content, photo_content
from bot.simulator.markup import checked_markup
from bot.simulator.messages import Message
from bot.simulator.origin import content_to_copy, content_to_forward
from bot.simulator.people import Chat, ChatKind
from bot.simulator.state import State
from bot.simulator.wire import Json

ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)


def send_message(state: State, given: Parameters) -> Json:
    """sendMessage."""
    content = message_text(state.parser, given)
    return _sent(state, given, content)


def send_photo(state: State, given: Parameters) -> Json:
    """sendPhoto; refuses addresses, because the local Telegram fetches nothing."""
    content = photo_content(state, given.file("photo")) | message_caption(state.parser, given)
    return _sent(state, given, content)


def send_document(state: State, given: Parameters) -> Json:
    """sendDocument; refuses addresses, because the local Telegram fetches nothing."""
    content = document_content(state, given.file("document")) | message_caption(state.parser, given)
    return _sent(state, given, content)


def forward_message(state: State, given: Parameters) -> Json:
    """forwardMessage."""
    source = _source_message(state, given, "message to forward not found")
    if source.is_service or source.content.get("has_protected_content"):
        raise bad_request("the message can't be forwarded")
    return _sent(state, given, content_to_forward(state, source))


def copy_message(state: State, given: Parameters) -> Json:
    """copyMessage: the same content without a trace of where it came from."""
    source = _source_message(state, given, "message to copy not found")
    if source.is_service or source.content.get("has_protected_content"):
        raise bad_request("the message can't be copied")
    content = content_to_copy(source)
    if given.has("caption") and "text" not in content:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= message_caption(state.parser, given)
    return {"message_id": _sent(state, given, content)["message_id"]}


def send_chat_action(state: State, given: Parameters) -> bool:
    """sendChatAction: the typing sign, which Telegram shows for five seconds."""
    chat = writable_chat(state, given)
    if given.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.actions[chat.id] = (given.text("action"), state.clock())
    state.bell.ring()
    return True


def send_message_draft(state: State, given: Parameters) -> bool:
    """sendMessageDraft: a text that grows while the bot writes it, for private chats."""
    chat = writable_chat(state, given)
    if chat.kind is not ChatKind.PRIVATE:
        raise bad_request("PEER_ID_INVALID")
    if given.number("draft_id") == 0:
        raise bad_request("invalid draft identifier specified")
    content = message_text(state.parser, given) if given.text("text") else {"text": ""}
    state.drafts[chat.id] = ({"draft_id": given.number("draft_id")} | content, state.clock())
    state.bell.ring()
    return True


def set_message_reaction(state: State, given: Parameters) -> bool:
    """setMessageReaction: shown under the message."""
    chat = joined_chat(state, given)
    message = existing_message(state, chat, given.number("message_id"), "message to react not found")
    emoji = [str(reaction["emoji"]) for reaction in given.sequence("reaction") if reaction.get("emoji")]
    state.reactions[(chat.id, message.id)] = emoji
    state.bell.ring()
    return True


def _sent(state: State, given: Parameters, content: Json) -> Json:
    chat = writable_chat(state, given)
    markup = checked_markup(given.mapping("reply_markup"), chat)
    reply_to = _replied(state, given, chat)
    if given.flag("protect_content"):
        content = content | {"has_protected_content": True}
    message = post(state, chat.id, state.bot.id, content, markup=markup, reply_to=reply_to)
    _show_keyboard(state, chat, markup)
    return message_json(state, message)


def _replied(state: State, given: Parameters, chat: Chat) -> int | None:
    wanted = given.mapping("reply_parameters")
    if not wanted:
        return None
    message = state.find_message(chat.id, int(wanted.get("message_id", 0)))
    if message is not None:
        return message.id
    if wanted.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _show_keyboard(state: State, chat: Chat, markup: Json) -> None:
    if "keyboard" in markup:
        state.keyboards[chat.id] = markup
    elif markup.get("remove_keyboard"):
        state.keyboards.pop(chat.id, None)


def _source_message(state: State, given: Parameters, missing: str) -> Message:
    source = joined_chat(state, given, "from_chat_id")
    return existing_message(state, source, given.number("message_id"), missing)
