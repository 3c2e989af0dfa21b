"""mujaz run: the real bot, set up by .env."""

import asyncio
import logging
import signal

from bot.app import opened, plant_newsrooms, run_bot
from bot.cli.logs import set_up_logs
from bot.core.errors import SettingsError
from bot.settings import Settings, read_settings
from bot.telegram.application import Server

logger = logging.getLogger(__name__)


def run() -> None:
    """Run the bot with the settings of the environment and .env."""
    settings = read_settings()
    set_up_logs(settings.log_level)
    token = settings.bot_token.get_secret_value()
    if not token:
        raise SettingsError(
            "BOT_TOKEN is not set; get one from @BotFather and write BOT_TOKEN=… into .env, or try: mujaz demo"
        )
    asyncio.run(_run(settings, Server(token=token, base_url=settings.telegram_api_url)))


async def _run(settings: Settings, server: Server) -> None:
    stop = stop_on_signals()
    say_who_writes(settings)
    async with opened(settings) as mujaz:
        await plant_newsrooms(mujaz)
        await run_bot(mujaz, server, stop)


def say_who_writes(settings: Settings) -> None:
    """Say once, at start, which engine writes."""
    if settings.has_model:
        logger.info(
            "A model writes the digests; the offline engine stands by.", extra={"model": settings.llm_model}
        )
    else:
        logger.info("No model is set up (LLM_API_KEY, LLM_BASE_URL): the offline engine quotes the articles.")


def stop_on_signals() -> asyncio.Event:
    """Return an event that is set when the process is asked to end."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop
