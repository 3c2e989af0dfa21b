"""The headline of an extract: the article's own title, or a clause of its first sentence."""

import re

from bot.core.arabic import clean, words
from bot.core.extract.opening import freed

_TAIL = re.compile(r"^(.*\S)\s+[|\-–—•]\s+([^|]+)$", re.DOTALL)
_CLAUSE_END = re.compile(r"\s*[،؛,;:.!؟?]")
_LONGEST_TITLE = 30
_LONGEST_CLAUSE = 16
_SHORTEST_CLAUSE = 4
_CUT_AT = 12


def headline_of(title: str, outlet: str, first_sentence: str) -> str:
    """The title without the outlet's name; without a usable title, a short clause of the first sentence."""
    own = _without_outlet(" ".join(clean(title).split()), outlet)
    if not words(own) or words(own) == words(outlet):
        return _clause(freed(first_sentence))
    return own if len(own.split()) <= _LONGEST_TITLE else _clause(freed(own))


def _without_outlet(title: str, outlet: str) -> str:
    found = _TAIL.match(title)
    if found and _names_outlet(found[2], outlet, in_bar="|" in title):
        title = found[1]
    return title if title.endswith("..") else title.rstrip(" .،؛")


def _names_outlet(tail: str, outlet: str, *, in_bar: bool) -> bool:
    named, own = set(words(tail)), set(words(outlet))
    same = bool(named) and bool(own) and (named <= own or own <= named)
    return same or (in_bar and len(tail.split()) <= 4)


def _clause(sentence: str) -> str:
    for found in _CLAUSE_END.finditer(sentence):
        length = len(sentence[: found.start()].split())
        if length > _LONGEST_CLAUSE:
            break
        if length >= _SHORTEST_CLAUSE:
            return sentence[: found.start()]
    parts = sentence.split()
    if len(parts) <= _LONGEST_CLAUSE:
        return sentence.rstrip(" .،؛:")
    return " ".join(parts[:_CUT_AT]).rstrip(" .،؛:") + "…"
