"""Recognises openings that point back: pronouns without their noun, verbs without their subject, «the second».

Looks at the first words of one sentence only and would rather refuse a good opening than let a bad one pass.
"""

import re
from functools import lru_cache
from itertools import pairwise

from bot.core.arabic import matching_key
from bot.core.extract.opening_words import (
    DEMONSTRATIVES,
    EVENT_VERBS,
    GENERIC_SPEAKERS,
    LEADING_VERBS,
    LED,
    NO_SUBJECT,
    ORDER_WORDS,
    PERSONAL_OBJECTS,
    PERSONAL_VERBS,
    PREPOSITIONS,
    REPORTING_VERBS,
    SAME,
    STATEMENTS,
    THAT,
    THOSE,
    TIMES,
    WHOLE_WORDS,
)

_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
_TOKEN = re.compile(r"[^\W_]+|[،,؛:«»\"“”()]")
_SUFFIX = re.compile(r"[^\W\d_]{2,}(?:ها|هما|هم|هن|ه)")
_RELATIVES = frozenset(["ما", "التي", "الذي", "الذين", "كما"])
_SHORT_PRONOUN = frozenset(["له", "لها", "لهم", "به", "بها", "بهم", "منه", "منها", "فيه", "فيها"])
_PLURAL_VERB = re.compile("[وف]?س?ي[^\\W\\d_]{2,}(?<!ي)ون")
_NO_PLURAL_VERB = re.compile(".*(?:كون|عاون|قانون|خون)")
_IMPERFECT = re.compile("[يس][^\\W\\d_]{3,}")
_NAMES_LIKE_VERBS = re.compile("(?:يوم|يون|يول|ينا|يوس|ياس|يحي|يور|ياب|يهو|سوري|سعود|سلط|سفي|سنوا|سياس|سيد)")
_TANWEEN = re.compile("[^\\W\\d_]{2,}(?:\u064bا|ا\u064b)")
_ACCUSATIVE = re.compile("(?!ال)[^\\W\\d_]{3,}(?<!ي)ا")
_AFTER_LOST_SUBJECT = PREPOSITIONS | NO_SUBJECT | PERSONAL_OBJECTS
_VERBS = PERSONAL_VERBS | EVENT_VERBS
_LOOKED_AT = 200  # characters
_NEAR = 5  # words


def points_back(sentence: str) -> bool:
    """Whether the opening cannot be understood without the sentence before."""
    raw = _tokens(sentence)
    keys = [_key(token) for token in raw]
    if not keys:
        return True
    return (
        _has_lost_pronoun(raw, keys)
        or _points_with_word(keys)
        or _has_lost_subject(keys)
        or _speaks_as_known(keys)
    )


def firmness(sentence: str) -> float:
    """How surely the opening needs nothing before it, 0 to 1: 1 when nothing about it is suspect."""
    raw = _tokens(sentence)
    keys = [_key(token) for token in raw]
    firm = 1.0
    if _has_demonstrative(keys):
        firm *= 0.55
    if keys[1:2] and keys[1] in ORDER_WORDS and keys[0].startswith("ال"):
        firm *= 0.5
    if (
        keys[:1]
        and _verb(keys[0]) in PERSONAL_VERBS | EVENT_VERBS
        and _starts_with_object(sentence, raw, keys)
    ):
        firm *= 0.4
    if raw[:1] and raw[0].startswith(("فال", "ففي", "فقد", "فإن", "فإذا")):
        firm *= 0.6
    return firm


def _tokens(sentence: str) -> list[str]:
    return _TOKEN.findall(_MARKS.sub("", sentence[:_LOOKED_AT]))[:8]


@lru_cache(65_536)
def _key(token: str) -> str:
    return matching_key(token)


def _verb(key: str) -> str:
    """The word without a first «و» or «ف» when what stays is a verb we know."""
    rest = key[1:]
    known = rest in REPORTING_VERBS or rest in PERSONAL_VERBS or rest in EVENT_VERBS
    return rest if key[:1] in ("و", "ف") and known else key


