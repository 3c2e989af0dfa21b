"""Collector: due sources -> new articles, each in its story. One bad source never stops the rest."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.errors import SourceError
from bot.core.models import Article, FetchState, SourceKind, Story
from bot.core.ports import Clock, Library, SourceReader, SourceToVisit, Visit
from bot.core.visiting import after_failed_visit, has_moved
from bot.services.bridge import Bridge
from bot.services.outcomes import outcomes
from bot.services.place import Placer

logger = logging.getLogger(__name__)

AT_ONCE = 64  # nearly all of a visit is waiting: for slow servers, and for a host's next turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one round of collecting did, for the log and the command line."""

    sources: int
    articles: int
    failed: tuple[str, ...]


class Collector:
    """Visits the sources that are due."""

    def __init__(
        self,
        library: Library,
        readers: Mapping[SourceKind, SourceReader],
        clock: Clock,
        bridge: Bridge | None = None,
    ) -> None:
        """`bridge` lets foreign reports join the stories of Arabic ones."""
        self._library = library
        self._readers = readers
        self._clock = clock
        self._placer = Placer(library, clock, bridge)
        self._keeping = asyncio.Lock()  # the placer's memory is for one visit at a time

    async def collect(self) -> Collected:
        """Read every source that is due and keep its new articles. Raises StorageError."""
        return await self._collect(await self._library.sources_due(self._clock()))

    async def collect_one(self, source_id: str) -> Collected:
        """Read this source, if it is due still, and keep its new articles. Raises StorageError."""
        return await self._collect(await self._library.sources_due(self._clock(), source_id))

    async def _collect(self, due: tuple[SourceToVisit, ...]) -> Collected:
        """Keep what each visit brought as soon as it is over: a slow newsroom holds up no other's news."""
        began = self._clock()
        kept = await outcomes([self._visit_and_keep(one, began) for one in due], AT_ONCE)
        counts = [_count_of(result) for result in kept]
        failed = tuple(one.source.title for one, count in zip(due, counts, strict=True) if count is None)
        return Collected(sources=len(due), articles=sum(count or 0 for count in counts), failed=failed)

    async def _visit_and_keep(self, to_visit: SourceToVisit, began: datetime) -> int | None:
        """Return how many articles were new; None when the source could not be read. Raises StorageError."""
        visit = await self._visit(to_visit)
        new = await self._only_new(visit.articles)
        retold = await self._placer.retell(new)
        async with self._keeping:
            if new:
                await self._placer.catch_up_since(began)
                new = await self._placer.without_repeats(new)
            stories = await self._placer.place(new, retold) if new else ()
            await self._keep(to_visit, visit.state, stories)
        for story in stories:
            articles = " ".join(article.id for article in story.articles)
            logger.debug("A story is reported.", extra={"story": story.id, "articles": articles})
        return None if visit.state.failures else len(new)

    async def _visit(self, to_visit: SourceToVisit) -> Visit:
        (result,) = await outcomes([self._read(to_visit)], 1)
        return self._failed_visit(to_visit, result) if isinstance(result, Exception) else result

    async def _read(self, to_visit: SourceToVisit) -> Visit:
        return await self._readers[to_visit.source.kind].read(to_visit.source, to_visit.state)

    def _failed_visit(self, to_visit: SourceToVisit, error: Exception) -> Visit:
        failed = after_failed_visit(to_visit.state, error, self._clock(), key=to_visit.source.id)
        unexpected = None if isinstance(error, SourceError) else error
        reason = str(error) if unexpected is None else f"unexpected: {type(error).__name__}"
        logger.warning(
            "A source could not be read; it is tried again later.",
            extra={"source": to_visit.source.id, "failures": failed.failures, "reason": reason},
            exc_info=unexpected,
        )
        return Visit(articles=(), state=replace(failed, last_error=reason))

    async def _keep(self, to_visit: SourceToVisit, state: FetchState, stories: tuple[Story, ...]) -> None:
        if stories:
            state = replace(state, last_article=self._clock())
        await self._library.save_visit(to_visit.source.id, state, stories)
        if has_moved(state):
            await self._library.move_source(to_visit.source.id, state.moved_to)
            logger.info("A source moved for good.", extra={"source": to_visit.source.id})

    async def _only_new(self, articles: tuple[Article, ...]) -> tuple[Article, ...]:
        unique = {article.id: article for article in articles}
        known = await self._library.known_articles(tuple(unique))
        return tuple(article for article_id, article in unique.items() if article_id not in known)


def _count_of(result: int | Exception | None) -> int | None:
    """A database that fails is no source's fault."""
    if isinstance(result, Exception):
        raise result
    return result


def first_state(clock: Clock) -> FetchState:
    """Return the state of a source that was never visited: due now."""
    return FetchState(next_visit=clock())
