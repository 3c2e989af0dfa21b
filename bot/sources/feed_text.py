"""Feed bytes -> bytes that any parser reads right: one encoding, no document type, no stray entity. Parses nothing."""

import html
import re
from html.entities import html5

from bot.core.errors import Refusal, SourceError
from bot.sources.decode import decode

WITHIN = (
    100_000  # characters in which a feed must begin: warnings of the server and document types come before it
)
# Everything before the root goes: prologs that lie, and document types, which can hold bombs.
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?(?:rss|feed|rdf|channel)(?=[\s>/])", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_ENTITY = re.compile(r"&(#?[A-Za-z0-9]+;)?")


def normalise(raw: bytes, label: str = "") -> bytes:
    """Return the feed as clean UTF-8. Raises SourceError when it is no text or no feed."""
    text = decode(raw, label).lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return text.encode()
    root = _ROOT.search(text[:WITHIN])
    if root is None:
        raise SourceError(Refusal.NOT_A_FEED, "no feed element", permanent=True)
    body = _outside_cdata(_CONTROL.sub("", text[root.start() :]))
    return f'<?xml version="1.0" encoding="utf-8"?>{body}'.encode()


def _outside_cdata(text: str) -> str:
    first, *rest = text.split("<![CDATA[")
    pieces = [_ENTITY.sub(_entity, first)]
    for piece in rest:
        inside, end, outside = piece.partition("]]>")
        pieces.append(f"<![CDATA[{inside}]]>{_ENTITY.sub(_entity, outside) if end else ''}")
    return "".join(pieces)


def _entity(match: re.Match[str]) -> str:
    """Return what any XML parser knows: letters, or one of the five entities of XML itself."""
    name = match.group(1) or ""
    known = name.startswith("#") or name in html5
    letters = html.unescape(match.group()) if known else match.group()
    return html.escape(_CONTROL.sub("", letters))
