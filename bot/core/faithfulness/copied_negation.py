"""A negation put into words of the evidence, or taken out of them: «لكن بنفس المقدار» for «لكن ليس بنفس المقدار»."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.negated import EXCEPT, NEGATIONS, may_negate, negates
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_NEAR_COPY = 0.85
_REACH = 4
_Run = tuple[str, str, str]  # a word and the two after it


def check_copied_negations(clause: Clause, source: Source) -> Iterator[Finding]:
    """The same words in a row but for a negation between them; «سوى» without the negation that it needs."""
    yield from _lost_before_except(clause, source)
    for given in (source.sentences[index].words for index in clause.evidence):
        if word := _negated_in_one(clause.words, given, source):
            reason = f"The claim negates «{word}», which the evidence states in the same words."
        elif word := _negated_in_one(given, clause.words, source):
            reason = f"The claim states «{word}», which the evidence negates in the same words."
        else:
            continue
        yield Finding(kind=ProblemKind.NEGATION, words=word, reason=reason)
        return


def _negated_in_one(negated: tuple[str, ...], stated: tuple[str, ...], source: Source) -> str | None:
    """The word that these words negate and those state between the same neighbours, if nothing says both."""
    gaps = _gaps(negated)
    if not gaps:
        return None
    found = [(gap, word) for gap, word in gaps.items() if gap in _runs(stated) and gap not in _runs(negated)]
    return next((gap[1] for gap, word in found if not _says_both(gap, word, source)), None)


def _gaps(words: Sequence[str]) -> dict[_Run, str]:
    """What would stand in a row without a negation, with that negation."""
    return {
        (words[at - 1], words[at + 1], words[at + 2]): words[at]
        for at in range(1, len(words) - 2)
        if words[at] in NEGATIONS and words[at] not in EXCEPT
    }


def _says_both(gap: _Run, negation: str, source: Source) -> bool:
    """Some sentences negate the word and some state it: the claim may follow either."""
    negated = any((negation, gap[1], gap[2]) in _runs(one.words) for one in source.sentences)
    return negated and any(gap in _runs(one.words) for one in source.sentences)


@lru_cache(2048)
def _runs(words: tuple[str, ...]) -> frozenset[_Run]:
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _lost_before_except(clause: Clause, source: Source) -> Iterator[Finding]:
    """«يشهد سوى زيادة» where the evidence has «لم يشهد سوى زيادة»: nothing but a negation can stand before it."""
    for position, word in enumerate(clause.words if clause.coverage >= _NEAR_COPY else ()):
        if word not in EXCEPT or may_negate(clause.words[:position]):
            continue
        for given in (source.sentences[index].words for index in clause.evidence):
            if word in given and negates(given[: given.index(word)][-_REACH:]):
                reason = f"The evidence negates what stands before «{word}»; the claim states it."
                yield Finding(kind=ProblemKind.NEGATION, words=word, reason=reason)
                return
