"""The methods by which the bot describes itself: commands, name, descriptions, menu button."""

from __future__ import annotations

import json
import re
from functools import partial

from bot.simulator.access import known_chat
from bot.simulator.checks import Parameters
from bot.simulator.errors import bad_request
from bot.simulator.people import user_json
from bot.simulator.state import State
from bot.simulator.wire import Json

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
COMMAND_LIMIT = 100
DESCRIPTION_LIMIT = 256
LIMITS = {"name": 64, "description": 512, "short_description": 120}
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
MENU_BUTTONS = ("default", "commands", "web_app")


def get_me(state: State, given: Parameters) -> Json:
    """getMe."""
    del given
    able = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    more = {"can_connect_to_business": False, "has_main_web_app": False}
    return user_json(state.bot) | able | more


def log_out_or_close(state: State, given: Parameters) -> bool:
    """logOut and close: there is no cloud server to leave."""
    del state, given
    return True


def set_my_commands(state: State, given: Parameters) -> bool:
    """setMyCommands, for a scope and a language."""
    commands = given.sequence("commands")
    if len(commands) > COMMAND_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check_command(command)
    state.profile.commands[_place(given)] = commands
    state.bell.ring()
    return True


def get_my_commands(state: State, given: Parameters) -> list[Json]:
    """getMyCommands, for exactly this scope and language."""
    return state.profile.commands.get(_place(given), [])


def delete_my_commands(state: State, given: Parameters) -> bool:
    """deleteMyCommands, for exactly this scope and language."""
    state.profile.commands.pop(_place(given), None)
    state.bell.ring()
    return True


def commands_shown(state: State, language: str) -> list[Json]:
    """The commands a person with this language sees in a private chat."""
    for scope in ("all_private_chats", "default"):
        for code in (language, ""):
            found = state.profile.commands.get((json.dumps({"type": scope}), code))
            if found:
                return found
    return []


def text_shown(state: State, name: str, language: str) -> str:
    """The name or description a person with this language sees."""
    texts = state.profile.texts
    return texts.get((name, language)) or texts.get((name, ""), "")


def set_chat_menu_button(state: State, given: Parameters) -> bool:
    """setChatMenuButton, for one private chat or as the default."""
    button = given.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in MENU_BUTTONS:
        raise bad_request("can't parse menu button: Unsupported type specified")
    state.profile.menu_buttons[_menu_place(state, given)] = button
    state.bell.ring()
    return True


def get_chat_menu_button(state: State, given: Parameters) -> Json:
    """getChatMenuButton."""
    buttons = state.profile.menu_buttons
    return buttons.get(_menu_place(state, given)) or buttons.get(0, {"type": "default"})


def _set_text(name: str, state: State, given: Parameters) -> bool:
    if len(given.text(name)) > LIMITS[name]:
        raise bad_request(f"{name} is too long")
    state.profile.texts[(name, given.text("language_code"))] = given.text(name)
    state.bell.ring()
    return True


def _get_text(name: str, state: State, given: Parameters) -> Json:
    own = state.bot.name if name == "name" else ""
    return {name: text_shown(state, name, given.text("language_code")) or own}


set_my_name = partial(_set_text, "name")
set_my_description = partial(_set_text, "description")
set_my_short_description = partial(_set_text, "short_description")
get_my_name = partial(_get_text, "name")
get_my_description = partial(_get_text, "description")
get_my_short_description = partial(_get_text, "short_description")


def _check_command(command: Json) -> None:
    if not COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(str(command.get("description", ""))) <= DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def _place(given: Parameters) -> tuple[str, str]:
    scope = given.mapping("scope") or {"type": "default"}
    needed = SCOPES.get(str(scope.get("type")))
    if needed is None or any(name not in scope for name in needed):
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return json.dumps(scope, sort_keys=True), given.text("language_code")


def _menu_place(state: State, given: Parameters) -> int:
    return known_chat(state, given).id if given.has("chat_id") else 0
