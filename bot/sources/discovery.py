"""What can be followed behind any link: a feed, a channel, a site with a feed. Saves nothing.

A page without a feed is no source: what it links to cannot be told from its menus, and one article is no news tomorrow.
"""

import asyncio
import logging
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from bot.core.arabic import clean
from bot.core.errors import Refusal, SourceError
from bot.core.following import place_of, source_id
from bot.core.models import Article, Source, SourceKind
from bot.core.ports import Clock, FoundSource
from bot.core.stories import article_id
from bot.sources.content import Feed, Item
from bot.sources.decode import decode
from bot.sources.feed_links import (
    feeds_linked_in,
    feeds_named_in,
    usual_feeds,
    youtube_feed,
    youtube_feed_named_in,
)
from bot.sources.http import HttpClient, Response, require_success
from bot.sources.telegram_channel import ChannelReader, channel_name
from bot.sources.workshop import LARGEST_FEED

logger = logging.getLogger(__name__)

SECONDS = 45.0  # a person waits
MOST_FOUND = 3
MOST_TRIED = 5  # of the addresses that a page names
ITEMS_SHOWN = 10
LONGEST_TITLE = 100
LONGEST_SCAN = 1_000_000  # characters of a page in which its feeds are looked for
_ROOT = re.compile(rb"<(html|!doctype\s+html|(?:[a-z]+:)?(?:rss|feed|rdf))[\s>]", re.IGNORECASE)


class _ReadsFeeds(Protocol):
    async def read_feed(self, raw: bytes, label: str, url: str, now: datetime, most: int) -> Feed: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """Addresses that may be feeds, and how many of them are worth a request."""

    urls: tuple[str, ...]
    most: int
    enough: int


class Discovery:
    """Finds sources: asks a site one question after the other, and few of them."""

    def __init__(
        self, http: HttpClient, workshop: _ReadsFeeds, channels: ChannelReader, clock: Clock
    ) -> None:
        self._http = http
        self._workshop = workshop
        self._channels = channels
        self._clock = clock

    async def find(self, link: str) -> tuple[FoundSource, ...]:
        """Return the sources behind this link, the best first, at least one. Raises SourceError."""
        try:
            async with asyncio.timeout(SECONDS):
                return await self._find(link.strip())
        except TimeoutError as error:
            raise SourceError(Refusal.TIMEOUT, f"more than {SECONDS:g} seconds") from error

    async def _find(self, link: str) -> tuple[FoundSource, ...]:
        name = channel_name(link)
        if name is not None:
            return (await self._channels.find(name),)
        address = _with_scheme(link)
        response = await self._http.get(youtube_feed(address) or address, largest=LARGEST_FEED)
        require_success(response)
        itself = await self._feed_in(response)
        if itself is not None:
            return (itself,)
        for tried in await asyncio.to_thread(_guesses, response):
            found = await self._feeds_at(tried)
            if found:
                return found
        raise SourceError(Refusal.NO_FEED, urlsplit(response.url).hostname or "", permanent=True)

    async def _feeds_at(self, tried: _Tried) -> tuple[FoundSource, ...]:
        found: dict[str, FoundSource] = {}
        for url in tried.urls[: tried.most]:
            one = await self._feed_at(url)
            if one is not None:
                found.setdefault(place_of(one.source.location), one)
            if len(found) == tried.enough:
                break
        return tuple(found.values())

    async def _feed_at(self, url: str) -> FoundSource | None:
        """Return the feed here, if it is one and has something to tell: a guess that fails is no error."""
        try:
            response = await self._http.get(url, largest=LARGEST_FEED)
            require_success(response)
            found = await self._feed_in(response)
        except SourceError as error:
            logger.info("There is no feed where one may be.", extra={"reason": str(error)})
            return None
        return found if found and found.latest else None

    async def _feed_in(self, response: Response) -> FoundSource | None:
        now = self._clock()
        try:
            feed = None if _is_page(response) else await self._read(response, now)
        except SourceError as error:
            if error.refusal is not Refusal.NOT_A_FEED:
                raise
            return None
        return None if feed is None else _found(feed, response.url, now)

    async def _read(self, response: Response, now: datetime) -> Feed:
        raw, label, url = response.body, response.charset, response.url
        return await self._workshop.read_feed(raw, label, url, now, ITEMS_SHOWN)


def _found(feed: Feed, url: str, now: datetime) -> FoundSource:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    source = Source(
        id=source_id(url),
        kind=SourceKind.FEED,
        location=url,
        title=" ".join(clean(feed.title).split())[:LONGEST_TITLE] or host,
    )
    return FoundSource(source=source, latest=tuple(_article(source, item, now) for item in feed.items))


def _guesses(response: Response) -> tuple[_Tried, ...]:
    """Where the feeds of a site may be, the surest first; each is tried only when those before gave nothing."""
    page, url = decode(response.body, response.charset)[:LONGEST_SCAN], response.url
    of_youtube = youtube_feed_named_in(page, url)
    return (
        _Tried(urls=(of_youtube,) if of_youtube else (), most=1, enough=1),
        _Tried(urls=feeds_named_in(page, url), most=MOST_TRIED, enough=MOST_FOUND),
        _Tried(urls=feeds_linked_in(page, url), most=MOST_TRIED, enough=MOST_FOUND),
        _Tried(urls=usual_feeds(url), most=10, enough=1),
    )


def _is_page(response: Response) -> bool:
    """Sites that do not know an address answer with a page, and some pages hold what looks like a feed."""
    root = _ROOT.search(response.body[:20_000])
    return root is not None and root[1].lower().endswith(b"html")


def _with_scheme(link: str) -> str:
    bare = link.removeprefix("feed:").removeprefix("//")
    return bare if "://" in bare else f"https://{bare}"


def _article(source: Source, item: Item, now: datetime) -> Article:
    return Article(
        id=article_id(source.id, item.mark),
        source_id=source.id,
        outlet=source.title,
        title=item.title,
        text=item.text,
        seen_at=now,
        url=item.url,
        published_at=item.published_at,
    )
