"""Chooses a story's sentences: two or three for the text, then the key points that add most.

Lead sentences win on every Arabic test set; key points are picked by weighted maximum coverage
(Lin and Bilmes, 2011) so that they differ from each other.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.extract.opening import freed, stands_alone
from bot.core.extract.tidy import LONGEST_SHOWN, tidied
from bot.core.extract.weights import Profile, closest, likeness, new_importance

_DIGIT = re.compile(r"\d")
_ENOUGH_WORDS = 56
_MOST_WORDS = 75
_REACH = 9
_STEP = 5
_TEXT_LIKENESS = 0.6
_POINT_LIKENESS = 0.55
_FEWEST_WORDS = 6
_FEWEST_FIRST_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be shown: its place in the story, its words when shown, and what it is about."""

    index: int
    shown_words: int
    profile: Profile
    alone: bool
    has_number: bool


def candidates(sentences: Sequence[str], profiles: Sequence[Profile]) -> list[Candidate]:
    """The sentences that can be shown: no questions, no fragments; all of them if nothing is left."""
    every = [
        Candidate(
            index=index,
            shown_words=len(tidied(sentence).split()) if profile.words > LONGEST_SHOWN else profile.words,
            profile=profile,
            alone=stands_alone(freed(sentence)),
            has_number=bool(_DIGIT.search(sentence)),
        )
        for index, (sentence, profile) in enumerate(zip(sentences, profiles, strict=True))
    ]
    whole = [one for one in every if one.profile.words >= _FEWEST_WORDS and not _asks(sentences[one.index])]
    return whole or every


def _asks(sentence: str) -> bool:
    return sentence.rstrip('»”" )')[-1:] in ("?", "؟")


def choose_text(pool: Sequence[Candidate]) -> list[Candidate]:
    """The two or three sentences that tell the story, near its start, about 40 to 75 words."""
    chosen = [_first(pool)]
    told = set(chosen[0].profile.importance)
    while len(chosen) < 3:
        best = _next(pool, chosen, told)
        if best is None:
            break
        chosen.append(best)
        told |= set(best.profile.importance)
    return sorted(chosen, key=lambda one: one.index)


def _first(pool: Sequence[Candidate]) -> Candidate:
    fit = (one for one in pool[:4] if one.alone and one.profile.words >= _FEWEST_FIRST_WORDS)
    return next(fit, pool[0])


def _next(pool: Sequence[Candidate], chosen: list[Candidate], told: set[str]) -> Candidate | None:
    length = sum(one.shown_words for one in chosen)
    if len(chosen) > 1 and length >= _ENOUGH_WORDS:
        return None
    last = max(one.index for one in chosen)
    near = [one for one in pool[: _REACH + 1] if one not in chosen and one.index <= last + _STEP]
    new = [one for one in near if _repeats(one, chosen) <= _TEXT_LIKENESS]
    fit = [one for one in new if one.shown_words <= _MOST_WORDS - length]
    if not fit and len(chosen) == 1:
        return min(new, key=lambda one: one.shown_words, default=None)
    return max(fit, key=lambda one: _lead_score(one, chosen, told), default=None)


def _repeats(one: Candidate, chosen: list[Candidate]) -> float:
    return closest(one.profile, (other.profile for other in chosen))


def _lead_score(one: Candidate, chosen: list[Candidate], told: set[str]) -> float:
    early = 1 / (1 + 0.35 * one.index)
    novelty = new_importance(one.profile, told) / math.pow(one.profile.words + 8, 0.6)
    after_subject = any(other.index == one.index - 1 for other in chosen)
    penalty = 0.0 if one.alone else (0.15 if after_subject else 0.6)
    return early * (1 + 0.15 * novelty) * (1 - penalty) * (1 - 0.5 * _repeats(one, chosen))


def choose_points(pool: Sequence[Candidate], text: Sequence[Candidate], most: int) -> list[Candidate]:
    """At most `most` sentences that stand alone and add most to the text, in reading order."""
    told = {term for one in text for term in one.profile.importance}
    left = {one.index: one for one in pool if one.alone and one not in text}
    nearness = {index: _repeats(one, list(text)) for index, one in left.items()}
    points: list[Candidate] = []
    while left and len(points) < most:
        left = {index: one for index, one in left.items() if nearness[index] <= _POINT_LIKENESS}
        best = max(left.values(), key=lambda one: _gain(one, told, nearness[one.index]), default=None)
        if best is None:
            break
        points.append(left.pop(best.index))
        told |= set(best.profile.importance)
        for index, one in left.items():
            nearness[index] = max(nearness[index], likeness(one.profile, best.profile))
    return sorted(points, key=lambda one: one.index)


def _gain(one: Candidate, told: set[str], nearness: float) -> float:
    added = new_importance(one.profile, told) / math.pow(min(one.profile.words, 60) + 8, 0.7)
    length = 0.65 if one.profile.words > 40 else 1.0
    return added * length * (1.15 if one.has_number else 1.0) * (1 - 0.8 * nearness)
