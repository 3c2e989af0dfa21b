"""The first words of a sentence, taken apart: each in its own spelling and as a matching key."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.core.arabic import matching_key
from bot.core.extract.opening_words import EVENT_VERBS, PERFECT_MARKS, PERSONAL_VERBS, REPORTING_VERBS

_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
_TOKEN = re.compile(r"[^\W_]+|[،,؛:«»\"“”()]")
_IMPERFECT = re.compile("ي[^\\W\\d_]{3,}")
_NAMES_LIKE_VERBS = re.compile("يوم|يون|يول|ينا|يوس|ياس|يحي|يور|ياب|يهو")
_KNOWN_VERBS = REPORTING_VERBS | PERSONAL_VERBS | EVENT_VERBS
_LOOKED_AT = 200  # characters
_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstWords:
    """Words and punctuation marks: `raw` as they are written (for «ة» is no «ه»), `keys` to look them up."""

    raw: list[str]
    keys: list[str]


def first_words(sentence: str) -> FirstWords:
    """The first dozen words of the sentence, without «قد» in front."""
    raw = _TOKEN.findall(_MARKS.sub("", sentence[:_LOOKED_AT]))[:_MOST]
    keys = [key_of(token) for token in raw]
    skipped = 1 if keys and keys[0] in PERFECT_MARKS else 0
    return FirstWords(raw=raw[skipped:], keys=keys[skipped:])


@lru_cache(65_536)
def key_of(token: str) -> str:
    """The matching key of one word."""
    return matching_key(token)


def verb_of(key: str) -> str:
    """The word without a first «و» or «ف» when what stays is a verb we know."""
    return without_conjunction(key, _KNOWN_VERBS)


def without_conjunction(key: str, known: frozenset[str]) -> str:
    """The word without a first «و» or «ف» when only what stays is known."""
    return key[1:] if key[:1] in ("و", "ف") and key not in known and key[1:] in known else key


def looks_imperfect(key: str) -> bool:
    """Whether a word has the shape of «يكتب», or is a feminine one we know («تكتب» looks like nouns too)."""
    if key.startswith("ت"):
        return key in EVENT_VERBS
    return bool(_IMPERFECT.fullmatch(key)) and not _NAMES_LIKE_VERBS.match(key)
