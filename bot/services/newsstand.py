"""Newsstand: the stories of the last days, looked at together once for all readers of a round. Kept for seconds."""

import asyncio
from datetime import datetime, timedelta

from bot.core.models import Story
from bot.core.ports import Clock, Library
from bot.core.stories import regrouped
from bot.services.turns import Turns

RECENT = timedelta(seconds=5)


class Newsstand:
    """Holds what the library keeps since a moment, regrouped, for each choice of topics once."""

    def __init__(self, library: Library, since: datetime) -> None:
        self._library = library
        self._since = since
        self._stories: dict[tuple[str, ...], tuple[Story, ...]] = {}
        self._turns = Turns()

    async def stories(self, since: datetime, topics: tuple[str, ...]) -> tuple[Story, ...]:
        """Return the stories with an article seen since then, in these topics. Raises StorageError."""
        async with self._turns.of(topics):
            if topics not in self._stories:
                kept = await self._library.stories_since(self._since, topics)
                self._stories[topics] = await asyncio.to_thread(regrouped, kept)
        return tuple(
            story for story in self._stories[topics] if any(one.seen_at >= since for one in story.articles)
        )


class Newsstands:
    """Gives a newsstand of this moment: one for all who ask in these seconds, since looking through days takes long."""

    def __init__(self, library: Library, clock: Clock, window: timedelta) -> None:
        self._library = library
        self._clock = clock
        self._window = window
        self._shared: tuple[datetime, Newsstand] | None = None

    def new(self) -> Newsstand:
        """Return one that holds what is kept now."""
        return Newsstand(self._library, self._clock() - self._window)

    def recent(self) -> Newsstand:
        """Return one that is at most RECENT old."""
        now = self._clock()
        if self._shared is None or now - self._shared[0] > RECENT:
            self._shared = now, self.new()
        return self._shared[1]
