"""Chooses the key points: sentences that stand alone, add most to the text, and do not repeat each other.

Weighted maximum coverage, picked greedily (Lin and Bilmes, 2011), then bettered by exchanging one point at a time.
"""

import math
from collections.abc import Sequence

from bot.core.extract.candidates import Candidate
from bot.core.extract.weights import likeness, new_importance

_TOO_ALIKE = 0.3
_ALIKE_AT_MOST = 0.49  # when there are too few points otherwise; below what agreement.py calls the same
_REPETITION = 1.5  # how much of a story's content one repeated claim costs
_LONG, _TOO_LONG = 40, 0.75
_NUMBER = 1.05
_AGREED = 0.4  # how much more a sentence counts for each outlet that confirms it
_ROUNDS = 3
_BETTER = 1e-6


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
    return _in_order(points)


def leaning_points(pool: Sequence[Candidate], text: Sequence[Candidate], most: int) -> list[Candidate]:
    """At most so many points, some of which lean on what the text tells: for a story with too few others."""
    taken = {one.index for one in text}
    leaning = [one for one in pool if not one.continues and one.index not in taken]
    return _in_order(_Choice(leaning, text, _ALIKE_AT_MOST).best(most))


def _in_order(points: Sequence[Candidate]) -> list[Candidate]:
    return sorted(points, key=lambda one: (-min(one.confirmed, 1), one.index))


class _Choice:
    """One search for points; remembers how alike each two sentences are."""

    def __init__(self, free: Sequence[Candidate], text: Sequence[Candidate], alike: float) -> None:
        self.text = text
        self.near: dict[tuple[int, int], float] = {}
        self.free = [one for one in free if self._nearest(one, text) <= alike]
        self.alike = alike
        every = [one.profile.importance for one in (*self.free, *text)]
        self.whole = sum({term: weight for terms in every for term, weight in terms.items()}.values()) or 1.0

    def best(self, most: int) -> list[Candidate]:
        points: list[Candidate] = []
        while len(points) < most:
            gains = self._gains(points)
            if not gains:
                break
            points.append(max(gains, key=lambda found: found[0])[1])
        for _ in range(_ROUNDS):
            if not self._exchange(points):
                break
        return points

    def _exchange(self, points: list[Candidate]) -> bool:
        """Put a better sentence in the place of each point that has one; whether any had."""
        changed = False
        for place, point in enumerate(points):
            gains = self._gains([*points[:place], *points[place + 1 :]])
            now = max((gain for gain, one in gains if one is point), default=-math.inf)
            gain, best = max(gains, key=lambda found: found[0], default=(now, point))
            if gain > now + _BETTER:
                points[place] = best
                changed = True
        return changed

    def _gains(self, points: Sequence[Candidate]) -> list[tuple[float, Candidate]]:
        """What each sentence would add to these points and the text."""
        shown = [*self.text, *points]
        told = {term for one in shown for term in one.profile.importance}
        nearest = [(one, self._nearest(one, [other for other in shown if other is not one])) for one in shown]
        return [
            (_content(one, told) / self.whole - self._repetition(one, nearest), one)
            for one in self.free
            if one not in points and self._nearest(one, points) <= self.alike
        ]

    def _repetition(self, one: Candidate, shown: Sequence[tuple[Candidate, float]]) -> float:
        """How much more alike the claims become on average, counting those that this one comes near to."""
        alike = [self._likeness(one, other) for other, _ in shown]
        nearer = sum(max(0.0, like - before) for like, (_, before) in zip(alike, shown, strict=True))
        return _REPETITION * (max(alike, default=0.0) + nearer) / (len(shown) + 1)

    def _nearest(self, one: Candidate, others: Sequence[Candidate]) -> float:
        return max((self._likeness(one, other) for other in others), default=0.0)

    def _likeness(self, one: Candidate, other: Candidate) -> float:
        pair = (one.index, other.index) if one.index < other.index else (other.index, one.index)
        known = self.near.get(pair)
        if known is None:
            known = self.near[pair] = likeness(one.profile, other.profile)
        return known


def _content(one: Candidate, told: set[str]) -> float:
    """How much the sentence tells that is not told, and how well it would stand as a point."""
    agreed = 1 + _AGREED * min(one.confirmed, 2)
    length = _TOO_LONG if one.profile.words > _LONG else 1.0
    number = _NUMBER if one.has_number else 1.0
    return agreed * length * number * one.firm * new_importance(one.profile, told)
