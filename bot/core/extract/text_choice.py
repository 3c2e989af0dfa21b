"""Chooses the sentences of a digest's text: near the story's start, within the form's sentences and words.

Lead sentences win on every Arabic test set, so the first good sentence stays first. Where the likeliest sentences
miss the form, the next likeliest are tried: a search that goes back, not a score that averages.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.core.extract.candidates import Candidate
from bot.core.extract.weights import closest, new_importance
from bot.core.lengths import Form

_ENOUGH = 0.75  # of the most words
_AGREED = 0.25  # how much more a sentence counts for each outlet that confirms it
_EARLY = 2.5  # how fast later sentences lose
_REACH = 9
_STEP = 5
_TOO_ALIKE = 0.6
_REPETITION = 1.4
_FEWEST_FIRST_WORDS = 8
_FIRST_AMONG = 4
_TRIED = 3  # next sentences at each step


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What a text may hold: how many sentences and words, and how far into the story it may reach.

    `sparing` when the sentences that stand alone are few: the text leaves them to the key points where it can.
    """

    sentences: tuple[int, int]
    words: tuple[int, int]
    reach: int
    step: int
    sparing: bool = False


def texts(
    pool: Sequence[Candidate], cut: Sequence[Candidate], form: Form, most: int
) -> Iterator[list[Candidate]]:
    """The texts of at most `most` sentences that keep the form, the likeliest first, in reading order.

    `cut` are the sentences of the pool, the long ones cut where that is safe: a cut lead is better than none.
    """
    near = _Frame(
        sentences=(form.sentences[0], most),
        words=form.words,
        reach=_REACH,
        step=_STEP,
        sparing=most < form.sentences[1],
    )
    wide = replace(near, reach=len(pool), step=len(pool))
    places = [pool.index(first) for first in _firsts(pool)]
    for frame in (near, wide):
        for place in places[:1]:
            yield from _grown(pool, [pool[place]], frame)
            yield from _grown(cut, [cut[place]], frame)
    for place in places[1:]:
        yield from _grown(pool, [pool[place]], wide)
        yield from _grown(cut, [cut[place]], wide)


def closest_text(pool: Sequence[Candidate], form: Form) -> list[Candidate]:
    """The text nearest to the form when no text keeps it: as many sentences as fit, at least the first."""
    chosen = _firsts(pool)[:1]
    frame = _Frame(sentences=form.sentences, words=form.words, reach=len(pool), step=len(pool))
    while len(chosen) < form.sentences[1]:
        options = _options(pool, chosen, frame)
        if not options and len(chosen) < form.sentences[0]:
            options = sorted(_new(pool, chosen, frame), key=lambda one: one.shown_words)
        if not options or (_words(chosen) >= form.words[0] and len(chosen) >= form.sentences[0]):
            break
        chosen.append(options[0])
    return _in_order(chosen)


def _firsts(pool: Sequence[Candidate]) -> list[Candidate]:
    fit = [one for one in pool if _opens(one) and one.profile.words >= _FEWEST_FIRST_WORDS]
    early = [one for one in fit if one in pool[:_FIRST_AMONG]] or [pool[0]]
    return [*early, *(one for one in fit[: _REACH + 1] if one not in early)]


def _opens(one: Candidate) -> bool:
    return one.alone or (one.index == 0 and not one.continues)


def _grown(pool: Sequence[Candidate], chosen: list[Candidate], frame: _Frame) -> Iterator[list[Candidate]]:
    length = _words(chosen)
    if length > frame.words[1]:
        return
    kept = len(chosen) >= frame.sentences[0] and length >= frame.words[0]
    full = len(chosen) >= frame.sentences[1] or (kept and length >= _ENOUGH * frame.words[1])
    if not full:
        for one in _options(pool, chosen, frame)[:_TRIED]:
            yield from _grown(pool, [*chosen, one], frame)
    if kept:
        yield _in_order(chosen)


def _options(pool: Sequence[Candidate], chosen: list[Candidate], frame: _Frame) -> list[Candidate]:
    """The sentences that may come next, the best first."""
    left = frame.words[1] - _words(chosen)
    told = {term for one in chosen for term in one.profile.importance}
    fit = [one for one in _new(pool, chosen, frame) if one.shown_words <= left]
    return sorted(fit, key=lambda one: -_score(one, chosen, told, sparing=frame.sparing))


def _new(pool: Sequence[Candidate], chosen: list[Candidate], frame: _Frame) -> list[Candidate]:
    last = max(one.index for one in chosen)
    taken = {one.index for one in chosen}
    near = [
        one for one in pool[: frame.reach + 1] if one.index not in taken and one.index <= last + frame.step
    ]
    return [one for one in near if _repeats(one, chosen) <= _TOO_ALIKE]


def _repeats(one: Candidate, chosen: Sequence[Candidate]) -> float:
    return closest(one.profile, (other.profile for other in chosen))


def _score(one: Candidate, chosen: Sequence[Candidate], told: set[str], *, sparing: bool) -> float:
    early = 1 / (1 + _EARLY * one.index)
    novelty = new_importance(one.profile, told) / math.pow(one.profile.words + 8, 0.6)
    follows = any(other.index == one.index - 1 for other in chosen)
    spared = 0.6 if sparing and one.alone else 1.0
    footing = spared * _footing(one, follows=follows)
    agreed = 1 + _AGREED * min(one.confirmed, 2)
    return agreed * early * (1 + 0.15 * novelty) * footing * max(0.0, 1 - _REPETITION * _repeats(one, chosen))


def _footing(one: Candidate, *, follows: bool) -> float:
    """How well the sentence stands here: right after what it points back to it stands nearly as well as alone."""
    if one.alone:
        return 1.0
    if follows:
        return 0.85 if one.continues else 1.0
    return 0.4 if one.continues else 0.9


def _words(chosen: Sequence[Candidate]) -> int:
    return sum(one.shown_words for one in chosen)


def _in_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    return sorted(chosen, key=lambda one: one.index)
