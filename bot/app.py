"""The only file that knows every concrete class of the services: builds the parts by hand. running.py runs them."""

import logging
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.core.errors import SettingsError
from bot.core.figures import Figures
from bot.core.following import Limits
from bot.core.models import Source, SourceKind
from bot.core.ports import Clock, SourceReader
from bot.core.spending import spent_out, start_of_day, start_of_month
from bot.core.stories import article_id
from bot.core.work import WorkQueue
from bot.services.answer import Answerer, Request
from bot.services.bridge import Bridge
from bot.services.collect import Collector
from bot.services.curate import Curator
from bot.services.digest import Digester
from bot.services.orders import DigestOrders
from bot.services.prepare import Preparer
from bot.services.publish import Publisher
from bot.services.subscribe import Registrar
from bot.settings import Settings
from bot.sources.discovery import Discovery
from bot.sources.feed import FeedReader
from bot.sources.file import FileReader
from bot.sources.http import Fetcher, HttpClient, Policy
from bot.sources.opml import read_opml
from bot.sources.page import PageReader
from bot.sources.paste import PasteReader
from bot.sources.politeness import PoliteClient, PolitePages
from bot.sources.telegram_channel import SITE as CHANNELS
from bot.sources.telegram_channel import ChannelReader
from bot.sources.workshop import Workshop
from bot.storage.database import Database
from bot.storage.figures import SqlOverview
from bot.storage.library import SqlLibrary
from bot.storage.migrate import migrate
from bot.storage.outbox import SqlOutbox
from bot.storage.spending import SqlSpending
from bot.storage.subscriptions import SqlSubscriptions
from bot.telegram.format import render_edition
from bot.writers import budget_of, opened_digester

logger = logging.getLogger(__name__)

Readers = dict[SourceKind, SourceReader]

FIRST_KNOCK, LONGEST_KNOCK = timedelta(seconds=1), timedelta(minutes=1)


def system_clock() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place where the program looks at the clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Mujaz:
    """All services, ready to be called; made by `opened`."""

    settings: Settings
    clock: Clock
    database: Database
    library: SqlLibrary
    subscriptions: SqlSubscriptions
    outbox: SqlOutbox
    spending: SqlSpending
    overview: SqlOverview
    digester: Digester
    answerer: Answerer
    collector: Collector
    curator: Curator
    publisher: Publisher
    registrar: Registrar

    async def figures(self) -> Figures:
        """Return how the bot is doing now. Raises StorageError."""
        now = self.clock()
        figures = await self.overview.figures(now, await self.spending.calls_since(start_of_day(now)))
        return replace(figures, model_failures=self.model_failures, budget=await self._spent_out(now))

    def digest_work(self, queue: WorkQueue) -> tuple[DigestOrders | None, Preparer]:
        """Return who orders digests of that queue (nobody without a model: they are at hand), and who writes them."""
        orders = DigestOrders(self.digester, self.library, queue)
        preparer = Preparer(self.library, self.subscriptions, self.outbox, orders, self.clock)
        return orders if self.settings.has_model else None, preparer

    @property
    def model_failures(self) -> int:
        """How many stories in a row the model did not write in this process; 0 without a model."""
        return self.digester.failures_in_a_row if self.settings.has_model else 0

    async def _spent_out(self, now: datetime) -> str | None:
        budget = budget_of(self.settings)
        if not budget.has_limit:
            return None
        today = await self.spending.spent_since(start_of_day(now))
        return spent_out(budget, today, await self.spending.spent_since(start_of_month(now)))


@asynccontextmanager
async def opened(
    settings: Settings, clock: Clock = system_clock, policy: Policy | None = None
) -> AsyncIterator[Mujaz]:
    """Open the database and the outgoing connections, build all services, and close everything at the end.

    policy: where the bot may connect, if not to all of the public internet. Raises StorageError, SettingsError.
    """
    database = Database(settings.database_url)
    shelf, spending = SqlLibrary(database), SqlSpending(database)
    try:
        await migrate(database)
        async with (
            opened_outside(settings, policy) as (http, workshop),
            opened_digester(settings, shelf, spending, clock) as digester,
        ):
            yield _join(settings, clock, database, http, workshop, digester)
    finally:
        await database.close()


@asynccontextmanager
async def opened_outside(
    settings: Settings, policy: Policy | None = None
) -> AsyncIterator[tuple[HttpClient, Workshop]]:
    """Open the way to strangers' documents and the workshop that reads them; close both at the end."""
    http = HttpClient(timeout=settings.fetch_timeout, contact=settings.fetch_contact, policy=policy)
    workshop = Workshop()
    try:
        yield http, workshop
    finally:
        await workshop.close()
        await http.close()


def readers_of(
    http: Fetcher,
    workshop: Workshop,
    clock: Clock,
    channels_url: str = CHANNELS,
    pages: Fetcher | None = None,
) -> dict[SourceKind, SourceReader]:
    """Return the reader of each kind of source; `pages` fetches web pages when they need other manners."""
    page = PageReader(pages or http, workshop, clock)
    return {
        SourceKind.FEED: FeedReader(http, workshop, clock, page),
        SourceKind.CHANNEL: ChannelReader(http, workshop, clock, channels_url),
        SourceKind.PAGE: page,
        SourceKind.FILE: FileReader(workshop, clock),
        SourceKind.PASTE: PasteReader(clock),
    }


def _join(
    settings: Settings,
    clock: Clock,
    database: Database,
    http: HttpClient,
    workshop: Workshop,
    digester: Digester,
) -> Mujaz:
    library, subscriptions, outbox = SqlLibrary(database), SqlSubscriptions(database), SqlOutbox(database)
    readers = readers_of(http, workshop, clock, settings.channels_url)  # for people, who wait
    polite = PoliteClient(http, settings.fetch_pause)
    by_itself = readers_of(polite, workshop, clock, settings.channels_url, PolitePages(polite))
    finder = Discovery(http, workshop, ChannelReader(http, workshop, clock, settings.channels_url), clock)
    catch_up = timedelta(hours=settings.catch_up)
    limits = Limits(most=settings.most_sources_per_user, operator_id=settings.operator_id)
    return Mujaz(
        settings=settings,
        clock=clock,
        database=database,
        library=library,
        subscriptions=subscriptions,
        outbox=outbox,
        spending=SqlSpending(database),
        overview=SqlOverview(database),
        digester=digester,
        answerer=Answerer(library, readers, digester, clock),
        collector=Collector(library, by_itself, clock, Bridge(digester) if settings.has_model else None),
        curator=Curator(library, readers, clock, finder, read_opml, limits),
        publisher=Publisher(library, subscriptions, outbox, digester, render_edition, clock, catch_up),
        registrar=Registrar(subscriptions, clock, settings.default_zone, catch_up),
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
