"""Whether two numbers are the same amount, however they are written. Says nothing of what they count."""

import re
from dataclasses import replace
from fractions import Fraction

from bot.core.arabic import Number, NumberKind, is_year, matching_key
from bot.core.faithfulness.measures import is_rounded, is_same_duration

_ROUNDED = 0.0005
_LARGE = 1000
_UNEVEN = (3, 6, 7)  # parts that no whole percentage gives exactly
# Written without vowel signs these are also a fifth, a tenth or two thousand.
_PARTS = {
    word: value
    for value, spellings in {
        Fraction(1, 5): "خمس الخمس بخمس لخمس",
        Fraction(1, 6): "سدس السدس بسدس",
        Fraction(1, 10): "عشر العشر بعشر لعشر",
        Fraction(3, 2): "ونصف",
        Fraction(2000): "ألفا",
        Fraction(2 * 10**6): "مليونا",
        Fraction(2 * 10**9): "مليارا",
    }.items()
    for word in matching_key(spellings).split()
}
_BELOW_ZERO = ("تحت", "الصفر")
_GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_TO = (("الي",), ("-",), ("\u2013",), ("و",), ("حتي",))
_SCALES = {
    word: scale
    for scale, words in {
        10**3: "ألف آلاف ألفا",
        10**6: "مليون ملايين مليونا",
        10**9: "مليار مليارات مليارا بليون",
    }.items()
    for word in matching_key(words).split()
}


def is_same_number(claimed: Number, given: Number) -> bool:
    """Whether two numbers give the same amount, in any spelling: a fifth and 20 %, 40 before «إلى 60 مليون»."""
    if claimed.value == given.value and claimed.kind is given.kind:
        return True
    if (
        _is_same_value(claimed, given)
        or _is_below_zero(claimed, given)
        or _is_grouped(claimed, given)
        or is_same_duration(claimed, given)
        or is_rounded(claimed, given)
    ):
        return True
    return any(
        with_scale.value == number.value
        for one, number in ((claimed, given), (given, claimed))
        if (with_scale := _with_scale(one)) is not None
    )


def _is_below_zero(claimed: Number, given: Number) -> bool:
    """«ناقص 4» is «أربع درجات تحت الصفر»."""
    if claimed.value != -given.value:
        return False
    told = claimed if claimed.value > 0 else given
    return _BELOW_ZERO in (told.after[:2], told.after[-2:])


def _is_grouped(claimed: Number, given: Number) -> bool:
    """«1.340» may be a thousand and more, as the Maghreb writes it."""
    small, large = sorted((claimed, given), key=lambda one: one.value)
    return small.value * _LARGE == large.value and bool(_GROUPED.fullmatch(small.words))


def _with_scale(number: Number) -> Number | None:
    """«40 إلى 60 مليون» may well begin at 40 million."""
    if number.kind is not NumberKind.PLAIN or number.value >= _LARGE or number.after[:1] not in _TO:
        return None
    scale = next((_SCALES[word] for word in number.after[2:3] if word in _SCALES), None)
    return replace(number, value=number.value * scale) if scale else None


def _is_same_value(claimed: Number, given: Number) -> bool:
    if _is_percent(claimed) != _is_percent(given):
        for part, percent in ((claimed, given), (given, claimed)):
            if part.words in _PARTS and _is_percent(percent) and percent.value == 100 * _PARTS[part.words]:
                return True
        return _half_as_percent(claimed, given) or _half_as_percent(given, claimed)
    if {_PARTS.get(claimed.words), claimed.value} & {_PARTS.get(given.words), given.value} - {None}:
        return True
    large = (
        claimed.kind is given.kind is NumberKind.PLAIN and claimed.value >= _LARGE and not is_year(claimed)
    )
    tolerance = min(_ROUNDED * abs(given.value), _precision(claimed.value) / 2) if large else 0
    return abs(claimed.value - given.value) <= tolerance


def _precision(value: Fraction) -> int:
    """What the last figure of an amount stands for: 1000 for 4,012,000; nobody rounds 4000 to 4002."""
    digits = str(int(value))
    return int(10 ** (len(digits) - len(digits.rstrip("0"))))


def _is_percent(number: Number) -> bool:
    return number.kind is NumberKind.PERCENT


def _half_as_percent(part: Number, percent: Number) -> bool:
    """A third is 33 % as much as 33.3 %."""
    if part.kind is not NumberKind.FRACTION or not _is_percent(percent):
        return False
    off = abs(part.value * 100 - percent.value)
    return off < 1 if part.value.denominator in _UNEVEN else not off
