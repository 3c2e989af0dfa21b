"""Finds the word of the evidence that a word of the claim stands in for: the one between the same neighbours.

Also lays a claim beside a whole sentence: which words are the same, in the same order.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

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


@lru_cache(1024)
def same_in_order(claimed: tuple[str, ...], given: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The longest common subsequence: pairs of places that hold the same word."""
    longest = [[0] * (len(given) + 1) for _ in range(len(claimed) + 1)]
    same = [[is_same_word(one, other) for other in given] for one in claimed]
    for one in range(len(claimed) - 1, -1, -1):
        for other in range(len(given) - 1, -1, -1):
            joined = longest[one + 1][other + 1] + 1 if same[one][other] else 0
            longest[one][other] = max(joined, longest[one + 1][other], longest[one][other + 1])
    return tuple(_walk(longest, same))


def _walk(longest: list[list[int]], same: list[list[bool]]) -> Iterator[tuple[int, int]]:
    one = other = 0
    while one < len(same) and other < len(same[0]):
        if same[one][other] and longest[one][other] == longest[one + 1][other + 1] + 1:
            yield one, other
            one, other = one + 1, other + 1
        elif longest[one + 1][other] >= longest[one][other + 1]:
            one += 1
        else:
            other += 1
