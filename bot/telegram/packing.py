"""Packs blocks into messages that Telegram takes: 4,096 UTF-16 units, 100 entities, tags balanced."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.telegram.bidi import isolate
from bot.telegram.markup import (
    Block,
    Frame,
    Line,
    Span,
    block_html,
    entity_count,
    line_length,
    utf16_length,
)

LONGEST_MESSAGE = 4096
LONGEST_BYTES = 30_000  # Telegram refuses 32,768 bytes of markup before it parses any
MOST_ENTITIES = 90
ROOM_FOR_FOOTER = 24

_CUTS = (re.compile(r"(?<=[.!?؟…])\s+"), re.compile(r"(?<=[؛،,;:])\s+"), re.compile(r"\s+"))


def pack(blocks: tuple[Block, ...], limit: int = LONGEST_MESSAGE) -> tuple[str, ...]:
    """Return the HTML of as few messages as hold all lines in order; several are numbered «(1/3)»."""
    pages = _Pages(limit - ROOM_FOR_FOOTER)
    for block in blocks:
        for one in _fitting(block.lines, (limit - ROOM_FOR_FOOTER) // 2):
            pages.put(one, block)
    texts = [page.html() for page in pages.finished()]
    if len(texts) < 2:
        return tuple(texts)
    return tuple(f"{text}\n\n{isolate(f'({n}/{len(texts)})')}" for n, text in enumerate(texts, start=1))


@dataclass(slots=True)
class _Page:
    parts: list[tuple[Block, list[Line]]] = field(default_factory=list)

    def put(self, one: Line, block: Block) -> None:
        if not self.parts or self.parts[-1][0] is not block:
            self.parts.append((block, []))
        self.parts[-1][1].append(one)

    def html(self) -> str:
        return "\n\n".join(block_html(lines, block.frame) for block, lines in self.parts)

    def length(self) -> int:
        lines = [one for _, part in self.parts for one in part]
        return sum(line_length(one) + 2 for one in lines)

    def entities(self) -> int:
        return sum(entity_count(lines, block.frame) for block, lines in self.parts)


class _Pages:
    """Fills one page after the other; a heading moves on with what it heads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._full: list[_Page] = []
        self._current = _Page()

    def put(self, one: Line, block: Block) -> None:
        if self._current.parts and not self._has_room(one, block.frame):
            headings = self._take_trailing_headings()
            self._full.append(self._current)
            self._current = _Page()
            for heading, owner in headings:
                self._current.put(heading, owner)
        self._current.put(one, block)

    def finished(self) -> list[_Page]:
        return [page for page in (*self._full, self._current) if page.parts]

    def _has_room(self, one: Line, frame: Frame) -> bool:
        page = self._current
        fits = page.length() + line_length(one) + 2 <= self._limit
        small = utf16_length(page.html()) * 2 + line_length(one) * 4 <= LONGEST_BYTES
        return fits and small and page.entities() + entity_count([one], frame) <= MOST_ENTITIES

    def _take_trailing_headings(self) -> list[tuple[Line, Block]]:
        taken: list[tuple[Line, Block]] = []
        parts = self._current.parts
        while len(parts) > 1 and parts[-1][1][-1].keep_with_next:
            block, lines = parts[-1]
            taken.insert(0, (lines.pop(), block))
            if not lines:
                parts.pop()
        return taken


def _fitting(lines: tuple[Line, ...], limit: int) -> Iterator[Line]:
    for one in lines:
        if line_length(one) <= limit:
            yield one
        else:
            for span in one.spans:
                yield from (replace(one, spans=(piece,)) for piece in _split_span(span, limit))


def _split_span(span: Span, limit: int) -> Iterator[Span]:
    for text in split_text(span.text, limit):
        yield replace(span, text=text)


def split_text(text: str, limit: int) -> list[str]:
    """Cut text into pieces of at most `limit` shown units: at sentence ends, else commas, else spaces."""
    pieces = [text]
    for cut in _CUTS:
        pieces = [small for piece in pieces for small in _cut(piece, cut, limit)]
    return [small for piece in pieces for small in _hard_cut(piece, limit)]


def _cut(text: str, cut: re.Pattern[str], limit: int) -> list[str]:
    if _shown(text) <= limit:
        return [text]
    grown = [""]
    for piece in cut.split(text):
        joined = f"{grown[-1]} {piece}".strip()
        if grown[-1] and _shown(joined) > limit:
            grown.append(piece)
        else:
            grown[-1] = joined
    return grown


def _hard_cut(text: str, limit: int) -> list[str]:
    """A single endless word is cut anyway: an unsendable message would be worse."""
    size = max(limit // 4, 1)
    if _shown(text) <= limit:
        return [text]
    return [text[start : start + size] for start in range(0, len(text), size)]


def _shown(text: str) -> int:
    return line_length(Line((Span(text),)))
