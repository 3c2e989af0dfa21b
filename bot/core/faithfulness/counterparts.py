"""Two parts of a sentence with a number each: «11% في العمق، مقابل 4% على السطح» gives the surface no 11 %.

Only the words that one part has and the other lacks are compared: what both speak of is often said in the first alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from bot.core.arabic import (
    STOP_WORDS,
    Number,
    NumberKind,
    is_year,
    matching_key,
    number_tokens,
    numbers_in,
    spelled_alike,
)
from bot.core.faithfulness.claim import Clause, Finding, is_number_word
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.number_places import counted
from bot.core.faithfulness.person_names import persons_in
from bot.core.faithfulness.same_number import is_same_number
from bot.core.faithfulness.same_word import may_tell_same
from bot.core.faithfulness.source import Source
from bot.core.faithfulness.units import UNIT_OF, unit_of
from bot.core.models import ProblemKind

_CUT = re.compile(
    r"[،؛]\s*|\s+(?=(?:فيما|بينما|لكن\w*|مقابل|مقارنة|بعدما|بعد أن|قبل أن|في حين|غير أن)\s)"
    r"|\s+(?=من\s+\d)|\s+و(?=\w*\s?\d)"
)
_TOLD = 0.6
_SURER = 0.3
_AT_MOST = 0.5
_IF_ALL_TOLD = 0.67  # what the first part says for both counts as its own
_SURELY_APART = 2
_BEFORE = frozenset(matching_key("الماضي الماضية السابق السابقة الفائت الفائتة المنصرم المنصرمة").split())
_WHEN = _BEFORE | frozenset(matching_key("الحالي الحالية الجاري الجارية المقبل المقبلة").split())
_COMPARING = frozenset(matching_key("مقارنة بالمقارنة مقابل قياسا عن بعد قبل").split())
_FEW = 3  # «واحد», «اثنان» are said of anything


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    words: tuple[str, ...]
    numbers: tuple[Number, ...]
    people: list[str]


def check_counterparts(clause: Clause, source: Source) -> Iterator[Finding]:
    """Numbers of one part beside the words of another part, which has its own number."""
    if not clause.numbers:
        return
    for index in clause.evidence:
        if index < source.titles:
            continue
        for here, there in permutations(_parts(source.sentences[index].text), 2):
            for number, rival in _exchanged(here, there, clause):
                if _belongs(clause.words, there, here):
                    reason = f"The evidence says {rival.words} of this, and {number.words} of something else."
                    yield Finding(kind=ProblemKind.NUMBER, words=number.words, reason=reason)
                    return


@lru_cache(2048)
def _parts(sentence: str) -> tuple[_Part, ...]:
    parts = (
        _Part(words=_telling(words), numbers=numbers_in(number_tokens(text)), people=_people(words))
        for text in _CUT.split(sentence)
        if text and (words := tuple(spelled_alike(text)))
    )
    return tuple(part for part in parts if part.numbers)


def _people(words: tuple[str, ...]) -> list[str]:
    return [word for person in persons_in(words) for word in words[person.start : person.end]]


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        word
        for word in words
        if word not in STOP_WORDS
        and word not in UNIT_OF
        and word[0].isalpha()
        and (word in _WHEN or not (is_light(word) or is_number_word(word)))
    )


def _exchanged(here: _Part, there: _Part, clause: Clause) -> Iterator[tuple[Number, Number]]:
    """Numbers of this part that the claim has, with the other part's number of that sort, which it leaves out."""
    for mine in here.numbers:
        claimed = next((one for one in clause.numbers if is_same_number(one, mine)), None)
        if claimed is None or any(is_same_number(mine, one) for one in there.numbers):
            continue
        for rival in there.numbers:
            if (
                (_is_rival(mine, rival) or _was(mine, rival, there))
                and not _keeps_another(mine, here, clause)
                and not any(is_same_number(one, rival) for one in clause.numbers)
            ):
                yield claimed, rival


def _keeps_another(number: Number, part: _Part, clause: Clause) -> bool:
    """The claim has two numbers of this part: it tells of this part."""
    others = [one for one in part.numbers if one is not number]
    return any(is_same_number(one, other) for one in clause.numbers for other in others)


def _is_rival(one: Number, other: Number) -> bool:
    """Two shares, two amounts of one unit, or two counts of one thing, which need not be said twice."""
    if one.kind is not other.kind or is_year(one) or is_year(other) or min(one.value, other.value) < _FEW:
        return False
    if one.kind is NumberKind.PERCENT:
        return True
    units = unit_of(one), unit_of(other)
    if any(units):
        return units[0] == units[1] or _is_elliptic(other if units[0] else one)
    things = counted(one), counted(other)
    return all(things) and may_tell_same(*things)


def _was(mine: Number, rival: Number, there: _Part) -> bool:
    """«42 هجوما …، مقابل 27 في العام الماضي»: what is compared with need not be named again."""
    plain = mine.kind is rival.kind is NumberKind.PLAIN and not (is_year(mine) or is_year(rival))
    return plain and _is_elliptic(rival) and not _BEFORE.isdisjoint(there.words)


def _is_elliptic(number: Number) -> bool:
    """«118 ميليمترا …، مقابل 74 في جبلة»: the unit is not said again."""
    return not number.after or number.after[0] in STOP_WORDS


def _belongs(words: Sequence[str], there: _Part, here: _Part) -> bool:
    """The claim tells most of what sets that part apart, and clearly less of what sets this one apart."""
    theirs, mine = _apart(there, here), _apart(here, there)
    if there.people and here.people:
        theirs, mine = there.people, here.people
    told, untold = _share(theirs, words), _share(mine, words)
    if told == 1 and not _BEFORE.isdisjoint(theirs) and _COMPARING.isdisjoint(words):
        return True  # «42 هجوما …، مقابل 27 في العام الماضي»: the first part says of both what it counts
    most = _IF_ALL_TOLD if told == 1 and len(theirs) >= _SURELY_APART else _AT_MOST
    return bool(mine) and told >= _TOLD and untold <= min(most, told - _SURER)


def _apart(part: _Part, other: _Part) -> list[str]:
    return [word for word in part.words if not any(may_tell_same(word, one) for one in other.words)]


def _share(wanted: Sequence[str], words: Sequence[str]) -> float:
    return (
        sum(any(may_tell_same(word, one) for one in words) for word in wanted) / len(wanted)
        if wanted
        else 0.0
    )
