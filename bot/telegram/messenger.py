"""Sends one message. Tells apart what surely failed, what may have arrived and what never will."""

from collections.abc import Callable
from html import escape

import httpx
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot

from bot.core.errors import DeliveryError
from bot.core.models import Message, Subscription
from bot.telegram.limiter import Lane, seconds_of
from bot.telegram.texts import Texts

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
SECONDS_FOR_A_TOKEN = 60.0  # a revoked token is for the operator to mend: no delivery may fail of it
GONE_TEXTS = (
    "chat not found",
    "need administrator rights",
    "not enough rights",
    "have no rights",
    "can't initiate conversation",
    "user is deactivated",
    "group chat was deleted",
)


class TelegramMessenger:
    """The Messenger port on the Bot API; `paid` lets Telegram charge Stars for going faster than its free limit."""

    def __init__(self, bot: ExtBot[Lane], *, paid: bool = False) -> None:
        self._bot = bot
        self._paid = paid

    async def send(self, chat_id: int, message: Message) -> int:
        """Send, without sound when the message is silent; the caller has booked its place. Raises DeliveryError."""
        try:
            sent = await self._bot.send_message(
                chat_id,
                message.html,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                disable_notification=message.silent,
                reply_markup=keyboard(message),
                allow_paid_broadcast=self._paid or None,
                rate_limit_args=Lane.BROADCAST,
            )
        except TelegramError as error:
            raise delivery_error(error) from error
        return sent.message_id


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """Return the buttons of a message as Telegram's keyboard."""
    if not message.buttons:
        return None
    rows = [
        [
            InlineKeyboardButton(button.text, url=button.url)
            if button.url
            else InlineKeyboardButton(button.text, callback_data=button.payload)
            for button in row
        ]
        for row in message.buttons
    ]
    return InlineKeyboardMarkup(rows)


def word_to_owner(texts: Texts) -> Callable[[Subscription], Message]:
    """Return what tells owners that the bot can no longer send to their channel or group."""
    return lambda lost: Message(html=escape(texts.chat_lost(lost.title), quote=False))


def delivery_error(error: TelegramError) -> DeliveryError:
    """Return what an error of the library means for a delivery.

    The order matters: in the library BadRequest and TimedOut are kinds of NetworkError.
    """
    reason = f"{type(error).__name__}: {error}"
    match error:
        case RetryAfter():
            return DeliveryError(reason, retry_after=seconds_of(error))
        case ChatMigrated():
            return DeliveryError(reason, new_chat_id=error.new_chat_id, retry_after=0)
        case Forbidden():
            return DeliveryError(reason, permanent=True, chat_gone=True)
        case InvalidToken():
            return DeliveryError(reason, retry_after=SECONDS_FOR_A_TOKEN)
        case BadRequest():
            return DeliveryError(reason, permanent=True, chat_gone=_chat_is_gone(error))
        case TimedOut() if "was *not* sent" in str(error):
            return DeliveryError(reason)
    if isinstance(error.__cause__, NEVER_LEFT):
        return DeliveryError(reason)
    return DeliveryError(reason, doubtful=True)


def _chat_is_gone(error: BadRequest) -> bool:
    text = str(error).lower()
    return any(gone in text for gone in GONE_TEXTS)
