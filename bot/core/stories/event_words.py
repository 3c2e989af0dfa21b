"""The words by which two reports of one event know each other: stems, synonyms, and names by their skeleton."""

from dataclasses import dataclass
from functools import lru_cache

from bot.core.arabic import (
    STOP_WORDS,
    light_stem,
    spelled_alike,
    spelling_skeleton,
    synonym_groups,
    without_clitics,
)
from bot.core.faithfulness.gazetteer import is_place
from bot.core.faithfulness.known_names import is_known_name
from bot.core.faithfulness.name_shapes import looks_like_name
from bot.core.faithfulness.offices import office_in

_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_REMEMBERED = 65_536


@dataclass(frozen=True, slots=True, eq=False)
class EventWord:
    """A content word: its stem, all marks by which it is known again, and its skeleton if it is a name."""

    stem: str
    marks: frozenset[str]
    name: str


def event_words(text: str) -> tuple[EventWord, ...]:
    """The content words of the text, each once, in order."""
    return tuple(dict.fromkeys([word for token in text.split() for word in _words_of_token(token)]))


@lru_cache(_REMEMBERED)
def _words_of_token(token: str) -> tuple[EventWord, ...]:
    """What stands between two spaces, with its punctuation: news repeats itself, so most of it was read before."""
    return tuple(_event_word(word) for word in spelled_alike(token) if word not in STOP_WORDS)


@lru_cache(_REMEMBERED)
def _event_word(word: str) -> EventWord:
    stem, name = _stem(word), _skeleton_of_name(word)
    # «زعيم» for «رئيس» names nobody: half of all headlines have an office in them.
    others = () if office_in(word) else synonym_groups(word)
    marks = {stem, *(f"={group}" for group in others)}
    if name:
        marks.add(f"~{name}")
    return EventWord(stem, frozenset(marks), name)


def _stem(word: str) -> str:
    """A light stem, cut until nothing more comes off: «سوريا», «السوري» and «السورية» are one."""
    stem = light_stem(word)
    while len(stem) >= 5 or stem.endswith(_ENDINGS):
        shorter = _shorter(stem)
        if shorter == stem:
            break
        stem = shorter
    return stem


def _shorter(stem: str) -> str:
    if len(stem) >= 5 and stem.endswith("ا"):
        return stem[:-1]
    ending = next((one for one in _ENDINGS if stem.endswith(one) and len(stem) - len(one) >= 3), "")
    return stem.removesuffix(ending)


def _skeleton_of_name(word: str) -> str:
    """How a name sounds, whatever its spelling («بروكسل», «بروكسيل»); empty when the word is no known name."""
    names = [form for form in without_clitics(word) if len(form) >= 4 and _is_name(form)]
    return spelling_skeleton(min(names, key=lambda form: (len(form), form))) if names else ""


def _is_name(word: str) -> bool:
    return is_place(word) or is_known_name(word) or looks_like_name(word, (), "")
