"""Curator: add, check, remove sources. Reads through the readers; invents no source."""

from collections.abc import Iterable, Mapping

from bot.core.models import Source, SourceKind
from bot.core.ports import Clock, Library, SourceReader, SourceToVisit, Visit
from bot.services.collect import first_state


class Curator:
    """Keeps the list of sources."""

    def __init__(self, library: Library, readers: Mapping[SourceKind, SourceReader], clock: Clock) -> None:
        self._library = library
        self._readers = readers
        self._clock = clock

    async def list(self) -> tuple[SourceToVisit, ...]:
        """Return all sources with what their last visit taught us."""
        return await self._library.sources()

    async def add(self, source: Source) -> bool:
        """Add a source, due at once; false when it is there already."""
        return await self._library.add_source(source, first_state(self._clock))

    async def add_all(self, sources: Iterable[Source]) -> int:
        """Add these sources; return how many were not there yet."""
        return sum([await self.add(source) for source in sources])

    async def remove(self, source_id: str) -> bool:
        """Forget a source, keeping its articles; false when it is unknown."""
        return await self._library.remove_source(source_id)

    async def check(self, source: Source) -> Visit:
        """Read a source now and keep nothing. Raises SourceError."""
        return await self._readers[source.kind].read(source, first_state(self._clock))
