"""mujaz run: the whole bot in one process, set up by .env."""

import asyncio
import logging
import signal

from bot.app import opened, plant_newsrooms
from bot.cli.logs import set_up_logs
from bot.core.errors import SettingsError
from bot.running import run_bot
from bot.settings import Settings, read_settings
from bot.storage.lock import alone_with
from bot.telegram.application import Server

logger = logging.getLogger(__name__)


def run() -> None:
    """Run the bot with the settings of the environment and .env."""
    settings = settings_with_token()
    with alone_with(settings.database_url):
        asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    stop = stop_on_signals()
    say_who_writes(settings)
    async with opened(settings) as mujaz:
        await plant_newsrooms(mujaz)
        await run_bot(mujaz, server_of(settings), stop)


def settings_with_token() -> Settings:
    """Return the settings of a process that talks to Telegram, and log as they say. Raises SettingsError."""
    settings = read_settings()
    set_up_logs(settings.log_level, settings.log_format)
    if not settings.bot_token.get_secret_value():
        raise SettingsError(
            "BOT_TOKEN is not set; get one from @BotFather and write BOT_TOKEN=… into .env, or try: mujaz demo"
        )
    return settings


def server_of(settings: Settings) -> Server:
    """Return the Bot API server of the settings."""
    return Server(token=settings.bot_token.get_secret_value(), base_url=settings.telegram_api_url)


def say_who_writes(settings: Settings) -> None:
    """Say once, at start, which engine writes."""
    if settings.has_model:
        logger.info(
            "A model writes the digests; the offline engine stands by.", extra={"model": settings.llm_model}
        )
    else:
        logger.info("No model is set up (LLM_API_KEY, LLM_BASE_URL): the offline engine quotes the articles.")


def stop_on_signals() -> asyncio.Event:
    """Return an event that is set when the process is asked to end; asked twice, it ends at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGINT, signal.SIGTERM)

    def end() -> None:
        stop.set()
        for number in numbers:
            loop.remove_signal_handler(number)
            signal.signal(
                number, signal.SIG_DFL
            )  # the next one kills: whatever is lost then, the database knows

    for number in numbers:
        loop.add_signal_handler(number, end)
    return stop
