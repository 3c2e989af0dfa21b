"""Bytes -> text, whatever the label says. Strict UTF-8 beats every label; then Arabic letters decide; then labels."""

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
_CODE_PAGE = re.compile(r"(cp|iso8859-|mac-|koi8-|gb|big5|euc_|shift_jis)\S*")  # Python knows stranger things
_ARABIC_CODE_PAGES = ("cp1256", "iso8859-6")
_ARABIC_RUN = re.compile("[\u0621-\u063a\u0641-\u064a]{2,}")  # alone they are the accents of a French word
_MOSTLY = 0.6  # share of Arabic letters in a row among all letters beyond ASCII
_DAMAGED = (
    0.2  # share of damaged characters; a code page read as UTF-8 has above .8, a truncated text one or two
)
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
    if raw.startswith(_BINARY_MARKS) or b"\x00" in raw[:4096]:
        raise SourceError(Refusal.NOT_TEXT, "binary", permanent=True)


def _decode_otherwise(raw: bytes, label: str) -> str:
    damaged = raw.decode("utf-8", "replace")
    foreign = sum(ord(character) > 127 for character in damaged)
    if damaged.count("\ufffd") < _DAMAGED * foreign:
        return damaged
    claimed = [text for name in (label, _label_in(raw)) if (text := _try(raw, name)) is not None]
    # Servers claim ISO-8859-1 for everything, so what reads as Arabic beats the claim.
    guesses = [raw.decode(name, "replace") for name in _ARABIC_CODE_PAGES]
    best = max([*claimed, *guesses], key=_arabic_share)
    if _arabic_share(best) >= _MOSTLY:
        return best
    return claimed[0] if claimed else raw.decode("cp1252", "replace")


def _label_in(raw: bytes) -> str:
    found = _LABEL.search(raw[:4096])
    return found.group(1).decode("ascii") if found else ""


def _try(raw: bytes, label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
        return raw.decode(name) if _CODE_PAGE.fullmatch(name) else None
    except (LookupError, UnicodeError):
        return None


def _arabic_share(text: str) -> float:
    opening = text[:200_000]
    foreign = sum(ord(character) > 127 for character in opening)
    return sum(map(len, _ARABIC_RUN.findall(opening))) / max(foreign, 1)
