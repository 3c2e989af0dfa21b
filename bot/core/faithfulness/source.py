"""The articles as the guard sees them: sentences indexed by every form of their words.

Answers in a few look-ups which sentences hold a word, in what spelling or form. Makes no judgement.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import or_
from typing import TypeVar

from bot.core.arabic import (
    STOP_WORDS,
    DateMention,
    Number,
    arabic_share,
    clitic_forms,
    dates_in,
    matching_key,
    number_tokens,
    numbers_in,
    root_forms,
    spelled_alike,
    spelling_skeleton,
    synonym_groups,
)
from bot.core.extract import title_of
from bot.core.models import Digest

Key = TypeVar("Key", str, int)
_NOT_DIGIT = re.compile(r"\D")
_ENOUGH_TO_TELL = 4000  # characters that decide the language
_UNITED_STATES = tuple(spelled_alike("الولايات المتحدة"))
_AMERICAN = "".join(spelled_alike("أمريك"))  # what «أمريكا», «أمريكي» and «الأمريكيون» share
SAME_WORD = 1.0
SAME_ROOT = 0.85
SYNONYM = 0.75
NEARLY_SAME_NAME = 0.7
SHORT_ROOT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSentence:
    """One sentence (or title) of an article, taken apart."""

    text: str
    words: tuple[str, ...]
    tokens: tuple[str, ...]
    numbers: tuple[Number, ...]
    dates: tuple[DateMention, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Which sentences hold a form, a root or a spelling skeleton, and at which word a form or root stands.

    A set of sentences is a number with a bit for each: tens of thousands of small sets kept the collector busy.
    """

    forms: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    roots: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    groups: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    skeletons: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    skeleton_starts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    positions: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """All titles and sentences of a story; the first `titles` entries are titles, the rest evidence.

    `numbers` pairs each number with its sentence; `remembered` keeps what was looked up.
    """

    sentences: tuple[SourceSentence, ...]
    titles: int
    places: Places
    flat: str
    text: str
    digits: str
    arabic_share: float
    numbers: tuple[tuple[Number, int], ...]
    wholes: frozenset[tuple[str, ...]]
    remembered: dict[str, dict[int, float]] = field(default_factory=dict)

    def holds_whole(self, claim: str) -> bool:
        """Whether the claim is a whole sentence or title, but for punctuation and a first «و»."""
        return _tokens_that_tell(number_tokens(claim)) in self.wholes

    def support(self, word: str) -> dict[int, float]:
        """The sentences that hold the word in some form, and how surely, 0 to 1."""
        known = self.remembered.get(word)
        if known is None:
            known = self.remembered[word] = _support(self.places, word)
        return known

    def best_support(self, word: str, within: Iterable[int]) -> float:
        """How surely any of these sentences holds the word, 0 to 1."""
        support = self.support(word)
        return max((support.get(index, 0.0) for index in within), default=0.0)

    def support_anywhere(self, word: str) -> float:
        """How surely any sentence holds the word, 0 to 1."""
        return max(self.support(word).values(), default=0.0)


def index_source(titles: Sequence[str], sentences: Sequence[str]) -> Source:
    """The source made of these titles and sentences; the last few are kept, since a digest is judged more than once."""
    return _indexed(tuple(titles), tuple(sentences))


@lru_cache(8)
def _indexed(titles: tuple[str, ...], sentences: tuple[str, ...]) -> Source:
    return index_afresh(titles, sentences)


def index_afresh(titles: tuple[str, ...], sentences: tuple[str, ...]) -> Source:
    """The same, made anew."""
    taken = tuple(_take_apart(text) for text in [*titles, *sentences])
    places = Places()
    for index, sentence in enumerate(taken):
        _place(places, index, sentence.words)
    return Source(
        sentences=taken,
        titles=len(titles),
        places=places,
        numbers=tuple((number, at) for at, sentence in enumerate(taken) for number in sentence.numbers),
        wholes=frozenset(_tokens_that_tell(sentence.tokens) for sentence in taken),
        flat=" " + " ".join(word for sentence in taken for word in sentence.words) + " ",
        text="\n".join([*titles, *sentences]).lower(),
        arabic_share=arabic_share("\n".join([*titles, *sentences])[:_ENOUGH_TO_TELL]),
        digits=_NOT_DIGIT.sub("", matching_key(" ".join([*titles, *sentences]))),
    )


