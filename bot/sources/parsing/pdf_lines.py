"""The letters of a page, each with its place -> lines in reading order. Knows nothing of PDF.

A page shows Arabic from right to left, and numbers and Latin words in it from left to right: letters are taken
by their place, the line is read from its right, and the runs of numbers and Latin words are turned back.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

SAME_LINE = 0.4  # of the letters' size
BLANK = 0.18  # of the letters' size: a gap between words
GUTTER = 2.0  # of the letters' size: a gap between columns
COLUMNS = 0.5  # share of lines with a gap at the same place
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u04ff]")
# What reads from left to right inside a line of Arabic; a sign between two digits belongs to their number.
_LEFT_TO_RIGHT = re.compile(
    r"[A-Za-z\u00c0-\u024f\u0370-\u04ff](?:[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]*[A-Za-z0-9\u00c0-\u024f\u0370-\u04ff])?"
    r"|[0-9\u0660-\u0669\u06f0-\u06f9](?:[.,:/\u066b\u066c]?[0-9\u0660-\u0669\u06f0-\u06f9])*"
)
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_OPENING, _CLOSING = "([{«‹", ")]}»›"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What stands at one place of a page: mostly a letter, sometimes two that are drawn as one."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text and its place."""

    text: str
    left: float
    right: float
    base: float
    size: float


def lines_of(letters: Iterable[Letter]) -> list[Line]:
    """Return the lines of a page from top to bottom, column after column, as they are read."""
    rows = _rows([letter for letter in letters if letter.text.strip()])
    text = "".join(letter.text for row in rows for letter in row)
    from_right = len(_ARABIC.findall(text)) > len(_LATIN.findall(text))
    columns = _columns(rows, from_right=from_right)
    return [_line(row, from_right=from_right) for column in columns for row in column if row]


def _rows(letters: list[Letter]) -> list[list[Letter]]:
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: -letter.base):
        if rows and abs(rows[-1][0].base - letter.base) <= SAME_LINE * letter.size:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [sorted(row, key=lambda letter: (letter.left, letter.right)) for row in rows]


def _columns(rows: list[list[Letter]], *, from_right: bool) -> list[list[list[Letter]]]:
    """Two columns when most lines leave a wide gap at the same place; else all lines as one."""
    gaps = [gap for row in rows if (gap := _widest_gap(row)) is not None]
    if len(rows) < 4 or len(gaps) < COLUMNS * len(rows):
        return [rows]
    left, right = max(gap[0] for gap in gaps), min(gap[1] for gap in gaps)
    if left >= right:
        return [rows]
    split = [_split_at(row, (left + right) / 2) for row in rows]
    return [[half[side] for half in split] for side in ((1, 0) if from_right else (0, 1))]


def _widest_gap(row: list[Letter]) -> tuple[float, float] | None:
    widest: tuple[float, float] | None = None
    end = row[0].right
    for letter in row[1:]:
        gap = letter.left - end
        if gap > GUTTER * letter.size and (widest is None or gap > widest[1] - widest[0]):
            widest = (end, letter.left)
        end = max(end, letter.right)
    return widest


def _split_at(row: list[Letter], place: float) -> tuple[list[Letter], list[Letter]]:
    middle = [(letter.left + letter.right) / 2 for letter in row]
    left = [letter for letter, x in zip(row, middle, strict=True) if x < place]
    right = [letter for letter, x in zip(row, middle, strict=True) if x >= place]
    return left, right


def _line(row: list[Letter], *, from_right: bool) -> Line:
    parts = _with_blanks(row)
    text = _read_from_right(parts) if from_right else "".join(parts)
    return Line(
        text=" ".join(text.split()),
        left=min(letter.left for letter in row),
        right=max(letter.right for letter in row),
        base=row[0].base,
        size=max(letter.size for letter in row),
    )


def _with_blanks(row: list[Letter]) -> list[str]:
    """The row's letters from left to right, marks joined to their letter, blanks where there is room for one."""
    parts: list[str] = []
    places: list[Letter] = []
    for letter in row:
        if _is_mark(letter.text):
            continue
        if places and letter.left - places[-1].right > BLANK * letter.size:
            parts.append(" ")
            places.append(places[-1])
        parts.append(letter.text)
        places.append(letter)
    for mark in row:
        if _is_mark(mark.text) and parts:
            owner = min(range(len(parts)), key=lambda index: _distance(parts[index], places[index], mark))
            parts[owner] += mark.text.strip()
    return parts


def _is_mark(text: str) -> bool:
    return bool(text.strip()) and all(unicodedata.combining(sign) for sign in text.strip())


def _distance(part: str, place: Letter, mark: Letter) -> float:
    if part == " ":
        return float("inf")
    return abs((place.left + place.right) / 2 - (mark.left + mark.right) / 2)


def _read_from_right(parts: list[str]) -> str:
    """Turn the line round, then numbers and Latin words back; letters drawn as one keep their own order."""
    shown = "".join(part if len(part) == 1 else "\u0640" for part in parts)  # a joint: one letter a part
    runs = list(_LEFT_TO_RIGHT.finditer(shown))
    pieces: list[str] = []
    end = len(parts)
    for run in reversed(runs):
        pieces += [part.translate(_MIRRORED) for part in reversed(parts[run.end() : end])]
        pieces += parts[run.start() : run.end()]
        end = run.start()
    pieces += [part.translate(_MIRRORED) for part in reversed(parts[:end])]
    text = "".join(pieces)
    turned = text.translate(_MIRRORED)
    return turned if _badly_nested(turned) < _badly_nested(text) else text


def _badly_nested(text: str) -> int:
    """How many brackets close before they open: some programs note a bracket as it is meant, some as it is seen."""
    depth = bad = 0
    for sign in text:
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            bad += depth == 0
            depth = max(0, depth - 1)
    return bad + depth
