"""What the bot says of itself: commands by scope and language, texts, menu button."""

from __future__ import annotations

from bot.simulator import Simulator, User
from bot.simulator.profile import commands_shown
from tests.simulator.wire import Api

ARABIC = [{"command": "start", "description": "ابدأ"}]
ENGLISH = [{"command": "start", "description": "Start"}]


async def test_commands_are_kept_by_scope_and_language(api: Api, simulator: Simulator) -> None:
    """People see the list of their language, else the one without."""
    private = {"type": "all_private_chats"}
    await api("setMyCommands", commands=ENGLISH)
    await api("setMyCommands", commands=ARABIC, language_code="ar", scope=private)

    default = (await api("getMyCommands"))["result"]
    missing = (await api("getMyCommands", language_code="ar"))["result"]

    assert (default, missing) == (ENGLISH, [])
    assert commands_shown(simulator.state, "ar") == ARABIC
    assert commands_shown(simulator.state, "en") == ENGLISH


async def test_deleted_commands_are_gone(api: Api, simulator: Simulator) -> None:
    """deleteMyCommands takes away exactly one list."""
    await api("setMyCommands", commands=ENGLISH)
    await api("setMyCommands", commands=ARABIC, language_code="ar")

    before = commands_shown(simulator.state, "ar")
    await api("deleteMyCommands", language_code="ar")

    assert before == ARABIC
    assert commands_shown(simulator.state, "ar") == ENGLISH


async def test_wrong_commands_are_refused(api: Api) -> None:
    """Commands are small Latin letters, digits and underscores, each with a description."""
    arabic = await api.refusal("setMyCommands", commands=[{"command": "ملخص", "description": "ملخص"}])
    silent = await api.refusal("setMyCommands", commands=[{"command": "start", "description": ""}])

    assert arabic == (400, "Bad Request: BOT_COMMAND_INVALID")
    assert silent == (400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")


async def test_texts_are_kept_by_language_and_have_limits(api: Api) -> None:
    """Name and descriptions come back; too long ones do not go in."""
    await api("setMyShortDescription", short_description="موجز الأخبار", language_code="ar")

    told = await api("getMyShortDescription", language_code="ar")
    name = await api("getMyName")
    refusal = await api.refusal("setMyShortDescription", short_description="م" * 121)

    assert told["result"] == {"short_description": "موجز الأخبار"}
    assert name["result"] == {"name": "موجز"}
    assert refusal == (400, "Bad Request: short_description is too long")


async def test_a_menu_button_belongs_to_its_chat(api: Api, reader: User) -> None:
    """A chat's own button goes before the default one."""
    await api("setChatMenuButton", chat_id=reader.id, menu_button={"type": "commands"})

    own = (await api("getChatMenuButton", chat_id=reader.id))["result"]

    assert own == {"type": "commands"}
    assert (await api("getChatMenuButton"))["result"] == {"type": "default"}
