"""At least is not at most: «87% على الأقل» where the evidence says «ما يصل إلى 87%»."""

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from bot.core.arabic import Number, matching_key, number_tokens, one_spelling
from bot.core.faithfulness.claim import Clause, Finding
from bot.core.faithfulness.same_number import is_same_number
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind


class _Bound(Enum):
    LEAST = "at least"
    MOST = "at most"


# What stands before or behind a number; the longer phrases first, for «لا يتجاوز» is the opposite of «يتجاوز».
_PHRASES = tuple(
    (tuple(matching_key(phrase).split()), bound)
    for bound, phrases in (
        (_Bound.MOST, "ألا يتجاوز|ألا تتجاوز|ألا يزيد|ألا تزيد|لن يتجاوز|لن يزيد"),
        (
            _Bound.MOST,
            "لا يتجاوز|لا تتجاوز|لم يتجاوز|لم تتجاوز|لا يزيد|لا تزيد|لم يزد|يصل إلى|تصل إلى|أقل من|على الأكثر",
        ),
        (_Bound.MOST, "حد أقصى|أقصاه|أقصاها|دون"),
        (_Bound.LEAST, "ألا يقل|ألا تقل"),
        (
            _Bound.LEAST,
            "لا يقل|لا تقل|على الأقل|في الأقل|حد أدنى|أكثر من|أزيد من|تجاوز|تجاوزت|يتجاوز|تتجاوز|يفوق|تفوق|يزيد على",
        ),
    )
    for phrase in phrases.split("|")
)
_SIGNS = frozenset(words[-1] for words, _ in _PHRASES) | frozenset(words[0] for words, _ in _PHRASES)
_BEFORE, _AFTER = 4, 5


def check_bounds(clause: Clause, source: Source) -> Iterator[Finding]:
    """Numbers bounded on the other side than in the evidence."""
    if not clause.numbers or _SIGNS.isdisjoint(clause.words):
        return
    for number, bound in _bounds(clause.text, clause.numbers):
        sentences = [source.sentences[index] for index in clause.evidence]
        given = [
            other
            for sentence in sentences
            for found, other in _bounds(sentence.text, sentence.numbers)
            if is_same_number(number, found)
        ]
        if given and bound not in given:
            reason = f"The evidence says {given[0].value} {number.words}, the claim {bound.value}."
            yield Finding(kind=ProblemKind.NUMBER, words=number.words, reason=reason)


@lru_cache(1024)
def _bounds(text: str, numbers: tuple[Number, ...]) -> list[tuple[Number, _Bound]]:
    tokens = [one_spelling(token) for token in number_tokens(text)]
    found = ((number, _bound_of(number, tokens)) for number in numbers)
    return [(number, bound) for number, bound in found if bound]


def _bound_of(number: Number, tokens: Sequence[str]) -> _Bound | None:
    before = tokens[max(0, number.start - _BEFORE) : number.start]
    after = tokens[number.end : number.end + _AFTER]
    return next((bound for words, bound in _PHRASES if _ends(before, words) or _holds(after, words)), None)


def _ends(before: Sequence[str], words: Sequence[str]) -> bool:
    """The phrase stands before the number, with one word between at most («لا يقل عن 5»)."""
    size = len(words)
    return any(
        tuple(before[at : at + size]) == tuple(words)
        for at in range(max(0, len(before) - size - 1), len(before))
    )


def _holds(after: Sequence[str], words: Sequence[str]) -> bool:
    """«على الأقل» may follow what is counted."""
    return words[0] in ("علي", "في") and any(
        tuple(after[at : at + len(words)]) == tuple(words) for at in range(len(after))
    )
