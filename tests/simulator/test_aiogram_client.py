"""aiogram, a second independent client with strict models, agrees with what the local Telegram says."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.filters import CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageOriginChannel,
)

from bot.simulator import Fault, Simulator, User
from tests.simulator.wire import TOKEN


@pytest.fixture
async def bot(url: str) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(TOKEN, session=session) as bot:
        yield bot
    await session.close()


@pytest.fixture
async def places(bot: Bot, simulator: Simulator) -> AsyncIterator[list[str]]:
    """A polling dispatcher with the same handlers as the other client; gives what became of the bot."""
    seen: list[str] = []
    async with asyncio.TaskGroup() as tasks:
        dispatcher = _dispatcher(seen)
        polling = tasks.create_task(_poll(dispatcher, bot))
        await simulator.wait_for(lambda: simulator.is_polled)
        yield seen
        await dispatcher.stop_polling()
        await polling


async def _poll(dispatcher: Dispatcher, bot: Bot) -> None:
    with contextlib.suppress(asyncio.CancelledError):
        await dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False, polling_timeout=1)


def _dispatcher(seen: list[str]) -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def greet(message: Message) -> None:
        button = InlineKeyboardButton(text="المزيد", callback_data="more")
        keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
        await message.answer("<b>أهلًا</b>", parse_mode="HTML", reply_markup=keyboard)

    @dispatcher.callback_query()
    async def tell_more(query: CallbackQuery) -> None:
        await query.answer("تم")
        assert isinstance(query.message, Message)
        await query.message.edit_text("التفاصيل")

    @dispatcher.channel_post()
    async def answer_post(message: Message) -> None:
        await message.reply("وصل المنشور")

    @dispatcher.my_chat_member()
    async def note_place(change: ChatMemberUpdated) -> None:
        seen.append(change.new_chat_member.status)

    return dispatcher


async def test_the_same_scenes_work_with_another_client(
    places: list[str], simulator: Simulator, reader: User
) -> None:
    """Command, tap, edit, promotion and channel post: as with python-telegram-bot."""
    channel = simulator.add_channel("قناة الأخبار", owner_id=reader.id, username="news")

    simulator.send_text(reader.id, reader.id, "/start")
    (message,) = await simulator.wait_for(lambda: simulator.bot_messages(reader.id))
    simulator.tap(reader.id, reader.id, message.id, "المزيد")
    await simulator.wait_for(lambda: simulator.bot_messages(reader.id)[0].text == "التفاصيل")
    simulator.promote_bot(channel.id, by=reader.id)
    simulator.send_text(channel.id, reader.id, "خبر")
    (answer,) = await simulator.wait_for(lambda: simulator.bot_messages(channel.id))

    assert answer.text == "وصل المنشور"
    assert places == ["administrator"]
    assert simulator.violations == ()


async def test_every_answer_fits_the_clients_models(bot: Bot, simulator: Simulator, reader: User) -> None:
    """Chats, members, files and forwards validate against a second set of types."""
    channel = simulator.add_channel("قناة الأخبار", owner_id=reader.id, username="news")
    simulator.promote_bot(channel.id, by=reader.id)
    post = simulator.send_text(channel.id, reader.id, "خبر")

    chat = await bot.get_chat("@news")
    leads = await bot.get_chat_administrators(channel.id)
    sent = await bot.send_document(reader.id, BufferedInputFile("موجز".encode(), "موجز.txt"), caption="ملف")
    forwarded = await bot.forward_message(reader.id, channel.id, post.id)

    assert (chat.id, len(leads), (await bot.get_me()).username) == (channel.id, 1, "mujaz_demo_bot")
    assert sent.document is not None
    assert (sent.document.file_name, sent.caption) == ("موجز.txt", "ملف")
    assert isinstance(forwarded.forward_origin, MessageOriginChannel)
    assert (await bot.get_webhook_info()).url == ""


async def test_refusals_reach_another_client(bot: Bot, simulator: Simulator, reader: User) -> None:
    """Its exceptions carry our words and seconds."""
    simulator.faults.add(Fault.TOO_MANY_REQUESTS, seconds=7)

    with pytest.raises(TelegramRetryAfter) as flood:
        await bot.send_message(reader.id, "خبر")
    with pytest.raises(TelegramBadRequest, match="can't parse entities: Can't find end tag"):
        await bot.send_message(reader.id, "<b>خبر", parse_mode="HTML")

    assert flood.value.retry_after == 7
