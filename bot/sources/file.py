"""A document, or a folder of documents -> articles. Kinds: .txt, .md, and by a worker process .html, .pdf, .docx."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.core.errors import Refusal, SourceError
from bot.core.models import Article, FetchState, Source
from bot.core.ports import Clock, Visit
from bot.core.stories import article_id
from bot.sources.content import Content
from bot.sources.decode import decode
from bot.sources.document import read_markdown, read_plain
from bot.sources.workshop import LARGEST_FILE, Workshop

logger = logging.getLogger(__name__)

VISIT_EVERY = timedelta(minutes=5)
PLAIN: dict[str, Callable[[str], tuple[str, str]]] = {
    "": read_plain,
    ".txt": read_plain,
    ".md": read_markdown,
}
BUILT = frozenset({".html", ".htm", ".pdf", ".docx"})  # of parts that can be bombs


class FileReader:
    """Reads a file as one article, a folder as one article a file."""

    def __init__(self, workshop: Workshop, clock: Clock) -> None:
        self._workshop = workshop
        self._clock = clock

    async def read(self, source: Source, state: FetchState) -> Visit:
        """Return the articles; a bad file in a folder is passed over. Raises SourceError."""
        now = self._clock()
        path = Path(source.location)
        if await asyncio.to_thread(path.is_dir):
            articles = await self._read_all(source, path)
        else:
            articles = (await self._article(source, path),)
        done = replace(state, failures=0, last_error="", last_success=now, next_visit=now + VISIT_EVERY)
        return Visit(articles=articles, state=done)

    async def content_of(self, path: Path) -> Content:
        """Return what a file says. Raises SourceError."""
        kind = path.suffix.lower()
        if kind not in PLAIN and kind not in BUILT:
            raise SourceError(Refusal.NOT_TEXT, f"{kind} files", permanent=True)
        raw = await asyncio.to_thread(bytes_of, path)
        if kind in BUILT:
            return await self._workshop.read_document(raw, kind, self._clock())
        title, text = await asyncio.to_thread(_read_plainly, raw, kind)
        return Content(title=title, text=text)

    async def _read_all(self, source: Source, folder: Path) -> tuple[Article, ...]:
        files = await asyncio.to_thread(_files_in, folder)
        articles = [await self._article_if_readable(source, file) for file in files]
        return tuple(article for article in articles if article is not None)

    async def _article_if_readable(self, source: Source, path: Path) -> Article | None:
        try:
            return await self._article(source, path)
        except SourceError as error:
            logger.warning(
                "A file could not be read; the others of its folder are.",
                extra={"file": path.name, "reason": str(error)},
            )
            return None

    async def _article(self, source: Source, path: Path) -> Article:
        content = await self.content_of(path)
        return Article(
            id=article_id(source.id, path.name),
            source_id=source.id,
            outlet=content.outlet,
            title=content.title,  # never the file's name: it is nobody's headline
            text=content.text,
            seen_at=self._clock(),
            url=content.url or None,
            published_at=content.published_at,
        )


def bytes_of(path: Path) -> bytes:
    """Return what a file holds. Raises SourceError."""
    try:
        if path.exists() and not path.is_file():
            raise SourceError(Refusal.NOT_TEXT, f"{path.name} is no file", permanent=True)
        if path.stat().st_size > LARGEST_FILE:
            raise SourceError(Refusal.TOO_LARGE, path.name, permanent=True)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(Refusal.NOT_FOUND, path.name, permanent=True) from error
    except OSError as error:
        raise SourceError(Refusal.UNREACHABLE, f"{path.name}: {error.strerror}", permanent=True) from error


def _read_plainly(raw: bytes, kind: str) -> tuple[str, str]:
    return PLAIN[kind](decode(raw))


def _files_in(folder: Path) -> list[Path]:
    kinds = {*PLAIN, *BUILT} - {""}
    try:
        return sorted(file for file in folder.iterdir() if file.suffix.lower() in kinds)
    except OSError as error:
        raise SourceError(Refusal.UNREACHABLE, f"{folder.name}: {error.strerror}", permanent=True) from error
