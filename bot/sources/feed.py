"""A feed (RSS, Atom, JSON Feed) -> articles. Items that hold only a teaser are read from their pages."""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import fastfeedparser

from bot.core.errors import Refusal, SourceError
from bot.core.models import Article, FetchState, Source
from bot.core.ports import Clock, Visit
from bot.core.stories import article_id
from bot.sources.content import UNREADABLE, text_of_fragment
from bot.sources.feed_text import normalise
from bot.sources.http import HttpClient, Response, require_success
from bot.sources.page import PageReader

logger = logging.getLogger(__name__)

VISIT_EVERY = timedelta(minutes=15)
ITEMS_A_VISIT = 20  # newest first; older ones were seen before or are no news any more
WORDS_OF_A_WHOLE_TEXT = 80  # fewer is a teaser
FEWEST_WORDS = 8
PAGES_AT_ONCE = 3
REMEMBERED = 1_000  # articles; a few kilobytes each
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
        self._read_before: dict[str, Article | None] = {}

    async def read(self, source: Source, state: FetchState) -> Visit:
        """Return the articles of the newest items. Raises SourceError."""
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
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._article(source, item, turns)) for item in items]
        found = (task.result() for task in tasks)
        return tuple({article.id: article for article in found if article is not None}.values())

    async def _article(self, source: Source, item: Item, turns: asyncio.Semaphore) -> Article | None:
        """Read an item once: the same answer again costs no page. The library knows what is new."""
        mark = article_id(source.id, item.mark)
        if mark in self._read_before:
            return self._read_before[mark]
        try:
            async with turns:
                text = await self._whole_text(item)
        except SourceError:
            return None  # logged; tried again at the next visit
        article = _article_of(source, item, text, self._clock()) if item.title else None
        self._note(mark, article)
        return article

    async def _whole_text(self, item: Item) -> str:
        """Return the item's text, or its page's; its teaser when the page cannot be read."""
        if item.url is None or not item.title or len(item.text.split()) >= WORDS_OF_A_WHOLE_TEXT:
            return item.text
        try:
            _, content = await self._pages.fetch(item.url)
        except SourceError as error:
            logger.info("A page could not be read; its teaser is used.", extra={"reason": str(error)})
            if error.permanent or len(item.text.split()) >= FEWEST_WORDS:
                return item.text
            raise
        return content.text

    def _note(self, mark: str, article: Article | None) -> None:
        self._read_before[mark] = article
        if len(self._read_before) > REMEMBERED:
            del self._read_before[next(iter(self._read_before))]


def _article_of(source: Source, item: Item, text: str, now: datetime) -> Article | None:
    if len(text.split()) < FEWEST_WORDS:
        return None
    return Article(
        id=article_id(source.id, item.mark),
        source_id=source.id,
        outlet=source.title,
        title=item.title,
        text=text,
        seen_at=now,
        url=item.url,
        published_at=item.published_at,
    )


def read_items(response: Response, now: datetime) -> tuple[Item, ...]:
    """Return the items of a feed, newest first. Raises SourceError."""
    clean_feed = normalise(response.body, response.charset)
    try:
        # Always bytes: given a text, the library would fetch what looks like an address.
        feed = fastfeedparser.parse(clean_feed)
        items = [_item(entry, response.url, now) for entry in feed.entries]
    except UNREADABLE as error:
        raise SourceError(Refusal.NOT_A_FEED, type(error).__name__, permanent=True) from error
    oldest = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(items, key=lambda item: item.published_at or oldest, reverse=True))


def _item(entry: Any, base: str, now: datetime) -> Item:  # the library's entries are loose dictionaries
    url = _web_address(base, str(entry.get("link") or "").strip())
    title = " ".join(text_of_fragment(str(entry.get("title") or "")).split())
    return Item(
        mark=str(entry.get("id") or url or title),
        title=title,
        text=text_of_fragment(_longest_text(entry)),
        url=url,
        published_at=_moment(str(entry.get("published") or entry.get("updated") or ""), now),
    )


def _web_address(base: str, link: str) -> str | None:
    try:
        address = urljoin(base, link)
    except ValueError:
        return None
    return address if link and address.startswith(("http://", "https://")) else None


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
