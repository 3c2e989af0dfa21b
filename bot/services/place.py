"""Placer: new articles -> the stories they begin or join. Remembers the last days, so that a visit loads little."""

import asyncio
from datetime import datetime, timedelta

from bot.core.models import Article, Story
from bot.core.ports import Clock, Library
from bot.core.stories import NOT_RETOLD, Retold, StoryIndex
from bot.services.bridge import Bridge

STORY_WINDOW = timedelta(hours=48)
# An article is saved some time after it was seen, so what another process saw just before we looked may come after.
LATECOMERS = timedelta(minutes=15)


class Placer:
    """Knows the stories of the window: from the library once, then by what was added since."""

    def __init__(self, library: Library, clock: Clock, bridge: Bridge | None = None) -> None:
        """`bridge` tells foreign reports in Arabic; without one they are compared as they are."""
        self._library = library
        self._bridge = bridge
        self._clock = clock
        self._index: StoryIndex | None = None
        self._looked_at: datetime | None = None

    async def retell(self, articles: tuple[Article, ...]) -> Retold:
        """Return in Arabic what of these is foreign and can be told; may take long. Raises StorageError."""
        return await self._bridge.retell(articles) if self._bridge else NOT_RETOLD

    async def without_repeats(self, articles: tuple[Article, ...]) -> tuple[Article, ...]:
        """Return those of these that their outlet has not told in the window already. Raises StorageError."""
        index = self._index or await self.catch_up()
        return await asyncio.to_thread(_without_repeats, index, articles)

    async def place(self, articles: tuple[Article, ...], retold: Retold = NOT_RETOLD) -> tuple[Story, ...]:
        """Return the stories of these articles, each with these articles only. Raises StorageError."""
        index = self._index or await self.catch_up()
        return await asyncio.to_thread(index.place, articles, retold)

    async def catch_up_since(self, moment: datetime) -> None:
        """Catch up, unless that was done after this moment. Raises StorageError."""
        if self._looked_at is None or self._looked_at <= moment:
            await self.catch_up()

    async def catch_up(self) -> StoryIndex:
        """Take in what other processes have saved, and forget what is older than the window. Raises StorageError."""
        now = self._clock()
        if self._index is None or self._looked_at is None:
            index = StoryIndex(await self._library.word_counts())
            await self._take_in(index, now - STORY_WINDOW, counted=True)
        else:
            index = self._index
            await self._take_in(index, self._looked_at - LATECOMERS, counted=False)
            await asyncio.to_thread(index.forget, now - STORY_WINDOW)
        self._index, self._looked_at = index, now
        return index

    async def _take_in(self, index: StoryIndex, since: datetime, *, counted: bool) -> None:
        stories = await self._library.stories_since(since)
        articles = (article for story in stories for article in story.articles)
        retold = await self._bridge.remember(articles) if self._bridge else NOT_RETOLD
        await asyncio.to_thread(index.remember, stories, counted=counted, retold=retold)


def _without_repeats(index: StoryIndex, articles: tuple[Article, ...]) -> tuple[Article, ...]:
    return tuple(article for article in articles if not index.repeats(article))