def source_of(digest: Digest) -> Source:
    """The source a digest must be faithful to: the titles of its articles and its sentences."""
    titles = [title for article in digest.story.articles if (title := title_of(article))]
    return index_source(titles, [sentence.text for sentence in digest.sentences])


def _take_apart(text: str) -> SourceSentence:
    tokens = number_tokens(text)
    numbers = numbers_in(tokens)
    return SourceSentence(
        text=text,
        words=tuple(spelled_alike(text)),
        tokens=tuple(tokens),
        numbers=numbers,
        dates=dates_in(tokens, numbers),
    )


def _tokens_that_tell(tokens: Sequence[str]) -> tuple[str, ...]:
    """Words, signed digits and percent signs; a first «و» is no difference."""
    telling = [token for token in tokens if token[-1].isalnum() or token[0] == "%"]
    return (telling[0].removeprefix("و"), *telling[1:]) if telling else ()


def _place(places: Places, index: int, words: Sequence[str]) -> None:
    here = 1 << index
    for word in {*words} - STOP_WORDS:
        keys = _keys_of(word)
        for form in keys.forms:
            places.forms[form] |= here
        for root in keys.roots:
            places.roots[root] |= here
        for group in synonym_groups(word):
            places.groups[group] |= here
        for skeleton in keys.skeletons:
            places.skeletons[skeleton] |= here
            places.skeleton_starts[skeleton[:2]].add(skeleton)
    for position, word in enumerate(words):
        for key in _keys_of(word).sure if word not in STOP_WORDS else ():
            places.positions[key].append((index, position))
        if words[max(0, position - 1) : position + 1] == _UNITED_STATES:
            places.forms[_AMERICAN] |= here


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    """Everything one word is found by; `sure` are its forms and its roots of three letters or more."""

    forms: frozenset[str]
    roots: frozenset[str]
    sure: frozenset[str]
    skeletons: frozenset[str]


@lru_cache(65_536)
def _keys_of(word: str) -> _Keys:
    forms, roots = clitic_forms(word), root_forms(word)
    sure = forms | {root for root in roots if len(root) >= 3}
    return _Keys(forms=forms, roots=roots, sure=sure, skeletons=frozenset(_skeletons(forms)))


def _skeletons(forms: Iterable[str], shortest: int = 4) -> set[str]:
    return {spelling_skeleton(form) for form in forms if len(form) >= shortest}


def _support(places: Places, word: str) -> dict[int, float]:
    forms, roots = clitic_forms(word), root_forms(word)
    same = _union(places.forms, forms)
    related = _union(places.roots, (root for root in roots if len(root) >= 3))
    ordinary = bool(synonym_groups(word))  # no name: «أقيل» is not «الأقل» in another spelling
    related |= (
        0 if ordinary else _union(places.skeletons, (one for one in _skeletons(forms) if len(one) >= 3))
    )
    nearly = 0 if same or related or ordinary else _union(places.skeletons, _near_skeletons(places, forms))
    support: dict[int, float] = {}
    for sentences, sure in (
        (_union(places.roots, roots), SHORT_ROOT),
        (nearly, NEARLY_SAME_NAME),
        (_union(places.groups, synonym_groups(word)), SYNONYM),
        (related, SAME_ROOT),
        (same, SAME_WORD),
    ):
        support.update(dict.fromkeys(_indexes(sentences), sure))
    return support


def _union(places: Mapping[Key, int], keys: Iterable[Key]) -> int:
    return reduce(or_, (places[key] for key in keys if key in places), 0)


@lru_cache(4096)
def _indexes(sentences: int) -> tuple[int, ...]:
    return tuple(index for index in range(sentences.bit_length()) if sentences >> index & 1)


def _near_skeletons(places: Places, forms: frozenset[str]) -> set[str]:
    mine = [skeleton for skeleton in _skeletons(forms, shortest=5) if len(skeleton) >= 4]
    return {
        other
        for skeleton in mine
        for other in places.skeleton_starts.get(skeleton[:2], ())
        if _one_letter_apart(skeleton, other)
    }


def _one_letter_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1:
        return False
    same = next((index for index, letter in enumerate(short) if letter != long[index]), len(short))
    return short[same:] == long[same + 1 :]
