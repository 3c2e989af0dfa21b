"""A person keeps the nationality that the article gives: «التونسي يونس الحيمر» is no «المغربي يونس الحيمر»."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.gazetteer import is_nationality
from bot.core.faithfulness.person_names import persons_in
from bot.core.faithfulness.same_word import is_related_word, is_same_word
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_BEFORE = 2


def check_nationalities(clause: Clause, source: Source) -> Iterator[Finding]:
    """Nationalities before a full name where the source has others before it, and never this one."""
    for person in persons_in(clause.words):
        claimed = _before(clause.words, person.start)
        name = clause.words[person.start : person.end]
        sentences = source.sentences if claimed else ()
        given = [word for sentence in sentences for word in _given(name, sentence.words)]
        if given and not any(is_related_word(one, other) for one in claimed for other in given):
            reason = f"The source calls «{' '.join(name)}» «{given[0]}», not «{claimed[0]}»."
            yield Finding(kind=ProblemKind.NAME, words=claimed[0], reason=reason)


def _before(words: Sequence[str], start: int) -> list[str]:
    return [word for word in words[max(0, start - _BEFORE) : start] if is_nationality(word)]


def _given(name: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    for at, (one, other) in enumerate(pairwise(words)):
        if is_same_word(one, name[0]) and is_same_word(other, name[1]):
            yield from _before(words, at)
