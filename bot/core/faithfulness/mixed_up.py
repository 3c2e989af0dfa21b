"""A number or place of another part of the article: «70 سنتيمترا على ارتفاع 1200 متر» where 70 stands with 1800.

Sentences are cut into parts at commas and words like «فيما» and «بينما». A claim whose other words are those of one
part must have its numbers and places from that part as well.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.arabic import STOP_WORDS, DateKind, DateMention, Number, NumberKind, is_year
from bot.core.faithfulness.capitals import capital_stands_for
from bot.core.faithfulness.claim import Clause, Finding, scores_of
from bot.core.faithfulness.gazetteer import is_nationality, is_place
from bot.core.faithfulness.parts import parts_of
from bot.core.faithfulness.same_number import is_same_number
from bot.core.faithfulness.same_word import is_same_word
from bot.core.faithfulness.source import SAME_ROOT, Source, SourceSentence, index_afresh
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
class _Told:
    """The part that tells most of some words, and how much of them each part tells, 0 to 1."""

    best: int
    scores: list[float]


def check_mixed_up(clause: Clause, source: Source) -> Iterator[Finding]:
    """Numbers and places that the part which tells the rest has otherwise."""
    if len(source.sentences) - source.titles < _FEW_SENTENCES:
        return
    if not clause.numbers and not any(map(_is_named_place, clause.words)):
        return
    if f" {' '.join(clause.words)} " in source.flat:
        return  # words in a row are mixed up with nothing
    texts = (source.sentences[index].text for index in clause.evidence if index >= source.titles)
    for parts in (*(_parts(text) for text in texts if len(parts_of(text)) > 1), source):
        yield from _moved_numbers(clause, parts)
        yield from _moved_places(clause, parts)


@lru_cache(128)
def _parts(sentence: str) -> Source:
    return index_afresh((), parts_of(sentence))


def _moved_numbers(clause: Clause, parts: Source) -> Iterator[Finding]:
    compares = not _COMPARING.isdisjoint(clause.words) or _RATIO in clause.text
    told = None if compares or not clause.numbers else _told(clause.content, parts)
    if told is None:
        return
    for number in clause.numbers:
        rival = _rival_number(number, clause, parts.sentences[told.best])
        if rival is None or number.value <= _PAIR:
            continue
        holders = frozenset(
            index for found, index in parts.numbers if index >= parts.titles and is_same_number(number, found)
        )
        if _is_elsewhere(told, holders) and not _joins(number.words, told.best, holders, clause, parts):
            reason = f"The source says {rival.words} of this, and {number.words} of something else."
            yield Finding(kind=ProblemKind.NUMBER, words=number.words, reason=reason)


def _rival_number(number: Number, clause: Clause, part: SourceSentence) -> Number | None:
    """Another number of this sort in the part, when it has not this one."""
    if any(is_same_number(number, found) for found in part.numbers):
        return None
    return next((found for found in part.numbers if _is_rival(found, number, clause)), None)


def _is_rival(found: Number, number: Number, clause: Clause) -> bool:
    if number.kind is NumberKind.ORDINAL and not _rank_same(found, number):
        return False
    alike = found.kind is number.kind and is_year(found) == is_year(number) and found.value != 1
    return (
        alike
        and unit_of(found) == unit_of(number)
        and not any(is_same_number(mine, found) for mine in clause.numbers)
    )


def _rank_same(found: Number, number: Number) -> bool:
    """«المركز الثالث» is another order than «النسخة الثانية عشرة»."""
    return any(is_same_word(one, other) for one in found.before[-1:] for other in number.before[-1:])


def _moved_places(clause: Clause, parts: Source) -> Iterator[Finding]:
    for place in (word for word in clause.words if _is_named_place(word)):
        told = _told([word for word in clause.content if word != place], parts)
        rival = _rival_place(place, clause, parts.sentences[told.best]) if told else None
        if told is None or rival is None:
            continue
        holders = _holding(place, parts)
        if _is_elsewhere(told, holders) and not _joins(place, told.best, holders, clause, parts):
            reason = f"The source says this of «{rival}», not of «{place}»."
            yield Finding(kind=ProblemKind.NAME, words=place, reason=reason)


def _is_named_place(word: str) -> bool:
    return word not in STOP_WORDS and is_place(word)


def _rival_place(place: str, clause: Clause, part: SourceSentence) -> str | None:
    """Another place of the same sort, nationality or not, where no word of the part stands for the same state."""
    if any(_is_same_state(place, other) or _is_same_state(other, place) for other in part.words):
        return None
    return next(
        (other for other in part.words if _is_named_place(other) and _may_replace(other, place, clause)), None
    )


def _may_replace(other: str, place: str, clause: Clause) -> bool:
    alike = is_nationality(other) == is_nationality(place)
    return alike and not any(is_same_word(other, mine) for mine in clause.whole)


def _is_same_state(one: str, other: str) -> bool:
    return capital_stands_for(one, f" {other} ")


def _holding(word: str, parts: Source) -> frozenset[int]:
    return frozenset(
        index for index, sure in parts.support(word).items() if sure >= SAME_ROOT and index >= parts.titles
    )


def _told(words: Sequence[str], parts: Source) -> _Told | None:
    """Where most of these words are told; None when no part tells enough of them."""
    if len(words) < _FEWEST:
        return None
    scores = scores_of(words, parts)
    best = max(range(parts.titles, len(scores)), key=scores.__getitem__)
    return _Told(best=best, scores=scores) if scores[best] >= _TOLD else None


def _is_elsewhere(told: _Told, holders: frozenset[int]) -> bool:
    """Some parts have it, and each of them tells clearly less of the rest."""
    return bool(holders) and all(told.scores[index] <= told.scores[told.best] - _SURER for index in holders)


def _joins(words: str, best: int, holders: frozenset[int], clause: Clause, parts: Source) -> bool:
    """The claim has more from the other part: it joins the two, as an elliptic part does («و25 على ارتفاع 1200»)."""
    here = parts.sentences[best]
    for there in (parts.sentences[index] for index in holders):
        others = (number for number in clause.numbers if number.words != words)
        if any(_is_only_in(number, there.numbers, here.numbers) for number in others):
            return True
        dates = _dates(there.dates) - _dates(here.dates)
        if not dates.isdisjoint(_dates(clause.dates)):
            return True
    rest = [_holding(word, parts) for word in clause.content if word != words]
    return any(holders & holding and best not in holding for holding in rest)


def _dates(mentions: Iterable[DateMention]) -> set[tuple[DateKind, int]]:
    return {(mention.kind, mention.value) for mention in mentions}


def _is_only_in(number: Number, there: tuple[Number, ...], here: tuple[Number, ...]) -> bool:
    return any(is_same_number(number, found) for found in there) and not any(
        is_same_number(number, found) for found in here
    )
