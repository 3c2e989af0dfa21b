"""/status: how the bot is doing, for its operator alone; whoever else writes it is answered as if it were not there."""

from html import escape

from telegram import Update
from telegram.constants import ParseMode
from telegram.ext import CommandHandler

from bot.core.figures import Figures, rows_of, worries
from bot.telegram.commands.command import Context, Handler, Services


class StatusCommand:
    """Shows the figures of `mujaz status` in the chat; in English, as all that operators read."""

    name = "status"

    def __init__(self, services: Services) -> None:
        self._texts = services.texts
        self._figures = services.figures
        self._operator_id = services.operator_id

    def handlers(self) -> list[Handler]:
        return [CommandHandler(self.name, self.show)]

    async def show(self, update: Update, _context: Context) -> None:
        message, user = update.effective_message, update.effective_user
        if message is None:
            return
        if user is None or user.id != self._operator_id:
            await message.reply_text(self._texts.unknown_input)
            return
        await message.reply_text(_page(await self._figures()), parse_mode=ParseMode.HTML)


def _page(figures: Figures) -> str:
    rows = [f"{name}: {value}" for name, value in rows_of(figures)]
    found = [f"⚠️ {worry}" for worry in worries(figures).values()] or ["✅ All is well."]
    return f"<pre>{escape(chr(10).join(rows))}</pre>\n{escape(chr(10).join(found))}"
