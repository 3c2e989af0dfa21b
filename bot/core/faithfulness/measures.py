"""Amounts equal by clock or calendar, or roundly: 3 days and 72 hours, «ربع قرن» and 25 years, about 600 and 598.

Arithmetic only; says nothing of what is measured. Nothing else is converted: whoever writes 2000 kilograms for two
tons, or dollars for dinars, has worked it out, and the source does not say so.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from bot.core.arabic import Number, NumberKind, matching_key, without_clitics
from bot.core.faithfulness.units import UNIT_OF, unit_of

_DURATIONS = (
    dict(zip(matching_key("ثانية دقيقة ساعة يوم أسبوع").split(), (1, 60, 3600, 86400, 604800), strict=True)),
    dict(zip(matching_key("شهر عام عقد قرن").split(), (1, 12, 120, 1200), strict=True)),
)
_ABOUT = frozenset(matching_key("نحو حوالي قرابة زهاء يناهز تناهز ناهز ناهزت يقارب تقارب").split())
_MORE = frozenset(matching_key("أكثر يفوق تفوق تجاوز تجاوزت يتجاوز تتجاوز").split())
_LESS = frozenset(matching_key("أقل دون").split())
_ROUNDLY = Fraction(1, 20)


def is_same_duration(claimed: Number, given: Number) -> bool:
    """Whether two numbers tell one time: days in hours, weeks in days, a century in years."""
    return any(
        (mine := _duration(claimed, units)) is not None and mine == _duration(given, units)
        for units in _DURATIONS
    )


def is_rounded(claimed: Number, given: Number) -> bool:
    """«نحو 600» for 598, «أكثر من 500» for 512: the rounder number, within a twentieth."""
    if (claimed.kind is NumberKind.PERCENT) != (given.kind is NumberKind.PERCENT) or given.value <= 0:
        return False
    about, more, less = _roundness(claimed.before)
    if not (about or more or less):
        return False
    off = (claimed.value - given.value) / given.value
    allowed = (
        (about and abs(off) <= _ROUNDLY)
        or (more and -_ROUNDLY <= off <= 0)
        or (less and 0 <= off <= _ROUNDLY)
    )
    return allowed and _figures(claimed) < _figures(given)


@lru_cache(8192)
def _roundness(before: tuple[str, ...]) -> tuple[bool, bool, bool]:
    """Whether the words before a number say «about», «more than», «less than»."""
    forms = {form for word in before for form in without_clitics(word)}
    return not forms.isdisjoint(_ABOUT), not forms.isdisjoint(_MORE), not forms.isdisjoint(_LESS)


def _figures(number: Number) -> int:
    """How many figures the number needs: 600 needs one, 598 three."""
    digits = str(int(number.value)).rstrip("0")
    return len(digits) + (number.value.denominator > 1)


def _duration(number: Number, units: Mapping[str, int]) -> Fraction | None:
    unit = _unit_in(number.words) if number.kind is NumberKind.DUAL else unit_of(number)
    return number.value * units[unit] if unit in units and number.kind is not NumberKind.PERCENT else None


def _unit_in(dual: str) -> str:
    """The unit that a dual counts: «يومين», «ساعتان»."""
    stems = {form[:-2] for form in without_clitics(dual)}
    singulars = stems | {stem[:-1] + "ه" for stem in stems if stem.endswith("ت")}
    return next((UNIT_OF[one] for one in sorted(singulars) if one in UNIT_OF), "")
