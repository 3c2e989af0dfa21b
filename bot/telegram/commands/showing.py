"""Puts a finished message into a chat: as an answer, or in place of one that is there."""

from telegram import Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.core import models
from bot.telegram.messenger import NO_PREVIEW, keyboard


async def answer_with(message: Message, shown: models.Message) -> Message:
    """Answer a person's message."""
    return await message.reply_text(
        shown.html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(shown),
        link_preview_options=NO_PREVIEW,
    )


async def quote_with(message: Message, shown: models.Message) -> Message:
    """Answer a person's message so that a tap under the answer finds it again."""
    return await message.reply_text(
        shown.html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(shown),
        do_quote=True,
        allow_sending_without_reply=True,
    )


async def replace_with(bubble: Message, shown: models.Message) -> None:
    """Let the bot's own message say something else."""
    try:
        await bubble.edit_text(
            shown.html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(shown),
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        if "not modified" not in str(error):  # a double tap asks for what is shown already
            raise
