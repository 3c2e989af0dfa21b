"""Recognises openings that point back: pronouns without their noun, verbs without their subject, «the second».

Looks at the first words of one sentence only and would rather refuse a good opening than let a bad one pass.
"""

import re
from itertools import pairwise

from bot.core.extract.first_words import (
    FirstWords,
    first_words,
    key_of,
    looks_imperfect,
    verb_of,
    without_conjunction,
)
from bot.core.extract.opening_words import (
    COMING_VERBS,
    CONTINUED,
    CONTRASTS,
    DEMONSTRATIVES,
    EVENT_VERBS,
    GENERIC_BODIES,
    LATER,
    OF_THEM,
    ORDER_WORDS,
    PERSONAL_VERBS,
    PREPOSITIONS,
    RELATIVES,
    SAME,
    SHORT_PRONOUNS,
    THOSE,
    TIMES,
    WHOLE_WORDS,
)
from bot.core.extract.subjects import is_object, lacks_subject, speaks_as_known

_SUFFIX = re.compile(r"[^\W\d_]{2,}(?:ها|هما|هم|هن|ه)")
_WITH_ARTICLE = ("ال", "وال", "بال", "لل", "كال", "فال")
_EXPLAINS = ("فال", "ففي", "فقد", "فإن", "فإذا")
_VERBS = PERSONAL_VERBS | EVENT_VERBS
_NEAR = 5  # words


def points_back(sentence: str) -> bool:
    """Whether the opening cannot be understood without the sentence before."""
    first = first_words(sentence)
    if not first.keys:
        return True
    return (
        _has_lost_pronoun(first)
        or _points_with_word(first.keys)
        or _comes_after_all_that(first.keys)
        or lacks_subject(first)
        or speaks_as_known(first)
    )


def firmness(sentence: str) -> float:
    """How surely the opening needs nothing before it, 0 to 1: 1 when nothing about it is suspect."""
    first = first_words(sentence)
    keys = first.keys
    firm = 1.0
    if _has_demonstrative(keys):
        firm *= 0.55
    if len(keys) > 1 and keys[1] in ORDER_WORDS and keys[0].startswith("ال"):
        firm *= 0.5
    if len(keys) > 1 and _may_lack_subject(first):
        firm *= 0.4
    if len(keys) > 1 and keys[0].startswith("و") and keys[1] in ("في", "الي", "علي", "عن"):
        firm *= 0.5
    if sentence.startswith(_EXPLAINS):
        firm *= 0.6
    return firm


def _may_lack_subject(first: FirstWords) -> bool:
    keys = first.keys
    if verb_of(keys[0]) not in _VERBS and not looks_imperfect(keys[0].removeprefix("و")):
        return False
    attached = keys[1][0] in "بل" and len(keys[1]) > 4
    return attached or is_object(first.raw[1]) or (keys[1] in PREPOSITIONS and keys[1] not in ("من", "بين"))


def _has_lost_pronoun(first: FirstWords) -> bool:
    raw, keys = first.raw, first.keys
    if _has_pronoun(raw[0]):
        return True
    if len(raw) > 1 and (raw[1] in OF_THEM or _follows_lost(raw)):
        return True
    place = without_conjunction(keys[0], PREPOSITIONS)
    opens_apart = place in PREPOSITIONS or (place[0] in "بل" and not place.startswith(("بل", "لل")))
    after_verb = len(keys) > 2 and keys[1] in PREPOSITIONS
    return _pronoun_before_noun(raw[1 : _NEAR if opens_apart else (3 if after_verb else 0)])


def _follows_lost(raw: list[str]) -> bool:
    """«أعلن محاميه»: the second word has a pronoun, and the first is no noun it could stand for."""
    named = raw[0] in RELATIVES or raw[0].startswith("ال") or raw[1].startswith("و")
    return _has_pronoun(raw[1]) and not named


def _pronoun_before_noun(raw: list[str]) -> bool:
    for token in raw:
        if token.startswith("ال") or not token.isalpha() or token in RELATIVES:
            return False
        if _has_pronoun(token):
            return True
    return False


def _has_pronoun(token: str) -> bool:
    """Whether a word ends in a pronoun; needs its own spelling, for «ة» is no pronoun."""
    if token in SHORT_PRONOUNS:
        return True
    if token.startswith(_WITH_ARTICLE) or not _SUFFIX.fullmatch(token):
        return False
    key = key_of(token)
    return not any(form in WHOLE_WORDS for form in (key, key[1:], key[2:]))


def _points_with_word(keys: list[str]) -> bool:
    if without_conjunction(keys[0], ORDER_WORDS) in ORDER_WORDS or any(key in SAME for key in keys[:4]):
        return True
    latter = any(
        two in ("الاخير", "الاخيره") and not one.startswith("ال") for one, two in pairwise(keys[:_NEAR])
    )
    even_if = keys[0] == "حتي" and keys[1:2] in (["ان"], ["لو"])
    even_if = even_if or (keys[0] == "وان" and len(keys) > 1 and keys[1].endswith("وا"))
    this_one = keys[1:2] != [] and keys[1] in DEMONSTRATIVES and keys[2:3] != [] and keys[2] not in TIMES
    if latter or even_if or this_one or " ".join(keys[:2]) in CONTINUED or _has_those(keys):
        return True
    opens_apart = without_conjunction(keys[0], PREPOSITIONS) in PREPOSITIONS
    return opens_apart and (_has_demonstrative(keys) or any(key in LATER for key in keys[1:4]))


def _comes_after_all_that(keys: list[str]) -> bool:
    """«يأتي هذا القرار», «تأتي الزيارة بعد», «جاء في البيان», «أما الوزير فقد»: of what was told before."""
    first, *rest = keys[:3]
    if first in CONTRASTS:
        return True
    if not rest or verb_of(first) not in COMING_VERBS:
        return False
    if rest[0] == "في":
        return rest[1:] == [] or rest[1] in GENERIC_BODIES
    return rest[0].startswith("ال") and rest[1:2] != [] and rest[1] in PREPOSITIONS


def _has_those(keys: list[str]) -> bool:
    """«ذلك» near the start, but for «بما في ذلك»."""
    return any(
        key in THOSE and keys[place - 2 : place] != ["بما", "في"] for place, key in enumerate(keys[:4])
    )


def _has_demonstrative(keys: list[str]) -> bool:
    """«هذا القرار» near the start; «هذا العام» points at the calendar."""
    return any(one in DEMONSTRATIVES and two not in TIMES for one, two in pairwise(keys[1:_NEAR]))
