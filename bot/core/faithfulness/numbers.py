"""Every number of a claim must be in the source, with its sign and kind, near the evidence, counting the same thing."""

from collections.abc import Iterator, Sequence

from bot.core.arabic import STOP_WORDS, Number, NumberKind, clitic_forms, is_year, matching_key, root_forms
from bot.core.faithfulness.claim import MOSTLY, Clause, Finding
from bot.core.faithfulness.measures import is_same_duration
from bot.core.faithfulness.number_places import Place, counted, has_rival, is_near
from bot.core.faithfulness.same_number import is_same_number
from bot.core.faithfulness.same_word import is_same_word
from bot.core.faithfulness.source import Source
from bot.core.faithfulness.uncounted import is_dual, is_given_otherwise, is_ratio, is_total
from bot.core.faithfulness.units import unit_of
from bot.core.models import ProblemKind

_NEAR_COPY = 0.8
_COPIED = 0.95
_NAME_AND_HYPHEN = 2
_PAIR, _SECOND = 2, "ثانيه"  # which is read as a unit of time
_SHORT = 4
_ROUND = ("دور",)  # «دور الأربعة» is the semi-final
_OUT_OF = (("من", "اصل"), ("من", "بين"))
_NAMED_BEFORE = frozenset(matching_key("بحلول خلال منهم منها آخرون أخرى").split())


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
    if number.kind is NumberKind.DUAL or _is_mere_one(number, same) or number.before[-1:] == _ROUND:
        return None
    if is_ratio(number, every, clause):
        return None
    if not same and is_given_otherwise(number, every, clause, source):
        return None
    if not same:
        return _missing(number, every, clause)
    if number.kind is NumberKind.ORDINAL:
        return _other_rank(number, clause, source)
    told_here = clause.coverage < MOSTLY or is_near(number, same, clause, source) or is_dual(number, source)
    if not told_here:
        return f"The number {number.words} stands in another part of the source, not with this statement."
    if _names_another(number, clause, source):
        return f"The evidence names another thing than {number.before[-2]}-{number.words}."
    if _is_only_whole(number, same, clause, source):
        return f"The source says that {number.words} is the whole, of which this is a part."
    if clause.coverage < MOSTLY:
        return None  # its words stand for no words of the evidence
    return _replaced(number, clause, source) or (
        _counts_something_else(number, same, every) if clause.coverage >= _COPIED else None
    )


def _is_mere_one(number: Number, same: list[Place]) -> bool:
    """«السهم الواحد» counts nothing; nor need the source write a one."""
    if number.value != 1 or number.kind is NumberKind.PERCENT:
        return False
    score = "-" in (*number.before[-1:], *number.after[:1])  # «2-1» is «بهدفين مقابل هدف»
    return not same or score or number.words.startswith("ال")


def _replaced(number: Number, clause: Clause, source: Source) -> str | None:
    """Another number stands in its very place, between the same words, in the evidence."""
    there = [
        found
        for index in clause.evidence
        for found in source.sentences[index].numbers
        if (_neighbours(found) == _neighbours(number) or _same_phrase_before(found, number))
        and _is_percent(found) == _is_percent(number)
    ]
    if is_year(number) and clause.coverage >= _NEAR_COPY and has_rival(number, clause, source):
        return _other_year(number, clause, source)
    told = all(neighbour.isalpha() or neighbour == "%" for neighbour in _neighbours(number))
    told = told and not _is_here(number, clause, source)
    told = told and not _is_set_against(number, clause, source)
    if is_year(number):
        there = [found for found in there if not is_year(found)]  # «2014 طفلا» is no year
    if not there or not told or any(is_same_number(number, found) for found in there):
        return None
    return f"The evidence says {there[0].words} where the claim says {number.words}."


def _is_percent(number: Number) -> bool:
    return number.kind is NumberKind.PERCENT


def _is_set_against(number: Number, clause: Clause, source: Source) -> bool:
    """«52 عضوا مقابل 19»: what the second counts is not said again."""
    return any(
        is_same_number(number, found) and found.before[-1:] == ("مقابل",)
        for index in clause.evidence
        for found in source.sentences[index].numbers
    )


def _is_here(number: Number, clause: Clause, source: Source) -> bool:
    """The evidence has the number: one word on each side does not say that another one belongs there."""
    return any(
        is_same_number(number, found) and (found.after[:1] == number.after[:1] or not found.after)
        for index in clause.evidence
        for found in source.sentences[index].numbers
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
    """The evidence has another place in the order after the same word, and nowhere this one."""
    after = "".join(number.before[-1:])
    if not after.isalpha() or after in STOP_WORDS:
        return None
    ranks = [
        (found, index)
        for index in clause.evidence
        for found in source.sentences[index].numbers
        if found.kind is NumberKind.ORDINAL and is_same_word(after, "".join(found.before[-1:]))
    ]
    there = {index for _, index in ranks}
    if not ranks or any(found.value == number.value for found, _ in ranks):
        return None
    if any(_has_rank(number, index, source) for index in clause.evidence if index not in there):
        return None
    return f"The evidence says {ranks[0][0].words} where the claim says {number.words}."


def _has_rank(number: Number, index: int, source: Source) -> bool:
    given = source.sentences[index]
    ranks = {found.value for found in given.numbers if found.kind is NumberKind.ORDINAL}
    return number.value in ranks or (number.value == _PAIR and _SECOND in given.words)


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
        or any(_may_count(found, number, unit) or is_same_duration(number, found) for found, _ in same)
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


def _is_only_whole(number: Number, same: list[Place], clause: Clause, source: Source) -> bool:
    """The evidence has the number after «من أصل» alone, and the claim tells it without its part."""
    if number.before[-1:] == ("من",) or number.before[-2:] in _OUT_OF or is_total(number):
        return False
    here = [(found, index) for found, index in same if index in clause.evidence]
    return bool(here) and all(
        found.before[-2:] == _OUT_OF[0] and not _has_part_too(number, clause, source.sentences[index].numbers)
        for found, index in here
    )


def _has_part_too(number: Number, clause: Clause, given: Sequence[Number]) -> bool:
    """«أربع مرات في 27 محاولة»: the claim has another number of that sentence beside the whole."""
    others = [one for one in clause.numbers if one is not number]
    return any(is_same_number(one, found) for one in others for found in given)


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
    joined = following.startswith("و") and len(following) > _SHORT  # «ومعارضة 61 وامتناع 14»
    return joined or following in _NAMED_BEFORE or following in STOP_WORDS or not following.isalpha()


def _has_word(found: Number, unit: str) -> bool:
    roots = {root for root in root_forms(unit) if len(root) > 2}
    return any(
        clitic_forms(word) & clitic_forms(unit) or root_forms(word) & roots
        for word in (*found.before[-1:], *found.after)
    )


def _follows(found: Number, unit: str) -> bool:
    return any(clitic_forms(word) & clitic_forms(unit) for word in found.after[:2])
