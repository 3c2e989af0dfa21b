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
from bot.telegram.intake import Intake
from bot.telegram.limiter import TelegramLimiter
from bot.telegram.mistakes import say
from bot.telegram.texts import Texts
from bot.telegram.turns import TurnsByReader

logger = logging.getLogger(__name__)

UPDATES_AT_ONCE = 128  # most of them wait for a page or a model; those have limits of their own
CONNECTIONS = 64  # half for broadcasts (the Courier's), half for answers: neither waits for the other's
SECONDS_TO_READ = 30.0  # a long wait leaves fewer sends in doubt

BotApplication = Application[Any, Any, Any, Any, Any, Any]  # we use none of what its parameters describe


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The Bot API server to talk to: Telegram's own, or a local one."""

    token: str
    base_url: str = "https://api.telegram.org"


def build_application(
    server: Server, limiter: TelegramLimiter | None = None, intake: Intake | None = None
) -> BotApplication:
    """Return the application, without any command yet.

    Without a limiter it must send nothing, without an intake it must hear nothing.
    """
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = ApplicationBuilder()
    builder = builder.token(server.token).request(_request()).get_updates_request(_request())
    builder = builder.base_url(f"{server.base_url}/bot").base_file_url(f"{server.base_url}/file/bot")
    if limiter is not None:
        builder = builder.rate_limiter(limiter)
    if intake is not None:
        builder = builder.update_queue(intake.queue)
    return builder.concurrent_updates(TurnsByReader(UPDATES_AT_ONCE, intake)).job_queue(None).build()


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
