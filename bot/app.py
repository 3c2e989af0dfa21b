"""The only file that knows every concrete class: builds the parts by hand, starts and stops them."""

import asyncio
import logging
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.core.errors import DeliveryError, SettingsError
from bot.core.models import Source, SourceKind
from bot.core.ports import Clock, SourceReader
from bot.core.retry import growing_delay
from bot.core.stories import article_id
from bot.jobs import Job, Timetable
from bot.services.answer import Answerer, Request
from bot.services.collect import Collector
from bot.services.curate import Curator
from bot.services.deliver import Courier
from bot.services.digest import Digester
from bot.services.publish import Publisher
from bot.services.subscribe import Registrar
from bot.settings import Settings
from bot.sources.feed import FeedReader
from bot.sources.file import FileReader
from bot.sources.http import HttpClient
from bot.sources.page import PageReader
from bot.sources.paste import PasteReader
from bot.storage.database import Database
from bot.storage.library import SqlLibrary
from bot.storage.migrate import migrate
from bot.storage.outbox import SqlOutbox
from bot.storage.spending import SqlSpending
from bot.storage.subscriptions import SqlSubscriptions
from bot.telegram.application import (
    ALLOWED_UPDATES,
    BotApplication,
    Server,
    add_commands,
    build_application,
    connect,
    introduce,
    log_polling_error,
)
from bot.telegram.commands import Services
from bot.telegram.format import render_edition
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.texts import texts_for
from bot.writers import opened_digester

logger = logging.getLogger(__name__)

FIRST_KNOCK, LONGEST_KNOCK = timedelta(seconds=1), timedelta(minutes=1)


def system_clock() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place where the program looks at the clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Mujaz:
    """All services, ready to be called; made by `opened`."""

    settings: Settings
    clock: Clock
    library: SqlLibrary
    subscriptions: SqlSubscriptions
    outbox: SqlOutbox
    spending: SqlSpending
    digester: Digester
    answerer: Answerer
    collector: Collector
    curator: Curator
    publisher: Publisher
    registrar: Registrar


@asynccontextmanager
async def opened(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Mujaz]:
    """Open the database and the outgoing connections, build all services, and close everything at the end.

    Raises StorageError, SettingsError.
    """
    database = Database(settings.database_url)
    http = HttpClient(timeout=settings.fetch_timeout, contact=settings.fetch_contact)
    shelf, spending = SqlLibrary(database), SqlSpending(database)
    try:
        await migrate(database)
        async with opened_digester(settings, shelf, spending, clock) as digester:
            yield _join(settings, clock, database, http, digester)
    finally:
        await http.close()
        await database.close()


def readers_of(http: HttpClient, clock: Clock) -> dict[SourceKind, SourceReader]:
    """Return the reader of each kind of source."""
    return {
        SourceKind.FEED: FeedReader(http, clock),
        SourceKind.PAGE: PageReader(http, clock),
        SourceKind.FILE: FileReader(clock),
        SourceKind.PASTE: PasteReader(clock),
    }


def _join(
    settings: Settings, clock: Clock, database: Database, http: HttpClient, digester: Digester
) -> Mujaz:
    library, subscriptions, outbox = SqlLibrary(database), SqlSubscriptions(database), SqlOutbox(database)
    readers = readers_of(http, clock)
    return Mujaz(
        settings=settings,
        clock=clock,
        library=library,
        subscriptions=subscriptions,
        outbox=outbox,
        spending=SqlSpending(database),
        digester=digester,
        answerer=Answerer(library, readers, digester, clock),
        collector=Collector(library, readers, clock),
        curator=Curator(library, readers, clock),
        publisher=Publisher(library, subscriptions, outbox, digester, render_edition, clock),
        registrar=Registrar(subscriptions, clock, settings.default_zone),
    )


def sample_of(settings: Settings) -> Request:
    """Return what a new reader sees digested before any newsroom was read."""
    return Request(kind=SourceKind.FILE, location=str(settings.seeds_dir / "articles"))


def seed_sources(settings: Settings) -> tuple[Source, ...]:
    """Return the newsrooms a new bot starts with. Raises SettingsError when the list cannot be read."""
    path = settings.seeds_dir / "sources.toml"
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8"))["source"]
        return tuple(
            Source(
                id=article_id("source", row["url"]),
                kind=SourceKind.FEED,
                location=row["url"],
                title=row["title"],
                topic=row["topic"],
                country=row["country"],
            )
            for row in listed
        )
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error!r}") from error


async def plant_articles(mujaz: Mujaz) -> None:
    """Let the seed articles be the news: for a demo without the internet."""
    sample = sample_of(mujaz.settings)
    await mujaz.curator.add(
        Source(id="seeds", kind=sample.kind, location=sample.location, title="موجز", topic="seeds")
    )
    await mujaz.collector.collect()  # at once, so that the first /summary has something to tell


async def plant_newsrooms(mujaz: Mujaz) -> None:
    """Give a new bot the newsrooms that are shipped; one that was removed does not come back. Raises SettingsError."""
    if not await mujaz.curator.list():
        await mujaz.curator.add_all(seed_sources(mujaz.settings))


async def run_bot(mujaz: Mujaz, server: Server, stop: asyncio.Event) -> None:
    """Serve readers until `stop` is set. Raises SettingsError when Telegram does not know the token."""
    application = build_application(server)
    services = Services(
        answerer=mujaz.answerer,
        registrar=mujaz.registrar,
        curator=mujaz.curator,
        texts=texts_for("ar"),
        clock=mujaz.clock,
        sample=sample_of(mujaz.settings),
        name=mujaz.settings.bot_name,
    )
    add_commands(application, services)
    if not await _connect(application, stop):
        return
    timetable = Timetable(_jobs(mujaz, application))
    try:
        await introduce(application, services)
        await _start(application)
        timetable.start()
        logger.info("The bot is running.", extra={"bot": application.bot.username})
        await stop.wait()
    finally:
        await _stop(application, timetable)


async def _connect(application: BotApplication, stop: asyncio.Event) -> bool:
    """Knock at Telegram until it opens: a bot that starts before its network must not end there."""
    attempts = 0
    while not stop.is_set():
        try:
            await connect(application)
        except DeliveryError as error:
            attempts += 1
            pause = growing_delay(FIRST_KNOCK, LONGEST_KNOCK, attempts).total_seconds()
            logger.warning("Telegram is not there yet.", extra={"reason": str(error), "again_in": pause})
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
        else:
            return True
    return False


def _jobs(mujaz: Mujaz, application: BotApplication) -> tuple[Job, ...]:
    settings = mujaz.settings
    messenger = TelegramMessenger(application.bot)
    courier = Courier(mujaz.outbox, mujaz.subscriptions, messenger, mujaz.clock)
    return (
        Job(name="collect", verb=mujaz.collector.collect, every=settings.collect_every),
        Job(name="publish", verb=mujaz.publisher.publish, every=settings.publish_every),
        Job(name="deliver", verb=courier.deliver, every=settings.deliver_every),
    )


async def _start(application: BotApplication) -> None:
    await application.start()
    assert application.updater is not None, "the application was built with an updater"
    await application.updater.start_polling(
        allowed_updates=list(ALLOWED_UPDATES), bootstrap_retries=-1, error_callback=log_polling_error
    )


async def _stop(application: BotApplication, timetable: Timetable) -> None:
    """In this order nothing new comes in while what is being done is finished."""
    if application.updater is not None and application.updater.running:
        await application.updater.stop()
    if timetable.running:
        await timetable.stop()
    if application.running:
        await application.stop()
    await application.shutdown()
