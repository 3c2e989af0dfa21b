"""A web page -> its article. What a page says is read in a worker process."""

from dataclasses import replace
from datetime import timedelta

from bot.core.models import Article, FetchState, Source
from bot.core.ports import Clock, Visit
from bot.core.stories import article_id
from bot.sources.content import Content
from bot.sources.http import Fetcher, Response, require_success
from bot.sources.workshop import Workshop

VISIT_EVERY = timedelta(minutes=30)
# A link may lead to a file; what it is, its first bytes say, whatever the server says.
FILES = {b"%PDF": ".pdf", b"PK\x03\x04": ".docx"}


class PageReader:
    """Reads one page as one article."""

    def __init__(self, http: Fetcher, workshop: Workshop, clock: Clock) -> None:
        self._http = http
        self._workshop = workshop
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
        done = replace(
            state, failures=0, gone=0, last_error="", last_success=now, next_visit=now + VISIT_EVERY
        )
        return Visit(articles=(article,), state=done)

    async def fetch(self, url: str) -> tuple[str, Content]:
        """Return the final address and what the page says. Raises SourceError."""
        response = await self._http.get(url)
        require_success(response)
        return response.url, await self.content_of(response)

    async def content_of(self, response: Response) -> Content:
        """Return what a page, or a file behind a link, says. Raises SourceError."""
        now = self._clock()
        kind = FILES.get(response.body[:4])
        if kind is not None:
            return await self._workshop.read_document(response.body, kind, now)
        return await self._workshop.read_page(response.body, response.charset, response.url, now)
