"""The sentences of a story that may be shown, with what the choice needs to know of each. Chooses none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.extract.agreement import Witnesses
from bot.core.extract.opening import continues, freed
from bot.core.extract.pointing import firmness, points_back
from bot.core.extract.tidy import LONGEST_SHOWN, cut_lengths, tidied
from bot.core.extract.weights import Profile

_DIGIT = re.compile(r"\d")
_FEWEST_WORDS = 6
_LEANING = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be shown: its place in the story, its words when shown, and what it is about.

    `limit` is the most words it is shown with where it can be cut; `continues` says that it goes on with the
    sentence before it; `alone` that it needs nothing before it; `firm` how surely, 0 to 1; `confirmed`
    how many other outlets say it too.
    """

    index: int
    shown_words: int
    limit: int
    profile: Profile
    continues: bool
    alone: bool
    firm: float
    has_number: bool
    confirmed: int = 0


def candidates(sentences: Sequence[str], profiles: Sequence[Profile]) -> list[Candidate]:
    """The sentences that can be shown: no questions, no fragments; all of them if nothing is left."""
    every = [
        _candidate(index, sentence, profile)
        for index, (sentence, profile) in enumerate(zip(sentences, profiles, strict=True))
    ]
    whole = [one for one in every if one.profile.words >= _FEWEST_WORDS and not _asks(sentences[one.index])]
    return whole or every


def _candidate(index: int, sentence: str, profile: Profile) -> Candidate:
    opening = freed(sentence)
    goes_on = continues(opening)
    long = profile.words > LONGEST_SHOWN
    alone = not goes_on and not points_back(opening)
    return Candidate(
        index=index,
        shown_words=len(tidied(sentence).split()) if long else profile.words,
        limit=LONGEST_SHOWN,
        profile=profile,
        continues=goes_on,
        alone=alone,
        firm=firmness(opening) if alone else _LEANING,
        has_number=bool(_DIGIT.search(sentence)),
    )


def confirmed(pool: Sequence[Candidate], witnesses: Witnesses) -> list[Candidate]:
    """The same sentences, each with how many other outlets say it too."""
    return [
        replace(one, confirmed=len(witnesses[one.index])) if one.index in witnesses else one for one in pool
    ]


def cut_down(one: Candidate, sentence: str, most: int) -> Candidate:
    """The same sentence cut to at most so many words; as short as it can be when that is still more."""
    lengths = cut_lengths(sentence)
    words = next((length for length in lengths if length <= most), min(lengths, default=one.shown_words))
    return replace(one, shown_words=words, limit=words) if words < one.shown_words else one


def _asks(sentence: str) -> bool:
    return sentence.rstrip('»”" )')[-1:] in ("?", "؟")
