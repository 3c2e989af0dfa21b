"""What to offer under an answer: to follow the channel of a forwarded post, or the site behind a link. Pure."""

from dataclasses import replace

from telegram import Message, MessageOriginChannel

from bot.core import models
from bot.core.errors import MujazError, Refusal, SourceError
from bot.core.models import Button
from bot.telegram import buttons
from bot.telegram.commands.request import first_link
from bot.telegram.texts import Texts

Rows = tuple[tuple[Button, ...], ...]
# A home page, a feed or a channel: nothing to digest, but perhaps something to follow.
NO_ARTICLE_THERE = (Refusal.NO_ARTICLE, Refusal.NOT_TEXT, Refusal.TOO_SHORT, Refusal.SCRIPT_ONLY)


def channel_offer(message: Message | None, texts: Texts) -> Rows:
    """Return the button that follows the public channel a post was forwarded from, if it was."""
    origin = message.forward_origin if message else None
    if not isinstance(origin, MessageOriginChannel) or not origin.chat.username:
        return ()
    payload = buttons.pack(buttons.FindChannel(origin.chat.username))
    return ((Button(text=texts.sources.follow_channel, payload=payload),),)


def site_offer(message: Message, error: MujazError, texts: Texts) -> Rows:
    """Return the button that looks for something to follow behind a link that holds no article."""
    if not isinstance(error, SourceError) or error.refusal not in NO_ARTICLE_THERE or not first_link(message):
        return ()
    return ((Button(text=texts.sources.follow_site, payload=buttons.pack(buttons.FindLink())),),)


def with_channel_offer(
    answer: tuple[models.Message, ...], message: Message | None, texts: Texts
) -> tuple[models.Message, ...]:
    """Return the answer with that button under its last part."""
    *parts, last = answer
    return (*parts, replace(last, buttons=(*last.buttons, *channel_offer(message, texts))))
