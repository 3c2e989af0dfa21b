"""How a sentence opens: whether it can stand alone, and which opening words it can lose without harm.

Works on the words only; knows nothing of other sentences.
"""

import re

from bot.core.arabic import matching_key, words
from bot.core.extract.opening_words import (
    EVENT_VERBS,
    NAMES_IN_WAW,
    NO_SUBJECT,
    POINTERS,
    POINTERS_AFTER_PREPOSITION,
    PREPOSITIONS,
    REPORTING_VERBS,
    SUBJECTLESS_VERBS,
    VERBS_OF_NEWS,
)
from bot.core.extract.pointing import points_back

_SAFE_AFTER_WAW = REPORTING_VERBS | EVENT_VERBS
_LINK = re.compile(
    r"(?:و|ف)?(?:كما|بينما|فيما|بدوره|بدورها"
    r"|(?:من )?(?:جهته|جهتها|جهتهم|جانبه|جانبها|جانبهم|ناحيته|ناحيتها)|بالمقابل|في المقابل"
    r"|(?:في|إلى) (?:السياق|الإطار) (?:ذاته|نفسه)|في (?:غضون|أثناء) ذلك|في الوقت (?:ذاته|نفسه))\s*،?\s+"
)
# «وأضاف: ...» quotes somebody named before; a verb in «وا» at the start has its subject before it.
_SPEAKS_AT_ONCE = re.compile(
    r"\s*[^\s:«\"]+\s*(?:[:،]|[«\"](?!(?:[^\s»\"]+ ?){1,4}[»\"]))"  # a short quote is a name: «نقلت "النهر" عن ...»
)
_PLURAL_VERB = re.compile("[^\\W\\d_]{2,}وا")
_LIST_MARK = re.compile(r"(?:[-–—•*●▪◾]+|[\d٠-٩]{1,2}[.)](?!\d))\s*")
_FIRST_WORD = re.compile(r"و([^\s،:]+)")


def stands_alone(sentence: str) -> bool:
    """Whether the sentence names what it speaks of, without the sentence before it."""
    return not continues(sentence) and not points_back(sentence)


def continues(sentence: str) -> bool:
    """Whether the sentence goes on with the thought or the speech of the one before it."""
    opening = words(sentence[:200])[:3]
    if not opening or sentence.lstrip()[:1] in ("«", '"', "“"):
        return True
    first, second = _without_conjunction(opening[0]), opening[1] if len(opening) > 1 else ""
    if first in POINTERS or opening[0] in POINTERS:
        return True
    if first in PREPOSITIONS and second in POINTERS_AFTER_PREPOSITION:
        return True
    if first in SUBJECTLESS_VERBS and (second in NO_SUBJECT or _SPEAKS_AT_ONCE.match(sentence)):
        return True
    return bool(_PLURAL_VERB.fullmatch(first))


def _without_conjunction(word: str) -> str:
    rest = word[1:]
    known = rest in POINTERS or rest in SUBJECTLESS_VERBS or rest in PREPOSITIONS
    return rest if word[:1] in ("و", "ف") and known else word


def freed(sentence: str) -> str:
    """The sentence without list mark, linking phrase («وبدوره، قال ...») and «و», where nothing is lost."""
    bare = _LIST_MARK.sub("", sentence, count=1) if _LIST_MARK.match(sentence) else sentence
    found = _LINK.match(bare)
    rest = bare[found.end() :] if found else ""
    return rest if rest and _opens_with_verb(rest) else _without_waw(bare)


def _opens_with_verb(sentence: str) -> bool:
    opening = words(sentence[:200])[:1]
    return bool(opening) and opening[0] in VERBS_OF_NEWS and stands_alone(sentence)


def _without_waw(sentence: str) -> str:
    found = _FIRST_WORD.match(sentence)
    if not found:
        return sentence
    rest = matching_key(found[1])
    has_article = rest.startswith("ال") and len(rest) >= 5
    imperfect = rest[:1] in ("ي", "ت") and len(rest) >= 4 and rest not in NAMES_IN_WAW
    return sentence[1:] if has_article or imperfect or rest in _SAFE_AFTER_WAW else sentence