def _bare(key: str, words: frozenset[str]) -> str:
    """The word without a first «و» or «ف» when what stays is one of these words."""
    return key[1:] if key[:1] in ("و", "ف") and key not in words and key[1:] in words else key


def _has_pronoun(token: str) -> bool:
    """Whether a word ends in a pronoun; needs its own spelling, for «ة» is no pronoun."""
    if token in _SHORT_PRONOUN:
        return True
    if token.startswith(("ال", "وال", "بال", "لل", "كال", "فال")) or not _SUFFIX.fullmatch(token):
        return False
    key = _key(token)
    stripped = {key, key[1:], key[2:], key.removeprefix("س")}
    return stripped.isdisjoint(WHOLE_WORDS)


def _has_lost_pronoun(raw: list[str], keys: list[str]) -> bool:
    if _has_pronoun(raw[0]):
        return True
    if (
        len(raw) > 1
        and raw[0] not in _RELATIVES
        and _has_pronoun(raw[1])
        and not raw[0].startswith("ال")
        and not raw[1].startswith("و")
    ):
        return True
    first = _bare(keys[0], PREPOSITIONS)
    starts_apart = first in PREPOSITIONS or (first[0] in "بل" and not first.startswith(("بل", "لل")))
    after_verb = len(keys) > 2 and keys[1] in PREPOSITIONS
    reach = _NEAR if starts_apart else (3 if after_verb else 0)
    for token in raw[1:reach]:
        if token.startswith("ال") or not token.isalpha() or token in _RELATIVES:
            return False
        if _has_pronoun(token):
            return True
    return False


def _points_with_word(keys: list[str]) -> bool:
    first = _bare(keys[0], ORDER_WORDS)
    if first in ORDER_WORDS or any(key in SAME for key in keys[:4]):
        return True
    for place, key in enumerate(keys[:4]):
        included = place >= 2 and keys[place - 2 : place] == ["بما", "في"]
        if key in THOSE and not included:
            return True
    return _bare(keys[0], PREPOSITIONS) in PREPOSITIONS and _has_demonstrative(keys)


def _has_demonstrative(keys: list[str]) -> bool:
    """«هذا القرار» near the start; «هذا العام» points at the calendar."""
    return any(one in DEMONSTRATIVES and two not in TIMES for one, two in pairwise(keys[1:_NEAR]))


def _has_lost_subject(keys: list[str]) -> bool:
    first, second = _verb(keys[0]), keys[1] if len(keys) > 1 else ""
    if _PLURAL_VERB.fullmatch(keys[0]) and not _NO_PLURAL_VERB.fullmatch(keys[0]):
        return True
    if first in ("كان", "كانت"):
        return second == "قد" or _looks_imperfect(second)
    if first in LEADING_VERBS and second in LED:
        return True
    return first in PERSONAL_VERBS and second in _AFTER_LOST_SUBJECT


def _looks_imperfect(key: str) -> bool:
    shape = key[0:1] == "ي" and bool(_IMPERFECT.fullmatch(key)) and not _NAMES_LIKE_VERBS.match(key)
    return shape or (key[:1] == "ت" and key in EVENT_VERBS)


def _speaks_as_known(keys: list[str]) -> bool:
    """«The paper added that …»: which paper was told before."""
    if len(keys) < 3 or _verb(keys[0]) not in REPORTING_VERBS:
        return False
    states = keys[2] == "في" and keys[3:4] != [] and keys[3] in STATEMENTS
    return keys[1] in GENERIC_SPEAKERS and (states or keys[2] in THAT or not keys[2].isalpha())


def _starts_with_object(sentence: str, raw: list[str], keys: list[str]) -> bool:
    if len(keys) < 2:
        return False
    if keys[1] in PREPOSITIONS and keys[1] not in ("من", "بين"):
        return True
    opening = sentence.split()[:2]
    return bool(_ACCUSATIVE.fullmatch(raw[1])) or bool(_TANWEEN.search(opening[-1]))
