"""Enough of the content of a clause must be in its evidence in some form, and some of it in the very words.

A clause that names, counts or dates what its evidence names, counts or dates speaks of the same thing: it may say the
rest in words of its own. One without any such anchor must share more words.
"""

from collections.abc import Iterator
from itertools import pairwise

from bot.core.faithfulness.claim import Clause, Finding, coverage, weight
from bot.core.faithfulness.gazetteer import is_place
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.same_number import is_same_number
from bot.core.faithfulness.same_word import is_same_word
from bot.core.faithfulness.source import SAME_ROOT, SAME_WORD, Source
from bot.core.models import ProblemKind

_ENOUGH = 0.5
_ENOUGH_IF_ANCHORED = 0.35
_SURELY_ENOUGH = 0.7
_IN_ITS_WORDS = 0.35
_IN_ONE_SENTENCE = 0.5
_TIED = 0.45
_FEW_SENTENCES = 3  # a headline is reworded as a whole


def check_coverage(clause: Clause, source: Source) -> Iterator[Finding]:
    """A clause whose evidence holds too little of what it says, or only scattered relatives of its words."""
    if clause.coverage >= _SURELY_ENOUGH or _is_tied(clause, source):
        return
    if _is_anchored(clause, source):
        if clause.coverage >= _ENOUGH_IF_ANCHORED:
            return
    elif clause.coverage >= _ENOUGH and not _is_scattered(clause, source):
        return
    missing = [word for word in clause.content if not source.best_support(word, clause.evidence)]
    yield Finding(
        kind=ProblemKind.SUPPORT,
        words=" ".join(missing),
        reason=f"The evidence holds only {clause.coverage:.0%} of this statement; it does not say {' '.join(missing)}.",
    )


def _is_anchored(clause: Clause, source: Source) -> bool:
    """A number, date, place or name of the clause is in its evidence."""
    sentences = [source.sentences[index] for index in clause.evidence]
    numbers = (found for sentence in sentences for found in sentence.numbers)
    dates = {(found.kind, found.value) for sentence in sentences for found in sentence.dates}
    names = (word for word in clause.content if is_place(word) or is_given_name(word))
    return (
        any(is_same_number(number, found) for found in numbers for number in clause.numbers)
        or any((mention.kind, mention.value) in dates for mention in clause.dates)
        or any(source.best_support(word, clause.evidence) >= SAME_ROOT for word in names)
    )


def _is_tied(clause: Clause, source: Source) -> bool:
    """Two neighbours of the evidence are neighbours here («صاحب الورشة»): its statement in other words, it may be."""
    if clause.coverage < _TIED or len(source.sentences) < _FEW_SENTENCES:
        return False
    told = {pair for pair in pairwise(clause.words) if all(word in clause.content for word in pair)}
    return any(
        is_same_word(one, other) and is_same_word(next_one, next_other)
        for one, next_one in told
        for index in clause.evidence
        for other, next_other in pairwise(source.sentences[index].words)
    )


def _is_scattered(clause: Clause, source: Source) -> bool:
    """Two weak hints make a strong one: hardly a word in its own form, and no sentence that holds half of them."""
    if len(source.sentences) < _FEW_SENTENCES:
        return False
    total = sum(map(weight, clause.content))
    own = sum(
        weight(word) for word in clause.content if source.best_support(word, clause.evidence) >= SAME_WORD
    )
    best = max((coverage(clause.content, source, (index,)) for index in clause.evidence), default=0.0)
    return own < _IN_ITS_WORDS * total and best < _IN_ONE_SENTENCE
