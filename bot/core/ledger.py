"""How long editions and their deliveries are remembered, and the port that forgets them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

# Longer than an edition may wait (EDITION_TTL), than a slot can be asked about (CATCH_UP), than a story is in the news.
LEAST_KEPT = timedelta(days=14)
LEAST_CONTENT_KEPT = timedelta(days=32)  # a month's costs are counted call by call
STORY_LIVES = timedelta(
    days=4
)  # after its last article: editions look back three days (services/assemble.py)


@dataclass(frozen=True, slots=True, kw_only=True)
class OldEdition:
    """An edition that is old enough to be forgotten.

    is_open: whether one of its messages may still be sent, or waits for a person to look at it. story_seen: when the
    latest article of the stories it told was seen.
    """

    id: str
    due_at: datetime
    is_open: bool
    story_seen: datetime | None


class Ledger(Protocol):
    """Keeps what was published and sent. Methods raise StorageError."""

    async def old(self, before: datetime, after: OldEdition | None, limit: int) -> tuple[OldEdition, ...]:
        """The editions due before this moment, the oldest first; those behind one that was given before."""
        ...

    async def forget(self, edition_ids: tuple[str, ...]) -> int:
        """Delete these editions, their deliveries and that their stories were told; return how many there were."""
        ...


class OldContent(Protocol):
    """Keeps what was read, what was written of it and what that cost. Methods raise StorageError."""

    async def forget(self, before: datetime, limit: int) -> int:
        """Let go of so much at most of each kind that is older than this; return how much there was.

        That an article is known stays: a newsroom may list it for years, and it must not become news again.
        """
        ...


def may_be_forgotten(edition: OldEdition, now: datetime) -> bool:
    """Nothing is owed of it, and no story it told can come into an edition again: that it was told must be known then.

    A story lives as long as articles join it, and some do so for months.
    """
    if edition.is_open:
        return False
    return edition.story_seen is None or edition.story_seen < now - STORY_LIVES
