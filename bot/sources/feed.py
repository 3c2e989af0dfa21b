"""A feed (RSS, Atom, JSON Feed) -> articles. Items that hold only a teaser are read from their pages."""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import fastfeedparser

from bot.core.arabic import clean
from bot.core.errors import Refusal, SourceError
from bot.core.models import Article, FetchState, Source
from bot.core.ports import Clock, Visit
from bot.core.stories import article_id
from bot.sources.content import text_of_fragment
from bot.sources.feed_text import normalise
from bot.sources.http import HttpClient, Response, require_success
from bot.sources.page import PageReader

logger = logging.getLogger(__name__)

VISIT_EVERY = timedelta(minutes=15)
ITEMS_A_VISIT = 20  # newest first; older ones were seen before or are no news any more
WORDS_OF_A_WHOLE_TEXT = 80  # fewer is a teaser
FEWEST_WORDS = 8
PAGES_AT_ONCE = 3
REMEMBERED = 5_000
FUTURE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed, as it says itself."""

    mark: str
    title: str
    text: str
    url: str | None
    published_at: datetime | None


class FeedReader:
    """Reads the newest items of a feed."""

    def __init__(self, http: HttpClient, clock: Clock) -> None:
        self._http = http
        self._pages = PageReader(http, clock)
        self._clock = clock
        self._read_before: dict[str, None] = {}

    async def read(self, source: Source, state: FetchState) -> Visit:
        """Return the articles of items not read before. Raises SourceError."""
        response = await self._http.get(source.location, _conditions(state))
        now = self._clock()
        done = replace(state, failures=0, last_error="", last_success=now, next_visit=now + VISIT_EVERY)
        if response.status == 304:
            return Visit(articles=(), state=done)
        require_success(response)
        items = await asyncio.to_thread(read_items, response, now)
        articles = await self._articles(source, items[:ITEMS_A_VISIT])
        return Visit(articles=articles, state=_remember(done, response))

    async def _articles(self, source: Source, items: tuple[Item, ...]) -> tuple[Article, ...]:
        turns = asyncio.Semaphore(PAGES_AT_ONCE)
        new = [item for item in items if article_id(source.id, item.mark) not in self._read_before]
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._article(source, item, turns)) for item in new]
        articles = tuple(article for task in tasks if (article := task.result()) is not None)
        self._note(tuple(article.id for article in articles))
        return articles

    async def _article(self, source: Source, item: Item, turns: asyncio.Semaphore) -> Article | None:
        async with turns:
            text = await self._whole_text(item)
        if len(text.split()) < FEWEST_WORDS or not item.title:
            return None
        return Article(
            id=article_id(source.id, item.mark),
            source_id=source.id,
            outlet=source.title,
            title=item.title,
            text=text,
            seen_at=self._clock(),
            url=item.url,
            published_at=item.published_at,
        )

    async def _whole_text(self, item: Item) -> str:
        if item.url is None or len(item.text.split()) >= WORDS_OF_A_WHOLE_TEXT:
            return item.text
        try:
            _, content = await self._pages.fetch(item.url)
        except SourceError as error:
            logger.info(
                "A page could not be read; its teaser is used.", extra={"reason": error.refusal.value}
            )
            return item.text
        return content.text

    def _note(self, article_ids: tuple[str, ...]) -> None:
        """Only saves fetching pages again; the library knows for good what is new."""
        self._read_before.update(dict.fromkeys(article_ids))
        for oldest in list(self._read_before)[: max(len(self._read_before) - REMEMBERED, 0)]:
            del self._read_before[oldest]


def read_items(response: Response, now: datetime) -> tuple[Item, ...]:
    """Return the items of a feed, newest first. Raises SourceError."""
    clean_feed = normalise(response.body, response.charset)
    try:
        # Always bytes: given a text, the library would fetch what looks like an address.
        feed = fastfeedparser.parse(clean_feed)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(Refusal.NOT_A_FEED, str(error)[:80], permanent=True) from error
    items = [_item(entry, response.url, now) for entry in feed.entries]
    oldest = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(items, key=lambda item: item.published_at or oldest, reverse=True))


def _item(entry: Any, base: str, now: datetime) -> Item:  # the library's entries are loose dictionaries
    link = str(entry.get("link") or "")
    url = urljoin(base, link) if link else None
    title = " ".join(text_of_fragment(str(entry.get("title") or "")).split())
    return Item(
        mark=str(entry.get("id") or url or title),
        title=clean(title),
        text=text_of_fragment(_longest_text(entry)),
        url=url if url and url.startswith(("http://", "https://")) else None,
        published_at=_moment(str(entry.get("published") or entry.get("updated") or ""), now),
    )


def _longest_text(entry: Any) -> str:
    contents = [str(part.get("value") or "") for part in entry.get("content") or []]
    return max([*contents, str(entry.get("description") or ""), str(entry.get("summary") or "")], key=len)


def _moment(written: str, now: datetime) -> datetime | None:
    """A date in the future or before the web is a mistake of the feed."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if datetime(1995, 1, 1, tzinfo=UTC) < moment <= now + FUTURE else None


def _conditions(state: FetchState) -> dict[str, str]:
    conditions = {"if-none-match": state.etag, "if-modified-since": state.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _remember(state: FetchState, response: Response) -> FetchState:
    return replace(
        state,
        etag=response.headers.get("etag", ""),
        last_modified=response.headers.get("last-modified", ""),
    )
