"""A document, or a folder of documents -> articles. Kinds: .txt, .md, .html."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.core.errors import Refusal, SourceError
from bot.core.models import Article, FetchState, Source
from bot.core.ports import Clock, Visit
from bot.core.stories import article_id
from bot.sources.decode import decode
from bot.sources.document import read_html, read_markdown, read_plain

LARGEST_FILE = 20 * 1024 * 1024  # bytes; what Telegram lets a bot download
VISIT_EVERY = timedelta(minutes=5)
READERS: dict[str, Callable[[str], tuple[str, str]]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    "": read_plain,
}


class FileReader:
    """Reads a file as one article, a folder as one article a file."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def read(self, source: Source, state: FetchState) -> Visit:
        """Return the articles. Raises SourceError."""
        now = self._clock()
        articles = await asyncio.to_thread(self._read_all, source)
        done = replace(state, failures=0, last_error="", last_success=now, next_visit=now + VISIT_EVERY)
        return Visit(articles=articles, state=done)

    def _read_all(self, source: Source) -> tuple[Article, ...]:
        path = Path(source.location)
        if path.is_dir():
            files = sorted(file for file in path.iterdir() if file.suffix in READERS and file.is_file())
            return tuple(self._read_one(source, file) for file in files)
        return (self._read_one(source, path),)

    def _read_one(self, source: Source, path: Path) -> Article:
        title, text = _parse(path)
        return Article(
            id=article_id(source.id, path.name),
            source_id=source.id,
            outlet="",
            title=title or source.title,
            text=text,
            seen_at=self._clock(),
        )


def _parse(path: Path) -> tuple[str, str]:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise SourceError(Refusal.NOT_TEXT, f"{path.suffix} files", permanent=True)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SourceError(Refusal.TOO_LARGE, path.name, permanent=True)
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(Refusal.NOT_FOUND, f"{path.name}: {error.strerror}", permanent=True) from error
    return reader(decode(raw))
