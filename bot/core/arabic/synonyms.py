"""Which news words tell the same thing in other words; event_synonyms.py and other_synonyms.py are its tables.

A spelling of several senses stands in several groups: a group says «may mean the same», never «means the same».
"""

from functools import lru_cache

from bot.core.arabic.event_synonyms import EVENTS, GRAVE
from bot.core.arabic.letters import matching_key
from bot.core.arabic.other_synonyms import OTHERS
from bot.core.arabic.words import clitic_forms, without_clitics


def _forms(line: str) -> set[str]:
    words = set(matching_key(line).split())
    return words | {first + word[1:] for word in words if word[0] == "ي" and len(word) > 3 for first in "تن"}


def _groups_in(table: str) -> list[str]:
    return table.strip().replace("\n  ", " ").split("\n")


_LINES = _groups_in(EVENTS) + _groups_in(OTHERS)
_EVENT_GROUPS = frozenset(range(len(_groups_in(EVENTS))))
_GRAVE_GROUPS = frozenset(
    number for number in _EVENT_GROUPS if _LINES[number].split()[0] in frozenset(GRAVE.split())
)
_GROUPS_OF: dict[str, set[int]] = {}
for _number, _line in enumerate(_LINES):
    for _form in _forms(_line):
        _GROUPS_OF.setdefault(_form, set()).add(_number)


@lru_cache(65_536)
def synonym_groups(word: str) -> frozenset[int]:
    """The groups of words that may tell the same as this matching key."""
    bare = _groups(without_clitics(word))
    return bare or _groups(clitic_forms(word))


def _groups(forms: frozenset[str]) -> frozenset[int]:
    return frozenset().union(*(_GROUPS_OF.get(form, ()) for form in forms))


@lru_cache(65_536)
def tells_event(word: str) -> bool:
    """Whether the word, in every sense the table knows, tells that something happened."""
    groups = synonym_groups(word)
    return bool(groups) and groups <= _EVENT_GROUPS


@lru_cache(65_536)
def tells_grave_event(word: str) -> bool:
    """Whether the word tells an event that no other event is told by: a death, an arrest, a theft."""
    return tells_event(word) and not synonym_groups(word).isdisjoint(_GRAVE_GROUPS)
