"""How the bot hears its readers: by asking (polling) or by being told (webhook); and how it stops hearing."""

import asyncio
import logging
from contextlib import suppress

from telegram import Update
from telegram.error import BadRequest, TelegramError

from bot.core.errors import DeliveryError, SettingsError
from bot.telegram.application import BotApplication
from bot.telegram.turns import TurnsByReader

logger = logging.getLogger(__name__)

KINDS = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
SECONDS_TO_HANG_UP = 1.5
SECONDS_TO_DRAIN = 7.0


async def poll(application: BotApplication) -> None:
    """Ask Telegram for updates from now on."""
    assert application.updater is not None, "the application was built with an updater"
    await application.updater.start_polling(
        allowed_updates=list(KINDS), bootstrap_retries=-1, error_callback=_log_polling_error
    )


async def listen(application: BotApplication, url: str, secret: str) -> None:
    """Have Telegram tell us at this address. Raises SettingsError when it refuses, DeliveryError when out of reach."""
    try:
        await application.bot.set_webhook(url, secret_token=secret, allowed_updates=list(KINDS))
    except BadRequest as error:
        raise SettingsError(f"Telegram refuses WEBHOOK_URL: {error.message}") from error
    except TelegramError as error:
        raise DeliveryError(f"the webhook could not be set ({type(error).__name__})") from error


async def drain(application: BotApplication, seconds: float = SECONDS_TO_DRAIN) -> None:
    """Hear nothing more and finish what is being answered; what takes longer is broken off, for the next start."""
    updater, turns = application.updater, application.update_processor
    assert isinstance(turns, TurnsByReader), "the application was built with our turns"
    if updater is not None and updater.running:
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_TO_HANG_UP):
                await updater.stop()
    if application.running:
        breaking_off = asyncio.get_running_loop().call_later(seconds, turns.break_off)
        await application.stop()
        breaking_off.cancel()


def _log_polling_error(error: TelegramError) -> None:
    """One line is enough; the library asks again by itself."""
    logger.warning("Telegram could not be reached for updates.", extra={"reason": type(error).__name__})
