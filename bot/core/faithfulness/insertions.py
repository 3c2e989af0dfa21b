"""A sentence that is copied but for words put in between adds what they say: «الكرمل، [حامل اللقب،] تقدم بهدفين».

Who rewords a sentence replaces words of it; who puts words between two neighbours of it, or goes on where it ends,
tells more than it does.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from bot.core.arabic import STOP_WORDS
from bot.core.arabic.dates import names_date
from bot.core.faithfulness.alignment import same_in_order
from bot.core.faithfulness.claim import Clause, Finding, content_of
from bot.core.faithfulness.hedges import is_hedged
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.source import SAME_ROOT, Source
from bot.core.faithfulness.speakers import VERBS
from bot.core.models import ProblemKind

_KNOWN = 0.5
_FEWEST_NEW = 2
_COPIED = 4  # words beside what is put in
_THAT = frozenset(["ان"])  # what follows has a verb of its own
_AND = "و"  # begins a statement of its own
_FEW_SENTENCES = 3  # of a headline alone nobody can say what its article does not hold


def check_insertions(clause: Clause, source: Source) -> Iterator[Finding]:
    """Phrases of which the source knows nothing, put into or behind a copied sentence."""
    if len(source.sentences) < _FEW_SENTENCES or not _tells_new(clause.content, source):
        return
    for index in clause.evidence[:1]:
        given = source.sentences[index].words if index >= source.titles else ()
        for put_in in _put_in(clause.words, given):
            if _tells_new(content_of(put_in), source):
                words = " ".join(word for word in content_of(put_in) if _is_new(word, source))
                reason = f"The evidence is copied, but it says nothing of «{words}»."
                yield Finding(kind=ProblemKind.SUPPORT, words=words, reason=reason)


def _tells_new(content: Sequence[str], source: Source) -> bool:
    """Enough of these words are new, and one of them is nothing like a word of the source."""
    new = [word for word in content if _is_new(word, source)]
    return len(new) >= _FEWEST_NEW and any(source.support_anywhere(word) < _KNOWN for word in new)


def _put_in(claimed: tuple[str, ...], given: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words of the claim that stand where the sentence has none, between or behind copied words."""
    pairs = same_in_order(claimed, given)
    ends = [*pairs[1:], (len(claimed), len(given))] if pairs else []
    for place, ((one, other), (next_one, next_other)) in enumerate(zip(pairs, ends, strict=True)):
        left_out = [word for word in given[other + 1 : next_other] if word not in STOP_WORDS]
        beside = _run(pairs, place, -1) + _run(pairs, place + 1, 1)
        if next_one > one + 1 and claimed[one] not in _THAT and not left_out and beside >= _COPIED:
            yield tuple(takewhile(lambda word: word[0] != _AND, claimed[one + 1 : next_one]))


def _run(pairs: Sequence[tuple[int, int]], place: int, step: int) -> int:
    """How many pairs in a row, from this one on, stand side by side on both sides."""
    length = 0
    while 0 <= place < len(pairs):
        length += 1
        following = place + step
        if not 0 <= following < len(pairs):
            break
        one, other = pairs[place], pairs[following]
        if (other[0] - one[0], other[1] - one[1]) != (step, step):
            break
        place = following
    return length


def _is_new(word: str, source: Source) -> bool:
    known = source.support_anywhere(word) >= SAME_ROOT
    return not (known or is_light(word) or names_date(word) or word in VERBS or is_hedged((word,)))
