"""Checks the keyboards a bot sends, with Telegram's words for what is wrong with them."""

from __future__ import annotations

from bot.simulator.errors import bad_request
from bot.simulator.people import Chat, ChatKind
from bot.simulator.wire import Json

PAYLOAD_BYTES = 64
COPY_LIMIT = 256
BUTTON_LIMIT = 100
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
LINKS = ("http://", "https://", "tg://")


def checked_markup(markup: Json, chat: Chat) -> Json:
    """`markup` itself when Telegram would take it in this chat; raises ApiError."""
    if not markup:
        return {}
    if "inline_keyboard" in markup:
        return checked_inline(markup)
    if chat.kind is ChatKind.CHANNEL:
        raise bad_request("inline keyboard expected")
    for row in markup.get("keyboard", ()):
        for button in row:
            _refuse_textless(button, "keyboard button")
    return markup


def checked_inline(markup: Json) -> Json:
    """`markup` with its empty rows left out, when it is an inline keyboard; raises ApiError."""
    if not markup:
        return {}
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("inline keyboard expected")
    for button in (button for row in rows for button in row):
        _check_button(button)
    if sum(len(row) for row in rows) > BUTTON_LIMIT:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    kept = [row for row in rows if row]
    return {"inline_keyboard": kept} if kept else {}


def _check_button(button: Json) -> None:
    _refuse_textless(button, "inline keyboard button")
    actions = [name for name in ACTIONS if name in button]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    payload = button.get("callback_data")
    if payload is not None and not 1 <= len(str(payload).encode()) <= PAYLOAD_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = str(button.get("url", LINKS[0]))
    if not url.startswith(LINKS):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    copied = str(button.get("copy_text", {}).get("text", "-"))
    if not 1 <= len(copied) <= COPY_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _refuse_textless(button: object, kind: str) -> None:
    if isinstance(button, str) and kind == "keyboard button":
        return
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request(f"can't parse {kind}: Can't find field \"text\"")
