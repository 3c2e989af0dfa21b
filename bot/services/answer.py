"""Answerer: a link, file or text a reader sent -> digest, at once; or the edition the reader would get now."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.core.errors import Mistake, Refusal, SourceError, UserMistake
from bot.core.models import Digest, Edition, FetchState, Length, Source, SourceKind, Subscription
from bot.core.ports import Clock, Library, SourceReader
from bot.core.ranking import choose_stories
from bot.core.stories import article_id, regrouped, story_of
from bot.core.timetable import Slot
from bot.services.digest import Digester

EDITION_WINDOW = timedelta(hours=24)
STORIES_ON_DEMAND = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a reader wants digested: an address, a file's path, or a text."""

    kind: SourceKind
    location: str


class Answerer:
    """Answers a reader who waits."""

    def __init__(
        self, library: Library, readers: Mapping[SourceKind, SourceReader], digester: Digester, clock: Clock
    ) -> None:
        self._library = library
        self._readers = readers
        self._digester = digester
        self._clock = clock

    async def answer(self, request: Request, length: Length = Length.MEDIUM) -> Digest:
        """Return a digest of what the reader sent, so long. Raises SourceError, EngineError, StorageError."""
        source = Source(
            id=article_id("request", request.location),
            kind=request.kind,
            location=request.location,
            title="",
        )
        visit = await self._readers[request.kind].read(source, FetchState(next_visit=self._clock()))
        if not visit.articles:
            raise SourceError(Refusal.NO_ARTICLE, request.kind.value, permanent=True)
        return await self._digester.digest(story_of(visit.articles[0]), length)

    async def edition_now(self, subscription: Subscription | None) -> Edition:
        """Return what the reader would get now; it counts as sent to nobody.

        Raises UserMistake when there is no story yet, StorageError.
        """
        now = self._clock()
        topics = subscription.topics if subscription else ()
        kept = await self._library.stories_since(now - EDITION_WINDOW, topics)
        stories = await asyncio.to_thread(regrouped, kept)
        length = subscription.length if subscription else Length.MEDIUM
        digests = await self._digester.digest_all(choose_stories(stories, {}, STORIES_ON_DEMAND), length)
        if not digests:
            raise UserMistake(Mistake.NO_EDITION_YET)
        slot = Slot(local_date=now.date(), local_time=now.time(), due_at=now)
        return Edition(id="now", subscription_id="", slot=slot, digests=digests)

    async def shown(self, digest_key: str) -> Digest:
        """Return the digest behind a button. Raises UserMistake when it is no longer kept, StorageError."""
        digest = await self._library.digest_by_key(digest_key)
        if digest is None:
            raise UserMistake(Mistake.STALE_BUTTON)
        return digest

    async def retold(self, digest_key: str, length: Length) -> Digest:
        """Return the digest of the same story at another length. Raises UserMistake, EngineError, StorageError."""
        return await self._digester.digest((await self.shown(digest_key)).story, length)
