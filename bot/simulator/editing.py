"""The methods by which the bot changes, removes or pins messages and answers taps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.simulator.access import bot_may, existing_message, joined_chat
from bot.simulator.checks import Parameters
from bot.simulator.entities import message_caption, message_text
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.events import message_json
from bot.simulator.markup import checked_inline
from bot.simulator.messages import Message
from bot.simulator.people import Chat, ChatKind
from bot.simulator.state import State
from bot.simulator.wire import Json

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
DELETABLE_FOR = timedelta(hours=48)
TOAST_LIMIT = 200


def edit_message_text(state: State, given: Parameters) -> Json:
    """editMessageText; without reply_markup the inline keyboard goes away, as in Telegram."""
    message = _editable(state, given)
    content = message_text(state.parser, given)
    if not message.text:
        raise bad_request("there is no text in the message to edit")
    kept = {name: value for name, value in message.content.items() if name not in ("text", "entities")}
    return _changed(state, given, message, kept | content)


def edit_message_caption(state: State, given: Parameters) -> Json:
    """editMessageCaption; without reply_markup the inline keyboard goes away, as in Telegram."""
    message = _editable(state, given)
    if not {"document", "photo"} & message.content.keys():
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if not name.startswith("caption")}
    return _changed(state, given, message, kept | message_caption(state.parser, given))


def edit_message_reply_markup(state: State, given: Parameters) -> Json:
    """editMessageReplyMarkup; without reply_markup the inline keyboard goes away."""
    message = _editable(state, given)
    return _changed(state, given, message, message.content)


def delete_message(state: State, given: Parameters) -> bool:
    """deleteMessage."""
    chat = joined_chat(state, given)
    message = existing_message(state, chat, given.number("message_id"), "message to delete not found")
    if not _may_delete(state, chat, message):
        raise bad_request("message can't be deleted")
    state.remove_message(message)
    return True


def delete_messages(state: State, given: Parameters) -> bool:
    """deleteMessages: passes over what is not there."""
    chat = joined_chat(state, given)
    for message_id in given.sequence("message_ids"):
        message = state.find_message(chat.id, int(message_id))
        if message is not None and _may_delete(state, chat, message):
            state.remove_message(message)
    return True


def pin_chat_message(state: State, given: Parameters) -> bool:
    """pinChatMessage."""
    chat = _pinnable(state, given)
    message = existing_message(state, chat, given.number("message_id"), "message to pin not found")
    pins = state.pinned[chat.id]
    state.pinned[chat.id] = [*(pin for pin in pins if pin != message.id), message.id]
    state.bell.ring()
    return True


def unpin_chat_message(state: State, given: Parameters) -> bool:
    """unpinChatMessage: the one named, else the latest pin."""
    chat = _pinnable(state, given)
    pins = state.pinned[chat.id]
    wanted = given.number("message_id", pins[-1] if pins else 0)
    if wanted not in pins:
        raise bad_request("message to unpin not found")
    pins.remove(wanted)
    state.bell.ring()
    return True


def unpin_all_chat_messages(state: State, given: Parameters) -> bool:
    """unpinAllChatMessages."""
    state.pinned.pop(_pinnable(state, given).id, None)
    state.bell.ring()
    return True


def answer_callback_query(state: State, given: Parameters) -> bool:
    """answerCallbackQuery: once for each tap."""
    tap = state.taps.get(given.text("callback_query_id"))
    if tap is None or tap.answer is not None:
        raise bad_request(OLD_QUERY)
    if len(given.text("text")) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = {"text": given.text("text"), "alert": given.flag("show_alert"), "url": given.text("url")}
    state.taps[tap.id] = replace(tap, answer=answer)
    state.bell.ring()
    return True


def _editable(state: State, given: Parameters) -> Message:
    if given.has("inline_message_id"):
        raise ApiError(501, "Not Implemented: inline messages are not part of the local Telegram")
    chat = joined_chat(state, given)
    message = existing_message(state, chat, given.number("message_id"), "message to edit not found")
    own = message.sender_id == state.bot.id and not message.is_service
    in_channel = chat.kind is ChatKind.CHANNEL and bot_may(state, chat, "can_edit_messages")
    if "forward_origin" in message.content or not (own or in_channel):
        raise bad_request("message can't be edited")
    return message


def _changed(state: State, given: Parameters, message: Message, content: Json) -> Json:
    markup = checked_inline(given.mapping("reply_markup"))
    if content == message.content and markup.get("inline_keyboard") == message.markup.get("inline_keyboard"):
        raise bad_request(NOT_MODIFIED)
    # A new keyboard alone does not mark the message as edited.
    edited_at = message.edited_at if content == message.content else state.clock()
    changed = state.keep(replace(message, content=content, markup=markup, edited_at=edited_at))
    return message_json(state, changed)


def _may_delete(state: State, chat: Chat, message: Message) -> bool:
    if chat.kind not in (ChatKind.PRIVATE, ChatKind.GROUP) and bot_may(state, chat, "can_delete_messages"):
        return True
    if state.clock() - message.sent_at > DELETABLE_FOR:
        return False
    own = message.sender_id == state.bot.id
    return own or chat.kind is ChatKind.PRIVATE or bot_may(state, chat, "can_delete_messages")


def _pinnable(state: State, given: Parameters) -> Chat:
    chat = joined_chat(state, given)
    right = "can_edit_messages" if chat.kind is ChatKind.CHANNEL else "can_pin_messages"
    if chat.kind is not ChatKind.PRIVATE and not bot_may(state, chat, right):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
