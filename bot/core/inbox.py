"""What Telegram told us, until it is answered: a crash between hearing and answering must not swallow a command."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardUpdate:
    """One update of Telegram's.

    mark: what it is known by. repeatable: whether answering it again after a crash does no harm.
    """

    mark: str
    number: int
    content: Mapping[str, object]
    repeatable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftovers:
    """What an ended process left unanswered: to be answered now, or lost (the reader may ask again)."""

    again: tuple[HeardUpdate, ...]
    lost: int


class Inbox(Protocol):
    """Keeps updates until they are answered, and their marks for a day after. Methods raise StorageError."""

    async def keep(self, update: HeardUpdate, now: datetime) -> bool:
        """Keep it, held by the caller; false when it came before."""
        ...

    async def hold(self, marks: tuple[str, ...], now: datetime) -> None:
        """Say that these are still being answered here."""
        ...

    async def answered(self, mark: str, now: datetime) -> None:
        """Forget what it said, not that it came."""
        ...

    async def take_over(self, held_until: datetime, now: datetime) -> Leftovers:
        """Take what was last held then or before, each update once in its life; and forget the marks of yesterday."""
        ...
