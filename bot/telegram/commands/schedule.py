"""The buttons behind «المزيد» of /settings: weekend, Ramadan, quiet hours, pause, hours without news, late editions."""

from telegram import CallbackQuery, Update
from telegram.ext import CallbackQueryHandler

from bot.core.errors import Mistake, UserMistake
from bot.core.models import Subscription
from bot.telegram import buttons, schedule_buttons
from bot.telegram.commands.command import Context, Handler, Services
from bot.telegram.commands.schedule_pages import PAGES
from bot.telegram.commands.tap import allowed, show
from bot.telegram.schedule_buttons import Page


class ScheduleButtons:
    """Changes what is chosen on those pages, and shows the page again."""

    name = ""

    def __init__(self, services: Services) -> None:
        self._registrar = services.registrar
        self._texts = services.texts
        self._clock = services.clock

    def handlers(self) -> list[Handler]:
        verbs = {
            schedule_buttons.ShowPage: self.on_page,
            schedule_buttons.SetWeekend: self.on_weekend,
            schedule_buttons.ToggleWeekendTime: self.on_weekend_time,
            schedule_buttons.ToggleRamadanTime: self.on_ramadan_time,
            schedule_buttons.SetRamadanShift: self.on_ramadan_shift,
            schedule_buttons.SetQuietStart: self.on_quiet_start,
            schedule_buttons.SetQuietEnd: self.on_quiet_end,
            schedule_buttons.SetHush: self.on_hush,
            schedule_buttons.EndQuiet: self.on_end_quiet,
            schedule_buttons.PauseUntil: self.on_pause,
            schedule_buttons.EndPause: self.on_end_pause,
            schedule_buttons.SetNothingNew: self.on_nothing_new,
            schedule_buttons.SetTimeToLive: self.on_time_to_live,
            schedule_buttons.EndTimeToLive: self.on_end_time_to_live,
        }
        return [CallbackQueryHandler(verb, pattern=buttons.pattern(kind)) for kind, verb in verbs.items()]

    async def on_page(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.ShowPage)
        found = await self._registrar.find(payload.chat_id)
        if found is None:
            raise UserMistake(Mistake.NOT_SUBSCRIBED)
        await self._show(query, payload.page, found)

    async def on_weekend(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.SetWeekend)
        changed = await self._registrar.set_weekend(payload.chat_id, payload.weekend)
        await self._show(query, Page.WEEKEND, changed)

    async def on_weekend_time(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.ToggleWeekendTime)
        changed = await self._registrar.toggle_weekend_time(payload.chat_id, payload.at)
        await self._show(query, Page.WEEKEND, changed)

    async def on_ramadan_time(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.ToggleRamadanTime)
        changed = await self._registrar.toggle_ramadan_time(payload.chat_id, payload.at)
        await self._show(query, Page.RAMADAN, changed)

    async def on_ramadan_shift(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.SetRamadanShift)
        changed = await self._registrar.set_ramadan_shift(payload.chat_id, payload.days)
        await self._show(query, Page.RAMADAN, changed)

    async def on_quiet_start(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.SetQuietStart)
        changed = await self._registrar.set_quiet(payload.chat_id, start=payload.at)
        await self._show(query, Page.QUIET, changed)

    async def on_quiet_end(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.SetQuietEnd)
        changed = await self._registrar.set_quiet(payload.chat_id, end=payload.at)
        await self._show(query, Page.QUIET, changed)

    async def on_hush(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.SetHush)
        changed = await self._registrar.set_hush(payload.chat_id, payload.hush)
        await self._show(query, Page.QUIET, changed)

    async def on_end_quiet(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.EndQuiet)
        await self._show(query, Page.QUIET, await self._registrar.end_quiet(payload.chat_id))

    async def on_pause(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.PauseUntil)
        changed = await self._registrar.pause_until(payload.chat_id, payload.day)
        await self._show(query, Page.PAUSE, changed)

    async def on_end_pause(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.EndPause)
        await self._show(query, Page.PAUSE, await self._registrar.pause_until(payload.chat_id, None))

    async def on_nothing_new(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.SetNothingNew)
        changed = await self._registrar.set_nothing_new(payload.chat_id, payload.nothing_new)
        await self._show(query, Page.NOTHING_NEW, changed)

    async def on_time_to_live(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.SetTimeToLive)
        changed = await self._registrar.set_time_to_live(payload.chat_id, payload.time_to_live)
        await self._show(query, Page.LATE, changed)

    async def on_end_time_to_live(self, update: Update, context: Context) -> None:
        query, payload = await allowed(update, context, schedule_buttons.EndTimeToLive)
        await self._show(query, Page.LATE, await self._registrar.set_time_to_live(payload.chat_id, None))

    async def _show(self, query: CallbackQuery, page: Page, subscription: Subscription) -> None:
        await show(query, PAGES[page](subscription, self._clock(), self._texts))
