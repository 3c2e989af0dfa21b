"""Chooses a digest's sentences: the text first, then its key points, both in the form asked for.

A short story gives what it has: nothing is told twice to fill a form.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bot.core.extract.candidates import Candidate, cut_down
from bot.core.extract.point_choice import choose_points, leaning_points
from bot.core.extract.text_choice import closest_text, texts
from bot.core.lengths import Form

_TOO_SHORT_FOR_POINTS = 2  # sentences
_LONG_STORY = 12
_LONG_ENOUGH = 8  # sentences; a shorter story has fewer points instead of one that leans on the text
_FEWEST_ALONE = 3
_FEWEST_OF_SHORT = 2
_TRIED = 8
_Chosen = tuple[list[Candidate], list[Candidate]]


def choose(
    sentences: Sequence[str], pool: Sequence[Candidate], lead: Sequence[Candidate], form: Form
) -> _Chosen:
    """The text, from sentences of the lead article, and the key points, from all."""
    if len(sentences) <= _TOO_SHORT_FOR_POINTS:
        return closest_text(lead, form), []
    most = form.points[1] if len(sentences) >= _LONG_STORY else form.points[1] - 1
    is_long = len(sentences) >= _LONG_ENOUGH
    asked = form.points[0] if is_long else min(form.points[0], _FEWEST_OF_SHORT)
    fewest = min(asked, max(0, len(pool) - form.sentences[0]))
    text, points = _best(pool, _tried(sentences, pool, lead, form), (fewest, most))
    if is_long and len(points) < min(fewest, _FEWEST_ALONE):
        points = leaning_points(pool, text, fewest)
    return text, points


def _best(pool: Sequence[Candidate], tried: Iterable[list[Candidate]], points: tuple[int, int]) -> _Chosen:
    """The first text that leaves enough points, otherwise the one that leaves most."""
    best: _Chosen = [], []
    for text in tried:
        found = text, choose_points(pool, text, points)
        if not best[0] or len(found[1]) > len(best[1]):
            best = found
        if len(best[1]) >= points[0]:
            break
    return best


def _tried(
    sentences: Sequence[str], pool: Sequence[Candidate], lead: Sequence[Candidate], form: Form
) -> Iterator[list[Candidate]]:
    """The likeliest texts that keep the form; the nearest to it when none does."""
    none_yet = True
    for text in islice(_texts(sentences, pool, lead, form), _TRIED):
        none_yet = False
        yield text
    if none_yet:
        yield closest_text(lead, form)


def _texts(
    sentences: Sequence[str], pool: Sequence[Candidate], lead: Sequence[Candidate], form: Form
) -> Iterator[list[Candidate]]:
    """Texts that keep the form: of whole sentences, then of cut ones; short ones when points need the rest."""
    spare = sum(one.alone for one in pool) - form.points[0]
    most = max(form.sentences[0], min(form.sentences[1], spare))
    longest = form.words[1] // form.sentences[0]
    cut = [cut_down(one, sentences[one.index], longest) if one.shown_words > longest else one for one in lead]
    yield from texts(lead, cut, form, most)
