"""A person must not stand where the evidence has another one: «المدافع وسيم جبارين» is not «المدافع طارق الزعبي».

Full names are compared as wholes, so that two names of different length can stand for each other.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.core.arabic import matching_key, spelling_skeleton, without_clitics
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.person_names import LONGEST_NAME, Person, goes_on, persons_in
from bot.core.faithfulness.same_word import is_related_word, is_same_word
from bot.core.faithfulness.source import SAME_ROOT, SHORT_ROOT, Source
from bot.core.models import ProblemKind

_BESIDE = 3
_CALLED = frozenset(matching_key("يدعى تدعى يسمى تسمى اسمه اسمها واسمه واسمها").split())
_FEW_SENTENCES = 3
_FULL = 2
_SHORTEST = 2


def check_persons(clause: Clause, source: Source) -> Iterator[Finding]:
    """Full names of the source between words that stand beside another full name, which the claim leaves out."""
    if len(source.sentences) < _FEW_SENTENCES:
        return
    for person in (*persons_in(clause.words), *_repeated_pairs(clause, source)):
        name = clause.words[person.start : person.end]
        if _is_nobody(name, source):
            reason = f"The source names nobody called «{' '.join(name)}»."
            yield Finding(kind=ProblemKind.NAME, words=" ".join(name), reason=reason)
            continue
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


def _is_nobody(name: Sequence[str], source: Source) -> bool:
    """No part of the name is a word of the source; a relative of it («سعيد», «أسعد») names somebody else."""
    return all(_is_no_form(word, source) for word in name[:_FULL])


def _is_no_form(word: str, source: Source) -> bool:
    return (
        len(word) > _SHORTEST
        and source.support_anywhere(word) in (0.0, SHORT_ROOT, SAME_ROOT)
        and not any(
            form in source.places.forms or spelling_skeleton(form) in source.places.skeletons
            for form in without_clitics(word)
        )
    )


def _repeated_pairs(clause: Clause, source: Source) -> Iterator[Person]:
    """Two bare words side by side as in another sentence: a name, whatever its origin, when one stands in its place."""
    for start, (one, other) in enumerate(pairwise(clause.words)):
        bare = all(goes_on(word) and word[0] not in "ول" for word in (one, other)) and not one.startswith(
            "ال"
        )
        if bare and one in clause.content and other in clause.content and f" {one} {other} " in source.flat:
            yield Person(start=start, end=start + 2)


def _stands_here(name: Sequence[str], clause: Clause, source: Source) -> bool:
    """An evidence sentence may name the person where the claim does; swaps.py looks at such sentences."""
    return any(
        _beside(clause.words, _find(name, clause.words), words, _find(name, words)) >= 1
        or _is_named_after(name, words)
        for words in (source.sentences[index].words for index in clause.evidence)
        if _find(name, words) is not None
    )


def _is_named_after(description: Sequence[str], words: Sequence[str]) -> bool:
    """«شاهدة عيان تدعى فيكتوريا»: the evidence has these words and names somebody else by them."""
    at = _find(description, words)
    return at is not None and not _CALLED.isdisjoint(words[at.end : at.end + 1])


def _find(name: Sequence[str], words: Sequence[str]) -> Person | None:
    for start, word in enumerate(words):
        if is_same_word(word, name[0]):
            same = [
                one
                for one in words[start : start + LONGEST_NAME]
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
