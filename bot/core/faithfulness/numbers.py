"""Every number of a claim must be in the source, with its sign and kind, near the evidence, counting the same thing."""

from collections.abc import Iterator, Sequence

from bot.core.arabic import STOP_WORDS, Number, NumberKind, clitic_forms, is_year, root_forms
from bot.core.arabic.dates import names_date
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_ROUNDED = 0.0005
_LARGE = 1000
_SHARED_WORDS = 3
_SHARES = 0.7
_Place = tuple[Number, int]


def check_numbers(clause: Clause, source: Source) -> Iterator[Finding]:
    """Numbers that the source lacks, gives elsewhere, or gives for something else."""
    every = source.numbers
    for number in clause.numbers:
        same = [place for place in every if _is_same(number, place[0])]
        reason = _problem(number, same, every, clause, source)
        if reason:
            yield Finding(kind=ProblemKind.NUMBER, words=number.words, reason=reason)


def _problem(
    number: Number, same: list[_Place], every: Sequence[_Place], clause: Clause, source: Source
) -> str | None:
    if number.kind is NumberKind.DUAL or (
        number.value == 1 and number.kind is not NumberKind.PERCENT and not same
    ):
        return None
    if not same:
        return _missing(number, every, clause)
    if number.kind is NumberKind.ORDINAL:
        return None
    if not _is_near(number, same, clause, source):
        return f"The number {number.words} stands in another part of the source, not with this statement."
    return _replaced(number, clause, source) or _counts_something_else(number, same, every)


def _replaced(number: Number, clause: Clause, source: Source) -> str | None:
    """Another number stands in its very place, between the same words, in the evidence."""
    there = [
        found
        for index in clause.evidence
        for found in source.sentences[index].numbers
        if _neighbours(found) == _neighbours(number)
    ]
    told = all(neighbour.isalpha() or neighbour == "%" for neighbour in _neighbours(number))
    if not there or not told or is_year(number) or any(_is_same(number, found) for found in there):
        return None
    return f"The evidence says {there[0].words} where the claim says {number.words}."


def _neighbours(number: Number) -> tuple[str, str]:
    return "".join(number.before[-1:]), "".join(number.after[:1])


def _missing(number: Number, every: Sequence[_Place], clause: Clause) -> str:
    there = [found.words for found, index in every if index in clause.evidence]
    said = f"the evidence says {', '.join(there[:4])}" if there else "the evidence gives no number"
    return f"The number {number.words} ({number.kind.value}) is not in the source; {said}."


def _is_same(claimed: Number, given: Number) -> bool:
    if _is_percent(claimed) != _is_percent(given):
        return _half_as_percent(claimed, given) or _half_as_percent(given, claimed)
    large = (
        claimed.kind is given.kind is NumberKind.PLAIN and claimed.value >= _LARGE and not is_year(claimed)
    )
    tolerance = _ROUNDED * abs(given.value) if large else 0
    return abs(claimed.value - given.value) <= tolerance


def _is_percent(number: Number) -> bool:
    return number.kind is NumberKind.PERCENT


def _half_as_percent(part: Number, percent: Number) -> bool:
    return part.kind is NumberKind.FRACTION and _is_percent(percent) and part.value * 100 == percent.value


def _is_near(number: Number, same: list[_Place], clause: Clause, source: Source) -> bool:
    near = {
        0,
        min(1, len(source.sentences) - 1),
        *clause.evidence,
        *(max(0, at - 1) for at in clause.evidence),
    }
    if any(index in near for _, index in same):
        return True
    return not is_year(number) and any(
        _same_unit(number, found) and _shares_words(clause, source, index) for found, index in same
    )


def _shares_words(clause: Clause, source: Source, index: int) -> bool:
    return sum(source.best_support(word, (index,)) >= _SHARES for word in clause.content) >= _SHARED_WORDS


def _unit(number: Number) -> str:
    """The first content word after a number, where Arabic puts what is counted."""
    content = (word for word in number.after if word not in STOP_WORDS and word.isalpha())
    unit = next(content, "")
    return "" if names_date(unit) else unit


def _same_unit(number: Number, found: Number) -> bool:
    unit = _unit(number)
    return bool(unit) and any(clitic_forms(unit) & clitic_forms(word) for word in found.after)


def _counts_something_else(number: Number, same: list[_Place], every: Sequence[_Place]) -> str | None:
    unit = _unit(number)
    if not unit or any(_has_word(found, unit) for found, _ in same):
        return None
    others = [
        found
        for found, _ in every
        if found.value != number.value and found.kind is number.kind and _follows(found, unit)
    ]
    if not others:
        return None
    return f"The source counts {others[0].words} {unit}, not {number.words}."


def _has_word(found: Number, unit: str) -> bool:
    roots = {root for root in root_forms(unit) if len(root) > 2}
    return any(
        clitic_forms(word) & clitic_forms(unit) or root_forms(word) & roots
        for word in (*found.before[-1:], *found.after)
    )


def _follows(found: Number, unit: str) -> bool:
    return any(clitic_forms(word) & clitic_forms(unit) for word in found.after[:2])
