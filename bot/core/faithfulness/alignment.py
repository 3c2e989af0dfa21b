"""Finds the word of the evidence that a word of the claim stands in for: the one between the same neighbours."""

from collections.abc import Iterable, Iterator, Sequence

from bot.core.faithfulness.same_word import is_same_word
from bot.core.faithfulness.source import Source

_LONGEST_RUN = 6


def counterparts(words: Sequence[str], position: int, source: Source, sentences: Iterable[int]) -> list[str]:
    """The words of these sentences with the same neighbours: one on each side, or two on one side."""
    return [word for _, _, word in runs_beside(words, position, source, sentences)]


def best_counterparts(
    words: Sequence[str], position: int, source: Source, sentences: Iterable[int]
) -> list[str]:
    """Those counterparts whose neighbours agree furthest: where several have some, these stand in its place."""
    found = list(runs_beside(words, position, source, sentences))
    furthest = max((left + right for left, right, _ in found), default=0)
    return [word for left, right, word in found if left + right == furthest]


def furthest_counterpart(
    words: Sequence[str], position: int, source: Source, sentences: Iterable[int], least: int
) -> str | None:
    """The one word with `least` same neighbours or more, some on each side, if all such places have it."""
    found = {
        word
        for left, right, word in runs_beside(words, position, source, sentences)
        if left and right and left + right >= least
    }
    return found.pop() if len(found) == 1 else None


def runs_beside(
    words: Sequence[str], position: int, source: Source, sentences: Iterable[int]
) -> Iterator[tuple[int, int, str]]:
    """How many words to the left and right are the same, for each word with enough such neighbours."""
    for index in sentences:
        given = source.sentences[index].words
        for at, word in enumerate(given):
            left = _run(words, position, given, at, -1)
            right = _run(words, position, given, at, 1)
            if (left and right) or left > 1 or right > 1:
                yield left, right, word


def _run(claimed: Sequence[str], position: int, given: Sequence[str], at: int, step: int) -> int:
    """How many neighbours in a row are the same on one side."""
    length = 0
    while length < _LONGEST_RUN and _same_at(
        claimed, position + step * (length + 1), given, at + step * (length + 1)
    ):
        length += 1
    return length


def _same_at(claimed: Sequence[str], one: int, given: Sequence[str], other: int) -> bool:
    return 0 <= one < len(claimed) and 0 <= other < len(given) and is_same_word(claimed[one], given[other])
