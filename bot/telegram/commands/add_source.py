"""Adding a source: /sources and its link, an answer to the bot's question, a channel's @name, a list of sources.

What was found is shown first; only a tap saves it. The message itself carries it, so a restart loses nothing.
"""

from telegram import CallbackQuery, ForceReply, Message, MessageEntity, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.core import models
from bot.core.arabic import clean
from bot.core.errors import Mistake, MujazError, Refusal, SourceError, UserMistake
from bot.core.following import source_id
from bot.core.models import Source
from bot.core.ports import FoundSource
from bot.telegram import buttons
from bot.telegram.commands.command import Context, Handler, Services, message_of
from bot.telegram.commands.permission import require_manager
from bot.telegram.commands.request import first_link
from bot.telegram.commands.showing import answer_with, quote_with, replace_with
from bot.telegram.commands.source_panels import done_panel, found_panel, import_panel, plain
from bot.telegram.mistakes import say

A_CHANNEL = r"^\s*(?:@[A-Za-z]\w{3,31}|(?:https?://)?t(?:elegram)?\.me/(?:s/)?[A-Za-z]\w{3,31}/?)\s*$"
LARGEST_LIST = 2_000_000  # bytes
USUAL_TOPIC = "general"
# Of these the full sentence says what to do; of the others it speaks of digests.
TOLD_IN_FULL = (Refusal.NO_FEED, Refusal.NO_CHANNEL, Refusal.NOT_A_LIST)


