"""A name must not stand where the evidence has another one: «الهمامي لن يشارك» is not «سار لن يشارك».

Compares places word by word, so it sees only what is nearly copied; rewording it leaves alone. Places of the
gazetteer are checked in names.py.
"""

import re
from collections.abc import Iterator, Sequence

from bot.core.arabic import STOP_WORDS, spelled_alike
from bot.core.faithfulness.alignment import runs_beside
from bot.core.faithfulness.claim import Clause, Finding, is_number_word
from bot.core.faithfulness.gazetteer import is_place
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.name_shapes import is_given_name
from bot.core.faithfulness.same_word import may_tell_same
from bot.core.faithfulness.source import SAME_ROOT, Source
from bot.core.models import ProblemKind

_ABSENT = 0.5
_NEIGHBOURS = 4
_FEW_SENTENCES = 3
_QUOTED = re.compile('(\\w+) ?[«“"]([^«»“”"]{2,40})[»”"]')


def check_transplants(clause: Clause, source: Source) -> Iterator[Finding]:
    """Names of another sentence that stand where the evidence has a name which the claim leaves out."""
    if len(source.sentences) < _FEW_SENTENCES:
        return
    quoted = _quoted(clause.text)
    for position, word in enumerate(clause.words):
        if word not in clause.content or not _is_name(position, clause.words, quoted, source):
            continue
        for index in clause.evidence:
            other = _in_this_place(clause, position, index, source)
            if other:
                reason = f"The evidence has «{other}» where the claim has «{word}»."
                yield Finding(kind=ProblemKind.NAME, words=word, reason=reason)
                return


def _quoted(text: str) -> frozenset[str]:
    """The words in short quotation marks, and what kind of thing they name: «بنك «الواحة»»."""
    return frozenset(
        word for found in _QUOTED.finditer(text) for part in found.groups() for word in spelled_alike(part)
    )


def _is_name(position: int, words: Sequence[str], quoted: frozenset[str], source: Source) -> bool:
    word = words[position]
    if is_light(word) or source.support_anywhere(word) < SAME_ROOT:
        return False
    return word in quoted or is_given_name(word) or _follows_given_name(word, source)


def _follows_given_name(word: str, source: Source) -> bool:
    places = source.places.positions.get(word, ())
    return any(at and is_given_name(source.sentences[index].words[at - 1]) for index, at in places)


def _in_this_place(clause: Clause, position: int, index: int, source: Source) -> str | None:
    if source.support(clause.words[position]).get(index, 0.0) >= _ABSENT:
        return None
    for left, right, other in runs_beside(clause.words, position, source, (index,)):
        if left and left + right >= _NEIGHBOURS and _is_left_out(other, clause.whole):
            return other
    return None


def _is_left_out(word: str, claimed: Sequence[str]) -> bool:
    """A word of the evidence that may be a name and that the claim has nowhere; «المدرب» may be called by name."""
    title = word.startswith(("ال", "و")) and not (is_place(word) or is_given_name(word))
    telling = word not in STOP_WORDS and not is_light(word) and word.isalpha() and not is_number_word(word)
    return telling and not title and not any(may_tell_same(word, one) for one in claimed)
