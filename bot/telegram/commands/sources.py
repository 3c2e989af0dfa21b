"""/sources: what the bot reads and how each source does; removing one. Adding is in add_source.py."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.telegram import buttons
from bot.telegram.commands.command import Context, Handler, Services, message_of
from bot.telegram.commands.showing import answer_with, replace_with
from bot.telegram.commands.source_panels import done_panel, list_panel, removable_panel, remove_panel


class SourcesCommand:
    """Shows the sources, and lets people remove those they added."""

    name = "sources"

    def __init__(self, services: Services) -> None:
        self._curator = services.curator
        self._texts = services.texts
        self._clock = services.clock

    def handlers(self) -> list[Handler]:
        return [
            CommandHandler(self.name, self.show),
            CallbackQueryHandler(self.on_page, pattern=buttons.pattern(buttons.ShowSources)),
            CallbackQueryHandler(self.on_removable, pattern=buttons.pattern(buttons.ShowRemovable)),
            CallbackQueryHandler(self.on_ask_remove, pattern=buttons.pattern(buttons.AskRemove)),
            CallbackQueryHandler(self.on_remove, pattern=buttons.pattern(buttons.Remove)),
        ]

    async def show(self, update: Update, _context: Context) -> None:
        if update.effective_message:
            listed = await self._curator.list()
            await answer_with(update.effective_message, list_panel(listed, 0, self._clock(), self._texts))

    async def on_page(self, update: Update, _context: Context) -> None:
        query = update.callback_query
        assert query is not None, "a callback handler gets a query"
        payload = buttons.unpack(buttons.ShowSources, query.data or "")
        listed = await self._curator.list()
        await query.answer()
        await replace_with(message_of(query), list_panel(listed, payload.page, self._clock(), self._texts))

    async def on_removable(self, update: Update, _context: Context) -> None:
        query = update.callback_query
        assert query is not None, "a callback handler gets a query"
        payload = buttons.unpack(buttons.ShowRemovable, query.data or "")
        removable = await self._curator.removable_by(query.from_user.id)
        await query.answer()
        await replace_with(message_of(query), removable_panel(removable, payload.page, self._texts))

    async def on_ask_remove(self, update: Update, _context: Context) -> None:
        query = update.callback_query
        assert query is not None, "a callback handler gets a query"
        payload = buttons.unpack(buttons.AskRemove, query.data or "")
        source = await self._curator.removable(payload.source_id, query.from_user.id)
        await query.answer()
        await replace_with(message_of(query), remove_panel(source, self._texts))

    async def on_remove(self, update: Update, _context: Context) -> None:
        query = update.callback_query
        assert query is not None, "a callback handler gets a query"
        payload = buttons.unpack(buttons.Remove, query.data or "")
        source = await self._curator.remove_for(payload.source_id, query.from_user.id)
        await query.answer()
        told = self._texts.sources.removed(source.title)
        await replace_with(message_of(query), done_panel(told, self._texts))
