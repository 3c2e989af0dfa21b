"""Feed bytes -> bytes that any parser reads right: one encoding, no document type, no stray entity. Parses nothing."""

import html.entities
import re

from bot.core.errors import Refusal, SourceError
from bot.sources.decode import decode

LONGEST_DOCTYPE = 65_536
_START = re.compile(r"<(\?xml|rss|feed|rdf:RDF|channel)\b", re.IGNORECASE)
_PROLOG = re.compile(r"\A<\?xml[^>]*\?>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_ENTITY = re.compile(r"&(#?[A-Za-z0-9]+;?)?")
_NUMERIC = re.compile(r"#(\d{1,7}|x[0-9A-Fa-f]{1,6});")
_XML_NAMES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_MARKUP_LETTERS = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def normalise(raw: bytes, label: str = "") -> bytes:
    """Return the feed as clean UTF-8. Raises SourceError when it is no text."""
    text = decode(raw, label).lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return text.encode()
    start = _START.search(text[:20_000])
    if start is None:
        raise SourceError(Refusal.NOT_A_FEED, "no feed element", permanent=True)
    body = _without_doctype(_PROLOG.sub("", text[start.start() :]).lstrip())
    cleaned = _outside_cdata(_CONTROL.sub("", body))
    return ('<?xml version="1.0" encoding="utf-8"?>' + cleaned).encode("utf-8", "replace")


def _without_doctype(text: str) -> str:
    """No document type, no entities, no bombs. Plain searches: a pattern here was once quadratic."""
    if not text[:9].upper().startswith("<!DOCTYPE"):
        return text
    end, inner = text.find(">"), text.find("[")
    if -1 < inner < end:
        close = text.find("]", inner)
        end = text.find(">", close) if close > -1 else -1
    if not 0 < end <= LONGEST_DOCTYPE:
        raise SourceError(Refusal.NOT_A_FEED, "oversized document type", permanent=True)
    return text[end + 1 :]


def _outside_cdata(text: str) -> str:
    pieces: list[str] = []
    for piece in text.split("<![CDATA["):
        inside, end, outside = piece.partition("]]>")
        if pieces and end:
            pieces.append(f"<![CDATA[{inside}]]>{_ENTITY.sub(_entity, outside)}")
        elif pieces:
            pieces.append(f"<![CDATA[{inside}]]>")
        else:
            pieces.append(_ENTITY.sub(_entity, piece))
    return "".join(pieces)


def _entity(match: re.Match[str]) -> str:
    name = match.group(1) or ""
    if name in _XML_NAMES or _NUMERIC.fullmatch(name):
        return match.group()
    letters = html.entities.html5.get(name) if name.endswith(";") else None
    if letters is None:
        return "&amp;" + name
    return _MARKUP_LETTERS.get(letters, letters)
