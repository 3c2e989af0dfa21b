"""A person must not stand where the evidence has another one: «المدافع وسيم جبارين» is not «المدافع طارق الزعبي».

Full names are compared as wholes, so that two names of different length can stand for each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.core.arabic import STOP_WORDS
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.same_word import is_related_word, is_same_word
from bot.core.faithfulness.source import SAME_ROOT, Source
from bot.core.faithfulness.speakers import VERBS
from bot.core.models import ProblemKind

_LONGEST = 4
_BESIDE = 3
_FEW_SENTENCES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A full name: from which to which word."""

    start: int
    end: int


def check_persons(clause: Clause, source: Source) -> Iterator[Finding]:
    """Full names of the source between words that stand beside another full name, which the claim leaves out."""
    if len(source.sentences) < _FEW_SENTENCES:
        return
    for person in (*persons_in(clause.words), *_repeated_pairs(clause, source)):
        name = clause.words[person.start : person.end]
        if source.support_anywhere(name[0]) < SAME_ROOT or _stands_here(name, clause, source):
            continue
        other = next(
            (one for index in clause.evidence if (one := _instead(person, clause, index, source))), ()
        )
        if other:
            yield Finding(
                kind=ProblemKind.NAME,
                words=" ".join(name),
                reason=f"The evidence has «{' '.join(other)}» where the claim has «{' '.join(name)}».",
            )


@lru_cache(8192)
def persons_in(words: tuple[str, ...]) -> tuple[Person, ...]:
    """The full names in these words: a given name and what follows it."""
    found: list[Person] = []
    for start, word in enumerate(words):
        if not is_given_name(word) or (found and start < found[-1].end):
            continue
        end = start + 1
        while end < min(len(words), start + _LONGEST) and _goes_on(words[end]):
            end += 1
        if end > start + 1:
            found.append(Person(start=start, end=end))
    return tuple(found)


def _repeated_pairs(clause: Clause, source: Source) -> Iterator[Person]:
    """Two bare words side by side as in another sentence: a name, whatever its origin, when one stands in its place."""
    for start, (one, other) in enumerate(pairwise(clause.words)):
        bare = all(_goes_on(word) and word[0] not in "ول" for word in (one, other)) and not one.startswith(
            "ال"
        )
        if bare and one in clause.content and other in clause.content and f" {one} {other} " in source.flat:
            yield Person(start=start, end=start + 2)


def _goes_on(word: str) -> bool:
    verb = word in VERBS or (word[0] in "وف" and word[1:] in VERBS)
    return word.isalpha() and word not in STOP_WORDS and not verb and word[0] != "ب"


def _stands_here(name: Sequence[str], clause: Clause, source: Source) -> bool:
    """An evidence sentence may name the person where the claim does; swaps.py looks at such sentences."""
    return any(
        _beside(clause.words, _find(name, clause.words), words, _find(name, words)) >= 1
        for words in (source.sentences[index].words for index in clause.evidence)
        if _find(name, words) is not None
    )


def _find(name: Sequence[str], words: Sequence[str]) -> Person | None:
    for start, word in enumerate(words):
        if is_same_word(word, name[0]):
            same = [
                one
                for one in words[start : start + _LONGEST]
                if any(is_same_word(one, mine) for mine in name)
            ]
            return Person(start=start, end=start + len(same))
    return None


def _instead(person: Person, clause: Clause, index: int, source: Source) -> Sequence[str]:
    """The full name that this sentence has among the words that stand beside the claim's."""
    words = source.sentences[index].words
    for other in persons_in(words):
        name = words[other.start : other.end]
        told = any(is_related_word(one, mine) for one in name for mine in clause.whole)
        if not told and _beside(clause.words, person, words, other) >= _BESIDE:
            return name
    return ()


def _beside(claimed: Sequence[str], mine: Person | None, given: Sequence[str], other: Person | None) -> int:
    """How many words in a row are the same before and behind two names."""
    if mine is None or other is None:
        return 0
    before = zip(reversed(claimed[: mine.start]), reversed(given[: other.start]), strict=False)
    behind = zip(claimed[mine.end :], given[other.end :], strict=False)
    return _run(before) + _run(behind)


def _run(pairs: Iterator[tuple[str, str]]) -> int:
    length = 0
    for one, other in pairs:
        if not is_same_word(one, other):
            break
        length += 1
    return length
