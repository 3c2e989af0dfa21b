"""Every number of a claim must be in the source, with its sign and kind, near the evidence, counting the same thing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from bot.core.arabic import (
    STOP_WORDS,
    Number,
    NumberKind,
    clitic_forms,
    is_year,
    matching_key,
    number_tokens,
    one_spelling,
    root_forms,
)
from bot.core.arabic.dates import names_date
from bot.core.faithfulness.claim import Clause, Finding, content_of, is_number_word
from bot.core.faithfulness.source import Source
from bot.core.faithfulness.units import unit_of
from bot.core.models import ProblemKind

_ROUNDED = 0.0005
_LARGE = 1000
_SHARED_WORDS = 2
_SHARES = 0.7
_NEAR_COPY = 0.8
_AROUND = 4
_MOST_AROUND = 0.7
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
_NAMED_BEFORE = frozenset(matching_key("قبل بعد من في منهم منها آخرون أخرى").split())
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
    if not same and (_is_seconds(number) or _is_new_order(number, every, clause)):
        return None
    if not same:
        return _missing(number, every, clause)
    if number.kind is NumberKind.ORDINAL:
        return None
    if not _is_near(number, same, clause, source):
        return f"The number {number.words} stands in another part of the source, not with this statement."
    return _replaced(number, clause, source) or _counts_something_else(number, same, every)


def _is_seconds(number: Number) -> bool:
    """«41 ثانية» counts seconds, it is no second place."""
    return number.kind is NumberKind.ORDINAL and any(
        word[-1].isdigit() or is_number_word(word) for word in number.before[-1:]
    )


def _is_new_order(number: Number, every: Sequence[_Place], clause: Clause) -> bool:
    """«The second programme» where the evidence orders nothing: the claim only counts what it tells."""
    ordered = any(found.kind is NumberKind.ORDINAL for found, index in every if index in clause.evidence)
    return number.kind is NumberKind.ORDINAL and not ordered


def _replaced(number: Number, clause: Clause, source: Source) -> str | None:
    """Another number stands in its very place, between the same words, in the evidence."""
    there = [
        found
        for index in clause.evidence
        for found in source.sentences[index].numbers
        if _neighbours(found) == _neighbours(number)
    ]
    if is_year(number) and clause.coverage >= _NEAR_COPY and _has_rival(number, clause, source):
        return _other_year(number, clause, source)
    told = all(neighbour.isalpha() or neighbour == "%" for neighbour in _neighbours(number))
    if not there or not told or is_year(number) or any(_is_same(number, found) for found in there):
        return None
    return f"The evidence says {there[0].words} where the claim says {number.words}."


def _other_year(number: Number, clause: Clause, source: Source) -> str | None:
    given = [
        found for index in clause.evidence for found in source.sentences[index].numbers if is_year(found)
    ]
    if any(found.value == number.value for found in given):
        return None
    return f"The evidence says {given[0].words} where the claim says {number.words}."


def _neighbours(number: Number) -> tuple[str, str]:
    return "".join(number.before[-1:]), "".join(number.after[:1])


def _missing(number: Number, every: Sequence[_Place], clause: Clause) -> str:
    there = [found.words for found, index in every if index in clause.evidence]
    said = f"the evidence says {', '.join(there[:4])}" if there else "the evidence gives no number"
    return f"The number {number.words} ({number.kind.value}) is not in the source; {said}."


def _is_same(claimed: Number, given: Number) -> bool:
    return _is_same_value(claimed, given) or any(
        with_scale.value == number.value
        for one, number in ((claimed, given), (given, claimed))
        if (with_scale := _with_scale(one)) is not None
    )


def _with_scale(number: Number) -> Number | None:
    """«150 إلى 300 مليون» may well begin at 150 million."""
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
    if number.value == 0 or any(index in near for _, index in same):
        return True
    if any(_stands_alike(number, found, index, clause, source) for found, index in same):
        return True
    if _has_rival(number, clause, source):
        return False
    return any(_same_unit(number, found) and _shares_words(clause, source, index) for found, index in same)


def _stands_alike(number: Number, found: Number, index: int, clause: Clause, source: Source) -> bool:
    """This sentence, and not the evidence, holds the words around the number: the claim joins the two."""
    around = content_of(_around(number, clause.text))
    there = [word for word in around if source.best_support(word, (index,)) >= _SHARES]
    only = [word for word in there if source.best_support(word, clause.evidence) < _SHARES]
    return (bool(only) or (bool(_unit(number)) and _same_unit(number, found))) and len(
        there
    ) >= _MOST_AROUND * len(around)


def _around(number: Number, text: str) -> list[str]:
    tokens = [one_spelling(token) for token in number_tokens(text)]
    near = (
        *tokens[max(0, number.start - _AROUND) : number.start],
        *tokens[number.end : number.end + _AROUND],
    )
    return [token for token in near if token.isalpha()]


def _has_rival(number: Number, clause: Clause, source: Source) -> bool:
    """The evidence gives another number of this sort, which the claim does not repeat."""
    return any(
        _sort(found) == _sort(number) and all(found.value != told.value for told in clause.numbers)
        for index in clause.evidence
        for found in source.sentences[index].numbers
    )


def _sort(number: Number) -> tuple[NumberKind, bool]:
    return number.kind, is_year(number)


def _shares_words(clause: Clause, source: Source, index: int) -> bool:
    return sum(source.best_support(word, (index,)) >= _SHARES for word in clause.content) >= _SHARED_WORDS


def _unit(number: Number) -> str:
    """The first content word after a number, where Arabic puts what is counted."""
    content = (word for word in number.after if word not in STOP_WORDS and word.isalpha())
    unit = next(content, "")
    return "" if names_date(unit) else unit


def _same_unit(number: Number, found: Number) -> bool:
    unit = _unit(number)
    if number.kind is NumberKind.PERCENT or is_year(number):
        return True
    return bool(unit) and any(clitic_forms(unit) & clitic_forms(word) for word in found.after)


def _counts_something_else(number: Number, same: list[_Place], every: Sequence[_Place]) -> str | None:
    unit = _unit(number)
    if not unit or is_year(number) or any(_may_count(found, number, unit) for found, _ in same):
        return None
    others = [
        found
        for found, _ in every
        if found.value != number.value and found.kind is number.kind and _follows(found, unit)
    ]
    if not others:
        return None
    return f"The source counts {others[0].words} {unit}, not {number.words}."


def _may_count(found: Number, number: Number, unit: str) -> bool:
    unnamed = bool(unit_of(number)) and not unit_of(found)
    return unnamed or _has_word(found, unit) or _counts_nothing(found)


def _counts_nothing(found: Number) -> bool:
    """What is counted was named before: «… and 9 of them», «it had been 90 before»."""
    following = found.after[0] if found.after else ""
    return following in _NAMED_BEFORE or not following.isalpha()


def _has_word(found: Number, unit: str) -> bool:
    roots = {root for root in root_forms(unit) if len(root) > 2}
    return any(
        clitic_forms(word) & clitic_forms(unit) or root_forms(word) & roots
        for word in (*found.before[-1:], *found.after)
    )


def _follows(found: Number, unit: str) -> bool:
    return any(clitic_forms(word) & clitic_forms(unit) for word in found.after[:2])
