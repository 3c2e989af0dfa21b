"""A document, or a folder of documents -> articles. Kinds: .txt, .md, .html."""

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
from bot.sources.decode import decode
from bot.sources.document import read_html, read_markdown, read_plain

logger = logging.getLogger(__name__)

LARGEST_FILE = 20 * 1024 * 1024  # bytes; what Telegram lets a bot download
VISIT_EVERY = timedelta(minutes=5)
READERS: dict[str, Callable[[str], tuple[str, str]]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}


class FileReader:
    """Reads a file as one article, a folder as one article a file."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def read(self, source: Source, state: FetchState) -> Visit:
        """Return the articles; a bad file in a folder is passed over. Raises SourceError."""
        now = self._clock()
        articles = await asyncio.to_thread(self._read_all, source)
        done = replace(state, failures=0, last_error="", last_success=now, next_visit=now + VISIT_EVERY)
        return Visit(articles=articles, state=done)

    def _read_all(self, source: Source) -> tuple[Article, ...]:
        path = Path(source.location)
        if not path.is_dir():
            return (self._article(source, path),)
        articles = (self._article_if_readable(source, file) for file in _files_in(path))
        return tuple(article for article in articles if article is not None)

    def _article_if_readable(self, source: Source, path: Path) -> Article | None:
        try:
            return self._article(source, path)
        except SourceError as error:
            logger.warning(
                "A file could not be read; the others of its folder are.",
                extra={"file": path.name, "reason": str(error)},
            )
            return None

    def _article(self, source: Source, path: Path) -> Article:
        title, text = _title_and_text(path)
        return Article(
            id=article_id(source.id, path.name),
            source_id=source.id,
            outlet="",
            title=title,  # never the file's name: it is nobody's headline
            text=text,
            seen_at=self._clock(),
        )


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.suffix.lower() in READERS)
    except OSError as error:
        raise SourceError(Refusal.UNREACHABLE, f"{folder.name}: {error.strerror}", permanent=True) from error


def _title_and_text(path: Path) -> tuple[str, str]:
    kind = path.suffix.lower()
    if kind and kind not in READERS:
        raise SourceError(Refusal.NOT_TEXT, f"{kind} files", permanent=True)
    return READERS.get(kind, read_plain)(decode(_bytes_of(path)))


def _bytes_of(path: Path) -> bytes:
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
