"""A number or place of another part of the article: «70 سنتيمترا على ارتفاع 1200 متر» where 70 stands with 1800.

Sentences are cut into parts at commas and words like «فيما» and «بينما». A claim whose other words are those of one
part must have its numbers and places from that part as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.core.arabic import STOP_WORDS, Number, is_year
from bot.core.faithfulness.capitals import capital_stands_for
from bot.core.faithfulness.claim import Clause, Finding, scores_of
from bot.core.faithfulness.gazetteer import is_place
from bot.core.faithfulness.parts import parts_of
from bot.core.faithfulness.same_number import is_same_number
from bot.core.faithfulness.same_word import is_same_word
from bot.core.faithfulness.source import SAME_ROOT, Source, index_source
from bot.core.faithfulness.units import unit_of
from bot.core.models import ProblemKind

_COMPARING = frozenset(["مقابل", "اصل"])  # «33 مقابل 28» has its numbers from two parts
_RATIO = " من كل "
_TOLD = 0.5  # of the rest of the clause, in the part that tells it
_SURER = 0.3  # than any part that has the number or place
_FEWEST = 3
_PAIR = 2  # is told by a dual as well
_FEW_SENTENCES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Misplaced:
    """Something of the claim, the parts that have it, and the part that has the rest."""

    word: str
    holders: frozenset[int]
    best: int


def check_mixed_up(clause: Clause, source: Source) -> Iterator[Finding]:
    """Numbers and places that the part which tells the rest has otherwise."""
    if len(source.sentences) - source.titles < _FEW_SENTENCES:
        return
    sentences = tuple(sentence.text for sentence in source.sentences[source.titles :])
    for parts in (_parts_of(sentences), index_source((), sentences)):
        for number, other in _numbers(clause, parts):
            reason = f"The source says {other.words} of this, and {number.words} of something else."
            yield Finding(kind=ProblemKind.NUMBER, words=number.words, reason=reason)
        for place, another in _places(clause, parts):
            reason = f"The source says this of «{another}», not of «{place}»."
            yield Finding(kind=ProblemKind.NAME, words=place, reason=reason)


@lru_cache(8)
def _parts_of(sentences: tuple[str, ...]) -> Source:
    return index_source((), tuple(part for text in sentences for part in parts_of(text)))


def _numbers(clause: Clause, parts: Source) -> Iterator[tuple[Number, Number]]:
    if not _COMPARING.isdisjoint(clause.words) or _RATIO in clause.text:
        return
    for number in clause.numbers:
        holders = frozenset(index for found, index in parts.numbers if is_same_number(number, found))
        moved = _misplaced(number.words, holders, clause, parts)
        if number.value <= _PAIR or moved is None:
            continue
        rivals = (found for found in parts.sentences[moved.best].numbers if _is_rival(found, number, clause))
        yield from ((number, rival) for rival in list(rivals)[:1])


def _is_rival(found: Number, number: Number, clause: Clause) -> bool:
    alike = found.kind is number.kind and is_year(found) == is_year(number)
    told = any(is_same_number(mine, found) for mine in clause.numbers)
    return alike and not told and found.value != 1 and unit_of(found) == unit_of(number)


def _places(clause: Clause, parts: Source) -> Iterator[tuple[str, str]]:
    for word in clause.words:
        moved = _misplaced(word, _holding(word, parts), clause, parts) if _is_named_place(word) else None
        if moved:
            words = parts.sentences[moved.best].words
            if any(_is_same_state(word, other) or _is_same_state(other, word) for other in words):
                continue
            rivals = [
                other for other in words if _is_named_place(other) and _may_replace(other, word, clause)
            ]
            yield from ((word, rival) for rival in rivals[:1])


def _is_named_place(word: str) -> bool:
    return word not in STOP_WORDS and is_place(word)


def _may_replace(other: str, word: str, clause: Clause) -> bool:
    """Another place of the same sort, nationality or not."""
    alike = _is_nationality(other) == _is_nationality(word)
    told = any(is_same_word(other, mine) for mine in clause.whole)
    return alike and not told


def _is_nationality(word: str) -> bool:
    return word.endswith(("ي", "يه", "يين", "يون"))


def _is_same_state(one: str, other: str) -> bool:
    return capital_stands_for(one, f" {other} ")


def _holding(word: str, parts: Source) -> frozenset[int]:
    return frozenset(index for index, sure in parts.support(word).items() if sure >= SAME_ROOT)


def _misplaced(words: str, holders: frozenset[int], clause: Clause, parts: Source) -> _Misplaced | None:
    """Where the rest of the clause is told, when that is clearly another part than those that have these words."""
    rest = [word for word in clause.content if word not in words.split()]
    if not holders or len(rest) < _FEWEST:
        return None
    scores = scores_of(rest, parts)
    best = max(range(len(scores)), key=scores.__getitem__)
    surer = all(scores[index] <= scores[best] - _SURER for index in holders)
    moved = _Misplaced(word=words, holders=holders, best=best)
    return moved if surer and scores[best] >= _TOLD and not _joins(moved, clause, parts) else None


def _joins(moved: _Misplaced, clause: Clause, parts: Source) -> bool:
    """The claim has more from the other part: it joins the two, as an elliptic part does («و25 على ارتفاع 1200»)."""
    best = parts.sentences[moved.best]
    for holder in (parts.sentences[index] for index in moved.holders):
        dates = {(date.kind, date.value) for date in holder.dates} - {
            (date.kind, date.value) for date in best.dates
        }
        if any((date.kind, date.value) in dates for date in clause.dates):
            return True
        others = (number for number in clause.numbers if number.words != moved.word)
        if any(_is_only_in(number, holder.numbers, best.numbers) for number in others):
            return True
    rest = [_holding(word, parts) for word in clause.content if word != moved.word]
    return any(moved.holders & holding and moved.best not in holding for holding in rest)


def _is_only_in(number: Number, there: tuple[Number, ...], here: tuple[Number, ...]) -> bool:
    return any(is_same_number(number, found) for found in there) and not any(
        is_same_number(number, found) for found in here
    )
