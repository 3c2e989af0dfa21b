"""Collector: due sources -> new articles, each in its story. One bad source never stops the rest."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.core.errors import SourceError
from bot.core.models import Article, FetchState, SourceKind
from bot.core.ports import Clock, Library, SourceReader, SourceToVisit, Visit
from bot.core.visiting import after_failed_visit, has_moved
from bot.services.outcomes import outcomes
from bot.services.place import Placer

logger = logging.getLogger(__name__)

AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one round of collecting did, for the log and the command line."""

    sources: int
    articles: int
    failed: tuple[str, ...]


class Collector:
    """Visits the sources that are due."""

    def __init__(self, library: Library, readers: Mapping[SourceKind, SourceReader], clock: Clock) -> None:
        self._library = library
        self._readers = readers
        self._clock = clock
        self._placer = Placer(library, clock)
        self._keeping = asyncio.Lock()  # the placer's memory is for one visit at a time

    async def collect(self) -> Collected:
        """Read every source that is due and keep its new articles. Raises StorageError."""
        return await self._collect(await self._library.sources_due(self._clock()))

    async def collect_one(self, source_id: str) -> Collected:
        """Read this source, if it is due still, and keep its new articles. Raises StorageError."""
        due = await self._library.sources_due(self._clock())
        return await self._collect(tuple(one for one in due if one.source.id == source_id))

    async def _collect(self, due: tuple[SourceToVisit, ...]) -> Collected:
        visits = await self._visit_all(due)
        count = 0
        async with self._keeping:
            if any(visit.articles for visit in visits):
                await self._placer.catch_up()
            for to_visit, visit in zip(due, visits, strict=True):
                count += await self._keep(to_visit, visit)
        failed = tuple(
            to_visit.source.title for to_visit, visit in zip(due, visits, strict=True) if visit.state.failures
        )
        return Collected(sources=len(due), articles=count, failed=failed)

    async def _visit_all(self, due: tuple[SourceToVisit, ...]) -> tuple[Visit, ...]:
        results = await outcomes([self._visit(to_visit) for to_visit in due], AT_ONCE)
        return tuple(
            self._failed_visit(to_visit, result) if isinstance(result, Exception) else result
            for to_visit, result in zip(due, results, strict=True)
        )

    async def _visit(self, to_visit: SourceToVisit) -> Visit:
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

    async def _keep(self, to_visit: SourceToVisit, visit: Visit) -> int:
        new = await self._only_new(visit.articles)
        stories = await self._placer.place(new) if new else ()
        state = replace(visit.state, last_article=self._clock()) if new else visit.state
        await self._library.save_visit(to_visit.source.id, state, stories)
        if has_moved(state):
            await self._library.move_source(to_visit.source.id, state.moved_to)
            logger.info("A source moved for good.", extra={"source": to_visit.source.id})
        return len(new)

    async def _only_new(self, articles: tuple[Article, ...]) -> tuple[Article, ...]:
        unique = {article.id: article for article in articles}
        known = await self._library.known_articles(tuple(unique))
        return tuple(article for article_id, article in unique.items() if article_id not in known)


def first_state(clock: Clock) -> FetchState:
    """Return the state of a source that was never visited: due now."""
    return FetchState(next_visit=clock())
