"""Every number of a claim must be in the source, with its sign and kind, near the evidence, counting the same thing."""

from collections.abc import Iterator, Sequence

from bot.core.arabic import STOP_WORDS, Number, NumberKind, clitic_forms, is_year, matching_key, root_forms
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.number_places import Place, counted, has_rival, is_near
from bot.core.faithfulness.same_number import is_same_number
from bot.core.faithfulness.source import Source
from bot.core.faithfulness.uncounted import is_dual, is_given_otherwise, is_ratio
from bot.core.faithfulness.units import unit_of
from bot.core.models import ProblemKind

_NEAR_COPY = 0.8
_MOSTLY = 0.65
_COPIED = 0.95
_NAME_AND_HYPHEN = 2
_NAMED_BEFORE = frozenset(matching_key("قبل بعد من في منهم منها آخرون أخرى").split())


def check_numbers(clause: Clause, source: Source) -> Iterator[Finding]:
    """Numbers that the source lacks, gives elsewhere, or gives for something else."""
    every = source.numbers
    for number in clause.numbers:
        same = [place for place in every if is_same_number(number, place[0])]
        reason = _problem(number, same, every, clause, source)
        if reason:
            yield Finding(kind=ProblemKind.NUMBER, words=number.words, reason=reason)


def _problem(
    number: Number, same: list[Place], every: Sequence[Place], clause: Clause, source: Source
) -> str | None:
    if number.kind is NumberKind.DUAL or (
        number.value == 1 and number.kind is not NumberKind.PERCENT and not same
    ):
        return None
    if is_ratio(number, every, clause):
        return None
    if not same and is_given_otherwise(number, every, clause, source):
        return None
    if not same:
        return _missing(number, every, clause)
    if number.kind is NumberKind.ORDINAL:
        return _other_rank(number, clause, source)
    if not is_near(number, same, clause, source) and not is_dual(number, source):
        return f"The number {number.words} stands in another part of the source, not with this statement."
    if _names_another(number, clause, source):
        return f"The evidence names another thing than {number.before[-2]}-{number.words}."
    if _is_only_whole(number, same, clause):
        return f"The source says that {number.words} is the whole, of which this is a part."
    if clause.coverage < _MOSTLY:
        return None  # its words stand for no words of the evidence
    return _replaced(number, clause, source) or (
        _counts_something_else(number, same, every) if clause.coverage >= _COPIED else None
    )


def _replaced(number: Number, clause: Clause, source: Source) -> str | None:
    """Another number stands in its very place, between the same words, in the evidence."""
    there = [
        found
        for index in clause.evidence
        for found in source.sentences[index].numbers
        if (_same_phrase_before(found, number) and not _is_in_another(number, index, clause, source))
        or (_neighbours(found) == _neighbours(number) and not _is_here(number, clause, source))
    ]
    if is_year(number) and clause.coverage >= _NEAR_COPY and has_rival(number, clause, source):
        return _other_year(number, clause, source)
    told = all(neighbour.isalpha() or neighbour == "%" for neighbour in _neighbours(number))
    if is_year(number):
        there = [found for found in there if not is_year(found)]  # «2014 طفلا» is no year
    if not there or not told or any(is_same_number(number, found) for found in there):
        return None
    return f"The evidence says {there[0].words} where the claim says {number.words}."


def _is_here(number: Number, clause: Clause, source: Source) -> bool:
    """The evidence has the number: one word on each side does not say that another one belongs there."""
    return any(
        is_same_number(number, found) and found.after[:1] == number.after[:1]
        for index in clause.evidence
        for found in source.sentences[index].numbers
    )


def _is_in_another(number: Number, here: int, clause: Clause, source: Source) -> bool:
    """Another sentence of the evidence has the number, of the same thing."""
    others = (source.sentences[index].numbers for index in clause.evidence if index != here)
    return any(
        is_same_number(number, found) and found.after[:1] == number.after[:1]
        for numbers in others
        for found in numbers
    )


def _same_phrase_before(found: Number, number: Number) -> bool:
    """Two words before are the same, as in «الإبقاء على تسعة»."""
    return (
        found.before == number.before
        and len(number.before) == 2
        and all(word.isalpha() for word in number.before)
        and any(word not in STOP_WORDS for word in number.before)
    )


def _other_rank(number: Number, clause: Clause, source: Source) -> str | None:
    """The evidence has another place in the order after the same word."""
    after = number.before[-1:]
    ranks = [
        found
        for index in clause.evidence
        for found in source.sentences[index].numbers
        if found.kind is NumberKind.ORDINAL and found.before[-1:] == after
    ]
    if not after or after[0] in STOP_WORDS or not after[0].isalpha() or not ranks:
        return None
    if any(found.value == number.value for found in ranks):
        return None
    return f"The evidence says {ranks[0].words} where the claim says {number.words}."


def _other_year(number: Number, clause: Clause, source: Source) -> str | None:
    given = [
        found for index in clause.evidence for found in source.sentences[index].numbers if is_year(found)
    ]
    if any(found.value == number.value for found in given):
        return None
    return f"The evidence says {given[0].words} where the claim says {number.words}."


def _neighbours(number: Number) -> tuple[str, str]:
    return "".join(number.before[-1:]), "".join(number.after[:1])


def _missing(number: Number, every: Sequence[Place], clause: Clause) -> str:
    there = [found.words for found, index in every if index in clause.evidence]
    said = f"the evidence says {', '.join(there[:4])}" if there else "the evidence gives no number"
    return f"The number {number.words} ({number.kind.value}) is not in the source; {said}."


def _counts_something_else(number: Number, same: list[Place], every: Sequence[Place]) -> str | None:
    partly = number.after[:1] == ("من",) or "".join(number.after[:1])[:1].isdigit()
    unit = "" if partly else counted(number)  # «7 من العينات»: what follows is the whole
    if (
        not unit
        or is_year(number)
        or _is_whole(number)
        or any(_may_count(found, number, unit) for found, _ in same)
    ):
        return None
    others = [
        found
        for found, _ in every
        if found.value != number.value and found.kind is number.kind and _follows(found, unit)
    ]
    if not others:
        return None
    return f"The source counts {others[0].words} {unit}, not {number.words}."


def _is_whole(number: Number) -> bool:
    """«37 من 90 طعنا»: what is counted stands after the whole, and is said of the part."""
    before = number.before
    return before[-1:] == ("من",) and before[-2][-1].isdigit() if len(before) > 1 else False


def _is_only_whole(number: Number, same: list[Place], clause: Clause) -> bool:
    """The evidence has the number after «من أصل» alone, and the claim tells it without its part."""
    if number.before[-1:] == ("من",) or _is_part_of(number):
        return False
    here = [found for found, index in same if index in clause.evidence]
    return bool(here) and all(_is_part_of(found) for found in here)


def _is_part_of(number: Number) -> bool:
    return number.before[-2:] == ("من", "اصل")


def _names_another(number: Number, clause: Clause, source: Source) -> bool:
    """«تيرا-4» where the evidence speaks of «تيرا-3»."""
    if (
        number.before[-1:] != ("-",)
        or len(number.before) < _NAME_AND_HYPHEN
        or not number.before[-2].isalpha()
    ):
        return False
    named = [
        found
        for index in clause.evidence
        for found in source.sentences[index].numbers
        if found.before[-2:] == number.before
    ]
    return bool(named) and all(found.value != number.value for found in named)


def _may_count(found: Number, number: Number, unit: str) -> bool:
    unnamed = (bool(unit_of(number)) and not unit_of(found)) or found.kind is NumberKind.FRACTION
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
