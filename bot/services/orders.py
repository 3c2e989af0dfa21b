"""DigestOrders: stories -> digests, written by whichever process is free. One story is one piece of work."""

from collections.abc import Iterable
from typing import Protocol

from bot.core.models import Length, Story
from bot.core.work import LONGEST_KEY, StoryToDigest, WorkKind, WorkQueue
from bot.services.digest import Digester


class StoryShelf(Protocol):
    """The part of the Library that finds a story again."""

    async def story_of(self, story_id: str, article_ids: tuple[str, ...]) -> Story | None:
        """Return the story of these articles in this order; nothing when one is not kept. Raises StorageError."""
        ...


class DigestOrders:
    """Orders digests and writes those that were ordered; the queue sees to it that nobody writes one twice."""

    def __init__(self, digester: Digester, shelf: StoryShelf, queue: WorkQueue) -> None:
        self._digester = digester
        self._shelf = shelf
        self._queue = queue

    async def place(self, stories: Iterable[Story], length: Length) -> frozenset[str]:
        """Order what no engine wrote yet; return the ids of these stories. Raises StorageError."""
        missing = [story for story in stories if await self._digester.kept(story, length) is None]
        return await self._submit(missing, length)

    async def place_better(self, stories: Iterable[Story], length: Length) -> None:
        """Order what the first engine did not write yet, although another may have. Raises StorageError."""
        missing = [story for story in stories if not await self._digester.is_written(story, length)]
        await self._submit(missing, length)

    async def write(self, ordered: StoryToDigest) -> None:
        """Write one digest and keep it. Raises EngineError, StorageError."""
        story = await self._shelf.story_of(ordered.story_id, ordered.article_ids)
        if story is not None:
            await self._digester.digest(story, ordered.length)

    async def _submit(self, stories: Iterable[Story], length: Length) -> frozenset[str]:
        """A story of so many reports that they do not fit into a key is written where it is needed."""
        keys = {story.id: StoryToDigest.of(story, length).key for story in stories}
        fitting = {story_id: key for story_id, key in keys.items() if len(key) <= LONGEST_KEY}
        if fitting:
            await self._queue.submit(WorkKind.DIGEST, tuple(fitting.values()))
        return frozenset(fitting)
