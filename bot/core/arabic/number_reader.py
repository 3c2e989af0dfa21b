"""Reads one number that starts at a token: digits, number words, or both («3 ملايين و200 ألف»)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from bot.core.arabic.number_words import MONDAY, PIECES, Piece, Rank
from bot.core.arabic.words import without_clitics

_DIGITS = re.compile(r"[-\u2212\u2013]?\d[\d.,،]*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,،]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_LONGEST = 300
_QUANTITY = "كميه"  # «كمية» is no «مية» with «ك»
_SIX = frozenset(["وست", "بست"])  # too short to lose a clitic elsewhere
_THOUSAND = 1000
_PRONOUNS = ("ها", "هم", "هما", "ه")
# «أحد المسؤولين» is one of them, «آلاف القتلى» is a guess: no number when they stand alone.
_NOT_ALONE = frozenset(
    ["اثني", "اثنتي", "احد", "احدي", "الاف", "ملايين", "مليارات", "بلايين", "تريليونات", "ترليونات"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A number as far as it is read: finished thousands in `total`, the group being read in `current`."""

    end: int
    total: Fraction = Fraction(0)
    current: Fraction | None = None
    scale: Fraction = Fraction(0)
    from_digits: bool = False
    after_fraction: bool = False
    is_part: bool = False

    @property
    def group(self) -> Fraction:
        return self.current or Fraction(0)

    @property
    def value(self) -> Fraction:
        return self.total + self.group

    @property
    def empty(self) -> bool:
        return self.current is None and not self.total


def read_number(tokens: list[str], index: int) -> Reading | None:
    """The longest number that starts at this token, or None."""
    first = _first_piece(tokens[index])
    if first is None:
        return None
    reading = _extended(Reading(end=index), first)
    while reading:
        longer = _next_reading(tokens, reading)
        if longer is None:
            break
        reading = longer
    if reading and reading.end == index + 1 and without_clitics(tokens[index]) & _NOT_ALONE:
        return None
    return reading


def digits_value(token: str) -> Fraction | None:
    """The value of digits with separators: «12,500» is thousands, «3,5» and «3.5» are decimals."""
    if not _DIGITS.fullmatch(token):
        return None
    negative = not token[0].isdigit()
    digits = token[negative:][:_LONGEST].replace("،", ",").rstrip(".,")
    if _THOUSANDS.fullmatch(digits):
        dotted = digits.count(".") > 1
        digits = digits.replace(".", "") if dotted else digits.replace(",", "")
    whole, _, rest = digits.replace(",", ".").partition(".")
    value = Fraction(int(whole)) + _decimals(rest)
    return -value if negative else value


def _decimals(digits: str) -> Fraction:
    plain = digits.replace(".", "")
    return Fraction(int(plain), 10 ** len(plain)) if plain else Fraction(0)


def _first_piece(token: str) -> Piece | None:
    value = digits_value(token)
    return _piece_with_clitics(token) if value is None else Piece(value=value, rank=Rank.DIGITS)


@lru_cache(65_536)
def _piece_with_clitics(word: str) -> Piece | None:
    if word in PIECES or word in _SIX:
        return PIECES.get(word) or PIECES["ست"]
    forms = without_clitics(word)
    if forms & MONDAY or _QUANTITY in forms:
        return None
    known = next((PIECES[form] for form in sorted(forms, key=len) if form in PIECES), None)
    return known or next((piece for form in forms if (piece := _part_of_them(form))), None)


def _part_of_them(form: str) -> Piece | None:
    """«نصفها», «ثلثهم»: a part with a pronoun."""
    for pronoun in _PRONOUNS:
        piece = PIECES.get(form.removesuffix(pronoun)) if form.endswith(pronoun) else None
        if piece and piece.rank in (Rank.FRACTION, Rank.PARTS):
            return piece
    return None


def _next_reading(tokens: list[str], reading: Reading) -> Reading | None:
    word = tokens[reading.end] if reading.end < len(tokens) else ""
    if word.startswith("و") and _starts_anew(tokens, reading):
        return None
    if word == "و" and reading.end + 1 < len(tokens):
        longer = _extended(reading, _joined_piece(tokens[reading.end + 1]))
        return replace(longer, end=longer.end + 1) if longer else None
    alone = PIECES.get(word.removeprefix("ال") if reading.after_fraction else word)
    longer = _extended(reading, alone)
    if longer is None and word.startswith("و") and len(word) > 2:
        longer = _extended(reading, _joined_piece(word[1:]))
    return longer


def _starts_anew(tokens: list[str], reading: Reading) -> bool:
    """«40 مليون و60 مليون» are two numbers: what is added to millions is smaller than a million."""
    alone = tokens[reading.end] == "و"
    at = reading.end + alone
    piece = _joined_piece(tokens[at] if alone else tokens[at][1:]) if at < len(tokens) else None
    scale = PIECES.get(tokens[at + 1]) if at + 1 < len(tokens) else None
    if not piece or not scale or piece.rank is Rank.FRACTION:
        return False
    return bool(reading.total) and scale.rank is Rank.SCALE and scale.value >= reading.scale


