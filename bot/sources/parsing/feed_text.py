"""Feed bytes -> bytes that any parser reads right: one encoding, no document type, no stray entity, dates it knows.

Parses nothing: looks at a feed as a row of bytes, since most feeds are right and cost one look each.
"""

import html
import re
from html.entities import html5

from bot.core.errors import Refusal, SourceError
from bot.sources.decode import decode
from bot.sources.parsing.dates import read_date

WITHIN = 400_000  # bytes in which a feed must begin: warnings of the server and document types come before it
SAMPLE = 50_000  # bytes that tell an Arab feed
LONGEST_DATE = 100
# Everything before the root goes: prologs that lie, and document types, which can hold bombs.
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:rss|feed|rdf|channel)(?=[\s>/])", re.IGNORECASE)
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
_NO_LETTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF
# The entities of XML itself and the usual numbers, which every parser knows, are passed over.
_ODD = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos|#(?:3[2-9]|[4-9]\d|[1-9]\d{2,3})|#x(?:[2-7][\da-f]|20[\da-f]{2}));)(#?[A-Za-z0-9]+;)?",
    re.IGNORECASE,
)
_DATE = re.compile(
    rb"(<(?:dc:|dcterms:)?(pubdate|published|updated|date|issued|created|modified)(?:\s[^<>]*)?>(?:\s|<!\[CDATA\[)*)"
    rb"(?![A-Za-z]{3}, \d\d? [A-Za-z]{3} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC)\s*<"
    rb"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)\s*<)"
    rb"([^<>\]]{4,100})",
    re.IGNORECASE,
)
_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN = re.compile("[A-Za-z]")
_MARKUP = re.compile(r"<[^<>]*>|https?://\S+")


def normalise(raw: bytes, label: str = "") -> bytes:
    """Return the feed as clean UTF-8. Raises SourceError when it is no text or no feed."""
    text = decode(raw, label).lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return text.encode(errors="replace")
    feed = text.encode(errors="replace")
    root = _ROOT.search(feed, 0, WITHIN)
    if root is None:
        raise SourceError(Refusal.NOT_A_FEED, "no feed element", permanent=True)
    body = feed[root.start() :].translate(None, _CONTROLS)
    for letter in _NO_LETTERS:
        body = body.replace(letter, b"")
    return b'<?xml version="1.0" encoding="utf-8"?>' + _with_known_dates(_with_known_entities(body))


def is_arab(text: str) -> bool:
    """Is most of what a feed says written in Arabic? Its marks and addresses are not counted."""
    words = _MARKUP.sub(" ", text)
    return len(_ARABIC.findall(words)) > len(_LATIN.findall(words))


def _with_known_entities(body: bytes) -> bytes:
    if not _ODD.search(body):
        return body
    first, *rest = body.split(b"<![CDATA[")
    pieces = [_ODD.sub(_entity, first)]
    for piece in rest:
        inside, end, outside = piece.partition(b"]]>")
        pieces.append(b"<![CDATA[" + inside + b"]]>" + (_ODD.sub(_entity, outside) if end else b""))
    return b"".join(pieces)


def _entity(match: re.Match[bytes]) -> bytes:
    """Return what any XML parser knows: letters, or one of the five entities of XML itself."""
    written, name = match.group().decode(), (match.group(1) or b"").decode()
    known = name.startswith("#") or name in html5
    letters = html.unescape(written) if known else written
    return html.escape(letters).encode(errors="replace").translate(None, _CONTROLS)


def _with_known_dates(body: bytes) -> bytes:
    """Rewrite dates that parsers miss or, worse, misread: Arabic months, day first, seconds, a zone named AST."""
    if not _DATE.search(body):
        return body
    arab = is_arab(body[:SAMPLE].decode(errors="replace"))
    return _DATE.sub(lambda match: _date(match, arab=arab), body)


def _date(match: re.Match[bytes], *, arab: bool) -> bytes:
    written = html.unescape(match.group(3).decode(errors="replace")).strip()
    if not (arab or written.isdigit() or not written.isascii()):
        return match.group()  # what feeds of other countries mean, parsers know better
    moment = read_date(written, arab=arab)
    return match.group() if moment is None else match.group(1) + moment.isoformat().encode()
