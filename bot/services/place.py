"""Placer: new articles -> the stories they begin or join. Remembers the last days, so that a visit loads little."""

import asyncio
from datetime import datetime, timedelta

from bot.core.models import Article, Story
from bot.core.ports import Clock, Library
from bot.core.stories import StoryIndex

STORY_WINDOW = timedelta(hours=48)
# An article is saved some time after it was seen, so what another process saw just before we looked may come after.
LATECOMERS = timedelta(minutes=15)


class Placer:
    """Knows the stories of the window: from the library once, then by what was added since."""

    def __init__(self, library: Library, clock: Clock) -> None:
        self._library = library
        self._clock = clock
        self._index: StoryIndex | None = None
        self._looked_at: datetime | None = None

    async def place(self, articles: tuple[Article, ...]) -> tuple[Story, ...]:
        """Return the stories of these articles, each with these articles only. Raises StorageError."""
        index = self._index or await self.catch_up()
        return await asyncio.to_thread(index.place, articles)

    async def catch_up_since(self, moment: datetime) -> None:
        """Catch up, unless that was done after this moment. Raises StorageError."""
        if self._looked_at is None or self._looked_at <= moment:
            await self.catch_up()

    async def catch_up(self) -> StoryIndex:
        """Take in what other processes have saved, and forget what is older than the window. Raises StorageError."""
        now = self._clock()
        if self._index is None or self._looked_at is None:
            index = StoryIndex(await self._library.word_counts())
            stories = await self._library.stories_since(now - STORY_WINDOW)
            await asyncio.to_thread(index.remember, stories, counted=True)
        else:
            index = self._index
            stories = await self._library.stories_since(self._looked_at - LATECOMERS)
            await asyncio.to_thread(index.remember, stories, counted=False)
            await asyncio.to_thread(index.forget, now - STORY_WINDOW)
        self._index, self._looked_at = index, now
        return index
