"""A claim of a digest taken apart into clauses, and the source sentences that could carry each clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.arabic import (
    STOP_WORDS,
    DateMention,
    Number,
    dates_in,
    light_stem,
    number_tokens,
    numbers_in,
    spelled_alike,
    without_clitics,
)
from bot.core.arabic.dates import names_date
from bot.core.arabic.number_words import ORDINALS, PIECES
from bot.core.faithfulness.light_words import is_light
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_SPLIT = re.compile(
    r"[،؛]\s*(?=(?:و|ف)?(?:بينما|فيما|في حين|لكن|غير أن|إلا أن|بيد أن|ثم|كما|بعد|بعدما|وقال|وأكد|وأضاف|وأعلن"
    r"|وتعتقد|ورحب|إلى جانب|في المقابل|على أن|و)[^ ]*\s)"
    r"|\s+(?=(?:بينما|فيما)\s)|\s+(?=و(?:قال|أكد|أضاف|أعلن|تعتقد|رحب|يقول|تقول|هدد)[تا]?\s)"
)
MOSTLY = 0.65  # of a clause must be the evidence's: below that its words stand for no words of the evidence
_PARTLY = (
    0.35  # in the cited sentences, and no more: the rest is looked for; with less, coverage.py refuses it
)
_ENOUGH = 0.85
_SECOND_MUST_ADD = 0.12
_SECOND_TRIED = 11
_AS_GOOD = 0.02
_LIGHT = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found in one clause."""

    kind: ProblemKind
    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of a claim with its evidence: source sentences, the best first, and the share of words they hold.

    `whole` are the words of the whole claim.
    """

    text: str
    whole: tuple[str, ...]
    words: tuple[str, ...]
    content: tuple[str, ...]
    numbers: tuple[Number, ...]
    dates: tuple[DateMention, ...]
    evidence: tuple[int, ...]
    coverage: float


def is_number_word(word: str) -> bool:
    """Whether a word counts: «خمسة», «وثلاثين», «الثالث»."""
    return any(form in PIECES or form in ORDINALS for form in (word, *without_clitics(word)))


def content_of(words: Sequence[str]) -> tuple[str, ...]:
    """The words that carry meaning: no function words, no numbers, no months and weekdays."""
    return tuple(word for word in words if word not in STOP_WORDS and not _is_checked_elsewhere(word))


def telling(words: Sequence[str]) -> tuple[str, ...]:
    """The words that tell something, numbers and dates as well: no function words, none that say little."""
    return tuple(word for word in words if word not in STOP_WORDS and not is_light(word))


@lru_cache(65_536)
def _is_checked_elsewhere(word: str) -> bool:
    return word[0].isdigit() or is_number_word(word) or names_date(word)


def clauses_of(claim: str, source: Source, cited: Sequence[int] = ()) -> list[Clause]:
    """The clauses of a claim, each with the cited sentences or, without any, the best one or two."""
    whole = tuple(spelled_alike(claim))
    texts = _split(claim)
    home = best_places(content_of(whole), source)[:1] if len(texts) > 1 else ()
    return [_clause(text, whole, source, cited, home) for text in texts]


def _split(claim: str) -> list[str]:
    parts = [part.strip(" ،؛") for part in _SPLIT.split(claim) if part and part.strip(" ،؛")]
    joined: list[str] = []
    for part in parts:
        if joined and (_is_slight(part) or _is_slight(joined[-1])):
            joined[-1] = f"{joined[-1]}، {part}"
        else:
            joined.append(part)
    return joined


def _is_slight(text: str) -> bool:
    return len(content_of(spelled_alike(text))) < 3


def _clause(
    text: str, whole: tuple[str, ...], source: Source, cited: Sequence[int], home: Sequence[int]
) -> Clause:
    words = tuple(spelled_alike(text))
    content = content_of(words)
    tokens = number_tokens(text)
    numbers = numbers_in(tokens)
    evidence = _best_first(content, source, cited) or best_places(content, source, home)
    if cited and _PARTLY <= coverage(content, source, evidence) < MOSTLY:
        evidence = _best_first(content, source, (*cited, *best_places(content, source, home)))
    return Clause(
        text=text,
        whole=whole,
        words=words,
        content=content,
        numbers=numbers,
        dates=dates_in(tokens, numbers),
        evidence=evidence,
        coverage=coverage(content, source, evidence),
    )


def _best_first(content: Sequence[str], source: Source, cited: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted(set(cited), key=lambda index: (-coverage(content, source, (index,)), index)))


@lru_cache(65_536)
def weight(word: str) -> float:
    """How much a word says: long stems are rarer, light words tell nothing."""
    return _LIGHT if is_light(word) else 1.0 + min(len(light_stem(word)), 6) / 2


def coverage(content: Sequence[str], source: Source, within: Sequence[int]) -> float:
    """The weighted share, 0 to 1, of these words that these sentences hold."""
    total = sum(map(weight, content))
    if not total:
        return 1.0
    return sum(weight(word) * source.best_support(word, within) for word in content) / total


def best_places(content: Sequence[str], source: Source, home: Sequence[int] = ()) -> tuple[int, ...]:
    """The source sentence that holds most of the words, then a second one when it adds enough.

    `home` is the best sentence of the whole claim: it wins where it is as good as any other.
    """
    scores = scores_of(content, source)
    for index in home:
        scores[index] += _AS_GOOD
    order = sorted(range(len(scores)), key=lambda index: (-scores[index], index))
    if not order:
        return ()
    best = order[0]
    if scores[best] >= _ENOUGH:
        return (best,)
    pairs = [(coverage(content, source, (best, other)), -other) for other in order[1 : _SECOND_TRIED + 1]]
    together, other = max(pairs, default=(0.0, 0))
    return (best, -other) if together > scores[best] + _SECOND_MUST_ADD else (best,)


def scores_of(content: Sequence[str], source: Source) -> list[float]:
    """The weighted share, 0 to 1, of these words that each source sentence holds."""
    scores = [0.0] * len(source.sentences)
    total = sum(map(weight, content)) or 1.0
    for word in content:
        share = weight(word) / total
        for index, support in source.support(word).items():
            scores[index] += share * support
    return scores
