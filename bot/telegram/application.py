"""Builds the Telegram application, says its name and menu to Telegram, and catches what nobody else caught."""

import logging
from dataclasses import dataclass
from typing import Any

from telegram import BotCommand, Chat, Update
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder
from telegram.request import HTTPXRequest

from bot.core.errors import DeliveryError, MujazError, SettingsError
from bot.telegram.commands import Services, all_commands
from bot.telegram.commands.command import Context
from bot.telegram.mistakes import say
from bot.telegram.texts import Texts
from bot.telegram.turns import TurnsByReader

logger = logging.getLogger(__name__)

UPDATES_AT_ONCE = 32
CONNECTIONS = 32  # the client's pool gets slower, not faster, above this
SECONDS_TO_READ = 30.0  # a long wait leaves fewer sends in doubt
ALLOWED_UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)

BotApplication = Application[Any, Any, Any, Any, Any, Any]  # we use none of what its parameters describe


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The Bot API server to talk to: Telegram's own, or a local one."""

    token: str
    base_url: str = "https://api.telegram.org"


def build_application(server: Server) -> BotApplication:
    """Return the application, without any command yet."""
    builder = ApplicationBuilder().token(server.token).request(_request()).get_updates_request(_request())
    builder = builder.base_url(f"{server.base_url}/bot").base_file_url(f"{server.base_url}/file/bot")
    return builder.concurrent_updates(TurnsByReader(UPDATES_AT_ONCE)).job_queue(None).build()


def add_commands(application: BotApplication, services: Services) -> None:
    """Let readers use all commands."""
    for command in all_commands(services):
        application.add_handlers(command.handlers())
    application.add_error_handler(_LastResort(services.texts).handle)


async def connect(application: BotApplication) -> None:
    """Ask Telegram who we are.

    Raises SettingsError when it does not know the token, DeliveryError when it cannot be reached.
    """
    try:
        await application.initialize()
    except InvalidToken as error:
        await application.bot.shutdown()  # a failed start leaves connections open
        raise SettingsError(
            "Telegram does not know this BOT_TOKEN; copy it again from @BotFather into .env"
        ) from error
    except TelegramError as error:
        await application.bot.shutdown()
        reason = (
            f"Telegram cannot be reached ({type(error).__name__}); check the network and TELEGRAM_API_URL"
        )
        raise DeliveryError(reason) from error


async def introduce(application: BotApplication, services: Services) -> None:
    """Set the command menu and the description; a refusal is logged, since the bot works without them."""
    bot, texts = application.bot, services.texts
    commands = [BotCommand(name, text) for name, text in texts.command_descriptions.items()]
    try:
        await bot.set_my_commands(commands)
        await bot.set_my_commands(commands, language_code="ar")
        await bot.set_my_description(texts.about)
        await bot.set_my_short_description(texts.short_about)
    except TelegramError as error:
        logger.warning("The command menu could not be set.", extra={"reason": str(error)})


def log_polling_error(error: TelegramError) -> None:
    """Say in one line that Telegram could not be asked for news; the library asks again by itself."""
    logger.warning("Telegram could not be reached for updates.", extra={"reason": type(error).__name__})


class _LastResort:
    """Tells the reader what went wrong; logs what nobody expected."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    async def handle(self, update: object, context: Context) -> None:
        error = context.error
        text = self._texts.unexpected
        if isinstance(error, MujazError):
            text = say(error, self._texts)
        elif isinstance(error, TelegramError):
            logger.warning(
                "Telegram refused or lost an answer.", extra={"reason": f"{type(error).__name__}: {error}"}
            )
        else:
            logger.error("A handler failed unexpectedly.", exc_info=error)
        if isinstance(update, Update):
            await _tell(update, text)


async def _tell(update: Update, text: str) -> None:
    chat = update.effective_chat
    try:
        if update.callback_query:
            await update.callback_query.answer(text[:200], show_alert=True)
        elif chat and chat.type != Chat.CHANNEL and update.effective_message:
            await chat.send_message(text)
    except BadRequest as error:
        logger.warning("An error could not be told to the reader.", extra={"reason": str(error)})
    except TelegramError as error:
        logger.warning("Telegram is not reachable.", extra={"reason": type(error).__name__})


def _request() -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=CONNECTIONS, read_timeout=SECONDS_TO_READ, connect_timeout=10, pool_timeout=30
    )
