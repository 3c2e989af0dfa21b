"""Text that was read in the wrong encoding -> the text that was meant. Leaves good text exactly as it is."""

import re

# The letters that a byte becomes in windows-1252, or in ISO-8859-1 where that has no letter.
_WESTERN = {
    byte: bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
    for byte in range(0x80, 0x100)
}
_WESTERN_BYTES = {letter: byte for byte, letter in _WESTERN.items()} | {
    chr(byte): byte for byte in range(0x100)
}
_ARABIC_BYTES = {bytes([byte]).decode("cp1256"): byte for byte in range(0x100)} | {
    chr(byte): byte for byte in range(0x80, 0xA0)
}


def _class_of(table: dict[str, int], first: int, last: int) -> str:
    return "[" + "".join(re.escape(letter) for letter, byte in table.items() if first <= byte <= last) + "]"


def _pairs(table: dict[str, int]) -> re.Pattern[str]:
    """What a letter of UTF-8 looks like in a code page: two for Arabic, three for quotation marks, four for emoji."""
    following = _class_of(table, 0x80, 0xBF)
    leading = [_class_of(table, *edges) for edges in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4))]
    return re.compile("|".join(f"{first}{following}{{{count}}}" for count, first in enumerate(leading, 1)))


_READ_AS_WESTERN, _READ_AS_ARABIC = _pairs(_WESTERN_BYTES), _pairs(_ARABIC_BYTES)
_WESTERN_LETTERS = re.compile(f"{_class_of(_WESTERN_BYTES, 0x80, 0xFF)}+")
_WESTERN_RUN = re.compile("[\u00c0-\u00ff]{2,}")
_ACCENT = re.compile("[\u00c0-\u00ff]")
_ARABIC_PAIR = re.compile(f"{_class_of(_ARABIC_BYTES, 0xD8, 0xDB)}{_class_of(_ARABIC_BYTES, 0x80, 0xBF)}")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_ARABIC_WORD = re.compile("(?<![^\\W\\d_])[\u0621-\u063a\u0641-\u064a]{2,}(?![^\\W\\d_])")
_DAMAGED = re.compile("[\ufffd\x80-\x9f]")
_FEWEST = 3  # pairs, or letters; fewer prove nothing
_NEARLY_ALL = 0.7
_MOSTLY = 0.5
_TWICE = 2  # a text can have gone through the mill two times


def repair(text: str) -> str:
    """Return the text as it was meant, line by line: a page may mix good and spoiled ones."""
    if text.isascii() or not _is_suspicious(text):
        return text
    return "\n".join(_repaired_line(line) for line in text.split("\n"))


def _is_suspicious(text: str) -> bool:
    if _ACCENT.search(text) and (_READ_AS_WESTERN.search(text) or _WESTERN_RUN.search(text)):
        return True
    return bool(_ARABIC_PAIR.search(text))


def _repaired_line(line: str) -> str:
    for _ in range(_TWICE):
        better = _from_utf8(line) or _from_code_page(line)
        if better is None:
            return line
        line = better
    return line


def _from_utf8(line: str) -> str | None:
    """UTF-8 that was read as windows-1252 or windows-1256: nearly all its letters stand in tell-tale pairs."""
    foreign = len(_BEYOND_ASCII.findall(line))
    for pattern, table in ((_READ_AS_WESTERN, _WESTERN_BYTES), (_READ_AS_ARABIC, _ARABIC_BYTES)):
        pairs = pattern.findall(line)
        if len(pairs) >= _FEWEST and sum(map(len, pairs)) >= _NEARLY_ALL * foreign:
            better = pattern.sub(_Reread(table, "utf-8"), line)
            return better if len(_DAMAGED.findall(better)) <= len(better) // 20 else None
    return None


def _from_code_page(line: str) -> str | None:
    """Arabic in one byte a letter that was read as windows-1252: words of nothing but accented letters."""
    accented = sum(map(len, _WESTERN_RUN.findall(line)))
    letters = sum(letter.isalpha() for letter in line)
    if accented < _FEWEST or accented < _MOSTLY * letters:
        return None
    for name in ("cp1256", "iso8859-6"):
        better = _WESTERN_LETTERS.sub(_Reread(_WESTERN_BYTES, name), line)
        if _reads_as_arabic(better):
            return better
    return None


class _Reread:
    """Reads the letters that were found as the bytes they came from, in the encoding that was meant."""

    def __init__(self, table: dict[str, int], encoding: str) -> None:
        self._table = table
        self._encoding = encoding

    def __call__(self, found: re.Match[str]) -> str:
        raw = bytes(self._table[letter] for letter in found.group())
        return raw.decode(self._encoding, "replace")


def _reads_as_arabic(text: str) -> bool:
    in_words = sum(map(len, _ARABIC_WORD.findall(text)))
    return in_words >= _NEARLY_ALL * sum(letter.isalpha() for letter in text) and bool(
        re.search("ال|ية|في|من", text)
    )
