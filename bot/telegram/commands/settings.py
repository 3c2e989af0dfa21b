"""/settings: times, weekdays, zone and length for the reader and the channels the reader manages, by buttons.

schedule.py has what is behind «المزيد».
"""

from telegram import ForceReply, Message, Update
from telegram.constants import ParseMode
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.core import models
from bot.core.errors import Mistake, UserMistake
from bot.core.models import Button, Subscription
from bot.telegram import buttons
from bot.telegram.commands.command import Context, Handler, Services, message_of
from bot.telegram.commands.panel import days_panel, times_panel, zones_panel
from bot.telegram.commands.permission import require_manager
from bot.telegram.commands.tap import allowed, show
from bot.telegram.messenger import keyboard


class SettingsCommand:
    """Shows and changes schedules."""

    name = "settings"

    def __init__(self, services: Services) -> None:
        self._registrar = services.registrar
        self._texts = services.texts
        self._clock = services.clock

    def handlers(self) -> list[Handler]:
        return [
            CommandHandler(self.name, self.show),
            CallbackQueryHandler(self.on_open, pattern=buttons.pattern(buttons.OpenPanel)),
            CallbackQueryHandler(self.on_time, pattern=buttons.pattern(buttons.ToggleTime)),
            CallbackQueryHandler(self.on_other_time, pattern=buttons.pattern(buttons.AskTime)),
            CallbackQueryHandler(self.on_zones, pattern=buttons.pattern(buttons.ShowZones)),
            CallbackQueryHandler(self.on_zone, pattern=buttons.pattern(buttons.SetZone)),
            CallbackQueryHandler(self.on_days, pattern=buttons.pattern(buttons.ShowDays)),
            CallbackQueryHandler(self.on_day, pattern=buttons.pattern(buttons.ToggleDay)),
            CallbackQueryHandler(self.on_length, pattern=buttons.pattern(buttons.SetLength)),
            CallbackQueryHandler(self.on_leave, pattern=buttons.pattern(buttons.Leave)),
        ]

    async def show(self, update: Update, context: Context) -> None:
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        await require_manager(context.bot, message.chat_id, user.id)
        managed = await self._registrar.managed_by(user.id)
        own = await self._registrar.open(message.chat_id, user.id, self._title(message, user.id))
        others = tuple(one for one in managed if one.chat_id != own.chat_id)
        await _send(message, times_panel(own, self._clock(), self._texts))
        if others and message.chat_id == user.id:
            await _send(message, self._channel_list(others))

    async def on_open(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, buttons.OpenPanel)
        await show(query, times_panel(await self._of(payload.chat_id), self._clock(), self._texts))

    async def on_time(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, buttons.ToggleTime)
        changed = await self._registrar.toggle_time(payload.chat_id, payload.at)
        await show(query, times_panel(changed, self._clock(), self._texts))

    async def on_other_time(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, buttons.AskTime)
        subscription = await self._of(payload.chat_id)
        message = message_of(query)
        is_own = payload.chat_id == message.chat_id
        question = self._texts.ask_time if is_own else self._texts.ask_time_for(subscription.title)
        await query.answer()
        await message.chat.send_message(question, reply_markup=ForceReply(input_field_placeholder="21:05"))

    async def on_zones(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, buttons.ShowZones)
        await show(query, zones_panel(await self._of(payload.chat_id), self._clock(), self._texts))

    async def on_zone(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, buttons.SetZone)
        changed = await self._registrar.set_zone(payload.chat_id, payload.zone)
        await show(query, times_panel(changed, self._clock(), self._texts))

    async def on_days(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, buttons.ShowDays)
        await show(query, days_panel(await self._of(payload.chat_id), self._clock(), self._texts))

    async def on_day(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, buttons.ToggleDay)
        changed = await self._registrar.toggle_weekday(payload.chat_id, payload.weekday)
        await show(query, days_panel(changed, self._clock(), self._texts))

    async def on_length(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, buttons.SetLength)
        changed = await self._registrar.set_length(payload.chat_id, payload.length)
        await show(query, times_panel(changed, self._clock(), self._texts))

    async def on_leave(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, buttons.Leave)
        await self._registrar.leave(payload.chat_id)
        await show(query, models.Message(html=self._texts.left))

    async def _of(self, chat_id: int) -> Subscription:
        found = await self._registrar.find(chat_id)
        if found is None:
            raise UserMistake(Mistake.NOT_SUBSCRIBED)
        return found

    def _title(self, message: Message, user_id: int) -> str:
        return self._texts.panel_private if message.chat_id == user_id else message.chat.effective_name or ""

    def _channel_list(self, subscriptions: tuple[Subscription, ...]) -> models.Message:
        rows = tuple(
            (Button(text=one.title, payload=buttons.pack(buttons.OpenPanel(one.chat_id))),)
            for one in subscriptions
        )
        return models.Message(html=self._texts.channels_title, buttons=rows)


async def _send(message: Message, panel: models.Message) -> None:
    await message.reply_text(panel.html, parse_mode=ParseMode.HTML, reply_markup=keyboard(panel))