class AddSource:
    """Finds sources and saves those that somebody wants."""

    name = ""

    def __init__(self, services: Services) -> None:
        self._curator = services.curator
        self._texts = services.texts
        self._clock = services.clock

    def handlers(self) -> list[Handler]:
        private, text = filters.ChatType.PRIVATE, filters.TEXT & ~filters.COMMAND
        taps = (
            (self.on_ask, buttons.AskSource),
            (self.on_channel, buttons.FindChannel),
            (self.on_link_above, buttons.FindLink),
            (self.on_follow, buttons.Follow),
            (self.on_import, buttons.ImportList),
            (self.on_decline, buttons.Decline),
        )
        return [
            CommandHandler("sources", self.on_message, has_args=True),
            MessageHandler(_Answers(self._texts.sources.ask) & text, self.on_message),
            MessageHandler(private & filters.Regex(A_CHANNEL) & ~filters.FORWARDED, self.on_message),
            MessageHandler(private & filters.Document.FileExtension("opml"), self.on_list),
            *(CallbackQueryHandler(handle, pattern=buttons.pattern(kind)) for handle, kind in taps),
        ]

    async def on_message(self, update: Update, context: Context) -> None:
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        await require_manager(context.bot, message.chat_id, user.id)
        words = (message.text or "").split()
        typed = words[1] if words[0].startswith("/") else words[0]
        await self._show_found(message, first_link(message) or typed, user.id)

    async def on_ask(self, update: Update, context: Context) -> None:
        query = await _allowed(update, context)
        await query.answer()
        await message_of(query).chat.send_message(self._texts.sources.ask, reply_markup=ForceReply())

    async def on_channel(self, update: Update, context: Context) -> None:
        query = await _allowed(update, context)
        payload = buttons.unpack(buttons.FindChannel, query.data or "")
        await query.answer()
        await self._show_found(message_of(query), f"@{payload.name}", query.from_user.id)

    async def on_link_above(self, update: Update, context: Context) -> None:
        query = await _allowed(update, context)
        bubble = message_of(query)
        link = first_link(bubble.reply_to_message) if bubble.reply_to_message else None
        if link is None:
            raise UserMistake(Mistake.STALE_BUTTON)
        await query.answer()
        await self._show_found(bubble, link, query.from_user.id)

    async def on_follow(self, update: Update, context: Context) -> None:
        query = await _allowed(update, context)
        payload = buttons.unpack(buttons.Follow, query.data or "")
        source = _source_in(message_of(query), payload)
        is_new = await self._curator.follow(source, query.from_user.id)
        words = self._texts.sources
        told = (words.followed if is_new else words.followed_already)(source.title)
        await query.answer()
        await replace_with(message_of(query), done_panel(told, self._texts))

    async def on_list(self, update: Update, context: Context) -> None:
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        try:
            listed = await self._listed_in(message)
        except SourceError as error:
            await answer_with(message, plain(self._why(error)))
            return
        new = await self._curator.new_of(listed)
        room = await self._curator.room_for(user.id)
        await quote_with(message, import_panel(len(listed), len(new), room, self._texts))

    async def on_import(self, update: Update, context: Context) -> None:
        query = await _allowed(update, context)
        above = message_of(query).reply_to_message
        if above is None or above.document is None:
            raise UserMistake(Mistake.STALE_BUTTON)
        count = await self._curator.follow_all(await self._listed_in(above), query.from_user.id)
        await query.answer()
        await replace_with(message_of(query), done_panel(self._texts.sources.imported(count), self._texts))

    async def on_decline(self, update: Update, context: Context) -> None:
        query = await _allowed(update, context)
        await query.answer()
        await replace_with(message_of(query), plain(self._texts.sources.declined))

    async def _show_found(self, message: Message, link: str, reader_id: int) -> None:
        bubble = await answer_with(message, plain(self._texts.sources.finding))
        try:
            panel = await self._panel_of(await self._curator.find(link), reader_id)
        except MujazError as error:
            panel = plain(self._why(error))
        await replace_with(bubble, panel)

    async def _panel_of(self, found: tuple[FoundSource, ...], reader_id: int) -> models.Message:
        new_ids = {one.id for one in await self._curator.new_of(one.source for one in found)}
        new = [one for one in found if one.source.id in new_ids]
        if not new:
            return done_panel(self._texts.sources.followed_already(found[0].source.title), self._texts)
        return found_panel(new, await self._curator.room_for(reader_id), self._clock(), self._texts)

    async def _listed_in(self, message: Message) -> tuple[Source, ...]:
        assert message.document is not None, "a list is a file"
        if (message.document.file_size or 0) > LARGEST_LIST:
            raise SourceError(Refusal.TOO_LARGE, "a list", permanent=True)
        file = await message.document.get_file()
        return await self._curator.listed_in(bytes(await file.download_as_bytearray()))

    def _why(self, error: MujazError) -> str:
        if isinstance(error, SourceError) and error.refusal not in TOLD_IN_FULL:
            return self._texts.sources.unreadable(self._texts.sources.why[error.refusal])
        return say(error, self._texts)


class _Answers(filters.MessageFilter):
    """Lets answers to one question of the bot's through."""

    def __init__(self, question: str) -> None:
        super().__init__(name="answers")
        self._question = question

    def filter(self, message: Message) -> bool:
        asked = message.reply_to_message
        return bool(asked and asked.from_user and asked.from_user.is_bot and asked.text == self._question)


async def _allowed(update: Update, context: Context) -> CallbackQuery:
    """Return the tap, if this person may add sources in this chat. Raises UserMistake."""
    query = update.callback_query
    assert query is not None, "a callback handler gets a query"
    await require_manager(context.bot, message_of(query).chat_id, query.from_user.id)
    return query


def _source_in(message: Message, payload: buttons.Follow) -> Source:
    """Return the source whose link stands at this place. Raises UserMistake when there is none."""
    links = list(message.parse_entities([MessageEntity.TEXT_LINK]).items())
    if not 0 <= payload.place < len(links):
        raise UserMistake(Mistake.STALE_BUTTON)
    entity, title = links[payload.place]
    location = entity.url or ""
    return Source(
        id=source_id(location),
        kind=payload.kind,
        location=location,
        title=clean(title).strip(),
        topic=USUAL_TOPIC,
    )
