"""/start: what this is, and a sample digest at once; a returning reader gets the old settings back."""

from telegram import Message, Update
from telegram.constants import ParseMode
from telegram.ext import CommandHandler

from bot.core.errors import UserMistake
from bot.telegram.commands.command import Context, Handler, Services
from bot.telegram.commands.summary import NO_PREVIEW, key_of
from bot.telegram.messenger import keyboard


class StartCommand:
    """Welcomes."""

    name = "start"

    def __init__(self, services: Services) -> None:
        self._services = services

    def handlers(self) -> list[Handler]:
        return [CommandHandler(self.name, self.welcome)]

    async def welcome(self, update: Update, _context: Context) -> None:
        message = update.effective_message
        if message is None:
            return
        texts = self._services.texts
        if await self._services.registrar.welcome_back(message.chat_id):
            await message.reply_text(texts.welcome_back)
            return
        await message.reply_text(texts.welcome(self._services.name))
        await self._show_sample(message)

    async def _show_sample(self, message: Message) -> None:
        texts = self._services.texts
        try:
            edition = await self._services.answerer.edition_now(None)
        except UserMistake:
            return  # a bot without any story yet has nothing to show, and the welcome was said
        digest = edition.digests[0]
        first, *_rest = self._services.formatter.digest(digest, key_of(digest), texts)
        await message.reply_text(
            f"<i>{texts.sample_title}</i>\n\n{first.html}",
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(first),
            link_preview_options=NO_PREVIEW,
        )
