"""Finds the word of the evidence that a word of the claim stands in for: the one between the same neighbours."""

from collections.abc import Iterable, Iterator, Sequence

from bot.core.arabic import clitic_forms
from bot.core.faithfulness.source import Source


def counterparts(words: Sequence[str], position: int, source: Source, sentences: Iterable[int]) -> list[str]:
    """The words of these sentences with the same neighbours: one on each side, or two on one side."""
    return [
        found
        for index in sentences
        for found in _between_same_neighbours(words, position, source.sentences[index].words)
    ]


def _between_same_neighbours(claimed: Sequence[str], position: int, given: Sequence[str]) -> Iterator[str]:
    for at, word in enumerate(given):
        left = _same_at(claimed, position - 1, given, at - 1)
        right = _same_at(claimed, position + 1, given, at + 1)
        both_left = left and _same_at(claimed, position - 2, given, at - 2)
        both_right = right and _same_at(claimed, position + 2, given, at + 2)
        if (left and right) or both_left or both_right:
            yield word


def _same_at(claimed: Sequence[str], one: int, given: Sequence[str], other: int) -> bool:
    if not (0 <= one < len(claimed) and 0 <= other < len(given)):
        return False
    return claimed[one] == given[other] or bool(clitic_forms(claimed[one]) & clitic_forms(given[other]))
