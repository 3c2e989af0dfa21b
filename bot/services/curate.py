"""Curator: find, add, check, remove sources. All readers share one list; who added a source is remembered."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.core.errors import Mistake, UserMistake
from bot.core.following import Limits, looks_like_link, may_remove, only_new, room_for, same_source
from bot.core.models import Source, SourceKind
from bot.core.ports import (
    Clock,
    FoundSource,
    Library,
    ReadSourceList,
    SourceFinder,
    SourceReader,
    SourceToVisit,
    Visit,
)
from bot.services.collect import first_state


class Curator:
    """Keeps the list of sources."""

    def __init__(
        self,
        library: Library,
        readers: Mapping[SourceKind, SourceReader],
        clock: Clock,
        finder: SourceFinder,
        read_list: ReadSourceList,
        limits: Limits,
    ) -> None:
        self._library = library
        self._readers = readers
        self._clock = clock
        self._finder = finder
        self._read_list = read_list
        self._limits = limits

    async def list(self) -> tuple[SourceToVisit, ...]:
        """Return all sources with what their last visit taught us."""
        return await self._library.sources()

    async def find(self, link: str) -> tuple[FoundSource, ...]:
        """Return what can be followed behind this link, the best first. Raises UserMistake, SourceError."""
        if not looks_like_link(link.strip()):
            raise UserMistake(Mistake.NOT_A_LINK)
        return await self._finder.find(link.strip())

    async def kept(self, source: Source) -> Source | None:
        """Return the source at the same place that is kept already, if any."""
        return same_source(source, await self._sources())

    async def add(self, source: Source) -> bool:
        """Add a source, due at once; false when it is there already."""
        return await self._library.add_source(source, first_state(self._clock))

    async def add_all(self, sources: Iterable[Source]) -> int:
        """Add these sources; return how many were not there yet."""
        return sum([await self.add(source) for source in only_new(sources, await self._sources())])

    async def follow(self, source: Source, reader_id: int) -> bool:
        """Add a source for a reader; false when it is there already. Raises UserMistake at the limit."""
        return await self.follow_all((source,), reader_id) == 1

    async def follow_all(self, sources: Iterable[Source], reader_id: int) -> int:
        """Add the new ones of these sources for a reader, all or none; return how many. Raises UserMistake."""
        new = only_new(sources, await self._sources())
        room = await self.room_for(reader_id)
        if room is not None and len(new) > room:
            raise UserMistake(Mistake.TOO_MANY_SOURCES)
        return sum([await self.add(replace(source, owner_id=reader_id)) for source in new])

    async def room_for(self, reader_id: int) -> int | None:
        """Return how many sources this reader may still add; None when there is no limit."""
        return room_for(reader_id, await self._sources(), self._limits)

    async def listed_in(self, raw: bytes) -> tuple[Source, ...]:
        """Return the sources that a file lists. Raises SourceError."""
        return await asyncio.to_thread(self._read_list, raw)

    async def new_of(self, sources: Iterable[Source]) -> tuple[Source, ...]:
        """Return those of these sources that are not kept yet."""
        return only_new(sources, await self._sources())

    async def removable_by(self, reader_id: int) -> tuple[SourceToVisit, ...]:
        """Return the sources that this reader may remove."""
        return tuple(one for one in await self.list() if may_remove(reader_id, one.source, self._limits))

    async def remove_for(self, source_id: str, reader_id: int) -> Source:
        """Forget a source that this reader may remove, and return it. Raises UserMistake."""
        found = await self.removable(source_id, reader_id)
        await self.remove(source_id)
        return found

    async def removable(self, source_id: str, reader_id: int) -> Source:
        """Return a source that this reader may remove. Raises UserMistake."""
        found = next((one for one in await self._sources() if one.id == source_id), None)
        if found is None:
            raise UserMistake(Mistake.STALE_BUTTON)
        if not may_remove(reader_id, found, self._limits):
            raise UserMistake(Mistake.NOT_YOUR_SOURCE)
        return found

    async def remove(self, source_id: str) -> bool:
        """Forget a source, keeping its articles; false when it is unknown."""
        return await self._library.remove_source(source_id)

    async def check(self, source: Source) -> Visit:
        """Read a source now and keep nothing. Raises SourceError."""
        return await self._readers[source.kind].read(source, first_state(self._clock))

    async def _sources(self) -> tuple[Source, ...]:
        return tuple(one.source for one in await self.list())
