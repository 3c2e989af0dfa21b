"""python-telegram-bot, unmodified, works against the local Telegram: polling, commands, taps, channels."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, TypeAlias

import pytest
from telegram import ChatMemberAdministrator, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    filters,
)

from bot.simulator import Simulator, User
from tests.simulator.wire import TOKEN

Context: TypeAlias = CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]


async def _greet(update: Update, context: Context) -> None:
    del context
    assert update.message is not None
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("المزيد", callback_data="more")]])
    await update.message.reply_html("<b>أهلًا</b>", reply_markup=keyboard)


async def _tell_more(update: Update, context: Context) -> None:
    del context
    assert update.callback_query is not None
    await update.callback_query.answer("تم")
    await update.callback_query.edit_message_text("التفاصيل")


async def _answer_post(update: Update, context: Context) -> None:
    del context
    assert update.channel_post is not None
    await update.channel_post.reply_text("وصل المنشور")


async def _note_place(update: Update, context: Context) -> None:
    assert update.my_chat_member is not None
    context.bot_data["places"] = [*context.bot_data.get("places", []), update.my_chat_member]


async def _note_error(update: object, context: Context) -> None:
    del update
    context.bot_data["errors"] = [*context.bot_data.get("errors", []), context.error]


@pytest.fixture
async def app(url: str) -> AsyncIterator[App]:
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    app: App = builder.build()
    app.add_handler(CommandHandler("start", _greet))
    app.add_handler(CallbackQueryHandler(_tell_more))
    app.add_handler(MessageHandler(filters.UpdateType.CHANNEL_POST, _answer_post))
    app.add_handler(ChatMemberHandler(_note_place))
    app.add_error_handler(_note_error)
    await app.initialize()
    await app.start()
    assert app.updater is not None
    await app.updater.start_polling()
    yield app
    await app.updater.stop()
    await app.stop()
    await app.shutdown()
    assert app.bot_data.get("errors", []) == []


async def test_a_command_is_answered(app: App, simulator: Simulator) -> None:
    """What a person types as a command reaches the command's handler."""
    del app
    newcomer = simulator.add_user("ليلى")

    simulator.send_text(newcomer.id, newcomer.id, "/start")

    (answer,) = await simulator.wait_for(lambda: simulator.bot_messages(newcomer.id))
    assert (answer.text, answer.buttons) == ("أهلًا", ("المزيد",))
    assert answer.entities == ({"type": "bold", "offset": 0, "length": 5},)


async def test_a_tap_changes_the_message(app: App, simulator: Simulator, reader: User) -> None:
    """A tap gets its answer, and the edited message loses its button."""
    del app
    simulator.send_text(reader.id, reader.id, "/start")
    (message,) = await simulator.wait_for(lambda: simulator.bot_messages(reader.id))

    tap = simulator.tap(reader.id, reader.id, message.id, "المزيد")

    await simulator.wait_for(lambda: simulator.bot_messages(reader.id)[0].text == "التفاصيل")
    assert simulator.bot_messages(reader.id)[0].buttons == ()
    assert (simulator.tap_answer(tap).answer or {})["text"] == "تم"


async def test_a_channel_post_is_answered_in_the_channel(
    app: App, simulator: Simulator, reader: User
) -> None:
    """An administrator bot sees posts, answers as the channel and hears of its promotion."""
    channel = simulator.add_channel("قناة الأخبار", owner_id=reader.id, username="news")
    simulator.promote_bot(channel.id, by=reader.id)

    post = simulator.send_text(channel.id, reader.id, "خبر")

    (answer,) = await simulator.wait_for(lambda: simulator.bot_messages(channel.id))
    (place,) = app.bot_data["places"]
    assert (answer.text, answer.reply_to) == ("وصل المنشور", post.id)
    assert isinstance(place.new_chat_member, ChatMemberAdministrator)


async def test_chat_data_is_read_by_the_library(app: App, simulator: Simulator, reader: User) -> None:
    """getChat and its relatives have every member the library requires."""
    group = simulator.add_group("غرفة التحرير", members=(reader.id,))

    chat = await app.bot.get_chat(group.id)
    administrators = await app.bot.get_chat_administrators(group.id)
    await app.bot.set_my_commands([("start", "ابدأ")], language_code="ar")

    assert (chat.title, chat.type) == ("غرفة التحرير", "group")
    assert [lead.user.id for lead in administrators] == [reader.id]
    assert [command.command for command in await app.bot.get_my_commands(language_code="ar")] == ["start"]
    assert simulator.violations == ()
