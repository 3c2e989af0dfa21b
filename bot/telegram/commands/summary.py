"""/summary of anything: nothing (the latest), a link, a text, a reply, a forwarded post, a file."""

import tempfile
from pathlib import Path

from telegram import Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.core import models
from bot.core.errors import Mistake, MujazError, UserMistake
from bot.core.models import Button, Length, SourceKind
from bot.core.stories import digest_key
from bot.services.answer import Request
from bot.telegram import buttons
from bot.telegram.commands.command import Context, Handler, Services, message_of
from bot.telegram.commands.offers import channel_offer, site_offer, with_channel_offer
from bot.telegram.commands.request import Wanted, find_wanted
from bot.telegram.format import render_digest, render_evidence, render_latest
from bot.telegram.messenger import NO_PREVIEW, keyboard
from bot.telegram.mistakes import can_be_retried, say


class SummaryCommand:
    """Digests what a reader sends, in the bubble that first says that it is being done."""

    name = "summary"

    def __init__(self, services: Services) -> None:
        self._answerer = services.answerer
        self._registrar = services.registrar
        self._texts = services.texts

    def handlers(self) -> list[Handler]:
        readable = filters.TEXT | filters.CAPTION | filters.Document.ALL
        return [
            CommandHandler(self.name, self.on_command),
            MessageHandler(filters.ChatType.PRIVATE & readable & ~filters.COMMAND, self.on_private_message),
            CallbackQueryHandler(self.on_retry, pattern=buttons.pattern(buttons.Retry)),
            CallbackQueryHandler(self.on_evidence, pattern=buttons.pattern(buttons.ShowEvidence)),
            CallbackQueryHandler(self.on_retell, pattern=buttons.pattern(buttons.Retell)),
        ]

    async def on_command(self, update: Update, _context: Context) -> None:
        if message := update.effective_message:
            await self._run(message, message.reply_to_message)

    async def on_private_message(self, update: Update, _context: Context) -> None:
        message = update.effective_message
        if message is None:
            return
        if message.document is None and find_wanted(message) is None:
            offered = models.Message(html="", buttons=channel_offer(message, self._texts))
            await message.reply_text(self._texts.unknown_input, reply_markup=keyboard(offered))
            return
        await self._run(message, None)

    async def on_retry(self, update: Update, _context: Context) -> None:
        query = update.callback_query
        assert query is not None, "a callback handler gets a query"
        await query.answer()
        bubble = message_of(query)
        if bubble.reply_to_message is None:
            raise UserMistake(Mistake.STALE_BUTTON)
        await bubble.edit_text(self._texts.working)
        await self._fill(bubble, bubble.reply_to_message)

    async def on_evidence(self, update: Update, _context: Context) -> None:
        query = update.callback_query
        assert query is not None, "a callback handler gets a query"
        payload = buttons.unpack(buttons.ShowEvidence, query.data or "")
        digest = await self._answerer.shown(payload.digest_key)
        await query.answer()
        bubble = message_of(query)
        for message in render_evidence(digest, self._texts):
            await _reply(bubble, message)

    async def on_retell(self, update: Update, _context: Context) -> None:
        query = update.callback_query
        assert query is not None, "a callback handler gets a query"
        payload = buttons.unpack(buttons.Retell, query.data or "")
        await query.answer(self._texts.working)
        digest = await self._answerer.retold(payload.digest_key, payload.length)
        bubble = message_of(query)
        retold = render_digest(digest, key_of(digest), self._texts)
        await _show(bubble, with_channel_offer(retold, bubble.reply_to_message, self._texts))

    async def _run(self, message: Message, replied: Message | None) -> None:
        """The bubble answers the message that holds the content, so that a retry finds it again."""
        target = replied or message
        bubble = await target.reply_text(self._texts.working, do_quote=True, allow_sending_without_reply=True)
        await self._fill(bubble, target)

    async def _fill(self, bubble: Message, target: Message) -> None:
        try:
            answer = await self._answer(target)
        except MujazError as error:
            await self._show_failure(bubble, error, target)
            return
        await _show(bubble, with_channel_offer(answer, target, self._texts))

    async def _answer(self, target: Message) -> tuple[models.Message, ...]:
        is_command = (target.text or "").startswith("/")
        wanted = find_wanted(target, skip_command=is_command)
        if wanted is None and is_command:
            return await self._latest(target.chat_id)
        if wanted is None:
            raise UserMistake(Mistake.NOTHING_TO_DIGEST)
        digest = await self._digest(wanted, await self._length_for(target.chat_id))
        return render_digest(digest, key_of(digest), self._texts)

    async def _latest(self, chat_id: int) -> tuple[models.Message, ...]:
        edition = await self._answerer.edition_now(await self._registrar.find(chat_id))
        if len(edition.digests) == 1:
            only = edition.digests[0]
            return render_digest(only, key_of(only), self._texts)
        return render_latest(edition, self._texts)

    async def _length_for(self, chat_id: int) -> Length:
        subscription = await self._registrar.find(chat_id)
        return subscription.length if subscription else Length.MEDIUM

    async def _digest(self, wanted: Wanted, length: Length) -> models.Digest:
        if wanted.request is not None:
            return await self._answerer.answer(wanted.request, length)
        assert wanted.document is not None, "a wish is a request or a document"
        name = wanted.document.file_name or "file.txt"
        with tempfile.TemporaryDirectory(prefix="mujaz-") as folder:
            path = Path(folder) / f"article{Path(name).suffix.lower()}"
            await (await wanted.document.get_file()).download_to_drive(path)
            return await self._answerer.answer(Request(kind=SourceKind.FILE, location=str(path)), length)

    async def _show_failure(self, bubble: Message, error: MujazError, target: Message) -> None:
        button = Button(text=self._texts.try_again, payload=buttons.pack(buttons.Retry()))
        again = ((button,),) if can_be_retried(error) else ()
        offers = (*site_offer(target, error, self._texts), *channel_offer(target, self._texts))
        reason = say(error, self._texts)
        text = reason if isinstance(error, UserMistake) else self._texts.failed(reason)
        markup = keyboard(models.Message(html=text, buttons=(*again, *offers)))
        await bubble.edit_text(text, reply_markup=markup, link_preview_options=NO_PREVIEW)


def key_of(digest: models.Digest) -> str:
    """Return the name under which a digest is kept."""
    return digest_key(digest.story, digest.written_by, digest.length)


async def _show(bubble: Message, answer: tuple[models.Message, ...]) -> None:
    await _edit(bubble, answer[0])
    for message in answer[1:]:
        await _reply(bubble, message)


async def _edit(bubble: Message, message: models.Message) -> None:
    try:
        await bubble.edit_text(
            message.html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(message),
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        if "not modified" in str(error):  # a double tap asks for what is shown already
            return
        if "not found" not in str(error):
            raise
        await _reply(bubble, message)  # the reader deleted the bubble while waiting


async def _reply(bubble: Message, message: models.Message) -> None:
    await bubble.chat.send_message(
        message.html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(message),
        link_preview_options=NO_PREVIEW,
        disable_notification=message.silent,
    )
