"""Units of work that any process can take, and the ports that find and queue them.

Doing a piece twice is harmless and losing it is mended by the next tick: what is due is a column in the database.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class WorkKind(StrEnum):
    """What there is to do; the key says to what."""

    COLLECT = "collect"  # the id of a source
    PUBLISH = "publish"  # how the ids of some subscriptions begin: together they cost little more than one
    DELIVER = "deliver"  # a place among the couriers: the ledger itself says which messages are next


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
