"""A web page -> its article. The content rules are in content.py."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.core.models import Article, FetchState, Source
from bot.core.ports import Clock, Visit
from bot.core.stories import article_id
from bot.sources.content import Content, read_page
from bot.sources.decode import decode
from bot.sources.http import HttpClient, Response, require_success

VISIT_EVERY = timedelta(minutes=30)


class PageReader:
    """Reads one page as one article."""

    def __init__(self, http: HttpClient, clock: Clock) -> None:
        self._http = http
        self._clock = clock

    async def read(self, source: Source, state: FetchState) -> Visit:
        """Return the page's article. Raises SourceError."""
        url, content = await self.fetch(source.location)
        now = self._clock()
        article = Article(
            id=article_id(source.id, url),
            source_id=source.id,
            outlet=content.outlet or source.title,
            title=content.title,
            text=content.text,
            seen_at=now,
            url=url,
            published_at=content.published_at,
        )
        done = replace(state, failures=0, last_error="", last_success=now, next_visit=now + VISIT_EVERY)
        return Visit(articles=(article,), state=done)

    async def fetch(self, url: str) -> tuple[str, Content]:
        """Return the final address and what the page says. Raises SourceError."""
        response = await self._http.get(url)
        require_success(response)
        return response.url, await asyncio.to_thread(_content_of, response)


def _content_of(response: Response) -> Content:
    return read_page(decode(response.body, response.charset), response.url)
