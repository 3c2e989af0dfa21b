"""/unsubscribe: no more editions for this chat."""

from telegram import Update
from telegram.ext import CommandHandler

from bot.telegram.commands.command import Context, Handler, Services
from bot.telegram.commands.permission import require_manager


class UnsubscribeCommand:
    """Ends the subscription of this chat."""

    name = "unsubscribe"

    def __init__(self, services: Services) -> None:
        self._registrar = services.registrar
        self._texts = services.texts

    def handlers(self) -> list[Handler]:
        return [CommandHandler(self.name, self.leave)]

    async def leave(self, update: Update, context: Context) -> None:
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        await require_manager(context.bot, message.chat_id, user.id)
        await self._registrar.leave(message.chat_id)
        await message.reply_text(self._texts.left)
