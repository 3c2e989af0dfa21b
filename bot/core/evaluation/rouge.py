"""ROUGE for Arabic: n-grams of light stems (Lin, 2004; light10 of Larkey et al., 2007).

The usual scorer keeps Latin letters only and gives 0 for two identical Arabic texts. Compare scores of this one
among themselves only: published ones move by a dozen points with the stemmer.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from bot.core.arabic import light_stem, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Rouge:
    """F1 of single stems, of pairs, and of the longest common subsequence; each 0 to 1."""

    one: float
    two: float
    longest: float


def rouge(text: str, reference: str) -> Rouge:
    """Return how much a text and a reference share."""
    mine, theirs = _stems(text), _stems(reference)
    return Rouge(
        one=_overlap(Counter(mine), Counter(theirs)),
        two=_overlap(Counter(pairwise(mine)), Counter(pairwise(theirs))),
        longest=_f1(_longest_common(mine, theirs), len(mine), len(theirs)),
    )


def mean_rouge(scores: list[Rouge]) -> Rouge:
    """Return the mean of several scores; zeros when there are none."""
    count = max(len(scores), 1)
    return Rouge(
        one=sum(score.one for score in scores) / count,
        two=sum(score.two for score in scores) / count,
        longest=sum(score.longest for score in scores) / count,
    )


def _stems(text: str) -> list[str]:
    return [light_stem(word) for word in words(text)]


def _overlap(mine: Counter[object], theirs: Counter[object]) -> float:
    return _f1((mine & theirs).total(), mine.total(), theirs.total())


def _f1(shared: int, mine: int, theirs: int) -> float:
    return 2 * shared / (mine + theirs) if shared else 0.0


def _longest_common(mine: list[str], theirs: list[str]) -> int:
    row = [0] * (len(theirs) + 1)
    for word in mine:
        before = 0
        for at, other in enumerate(theirs, start=1):
            before, row[at] = row[at], before + 1 if word == other else max(row[at], row[at - 1])
    return row[-1]
