"""Numbers of a claim that the source gives without writing them: duals, shared percents, ratios, clock times.

Each answers whether one missing number is no addition.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bot.core.arabic import Number, NumberKind, clitic_forms, root_forms, without_clitics
from bot.core.faithfulness.claim import Clause, is_number_word
from bot.core.faithfulness.measures import is_same_duration
from bot.core.faithfulness.number_places import Place, counted
from bot.core.faithfulness.source import Source
from bot.core.faithfulness.units import UNIT_OF, unit_of

_DUAL_ENDINGS = ("ان", "ين")
_MINUTES = {Fraction(1, 2): 30, Fraction(1, 4): 15, Fraction(1, 3): 20}
_PAIR = 2
_FEW = 5
_WHOLE_UNITS = {
    (Fraction(count), unit): whole.split()
    for count, unit, whole in (
        (7, "يوم", "اسبوع"),
        (12, "شهر", "عام"),
        (24, "ساعه", "يوم"),
        (60, "دقيقه", "ساعه"),
        (10, "عام", "عقد"),
    )
}
_OUT_OF = ("من", "كل")
_PARTS_OF_YEAR = {Fraction(3): Fraction(1, 4), Fraction(6): Fraction(1, 2), Fraction(9): Fraction(3, 4)}
_MONTH = "شهر"
_AND_HALF = ("ونصف", "والنصف")
_SIX, _SIXES = 6, (" الست ", " لست ")  # may be «the lady» and «I am not» as well
_COUNTING = ("عدد", "وعدد", "بعدد", "مجموع", "ومجموع")
_SHORTEST = 4


def is_given_otherwise(number: Number, every: Sequence[Place], clause: Clause, source: Source) -> bool:
    """Whether a number that the source does not write is still the source's."""
    return (
        _is_seconds(number)
        or _is_new_order(number, every, clause)
        or _is_no_number(number, source)
        or _shares_percent(number, every, clause)
        or is_dual(number, source)
        or _is_clock(number, every)
        or _is_whole_unit(number, clause, source)
        or _is_part_of_year(number, every)
        or _is_one_and_half(number, every)
        or (number.value == _SIX and any(six in source.flat for six in _SIXES))
    )


def is_total(number: Number) -> bool:
    """«وعددهم 84»: it says itself that it is the whole."""
    return any(word.startswith(_COUNTING) for word in number.before[-1:])


def _is_seconds(number: Number) -> bool:
    """«41 ثانية» counts seconds, it is no second place."""
    return number.kind is NumberKind.ORDINAL and any(
        word[-1].isdigit() or is_number_word(word) for word in number.before[-1:]
    )


def _is_new_order(number: Number, every: Sequence[Place], clause: Clause) -> bool:
    """«The second programme» where the evidence orders nothing: the claim only counts what it tells."""
    ordered = any(found.kind is NumberKind.ORDINAL for found, index in every if index in clause.evidence)
    return number.kind is NumberKind.ORDINAL and number.value <= _FEW and not ordered


def _is_no_number(number: Number, source: Source) -> bool:
    """A word that the source has as no number: «ميتي» may be a name."""
    length = len(number.words)
    if not number.words.isalpha() or length < _SHORTEST:
        return False
    places = [place for form in clitic_forms(number.words) for place in source.places.positions.get(form, ())]
    there = [source.sentences[index].words[at] for index, at in places]
    return any(not is_number_word(word) and len(word) == length for word in there)


def _shares_percent(number: Number, every: Sequence[Place], clause: Clause) -> bool:
    """«33 % مقابل 28»: the second one need not repeat its percent."""
    said = any(told.kind is NumberKind.PERCENT for told in clause.numbers)
    given = any(found.kind is NumberKind.PERCENT and found.value == number.value for found, _ in every)
    return said and given and number.kind is NumberKind.PLAIN


def is_dual(number: Number, source: Source) -> bool:
    """Whether the source counts a pair by its dual: «2 من الأعضاء», «عضوين اثنين» where the source says «عضوان»."""
    if number.value != _PAIR or number.kind is not NumberKind.PLAIN:
        return False
    forms = {form for word in (counted(number), *number.before[-1:]) if word for form in clitic_forms(word)}
    forms |= {root for word in (counted(number),) if word for root in root_forms(word) if len(root) > 2}
    places = [place for form in forms for place in source.places.positions.get(form, ())]
    return any(_is_uncounted_dual(source.sentences[index].words, at) for index, at in places)


def _is_uncounted_dual(words: Sequence[str], at: int) -> bool:
    """«عضوان»; «4 فلسطينيين» is a plural."""
    before = words[at - 1] if at else ""
    return words[at].endswith(_DUAL_ENDINGS) and not (before[:1].isdigit() or is_number_word(before))


def is_ratio(number: Number, every: Sequence[Place], clause: Clause) -> bool:
    """Whether a part of the source is told as so many of so many: «اثنان من كل ثلاثة» is two thirds."""
    parts = [one.value for one in clause.numbers if one.after[:2] == _OUT_OF] or _few_out_of(clause.words)
    wholes = [one for one in clause.numbers if one.before == _OUT_OF]
    if not parts or not wholes or not wholes[0].value or number.value not in (parts[0], wholes[0].value):
        return False
    ratio = parts[0] / wholes[0].value
    return any(
        (found.kind is NumberKind.FRACTION and found.value == ratio)
        or (found.kind is NumberKind.PERCENT and abs(found.value - 100 * ratio) < 1)
        for found, _ in every
    )


def _few_out_of(words: Sequence[str]) -> list[Fraction]:
    """«عائلتان من كل ثلاث» and «عائلة من كل ثلاث» count two and one without a number."""
    before = [words[at - 1] for at in range(1, len(words)) if words[at : at + 2] == _OUT_OF]
    return [Fraction(_PAIR if word.endswith(_DUAL_ENDINGS) else 1) for word in before[:1]]


def _is_whole_unit(number: Number, clause: Clause, source: Source) -> bool:
    """«7 أيام» is «أسبوع»."""
    whole = _WHOLE_UNITS.get((number.value, unit_of(number)), ())
    words = (word for index in clause.evidence for word in source.sentences[index].words)
    return any(UNIT_OF.get(form) in whole for word in words for form in without_clitics(word))


def _is_part_of_year(number: Number, every: Sequence[Place]) -> bool:
    """«ثلاثة أشهر» is «الربع الأول», «ستة أشهر» «النصف الأول»."""
    part = _PARTS_OF_YEAR.get(number.value) if _MONTH in (unit_of(number), *_unit_before(number)) else None
    return part is not None and any(found.value == part for found, _ in every)


def _is_one_and_half(number: Number, every: Sequence[Place]) -> bool:
    """«سنة ونصف السنة» is 18 months."""
    units = _unit_before(number) if number.words in _AND_HALF else ()
    whole = replace(number, value=Fraction(3, 2), kind=NumberKind.PLAIN, after=units)
    return bool(units) and any(is_same_duration(whole, found) for found, _ in every)


def _unit_before(number: Number) -> tuple[str, ...]:
    """«الأشهر الثلاثة»."""
    return tuple(
        UNIT_OF[form] for word in number.before[-1:] for form in without_clitics(word) if form in UNIT_OF
    )


def _is_clock(number: Number, every: Sequence[Place]) -> bool:
    """«الثالثة والنصف» is 3:30."""
    minutes = _MINUTES.get(number.value) if number.kind is NumberKind.FRACTION else None
    return minutes is not None and any(
        found.before[-1:] == (":",) and found.value == minutes for found, _ in every
    )
