"""Finds what the outlets of a story agree on: sentences of different outlets that say the same.

Says the same: alike in words, and neither in dispute about a number nor opposite by a negation.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from bot.core.arabic import NumberKind, find_numbers, matching_key, words
from bot.core.extract.weights import Profile, likeness
from bot.core.models import Evidence, Story

SAYS_THE_SAME = 0.5
_MOST_WITNESSES = 3
_NEGATIONS = frozenset(
    matching_key("لم لن لا ليس ليست ولم ولن ولا نفى نفت ونفى ونفت ينفي تنفي عدم دون").split()
)
Witnesses = Mapping[int, tuple[int, ...]]
_COUNTS = (NumberKind.PLAIN, NumberKind.PERCENT)


def outlets_of(story: Story, sentences: Sequence[Evidence]) -> list[str]:
    """Who published each sentence: the article's outlet, or its source when the outlet has no name."""
    names = {article.id: article.outlet.strip() or article.source_id for article in story.articles}
    return [names[sentence.article_id] for sentence in sentences]


def find_witnesses(
    sentences: Sequence[Evidence], profiles: Sequence[Profile], outlets: Sequence[str]
) -> Witnesses:
    """For each sentence that other outlets confirm: their sentences, one an outlet, the most alike first."""
    if len(set(outlets)) < 2:
        return {}
    found = {at: _witnesses(at, sentences, profiles, outlets) for at in range(len(sentences))}
    return {at: witnesses for at, witnesses in found.items() if witnesses}


def _witnesses(
    at: int, sentences: Sequence[Evidence], profiles: Sequence[Profile], outlets: Sequence[str]
) -> tuple[int, ...]:
    alike = [
        (likeness(profiles[at], profiles[other]), other)
        for other in range(len(sentences))
        if outlets[other] != outlets[at]
    ]
    best: dict[str, int] = {}
    for near, other in sorted(alike, key=lambda pair: (-pair[0], pair[1])):
        if near < SAYS_THE_SAME:
            break
        if _may_agree(sentences[at].text, sentences[other].text):
            best.setdefault(outlets[other], other)
    return tuple(best.values())[:_MOST_WITNESSES]


def _may_agree(one: str, other: str) -> bool:
    mine, theirs = counts_of(one), counts_of(other)
    return (mine <= theirs or theirs <= mine) and _negates(one) == _negates(other)


@lru_cache(4096)
def counts_of(sentence: str) -> frozenset[Fraction]:
    """The amounts and percentages a sentence gives."""
    return frozenset(number.value for number in find_numbers(sentence) if number.kind in _COUNTS)


@lru_cache(4096)
def _negates(sentence: str) -> bool:
    return not _NEGATIONS.isdisjoint(words(sentence))
