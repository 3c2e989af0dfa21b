"""Amounts that are equal in other units or roundly: two days and 48 hours, «ربع قرن» and 25 years, «نحو 600» and 598.

Arithmetic only; says nothing of what is measured.
"""

from fractions import Fraction

from bot.core.arabic import Number, NumberKind, matching_key, without_clitics
from bot.core.faithfulness.units import UNIT_OF, unit_of

_SCALES = {
    "time": "ثانية 1 دقيقة 60 ساعة 3600 يوم 86400 أسبوع 604800",
    "calendar": "شهر 1 عام 12 عقد 120 قرن 1200",
    "weight": "غرام 1 كيلوغرام 1000 طن 1000000",
    "length": "سنتيمتر 1 متر 100 كيلومتر 100000",
}


def _table() -> dict[str, tuple[str, Fraction]]:
    listed = {kind: matching_key(line).split() for kind, line in _SCALES.items()}
    return {
        unit: (kind, Fraction(int(scale)))
        for kind, line in listed.items()
        for unit, scale in zip(line[::2], line[1::2], strict=True)
    }


_SCALE_OF = _table()
_ABOUT = frozenset(matching_key("نحو حوالي قرابة زهاء يناهز تناهز ناهز ناهزت يقارب تقارب").split())
_MORE = frozenset(matching_key("أكثر يفوق تفوق تجاوز تجاوزت يتجاوز تتجاوز").split())
_LESS = frozenset(matching_key("أقل دون").split())
_JOINED = ("", "ال", "ل", "ب", "و")
_ROUNDLY = Fraction(1, 20)


def is_same_measure(claimed: Number, given: Number) -> bool:
    """Whether two numbers measure the same in units of one kind."""
    mine, theirs = _measure(claimed), _measure(given)
    return mine is not None and mine == theirs


def is_one_unit(number: Number, flat: str) -> bool:
    """Whether the number is just one larger unit that a text (words between spaces) names without a number."""
    mine = _measure(number)
    names = (unit for unit, scale in _SCALE_OF.items() if mine == scale)
    said = (f" {joined}{name}{ending} " for name in names for joined in _JOINED for ending in ("", "ا"))
    return any(one in flat for one in said)


def is_rounded(claimed: Number, given: Number) -> bool:
    """«نحو 600» for 598, «أكثر من 500» for 512: the rounder number, within a twentieth."""
    if (claimed.kind is NumberKind.PERCENT) != (given.kind is NumberKind.PERCENT) or given.value <= 0:
        return False
    off = (claimed.value - given.value) / given.value
    before = {form for word in claimed.before for form in without_clitics(word)}
    allowed = (
        (not before.isdisjoint(_ABOUT) and abs(off) <= _ROUNDLY)
        or (not before.isdisjoint(_MORE) and -_ROUNDLY <= off <= 0)
        or (not before.isdisjoint(_LESS) and 0 <= off <= _ROUNDLY)
    )
    return allowed and _figures(claimed) < _figures(given)


def _figures(number: Number) -> int:
    """How many figures the number needs: 600 needs one, 598 three."""
    digits = str(int(number.value)).rstrip("0")
    return len(digits) + (number.value.denominator > 1)


def _measure(number: Number) -> tuple[str, Fraction] | None:
    unit = _unit_in(number.words) if number.kind is NumberKind.DUAL else unit_of(number)
    if unit not in _SCALE_OF or number.kind is NumberKind.PERCENT:
        return None
    kind, scale = _SCALE_OF[unit]
    return kind, number.value * scale


def _unit_in(dual: str) -> str:
    """The unit that a dual counts: «يومين», «ساعتان»."""
    stems = {form[:-2] for form in without_clitics(dual)}
    singulars = stems | {stem[:-1] + "ه" for stem in stems if stem.endswith("ت")}
    return next((UNIT_OF[one] for one in sorted(singulars) if one in UNIT_OF), "")
