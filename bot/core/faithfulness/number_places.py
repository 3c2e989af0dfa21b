"""Where in the source a number belongs: beside the claim's evidence, or among the words that surround it."""

from collections.abc import Sequence

from bot.core.arabic import (
    STOP_WORDS,
    DateKind,
    Number,
    NumberKind,
    clitic_forms,
    is_year,
    matching_key,
    number_tokens,
    one_spelling,
)
from bot.core.arabic.dates import names_date
from bot.core.faithfulness.claim import Clause, content_of, coverage
from bot.core.faithfulness.same_word import is_related_word
from bot.core.faithfulness.source import Source
from bot.core.faithfulness.units import unit_of

_SHARED_WORDS = 2
_SHARES = 0.7
_NEAR_COPY = 0.8
_AROUND = 4
_MOST_AROUND = 0.7
_MANY_BEFORE = 0.6
_FEW, _FEWEST_AFTER = 3, 2
_AGE = frozenset(matching_key("البالغ البالغة عمره عمرها العمر").split())
_YEAR = "عام"
_BETWEEN = ("بين",)
_AS_GOOD = 0.12
Place = tuple[Number, int]


def is_near(number: Number, same: list[Place], clause: Clause, source: Source) -> bool:
    """Whether the source has the number with this statement, or with the very words around it."""
    near = {*clause.evidence}
    if not _has_rival_here(number, clause, source):
        near |= {*(max(0, at - 1) for at in clause.evidence), 0, min(1, len(source.sentences) - 1)}
    if number.value == 0 or any(index in near for _, index in same):
        return True
    if any(_stands_alike(number, found, index, clause, source) for found, index in same):
        return True
    if any(_tells_it_as_well(index, clause, source) for _, index in same):
        return True
    if any(_goes_on_alike(number, found) or _is_age(number, found) for found, _ in same):
        return True
    if any(_has_another_too(number, index, clause, source) for _, index in same):
        return True
    if has_rival(number, clause, source):
        return False
    if any(_is_same_day(number, index, clause, source) for _, index in same):
        return True
    if is_year(number) and any(_in_same_month(number, index, clause, source) for _, index in same):
        return True
    return any(_same_unit(number, found) and _shares_words(clause, source, index) for found, index in same)


def _stands_alike(number: Number, found: Number, index: int, clause: Clause, source: Source) -> bool:
    """This sentence, and not the evidence, holds the words around the number: the claim joins the two."""
    before, after = _around(number, clause.text)
    if _counts_alike(number, found) and _share_held(before, index, source) >= _MANY_BEFORE:
        return True
    around = before + after
    only = [word for word in around if _is_only_there(word, index, clause, source)]
    return bool(only) and _share_held(around, index, source) >= _MOST_AROUND


def _goes_on_alike(number: Number, found: Number) -> bool:
    """«199 من أساتذة الجامعات»: the same two words follow."""
    mine, theirs = _content(number.after), _content(found.after)
    same = [is_related_word(one, other) for one, other in zip(mine, theirs, strict=False)]
    return len(same) >= _FEWEST_AFTER and all(same)


def _is_age(number: Number, found: Number) -> bool:
    """«البالغ 26 سنة»: how old somebody is may be told anywhere."""
    return all(_AGE.intersection(one.before) and unit_of(one) == _YEAR for one in (number, found))


def _has_another_too(number: Number, index: int, clause: Clause, source: Source) -> bool:
    """«354 صوتا مقابل 235»: this sentence has another number of the claim as well, which the evidence lacks."""
    if any(one.before[-1:] == _BETWEEN for one in clause.numbers):
        return False  # «بين ستة وعشرة» is one number in two
    here = {one.value for at in clause.evidence for one in source.sentences[at].numbers}
    there = {one.value for one in source.sentences[index].numbers}
    others = {one.value for one in clause.numbers if one.value > _FEW} - {number.value}
    return bool((others & there) - here)


def _tells_it_as_well(index: int, clause: Clause, source: Source) -> bool:
    """This sentence holds nearly as much of the claim as its best evidence."""
    held = coverage(clause.content, source, (index,))
    return held >= max(_MANY_BEFORE, coverage(clause.content, source, clause.evidence[:1]) - _AS_GOOD)


def _has_rival_here(number: Number, clause: Clause, source: Source) -> bool:
    """All but the number is the evidence's, and the evidence counts the same thing with another number."""
    if clause.coverage < _NEAR_COPY or (number.value < _FEW and number.kind is not NumberKind.ORDINAL):
        return False
    told = {one.value for one in clause.numbers}
    return any(
        found.value not in told and _sort(found) == _sort(number) and _counts_alike(number, found)
        for index in clause.evidence
        for found in source.sentences[index].numbers
    )


def _in_same_month(number: Number, index: int, clause: Clause, source: Source) -> bool:
    """The year follows the same month on both sides, under whatever name."""
    mine = {one.value for one in clause.dates if one.kind is DateKind.MONTH}
    theirs = {one.value for one in source.sentences[index].dates if one.kind is DateKind.MONTH}
    return not mine.isdisjoint(theirs)


def _is_same_day(number: Number, index: int, clause: Clause, source: Source) -> bool:
    """The number is the day of a month that this sentence names with this very day, under whatever name."""
    mine = {
        (one.kind, one.value, one.day)
        for one in clause.dates
        if one.day is not None and one.day == number.value
    }
    return any((one.kind, one.value, one.day) in mine for one in source.sentences[index].dates)


def _counts_alike(number: Number, found: Number) -> bool:
    if number.kind is NumberKind.PERCENT:
        return True
    measured = unit_of(number)
    return measured == unit_of(found) if measured else bool(counted(number)) and _same_unit(number, found)


def _share_held(words: Sequence[str], index: int, source: Source) -> float:
    held = sum(source.best_support(word, (index,)) >= _SHARES for word in words)
    return held / len(words) if words else 0.0


def _is_only_there(word: str, index: int, clause: Clause, source: Source) -> bool:
    there, here = source.best_support(word, (index,)), source.best_support(word, clause.evidence)
    return here < _SHARES <= there


def _around(number: Number, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The content words shortly before and after a number."""
    tokens = [one_spelling(token) for token in number_tokens(text)]
    before = tokens[max(0, number.start - _AROUND) : number.start]
    after = tokens[number.end : number.end + _AROUND]
    return _content(before), _content(after)


def _content(tokens: Sequence[str]) -> tuple[str, ...]:
    return content_of([token for token in tokens if token.isalpha()])


def has_rival(number: Number, clause: Clause, source: Source) -> bool:
    """The evidence gives another number of this sort, which the claim does not repeat."""
    return any(
        _sort(found) == _sort(number) and all(found.value != told.value for told in clause.numbers)
        for index in clause.evidence
        for found in source.sentences[index].numbers
    )


def _sort(number: Number) -> tuple[NumberKind, bool]:
    return number.kind, is_year(number)


def _shares_words(clause: Clause, source: Source, index: int) -> bool:
    shared = sum(source.best_support(word, (index,)) >= _SHARES for word in clause.content)
    return shared >= min(_SHARED_WORDS, len(clause.content) - 1)


def counted(number: Number) -> str:
    """The first content word after a number, where Arabic puts what is counted; '' if none."""
    content = (word for word in number.after if word not in STOP_WORDS and word.isalpha())
    unit = next(content, "")
    return "" if names_date(unit) else unit


def _same_unit(number: Number, found: Number) -> bool:
    unit = counted(number)
    if number.kind is NumberKind.PERCENT or is_year(number):
        return True
    return bool(unit) and any(clitic_forms(unit) & clitic_forms(word) for word in found.after)
