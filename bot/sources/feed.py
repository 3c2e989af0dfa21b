"""A feed (RSS, Atom, JSON Feed) -> articles. Items that hold only a teaser are read from their pages."""

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, replace
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
SECONDS_FOR_PAGES = 90.0  # of one visit; what was not read by then is read at the next one
REMEMBERED = 20_000  # pages of a thousand feeds; a few kilobytes each
WORDS_OF_A_HEADLINE = 4  # fewer, such as «عاجل», stand over many reports
SAME_HEADLINE = timedelta(hours=48)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What became of an item: its article, if it is one, and whether that is the last word on it."""

    article: Article | None
    final: bool = True


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
        read: tuple[_Read, ...] = ()
        pace = pace_of_silence(state.last_article, now)
        if response.status != NOT_MODIFIED:
            require_feed(response, now)
            items = await self._items(response, now)
            read = await self._read_all(source, items)
            state = _remember(state, response, all_read=all(one.final for one in read))
            pace = pace_of([item.published_at for item in items if item.published_at], now)
        asked, moved_to = wait_asked(response, now), response.moved_to
        done = after_visit(state, now, pace=pace, asked=asked, moved_to=moved_to, key=source.id)
        articles = {one.article.id: one.article for one in read if one.article is not None}
        return Visit(articles=tuple(articles.values()), state=done)

    async def _items(self, response: Response, now: datetime) -> tuple[Item, ...]:
        raw, label = response.body, response.charset
        feed = await self._workshop.read_feed(raw, label, response.url, now, ITEMS_A_VISIT)
        return _marked(_unique(feed.items))

    async def _read_all(self, source: Source, items: tuple[Item, ...]) -> tuple[_Read, ...]:
        turns, until = asyncio.Semaphore(PAGES_AT_ONCE), asyncio.get_running_loop().time() + SECONDS_FOR_PAGES
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._read(source, item, turns, until)) for item in items]
        return tuple(task.result() for task in tasks)

    async def _read(self, source: Source, item: Item, turns: asyncio.Semaphore, until: float) -> _Read:
        """Read an item's page once: the same answer again costs none. The library knows what is new."""
        if not _is_teaser(item):
            return _Read(article=_article_of(source, item, item.text, self._clock()))
        mark = article_id(source.id, item.mark)
        if mark in self._read_before:
            return _Read(article=self._read_before[mark])
        try:
            async with asyncio.timeout_at(until), turns:
                text = await self._whole_text(item)
        except (SourceError, TimeoutError):
            return _Read(article=None, final=False)  # logged, or not begun; tried again at the next visit
        article = _article_of(source, item, text, self._clock())
        self._note(mark, article)
        return _Read(article=article)

    async def _whole_text(self, item: Item) -> str:
        """Return the text of the item's page; its teaser when the page cannot be read."""
        assert item.url is not None, "a teaser leads to a page"
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


def _is_teaser(item: Item) -> bool:
    is_short = len(item.text.split()) < WORDS_OF_A_WHOLE_TEXT
    return bool(item.title) and item.url is not None and is_short


def _article_of(source: Source, item: Item, text: str, now: datetime) -> Article | None:
    if not item.title or len(text.split()) < FEWEST_WORDS:
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


def _remember(state: FetchState, response: Response, *, all_read: bool) -> FetchState:
    """While some pages are unread, «nothing new» would be no answer: then nothing is remembered to ask by."""
    headers = response.headers if all_read else {}
    return replace(state, etag=headers.get("etag", ""), last_modified=headers.get("last-modified", ""))
