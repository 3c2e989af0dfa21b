"""/start: what this is, and a sample digest at once; a returning reader gets the old settings back."""

import logging

from telegram import Message, Update
from telegram.constants import ParseMode
from telegram.ext import CommandHandler

from bot.core.errors import MujazError, UserMistake
from bot.core.models import Digest
from bot.telegram.commands.command import Context, Handler, Services
from bot.telegram.commands.summary import key_of
from bot.telegram.format import render_digest
from bot.telegram.messenger import NO_PREVIEW, keyboard

logger = logging.getLogger(__name__)


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
            digest = await self._sample()
        except MujazError as error:
            logger.warning("There is no sample to show.", extra={"reason": str(error)})
            return
        first, *_rest = render_digest(digest, key_of(digest), texts)
        await message.reply_text(
            f"<i>{texts.sample_title}</i>\n\n{first.html}",
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(first),
            link_preview_options=NO_PREVIEW,
        )

    async def _sample(self) -> Digest:
        """The latest story, or the shipped one while there is none."""
        try:
            return (await self._services.answerer.edition_now(None)).digests[0]
        except UserMistake:
            return await self._services.answerer.answer(self._services.sample)
