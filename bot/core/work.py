"""Units of work that any process can take, and the ports that find and queue them.

Doing a piece twice is harmless and losing it is mended by the next tick: what is due is a column in the database.
"""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, Self

from bot.core.models import Length, Story

PREPARED_BEFORE = timedelta(minutes=3)  # an edition is due: by then its digests should be written
PATIENCE = timedelta(seconds=45)  # after it was due, an edition waits no longer for digests that others write
LONGEST_KEY = 2000  # characters: what an index of the queue takes
COMING = "coming "


class WorkKind(StrEnum):
    """What there is to do; the key says to what."""

    COLLECT = "collect"  # the id of a source
    DIGEST = "digest"  # a StoryToDigest; or whose editions come soon, to find the stories that they need
    PUBLISH = "publish"  # how the ids of some subscriptions begin: together they cost little more than one
    DELIVER = "deliver"  # a place among the couriers: the ledger itself says which messages are next


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryToDigest:
    """A story as it is now, and how long its digest is to be: as a key, since a queue holds nothing else."""

    length: Length
    story_id: str
    article_ids: tuple[str, ...]

    @classmethod
    def of(cls, story: Story, length: Length) -> Self:
        """Name this story, of these articles in this order."""
        ids = tuple(article.id for article in story.articles)
        return cls(length=length, story_id=story.id, article_ids=ids)

    @classmethod
    def read(cls, key: str) -> Self:
        """Return what was written by `key`."""
        length, story_id, *article_ids = json.loads(key)
        return cls(length=Length(length), story_id=story_id, article_ids=tuple(article_ids))

    @property
    def key(self) -> str:
        return json.dumps([self.length.value, self.story_id, *self.article_ids], ensure_ascii=False)


def may_wait(due_at: datetime, now: datetime) -> bool:
    """Whether an edition that is due may still wait for digests that others write: better late than at double cost."""
    return now - due_at < PATIENCE


class DueWork(Protocol):
    """Knows what is due. Methods raise StorageError."""

    def keys(self, kind: WorkKind, now: datetime) -> AsyncIterator[tuple[str, ...]]:
        """The keys of all that is due, in batches, the longest due first."""
        ...


class WorkQueue(Protocol):
    """Hands work to whichever process is free. Methods raise StorageError."""

    async def submit(self, kind: WorkKind, keys: tuple[str, ...]) -> None:
        """Have each of these pieces done once, soon; one that waits or is being done is not taken again."""
        ...
