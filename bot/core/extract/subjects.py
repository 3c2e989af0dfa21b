"""Recognises verbs whose subject stood in the sentence before: «ترأس لجنة», «قام بزيارة», «يعملون».

Arabic drops the subject that is known; alone on a line such a sentence is a riddle. Closed lists and shapes only.
"""

import re

from bot.core.extract.first_words import FirstWords, looks_imperfect, verb_of, without_conjunction
from bot.core.extract.opening_words import (
    BA_VERBS,
    GENERIC_BODIES,
    GENERIC_SPEAKERS,
    IMPERSONAL,
    LEADING_VERBS,
    LED,
    NEGATIONS,
    NO_SUBJECT,
    PERSONAL_OBJECTS,
    PERSONAL_VERBS,
    PREPOSITIONS,
    RELATIVES,
    REPORTING_VERBS,
    STATEMENTS,
    THAT,
)

_PLURAL_VERB = re.compile("[وف]?س?ي[^\\W\\d_]{2,}(?<!ي)ون|[^\\W\\d_]{2,}وا")
_NO_PLURAL_VERB = re.compile(".*(?:كون|عاون|قانون|خون)")
_ACCUSATIVE = re.compile("(?!ال)[^\\W\\d_]{3,}(?<!ي)ا")
_NAMES_IN_ALIF = re.compile("[^\\W\\d_]*(?:ندا|وبا|رنسا|اما|غانا|مالطا|رضا|عطا|مصطفا)")
_AFTER_LOST_SUBJECT = PREPOSITIONS | NO_SUBJECT | PERSONAL_OBJECTS
_AFTER_LOST_SPEAKER = NO_SUBJECT | {"له", "لها", "لهم", "لهما"}
_HAVE_SUBJECTS = PERSONAL_VERBS | REPORTING_VERBS


def lacks_subject(first: FirstWords) -> bool:
    """Whether the first verb of a sentence has no subject of its own."""
    raw, keys = first.raw, first.keys
    if _is_plural_verb(keys[0]):
        return True
    if len(keys) == 1:
        return False
    if keys[0] in NEGATIONS and looks_imperfect(keys[1]):
        return _denies_nobody(raw, keys)
    if verb_of(keys[0]) in ("كان", "كانت"):
        return keys[1] == "قد" or looks_imperfect(keys[1])
    opens_apart = without_conjunction(keys[0], PREPOSITIONS) in PREPOSITIONS
    return _drops(verb_of(keys[0]), raw[1], keys[1]) or (opens_apart and _drops_later(raw, keys))


def is_object(word: str) -> bool:
    """Whether a word, in its own spelling, ends like an object: «عرضا», «مستشارا»."""
    return bool(_ACCUSATIVE.fullmatch(word)) and not _NAMES_IN_ALIF.fullmatch(word)


def _is_plural_verb(key: str) -> bool:
    """«يعملون», «حصلوا», «أكدتا»: Arabic puts such a verb after its subject only."""
    plural = bool(_PLURAL_VERB.fullmatch(key)) and not _NO_PLURAL_VERB.fullmatch(key)
    dual = key.endswith("ا") and verb_of(key[:-1]) in _HAVE_SUBJECTS | {"كان", "كانت"}
    return plural or dual


def _denies_nobody(raw: list[str], keys: list[str]) -> bool:
    """«ولم يتمكن من», «ولن يقدم شيئا», «ولم يقدما»."""
    return keys[1].endswith("ا") or (len(keys) > 2 and (is_object(raw[2]) or keys[2] in _AFTER_LOST_SUBJECT))


def _drops(verb: str, raw: str, following: str) -> bool:
    """Whether a verb of a person is followed by its object or a preposition instead of the person."""
    if verb in LEADING_VERBS and following in LED:
        return True
    if verb not in _HAVE_SUBJECTS:
        return False
    attached = following.startswith(("بال", "لل")) and len(following) > 5
    attached = attached or (verb in BA_VERBS and following[0] == "ب")
    return attached or is_object(raw) or (verb in PERSONAL_VERBS and following in _AFTER_LOST_SUBJECT)


def _drops_later(raw: list[str], keys: list[str]) -> bool:
    """«In May he visited …», «after the talks he said that …»."""
    return any(
        keys[place - 1] not in RELATIVES
        and not raw[place - 1].startswith("ال")
        and (_drops_far(keys[place], keys[place + 1]) or _drops(keys[place], raw[place + 1], keys[place + 1]))
        for place in range(1, len(keys) - 1)
    )


def _drops_far(verb: str, following: str) -> bool:
    told = verb in REPORTING_VERBS and (following in _AFTER_LOST_SPEAKER or not following.isalpha())
    given = verb in PERSONAL_VERBS and following[0] in "بل" and len(following) > 4
    thinks = following == "ان" and looks_imperfect(verb) and verb not in IMPERSONAL
    return told or given or thinks


def speaks_as_known(first: FirstWords) -> bool:
    """«The paper added that …»: which paper was told before."""
    keys = first.keys
    if len(keys) < 3:
        return False
    if keys[0] in GENERIC_BODIES:
        return keys[1] in REPORTING_VERBS or looks_imperfect(keys[1])
    if verb_of(keys[0]) not in REPORTING_VERBS:
        return False
    states = keys[2] == "في" and keys[3:4] != [] and keys[3] in STATEMENTS
    unnamed = keys[1] in GENERIC_SPEAKERS and (states or keys[2] in THAT or not keys[2].isalpha())
    return unnamed or (keys[1] in GENERIC_BODIES and not keys[2].startswith("ال"))
