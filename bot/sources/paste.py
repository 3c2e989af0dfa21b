"""A pasted text -> its article."""

import asyncio
from dataclasses import replace

from bot.core.models import Article, FetchState, Source
from bot.core.ports import Clock, Visit
from bot.core.stories import article_id
from bot.sources.document import read_plain


class PasteReader:
    """Reads the text that a source's location holds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def read(self, source: Source, state: FetchState) -> Visit:
        """Return the one article. Raises SourceError."""
        title, text = await asyncio.to_thread(read_plain, source.location)
        now = self._clock()
        article = Article(
            id=article_id(source.id, source.location),
            source_id=source.id,
            outlet="",
            title=title,
            text=text,
            seen_at=now,
        )
        done = replace(state, failures=0, last_error="", last_success=now)
        return Visit(articles=(article,), state=done)
