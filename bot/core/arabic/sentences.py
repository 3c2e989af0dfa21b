"""Splits an article's text into its title and its whole sentences. Loses no sentence and cuts no word."""

import re
from collections.abc import Iterator

from bot.core.arabic.letters import clean, matching_key
from bot.core.arabic.lines import body_lines, is_hard_wrapped

_STOP = re.compile("([.!?؟…]+)([\"»”’')\\]]*)")
_QUOTE_MARK = re.compile('[«»“”"]')
_LETTER = re.compile(r"[^\W\d_]")
_LAST_WORD = re.compile(r"[^\s(\"«“\[]+$")
_GLUED_BEFORE = re.compile(r"[^\W\d_a-zA-Z]{3,}$")
_GLUED_AFTER = re.compile(r"[^\W\d_a-zA-Z]{3,}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]?")
_COUNTER = re.compile(r"\d{1,2}")
_LATIN_SMALL = re.compile(r"\s+[a-z]")
_ABBREVIATIONS = frozenset(
    matching_key(
        "mr mrs ms dr prof st sr jr vs etc inc ltd co corp gen sen rep gov lt col sgt no jan feb mar apr jun jul "
        "aug sep sept oct nov dec a.m p.m e.g i.e u.s u.k u.n"
    ).split()
)
_LONGEST_QUOTE = 70
_LONGEST_TITLE = 20
_NEAR = 60


def split_title(text: str) -> tuple[str, str]:
    """The title and the body: the first line is the title when it looks like one, else the title is ''."""
    shown = clean(text).strip()
    first, _, rest = shown.partition("\n")
    first, body = first.strip(), rest.strip()
    return (first, body) if body and _looks_like_title(first, rest) else ("", shown)


def _looks_like_title(first: str, rest: str) -> bool:
    count = len(first.split())
    if not 1 <= count <= _LONGEST_TITLE or not _LETTER.search(first):
        return False
    ends_open = first[-1] not in ".،:؛,;" or first.endswith("..")
    separate = not rest.split("\n", 1)[0].strip()
    lines = [line.strip() for line in [first, *rest.split("\n")] if line.strip()]
    return ends_open and len(rest[:2000].split()) > count and (separate or not is_hard_wrapped(lines))


def sentences(text: str, title: str = "") -> tuple[str, ...]:
    """The whole sentences of an article's body in reading order; headings, links and boilerplate are cut.

    A line without a full stop is a sentence too; a body of nothing but short lines is kept as it is.
    """
    return tuple(sentence for line in paragraphs(text, title) for sentence in line)


def paragraphs(text: str, title: str = "") -> tuple[tuple[str, ...], ...]:
    """The same sentences, those of one line together."""
    return tuple(tuple(split_line(line)) for line in body_lines(clean(text), title))


def split_line(line: str) -> list[str]:
    """The sentences of one line of clean text."""
    pieces, start = [], 0
    for end in _ends(line):
        pieces.append(" ".join(line[start:end].split()))
        start = end
    pieces.append(" ".join(line[start:].split()))
    return _with_fragments_joined([piece for piece in pieces if piece])


def _with_fragments_joined(pieces: list[str]) -> list[str]:
    joined: list[list[str]] = []
    for piece in pieces:
        if joined and (not _LETTER.search(piece) or " " not in piece):
            joined[-1].append(piece)
        else:
            joined.append([piece])
    return [" ".join(parts) for parts in joined]


def _ends(line: str) -> Iterator[int]:
    quotes = _quotes(line)
    quote = next(quotes, None)
    start = 0
    for stop in _STOP.finditer(line):
        while quote and quote[1] < stop.start():
            quote = next(quotes, None)
        inside = quote is not None and quote[0] < stop.start() < quote[1]
        leaves = quote is not None and stop.end() > quote[1]
        if inside and not leaves:
            continue
        if stop.end() < len(line) and _is_end(line, start, stop):
            yield stop.end()
            start = stop.end()


def _quotes(line: str) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for mark in _QUOTE_MARK.finditer(line):
        opens = mark.group() in "«“" or (mark.group() == '"' and opened is None)
        if opened is None and opens:
            opened = mark.start()
        elif opened is not None and not opens:
            if len(line[opened : mark.start()][:2000].split()) <= _LONGEST_QUOTE:
                yield opened, mark.start()
            opened = None


def _is_end(line: str, start: int, stop: re.Match[str]) -> bool:
    before = line[max(start, stop.start() - _NEAR) : stop.start()]
    after = line[stop.end() : stop.end() + _NEAR]
    if not after[0].isspace() and after[0] not in '«"“':
        return stop.group() == "." and _is_glued(before, after)
    if stop.group(1) == ".":
        return not _is_abbreviation(before) and not _LATIN_SMALL.match(after)
    if set(stop.group(1)) <= {".", "…"}:
        return len(after.split()) >= 4 and len(before.split()) >= 6
    return not _LATIN_SMALL.match(after)


def _is_glued(before: str, after: str) -> bool:
    return bool(_GLUED_BEFORE.search(matching_key(before)) and _GLUED_AFTER.match(matching_key(after)))


def _is_abbreviation(before: str) -> bool:
    found = _LAST_WORD.search(before)
    if not found:
        return False
    word = matching_key(found.group())
    opens_item = not before[: found.start()].strip(" -–—•*")
    return (
        word in _ABBREVIATIONS
        or bool(_INITIALS.fullmatch(word))
        or (opens_item and bool(_COUNTER.fullmatch(word)))
    )
