"""Chooses the key points: sentences that stand alone, add most to the text, and do not repeat each other.

Weighted maximum coverage, picked greedily (Lin and Bilmes, 2011), then bettered by exchanging one point at a time.
"""

import math
from collections.abc import Sequence

from bot.core.extract.candidates import Candidate
from bot.core.extract.weights import likeness

_TOO_ALIKE = 0.34
_SAME_STORY = 0.1  # so alike are sentences that only share their subject
_ALIKE_AT_MOST = 0.49  # when there are too few points otherwise; below what agreement.py calls the same
_FEWEST = 3  # so few points that a sentence may lean on the text
_LONG = 40
_AGREED = 0.4  # how much more a sentence counts for each outlet that confirms it
_ROUNDS = 2
_BETTER = 1.01


def choose_points(
    pool: Sequence[Candidate], text: Sequence[Candidate], form: tuple[int, int]
) -> list[Candidate]:
    """From `form[0]` to `form[1]` points, fewer when the story has not more to tell.

    What several outlets say comes first, then each in reading order.
    """
    taken = {one.index for one in text}
    free = [one for one in pool if one.alone and one.index not in taken]
    points = _Choice(free, text, _TOO_ALIKE).best(form[1])
    if len(points) < form[0]:
        points = _Choice(free, text, _ALIKE_AT_MOST).best(form[0])
    if len(points) < min(form[0], _FEWEST):
        leaning = [one for one in pool if not one.continues and one.index not in taken]
        points = _Choice(leaning, text, _ALIKE_AT_MOST).best(form[0])
    return sorted(points, key=lambda one: (-min(one.confirmed, 1), one.index))


class _Choice:
    """One search for points; remembers how alike each two sentences are."""

    def __init__(self, free: Sequence[Candidate], text: Sequence[Candidate], alike: float) -> None:
        self.text = text
        self.near: dict[tuple[int, int], float] = {}
        self.to_text = {one.index: self._nearest(one, text) for one in free}
        self.free = [one for one in free if self.to_text[one.index] <= alike]
        self.alike = alike
        self.in_text = {term for one in text for term in one.profile.importance}

    def best(self, most: int) -> list[Candidate]:
        points: list[Candidate] = []
        while len(points) < most:
            best = self._next(points)
            if best is None:
                break
            points.append(best)
        for _ in range(_ROUNDS):
            if not self._exchange(points):
                break
        return points

    def _exchange(self, points: list[Candidate]) -> bool:
        """Put a better sentence in the place of each point that has one; whether any had."""
        changed = False
        for place in range(len(points)):
            others = points[:place] + points[place + 1 :]
            best = self._next(others)
            if best is None or best.index == points[place].index:
                continue
            told = self._told(others)
            if self._gain(best, others, told) > _BETTER * self._gain(points[place], others, told):
                points[place] = best
                changed = True
        return changed

    def _next(self, points: Sequence[Candidate]) -> Candidate | None:
        told = self._told(points)
        taken = {one.index for one in points}
        free = (
            one for one in self.free if one.index not in taken and self._nearest(one, points) <= self.alike
        )
        return max(free, key=lambda one: self._gain(one, points, told), default=None)

    def _told(self, points: Sequence[Candidate]) -> set[str]:
        return self.in_text.union(*(one.profile.importance for one in points))

    def _gain(self, one: Candidate, points: Sequence[Candidate], told: set[str]) -> float:
        added = sum(weight for term, weight in one.profile.importance.items() if term not in told)
        length = math.pow(min(one.profile.words, 60) + 8, 0.45) / (0.75 if one.profile.words > _LONG else 1.0)
        repeats = max(self.to_text[one.index], self._nearest(one, points))
        fresh = (1 - max(0.0, repeats - _SAME_STORY)) ** 7
        agreed = 1 + _AGREED * min(one.confirmed, 2)
        return agreed * added / length * (1.05 if one.has_number else 1.0) * one.firm * fresh

    def _nearest(self, one: Candidate, others: Sequence[Candidate]) -> float:
        return max((self._likeness(one, other) for other in others), default=0.0)

    def _likeness(self, one: Candidate, other: Candidate) -> float:
        pair = (one.index, other.index) if one.index < other.index else (other.index, one.index)
        known = self.near.get(pair)
        if known is None:
            known = self.near[pair] = likeness(one.profile, other.profile)
        return known
