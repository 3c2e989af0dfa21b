"""A feed (RSS, Atom, JSON Feed) -> articles. Items that hold only a teaser are read from their pages."""

import asyncio
import logging
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.arabic import matching_key
from bot.core.errors import SourceError
from bot.core.models import Article, FetchState, Source
from bot.core.ports import Clock, Visit
from bot.core.stories import article_id
from bot.core.stories.address import canonical_address
from bot.core.visiting import after_visit, pace_of, pace_of_silence
from bot.sources.content import Item
from bot.sources.etiquette import conditions, require_feed, wait_asked
from bot.sources.http import Fetcher, Response
from bot.sources.page import PageReader
from bot.sources.workshop import LARGEST_FEED, Workshop

logger = logging.getLogger(__name__)

NOT_MODIFIED = 304
ITEMS_A_VISIT = 20  # newest first; older ones were seen before or are no news any more
WORDS_OF_A_WHOLE_TEXT = 80  # fewer is a teaser
FEWEST_WORDS = 8
PAGES_AT_ONCE = 3
REMEMBERED = 1_000  # articles; a few kilobytes each
WORDS_OF_A_HEADLINE = 4  # fewer, such as «عاجل», stand over many reports
SAME_HEADLINE = timedelta(hours=48)


class FeedReader:
    """Reads the newest items of a feed."""

    def __init__(self, http: Fetcher, workshop: Workshop, clock: Clock, pages: PageReader) -> None:
        """`pages` reads what lies behind an item that is only a teaser."""
        self._http = http
        self._workshop = workshop
        self._pages = pages
        self._clock = clock
        self._read_before: dict[str, Article | None] = {}

    async def read(self, source: Source, state: FetchState) -> Visit:
        """Return the articles of the newest items. Raises SourceError."""
        response = await self._http.get(source.location, conditions(state), largest=LARGEST_FEED)
        now = self._clock()
        items: tuple[Item, ...] = ()
        pace = pace_of_silence(state.last_article, now)
        if response.status != NOT_MODIFIED:
            require_feed(response, now)
            items = await self._items(response, now)
            state = _remember(state, response)
            pace = pace_of([item.published_at for item in items if item.published_at], now)
        asked, moved_to = wait_asked(response, now), response.moved_to
        done = after_visit(state, now, pace=pace, asked=asked, moved_to=moved_to, key=source.id)
        return Visit(articles=await self._articles(source, items), state=done)

    async def _items(self, response: Response, now: datetime) -> tuple[Item, ...]:
        raw, label = response.body, response.charset
        feed = await self._workshop.read_feed(raw, label, response.url, now, ITEMS_A_VISIT)
        return _marked(_unique(feed.items))

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


def _unique(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Each report once: feeds repeat an item under a new mark when its headline, so its address, changes."""
    kept: list[Item] = []
    for item in items:
        place = next((place for place, other in enumerate(kept) if _is_same(item, other)), None)
        if place is None:
            kept.append(item)
        else:
            kept[place] = max(kept[place], item, key=_worth)
    return tuple(kept)


def _worth(item: Item) -> tuple[bool, bool, int]:
    return bool(item.title), item.url is not None, len(item.text)


def _is_same(one: Item, other: Item) -> bool:
    if canonical_address(one.url) == canonical_address(other.url):
        return bool(one.url) or (one.mark == other.mark and one.title == other.title)
    alike = (
        matching_key(one.title) == matching_key(other.title) and len(one.title.split()) >= WORDS_OF_A_HEADLINE
    )
    return alike and _is_close(one.published_at, other.published_at)


def _is_close(one: datetime | None, other: datetime | None) -> bool:
    return one is None or other is None or abs(one - other) <= SAME_HEADLINE


def _marked(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """A mark that several reports bear tells none of them: there the address does."""
    counts = Counter(item.mark for item in items)
    return tuple(
        replace(item, mark=f"{item.mark} {item.url or item.title}") if counts[item.mark] > 1 else item
        for item in items
    )


def _remember(state: FetchState, response: Response) -> FetchState:
    return replace(
        state,
        etag=response.headers.get("etag", ""),
        last_modified=response.headers.get("last-modified", ""),
    )