def _joined_piece(word: str) -> Piece | None:
    value = digits_value(word)
    if value is not None:
        return Piece(value=value, rank=Rank.DIGITS, joined=True)
    piece = PIECES.get(word) or PIECES.get(word.removeprefix("ال"))
    return replace(piece, joined=True) if piece else None


def _extended(reading: Reading, piece: Piece | None) -> Reading | None:
    """The reading with one more word, or None when that word starts something else."""
    step = _STEPS[piece.rank](reading, piece) if piece else None
    return replace(step, end=reading.end + 1) if step else None


def _with_digits(reading: Reading, piece: Piece) -> Reading | None:
    if reading.empty:
        return replace(reading, current=piece.value, from_digits=True)
    if piece.joined and reading.current is None and piece.value < reading.scale:
        return replace(reading, current=piece.value, from_digits=True)
    return None


def _with_unit(reading: Reading, piece: Piece) -> Reading | None:
    if reading.empty or (piece.joined and _takes_small(reading)):
        return replace(reading, current=reading.group + piece.value)
    return None


def _takes_small(reading: Reading) -> bool:
    hundreds = reading.current is not None and reading.current >= 100 and reading.current % 100 == 0
    return reading.current is None or (hundreds and not reading.from_digits)


def _with_ten(reading: Reading, piece: Piece) -> Reading | None:
    teen = not piece.joined and reading.current is not None and 1 <= reading.current % 100 <= 9
    if teen and not reading.from_digits:
        return replace(reading, current=reading.group + 10)
    return _with_unit(reading, piece)


def _with_tens(reading: Reading, piece: Piece) -> Reading | None:
    after_unit = piece.joined and reading.current is not None and reading.current % 100 <= 9
    if after_unit and not reading.from_digits:
        return replace(reading, current=reading.group + piece.value)
    return _with_unit(reading, piece)


def _with_hundred(reading: Reading, piece: Piece) -> Reading | None:
    if reading.empty or (piece.joined and reading.current is None):
        return replace(reading, current=piece.value)
    counted = not piece.joined and piece.value == 100 and reading.current is not None
    if counted and 3 <= reading.group <= 9 and not reading.from_digits:
        return replace(reading, current=reading.group * 100)
    return None


def _with_scale(reading: Reading, piece: Piece) -> Reading | None:
    value = piece.value
    if reading.empty or (piece.joined and reading.current is None and value < reading.scale):
        return replace(reading, total=reading.total + value, scale=value)
    if piece.joined:
        return None
    if reading.current is not None and not (_is_year(reading) and value == _THOUSAND):
        return _scaled(reading, value)
    if reading.after_fraction and value == reading.scale:
        return replace(reading, after_fraction=False)
    if reading.current is None and reading.total and reading.total < value:
        return replace(reading, total=reading.total * value, scale=value)
    return None


def _scaled(reading: Reading, value: Fraction) -> Reading:
    total = reading.total + reading.group * value
    return replace(reading, total=total, current=None, scale=value, is_part=False, after_fraction=False)


def _is_year(reading: Reading) -> bool:
    """«عام 2018 ألف شخص» is a year and then a thousand."""
    group = reading.group
    return reading.from_digits and not reading.total and 1900 <= group <= 2100 and group.denominator == 1


def _with_two_scales(reading: Reading, piece: Piece) -> Reading | None:
    unit = piece.value / 2
    if reading.empty or (piece.joined and reading.current is None and unit < reading.scale):
        return replace(reading, total=reading.total + piece.value, scale=unit)
    return None


def _with_fraction(reading: Reading, piece: Piece) -> Reading | None:
    if reading.empty:
        return replace(reading, current=piece.value, is_part=True)
    if not piece.joined or reading.after_fraction or reading.is_part:
        return None
    if reading.current is None:
        return replace(reading, total=reading.total + piece.value * reading.scale, after_fraction=True)
    return replace(reading, current=reading.current + piece.value)


def _with_parts(reading: Reading, piece: Piece) -> Reading | None:
    """«ثلاثة أرباع»."""
    counted = reading.current is not None and 2 <= reading.current <= 9 and not reading.total
    if piece.joined or not counted:
        return None
    return replace(reading, current=reading.group * piece.value, is_part=True)


_STEPS: dict[Rank, Callable[[Reading, Piece], Reading | None]] = {
    Rank.DIGITS: _with_digits,
    Rank.UNIT: _with_unit,
    Rank.TEN: _with_ten,
    Rank.TENS: _with_tens,
    Rank.HUNDRED: _with_hundred,
    Rank.SCALE: _with_scale,
    Rank.TWO_SCALES: _with_two_scales,
    Rank.FRACTION: _with_fraction,
    Rank.PARTS: _with_parts,
}
