"""The headline of an extract: the article's own title, or the beginning of its first sentence.

A beginning keeps its meaning: nothing that denies, limits or attributes it is cut off. «…» shows a cut.
"""

import re
from collections.abc import Sequence

from bot.core.arabic import STOP_WORDS, matching_key, stems, words
from bot.core.extract.opening import freed, stands_alone
from bot.core.extract.opening_words import EVENT_VERBS, NO_SUBJECT, PREPOSITIONS, REPORTING_VERBS
from bot.core.extract.title import cleaned_title, teases

_CLAUSE_END = re.compile(r"\s*[،؛,;](?=\s)")
_LONGEST_TITLE = 30
_LONGEST = 13
_WHOLE = 16  # words; a sentence that can be cut nowhere is a headline as it is
_SHORTEST = 6
_FULL = 8  # words; a shorter beginning tells too little where a longer one will do
_ANSWERS = 2  # words a headline must share with the question it replaces
_NEAR = 4  # words after the cut
# These limit or attribute what was said before them, wherever they stand in the rest of the sentence.
_BACKWARD = frozenset(
    matching_key(
        """
        إلا لكن ولكن لكنه لكنها إذا شرط بشرط شريطة باستثناء سوى لولا بحسب حسب حسبما وفق وفقا طبقا نقلا
        نفى نفت ونفى ونفت
        """
    ).split()
)
_FORWARD = frozenset(
    matching_key(
        """
        لم لن لا ليس ليست ولم ولن ولا غير دون بدون عدم ربما قد يبدو تبدو يزعم تزعم زعم زعمت مزعوم مزعومة محتمل محتملة
        يعتقد يرجح ترجح مفترض مفترضة يحتمل قال قالت ذكر ذكرت أعلن أعلنت أكد أكدت أفاد أفادت فقط ينفي تنفي
        """
    ).split()
)
_OPEN_ENDS = STOP_WORDS | PREPOSITIONS | NO_SUBJECT | REPORTING_VERBS | _BACKWARD | _FORWARD
_RELATIVES = frozenset(matching_key("التي الذي الذين اللذين اللذان اللتان حيث كما مما هو هي هم").split())
_PAIRS = ("«»", "“”", "()", "[]")


def headline_of(title: str, outlet: str, sentences: Sequence[str]) -> str:
    """The cleaned title; else, or instead of a question it answers, the beginning of the first sentence."""
    own = cleaned_title(title, outlet)
    if own and len(own.split()) <= _LONGEST_TITLE and not teases(own):
        return own
    first = freed(sentences[0])
    made = _beginning(first)
    if own and teases(own):
        return made if made and stands_alone(first) and _answers(made, own) else own
    return (
        made
        or next((made for one in sentences[1:] if (made := _alone(freed(one)))), "")
        or _first_words(first)
    )


def _alone(sentence: str) -> str:
    return _beginning(sentence) if stands_alone(sentence) else ""


def _answers(made: str, question: str) -> bool:
    return len(set(stems(made)) & set(stems(question))) >= _ANSWERS


def _beginning(sentence: str) -> str:
    """The longest beginning that says what the sentence says; '' when none is sure to."""
    parts = sentence.split()
    if len(parts) <= _LONGEST:
        return _ended(sentence)
    return _first_clause(sentence) or _cut(parts) or (_ended(sentence) if len(parts) <= _WHOLE else "")


def _first_clause(sentence: str) -> str:
    if matching_key(sentence.split()[0]) in PREPOSITIONS:
        return ""
    for found in reversed(list(_CLAUSE_END.finditer(sentence))):
        head, rest = sentence[: found.start()], sentence[found.end() :]
        fits = _SHORTEST <= len(head.split()) <= _LONGEST
        if fits and _opens_clause(rest) and _keeps_meaning(head, rest) and "،" not in head:
            return _ended(head)
    return ""


def _opens_clause(rest: str) -> bool:
    """Whether a comma ended a clause: what follows is a new one, no apposition and no list."""
    first = next(iter(words(rest)), "")
    bare = first.removeprefix("و")
    return first in PREPOSITIONS | _RELATIVES or bare in EVENT_VERBS | REPORTING_VERBS


def _cut(parts: Sequence[str]) -> str:
    lengths = range(_LONGEST - 1, _SHORTEST - 1, -1)
    possible = [
        at for at in lengths if _may_end(parts[at - 1], parts[at]) and not _ends_in_clause(parts[:at])
    ]
    whole = [at for at in possible if _opens_phrase(parts[at])]
    for at in sorted(possible, key=lambda at: (at < _FULL, at not in whole, -at)):
        head, rest = " ".join(parts[:at]), " ".join(parts[at:])
        if _keeps_meaning(head, rest):
            return f"{_ended(head)}…"
    return ""


def _ends_in_clause(head: Sequence[str]) -> bool:
    """Whether the head has just begun a relative clause: «… التي تعيش»."""
    return any(matching_key(word).removeprefix("و") in _RELATIVES for word in head[-3:])


def _may_end(last: str, following: str) -> bool:
    key, after = matching_key(last), matching_key(following)
    inside = after.startswith("ال") or after[:1].isdigit() or not after[:1].isalpha()
    return key.isalpha() and key not in _OPEN_ENDS and not inside


def _opens_phrase(following: str) -> bool:
    key = matching_key(following)
    return key in PREPOSITIONS | _RELATIVES or key.removeprefix("و") in REPORTING_VERBS


def _keeps_meaning(head: str, rest: str) -> bool:
    even = head.count('"') % 2 == 0 and all(head.count(pair[0]) == head.count(pair[1]) for pair in _PAIRS)
    following = words(rest)
    return even and _BACKWARD.isdisjoint(following) and _FORWARD.isdisjoint(following[:_NEAR])


def _first_words(sentence: str) -> str:
    parts = sentence.split()
    cut = _ended(" ".join(parts[: _LONGEST - 1]))
    return cut if len(parts) < _LONGEST else f"{cut}…"


def _ended(text: str) -> str:
    return text.rstrip(" .،؛:!…")
