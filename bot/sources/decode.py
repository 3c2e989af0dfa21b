"""Bytes -> text, whatever the label says. Strict UTF-8 beats every label; then labels; then Arabic letters decide."""

import codecs
import re

from bot.core.errors import Refusal, SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LABEL = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_ARABIC_CODE_PAGES = ("cp1256", "iso8859-6")
_COMMON_ARABIC = frozenset("اليومنرتبةسعدفهكحجقصشطخذغضظثزأإآىءئؤ،؟")
_MOSTLY = 0.6  # share of common Arabic letters among all beyond ASCII; wrong code pages stay below .4
_FEW_BAD = 0.02  # share of damaged characters that a truncated or patched UTF-8 text may have
_BINARY_MARKS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"Rar!",
    b"\x1f\x8b",
)


def decode(raw: bytes, label: str = "") -> str:
    """Return the text of these bytes; `label` is the charset that the server claimed. Raises SourceError."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    require_text(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_otherwise(raw, label)


def require_text(raw: bytes) -> None:
    """Refuse what is no text at all. Raises SourceError."""
    if raw.startswith(_BINARY_MARKS) or raw[:4096].count(b"\x00") > 0:
        raise SourceError(Refusal.NOT_TEXT, "binary", permanent=True)


def _decode_otherwise(raw: bytes, label: str) -> str:
    damaged = raw.decode("utf-8", "replace")
    foreign = sum(ord(character) > 127 for character in damaged)
    if damaged.count("\ufffd") < _FEW_BAD * foreign:
        return damaged
    for encoding in (label, _label_in(raw)):
        text = _try(raw, encoding)
        if text is not None:
            return text
    best = max(_ARABIC_CODE_PAGES, key=lambda encoding: _arabic_share(raw, encoding))
    if _arabic_share(raw, best) >= _MOSTLY:
        return raw.decode(best, "replace")
    return raw.decode("cp1252", "replace")


def _label_in(raw: bytes) -> str:
    found = _LABEL.search(raw[:4096])
    return found.group(1).decode("ascii") if found else ""


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        name = codecs.lookup(encoding).name if encoding else "utf-8"
        return None if name in {"utf-8", "ascii"} else raw.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None


def _arabic_share(raw: bytes, encoding: str) -> float:
    text = raw[:200_000].decode(encoding, "replace")
    foreign = [character for character in text if ord(character) > 127]
    return sum(character in _COMMON_ARABIC for character in foreign) / max(len(foreign), 1)
