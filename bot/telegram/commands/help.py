"""/help, and what to do with a message that nothing else understands."""

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.telegram.commands.command import Context, Handler, Services


class HelpCommand:
    """Tells what the bot can do."""

    name = "help"

    def __init__(self, services: Services) -> None:
        self._texts = services.texts

    def handlers(self) -> list[Handler]:
        return [CommandHandler(self.name, self.show)]

    async def show(self, update: Update, _context: Context) -> None:
        if update.effective_message:
            await update.effective_message.reply_text(self._texts.help)


class UnknownInput:
    """Answers in private whatever no command took; registered last."""

    name = ""

    def __init__(self, services: Services) -> None:
        self._texts = services.texts

    def handlers(self) -> list[Handler]:
        anything = filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL
        return [MessageHandler(anything, self.hint)]

    async def hint(self, update: Update, _context: Context) -> None:
        if update.effective_message:
            await update.effective_message.reply_text(self._texts.unknown_input)
