"""RSS feeds of one report, and what is read of them in a newsroom."""

from bot.core.models import Article, FetchState, Source, SourceKind
from bot.core.ports import Visit
from bot.sources.feed import FeedReader
from bot.sources.http import HttpClient
from bot.sources.page import PageReader
from tests.builders import HARBOUR, FixedClock, a_state
from tests.sources.newsroom import Newsroom, WorkshopInside

TITLE = "صحار تفتتح «رصيفًا» جديدًا"
TEASER = "افتتحت هيئة الموانئ في مدينة صحار اليوم رصيفًا جديدًا بطول 400 متر."
WHOLE = " ".join([HARBOUR.replace("\n", " ")] * 2)
LINK = "https://news.example/harbour"
DATED = "Sun, 22 Nov 2026 09:00:00 +0300"


def an_item(
    *, title: str = TITLE, text: str = WHOLE, link: str = LINK, guid: str = "", date: str = DATED
) -> str:
    mark = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    parts = f"<title>{title}</title><link>{link}</link>{mark}<description>{text}</description>"
    return f"<item>{parts}<pubDate>{date}</pubDate></item>"


def a_feed(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>الساحل</title>{"".join(items)}</channel></rss>'


async def read(reader: FeedReader, url: str, state: FetchState | None = None) -> Visit:
    source = Source(id="coast", kind=SourceKind.FEED, location=url, title="صحيفة الساحل")
    return await reader.read(source, state or a_state())


def a_reader(client: HttpClient, clock: FixedClock) -> FeedReader:
    workshop = WorkshopInside()
    return FeedReader(client, workshop, clock, PageReader(client, workshop, clock))


async def articles_of(newsroom: Newsroom, client: HttpClient, feed: str | bytes) -> tuple[Article, ...]:
    url = newsroom.says("/feed", feed)
    return (await read(a_reader(client, FixedClock()), url)).articles
