"""Chooses a digest's sentences: the text first, then its key points, both in the form asked for.

A short story gives what it has: nothing is told twice to fill a form.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.core.extract.candidates import Candidate, cut_down
from bot.core.extract.point_choice import choose_points
from bot.core.extract.text_choice import closest_text, texts
from bot.core.lengths import Form

_TOO_SHORT_FOR_POINTS = 2  # sentences
_LONG_STORY = 12
_TRIED = 8
_Chosen = tuple[list[Candidate], list[Candidate]]


def choose(
    sentences: Sequence[str], pool: Sequence[Candidate], lead: Sequence[Candidate], form: Form
) -> _Chosen:
    """The text, from sentences of the lead article, and the key points, from all."""
    if len(sentences) <= _TOO_SHORT_FOR_POINTS:
        return closest_text(lead, form), []
    most = form.points[1] if len(sentences) >= _LONG_STORY else form.points[1] - 1
    fewest = min(form.points[0], max(0, len(pool) - form.sentences[0]))
    best: _Chosen | None = None
    for text in islice(_texts(sentences, pool, lead, form), _TRIED):
        points = choose_points(pool, text, (fewest, most))
        if best is None or len(points) > len(best[1]):
            best = text, points
        if len(points) >= fewest:
            break
    if best is not None:
        return best
    text = closest_text(lead, form)
    return text, choose_points(pool, text, (fewest, most))


def _texts(
    sentences: Sequence[str], pool: Sequence[Candidate], lead: Sequence[Candidate], form: Form
) -> Iterator[list[Candidate]]:
    """Texts that keep the form: of whole sentences, then of cut ones; short ones when points need the rest."""
    spare = sum(one.alone for one in pool) - form.points[0]
    most = max(form.sentences[0], min(form.sentences[1], spare))
    longest = form.words[1] // form.sentences[0]
    cut = [cut_down(one, sentences[one.index], longest) if one.shown_words > longest else one for one in lead]
    yield from texts(lead, cut, form, most)
