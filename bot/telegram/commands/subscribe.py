"""/subscribe: choose times by buttons, or type one: /subscribe 07:30. Also a bare time typed in private."""

import re
from datetime import time

from telegram import Message, Update
from telegram.constants import ParseMode
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.core.arabic import matching_key
from bot.core.errors import Mistake, UserMistake
from bot.core.models import Subscription
from bot.telegram.bidi import isolate
from bot.telegram.commands.command import Context, Handler, Services
from bot.telegram.commands.layout import clock_time
from bot.telegram.commands.panel import times_panel
from bot.telegram.commands.permission import require_manager
from bot.telegram.messenger import keyboard

A_TIME = re.compile(r"^\s*([\d٠-٩۰-۹]{1,2})\s*[:.٫]\s*([\d٠-٩۰-۹]{2})\s*$")


class SubscribeCommand:
    """Opens a subscription and shows its schedule."""

    name = "subscribe"

    def __init__(self, services: Services) -> None:
        self._services = services
        self._texts = services.texts

    def handlers(self) -> list[Handler]:
        bare_time = filters.ChatType.PRIVATE & filters.Regex(A_TIME)
        return [
            CommandHandler(self.name, self.on_command),
            MessageHandler(bare_time, self.on_bare_time),
        ]

    async def on_command(self, update: Update, context: Context) -> None:
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        await require_manager(context.bot, message.chat_id, user.id)
        typed = " ".join(context.args or ())
        await self._open(message, message.chat_id, user.id, read_time(typed) if typed else None)

    async def on_bare_time(self, update: Update, context: Context) -> None:
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        chat_id = asked_chat(message, await self._services.registrar.managed_by(user.id))
        await require_manager(context.bot, chat_id, user.id)
        await self._open(message, chat_id, user.id, read_time(message.text or ""))

    async def _open(self, message: Message, chat_id: int, owner_id: int, at: time | None) -> None:
        registrar = self._services.registrar
        title = self._texts.panel_private if chat_id == owner_id else message.chat.effective_name or ""
        subscription = await registrar.open(chat_id, owner_id, title)
        note = ""
        if at is not None:
            subscription = await registrar.add_time(chat_id, at)
            note = f"✅ {self._texts.time_added(isolate(clock_time(at)))}\n\n"
        panel = times_panel(subscription, self._services.clock(), self._texts)
        await message.reply_text(note + panel.html, parse_mode=ParseMode.HTML, reply_markup=keyboard(panel))


def read_time(typed: str) -> time:
    """Return the time of day that was typed, in any digits. Raises UserMistake."""
    found = A_TIME.match(typed)
    if not found:
        raise UserMistake(Mistake.BAD_TIME)
    hour, minute = (int(matching_key(part)) for part in found.groups())
    if hour > 23 or minute > 59:
        raise UserMistake(Mistake.BAD_TIME)
    return time(hour, minute)


def asked_chat(message: Message, managed: tuple[Subscription, ...]) -> int:
    """Return the chat whose time was asked for: the channel named in the question, else this chat.

    The question itself carries the name, so a restart between question and answer loses nothing.
    """
    question = message.reply_to_message
    if question is None or question.from_user is None or not question.from_user.is_bot:
        return message.chat_id
    named = [one for one in managed if f"«{one.title}»" in (question.text or "")]
    return named[0].chat_id if named else message.chat_id
