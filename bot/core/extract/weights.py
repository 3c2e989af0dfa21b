"""What each sentence of a story is about, how much that matters, and how alike two sentences are.

Weights come from the story alone: how often a term occurs, how long it is, whether the title has it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.arabic import light_stem, stems

_TITLE_WEIGHT = 1.6
_LONG_WORD = 6
_ONCE = 0.2  # what a term counts that the story uses once: what it repeats is what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One sentence as its terms: their importance in the story and their direction in term space."""

    words: int
    importance: dict[str, float]
    direction: dict[str, float]


def profiles(sentences: Sequence[str], title: str) -> list[Profile]:
    """The profiles of all sentences of a story, with the words of its title weighted higher."""
    terms = [stems(sentence) for sentence in sentences]
    counts = Counter(term for sentence in terms for term in sentence)
    in_title = frozenset(light_stem(term) for term in stems(title)) | frozenset(stems(title))
    importance = {
        term: (math.log(count) + _ONCE) * _rarity(term) * (_TITLE_WEIGHT if term in in_title else 1)
        for term, count in counts.items()
    }
    return [
        Profile(
            words=len(sentence.split()),
            importance={term: importance[term] for term in own},
            direction=_direction(own),
        )
        for sentence, own in zip(sentences, terms, strict=True)
    ]


def _rarity(term: str) -> float:
    """Long stems are rarer and say more: stands in for a table of frequencies."""
    return min(len(term), _LONG_WORD) / _LONG_WORD


def _direction(terms: list[str]) -> dict[str, float]:
    weights = {term: (1 + math.log(count)) * _rarity(term) for term, count in Counter(terms).items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def likeness(one: Profile, other: Profile) -> float:
    """How much two sentences say the same, 0 to 1 (cosine)."""
    short, long = sorted((one.direction, other.direction), key=len)
    return sum(weight * long[term] for term, weight in short.items() if term in long)


def closest(one: Profile, others: Iterable[Profile]) -> float:
    """The likeness to the most alike of the others; 0 when there is none."""
    return max((likeness(one, other) for other in others), default=0.0)


def new_importance(profile: Profile, told: set[str]) -> float:
    """How much the sentence tells that the told terms do not."""
    return sum(weight for term, weight in profile.importance.items() if term not in told)
