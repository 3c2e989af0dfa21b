"""Makes sentences false, in twelve ways, so that any article can test the guard. Judges nothing.

Each way is a function of a sentence, its article and dice; it returns nothing where it does not apply.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from bot.core.arabic import STOP_WORDS, clitic_forms, find_numbers, matching_key, one_spelling, stems, words
from bot.core.evaluation.corruption_words import (
    BEFORE_PRESENT,
    CITIES,
    COUNTRIES,
    INVENTED,
    MONTHS,
    NATIONALITIES,
    NEGATIONS,
    OPPOSITES,
    REPORTING,
    SPEAKERS,
    WEEKDAYS,
)
from bot.core.faithfulness.gazetteer import is_place
from bot.core.faithfulness.source import Source

Item = TypeVar("Item")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d.,]|\d)")
_QUOTED = re.compile('[«“"]([^«»“”"]{2,300})[»”"]')
_PRESENT_VERB = re.compile(r"[يت]\w{3,6}")
_SPEAKER = re.compile(
    r"(?:^|\s)و?(?:قال|أعلن|أكد|أوضح|صرح|ذكر|أضاف|حذر|شدد|اعتبر)ت?\s+(?P<who>(?:[^\s،.]+\s+){1,7}?)(?:ب?أن|إن)(?:ه|ها)?\s"
)
_FAR_YEARS = 1900
_ENOUGH = 0.5  # support below which the article does not hold a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a sentence is made false against: its article, and sentences of other articles."""

    source: Source
    elsewhere: Sequence[str]

    def holds(self, name: str) -> bool:
        return all(self.source.support_anywhere(one_spelling(word)) >= _ENOUGH for word in words(name))


Corruption = Callable[[str, Ground, Random], str | None]


def new_number(sentence: str, ground: Ground, dice: Random) -> str | None:
    """Another number, which the article does not hold."""
    found = _any(list(_NUMBER.finditer(sentence)), dice)
    if found is None:
        return None
    value, held = int(found.group()), {number.value for number, _ in ground.source.numbers}
    near = [value + step for step in (-7, -5, -3, -2, -1, 1, 2, 3, 5, 7, 10, 20) if value + step > 1]
    other = _any([number for number in near if number not in held], dice)
    return None if other is None else _replaced(sentence, found.span(), str(other))


def number_from_elsewhere(sentence: str, ground: Ground, dice: Random) -> str | None:
    """A number of another sentence of the same article."""
    found = _any(list(_NUMBER.finditer(sentence)), dice)
    if found is None:
        return None
    mine = {number.value for number in find_numbers(sentence)}
    whole = {int(number.value) for number, _ in ground.source.numbers if number.value == int(number.value)}
    alike = [
        number
        for number in sorted(whole)
        if number not in mine
        and 2 <= number < 3000
        and (number > _FAR_YEARS) == (int(found.group()) > _FAR_YEARS)
    ]
    other = _any(alike, dice)
    return None if other is None else _replaced(sentence, found.span(), str(other))


def other_date(sentence: str, _ground: Ground, dice: Random) -> str | None:
    """Another month or weekday."""
    places = [
        (index, word, names)
        for index, word in enumerate(sentence.split())
        for names in (MONTHS, WEEKDAYS)
        if any(_bare(word) == matching_key(name) for name in names)
    ]
    chosen = _any(places, dice)
    if chosen is None:
        return None
    index, word, names = chosen
    return _with_word(
        sentence, index, dice.choice([name for name in names if matching_key(name) != _bare(word)])
    )


def new_place(sentence: str, ground: Ground, dice: Random) -> str | None:
    """A country, city or nationality that the article does not name."""
    found = _any(_places_in(sentence), dice)
    if found is None:
        return None
    index, word = found
    absent = [name for name in _like(word) if not ground.holds(name)]
    return _with_word(sentence, index, _clitic(word) + dice.choice(absent)) if absent else None


def place_from_elsewhere(sentence: str, ground: Ground, dice: Random) -> str | None:
    """A country, city or nationality of another sentence of the same article."""
    found = _any(_places_in(sentence), dice)
    if found is None:
        return None
    index, word = found
    mine = {form for one in words(sentence) for form in clitic_forms(one_spelling(one))}
    every = [name for one in ground.source.sentences for _, name in _places_in(one.text) if not _clitic(name)]
    strange = [name for name in every if not mine & clitic_forms(one_spelling(_bare(name)))]
    other = _any([name for name in strange if _shape(name) == _shape(word)], dice)
    return None if other is None else _with_word(sentence, index, _clitic(word) + re.sub(r"\W", "", other))


def negated(sentence: str, _ground: Ground, dice: Random) -> str | None:
    """A negation taken out, put in, or a statement told as a denial."""
    tokens = sentence.split()
    keys = [_bare(token) for token in tokens]
    negations = [at for at, key in enumerate(keys[:-1]) if key in NEGATIONS]
    if negations:
        at = dice.choice(negations)
        return " ".join([*tokens[:at], *tokens[at + 1 :]])
    verbs = [
        at
        for at, key in enumerate(keys)
        if at and keys[at - 1] in BEFORE_PRESENT and _PRESENT_VERB.fullmatch(key) and key not in STOP_WORDS
    ]
    if verbs:
        at = dice.choice(verbs)
        return " ".join([*tokens[:at], "لا", *tokens[at:]])
    said = _any([at for at, key in enumerate(keys) if key.removeprefix("و") in REPORTING], dice)
    if said is None:
        return None
    denied = ("و" if keys[said].startswith("و") else "") + ("نفت" if keys[said].endswith("ت") else "نفى")
    return _with_word(sentence, said, denied)


def opposite(sentence: str, _ground: Ground, dice: Random) -> str | None:
    """A word's opposite in its place."""
    places = [
        (index, other)
        for index, word in enumerate(sentence.split())
        for one, other in OPPOSITES
        if _bare(word) == matching_key(one)
    ]
    chosen = _any(places, dice)
    return None if chosen is None else _with_word(sentence, *chosen)


def new_speaker(sentence: str, ground: Ground, dice: Random) -> str | None:
    """Somebody whom the article does not know says it."""
    found = _SPEAKER.search(sentence)
    absent = [name for name in SPEAKERS if not ground.holds(name)]
    return _replaced(sentence, found.span("who"), dice.choice(absent) + " ") if found and absent else None


def speaker_from_elsewhere(sentence: str, ground: Ground, dice: Random) -> str | None:
    """Somebody else of the article says it."""
    found = _SPEAKER.search(sentence)
    if found is None or len(stems(found["who"])) < 2:
        return None  # «the ministry» may be anybody
    mine = set(stems(found["who"]))
    every = [said["who"] for one in ground.source.sentences if (said := _SPEAKER.search(one.text))]
    other = _any([who for who in every if _names_somebody(who) and not mine & set(stems(who))], dice)
    return None if other is None else _replaced(sentence, found.span("who"), other)


def other_quote(sentence: str, ground: Ground, dice: Random) -> str | None:
    """One word of a quotation is another."""
    found = _any([one for one in _QUOTED.finditer(sentence) if len(one[1].split()) >= 4], dice)
    if found is None:
        return None
    tokens = found[1].split()
    telling = [at for at, token in enumerate(tokens) if _tells(token)]
    strange = [
        word for one in ground.elsewhere for word in one.split() if _tells(word) and not ground.holds(word)
    ]
    if not telling or not strange:
        return None
    tokens[dice.choice(telling)] = re.sub(r"\W", "", dice.choice(strange))
    return _replaced(sentence, found.span(1), " ".join(tokens))


def foreign_sentence(_sentence: str, ground: Ground, dice: Random) -> str | None:
    """A true sentence of another article."""
    return _any([one for one in ground.elsewhere if 10 <= len(one.split()) <= 40], dice)


def invented_sequel(_sentence: str, _ground: Ground, dice: Random) -> str | None:
    """What such stories often go on with, and this one does not."""
    return dice.choice(INVENTED)


CORRUPTIONS: dict[str, Corruption] = {
    "number: new": new_number,
    "number: from elsewhere": number_from_elsewhere,
    "date": other_date,
    "place: new": new_place,
    "place: from elsewhere": place_from_elsewhere,
    "negation": negated,
    "opposite": opposite,
    "speaker: new": new_speaker,
    "speaker: from elsewhere": speaker_from_elsewhere,
    "quotation": other_quote,
    "sentence of another article": foreign_sentence,
    "invented sequel": invented_sequel,
}


def _any(items: Sequence[Item], dice: Random) -> Item | None:
    return dice.choice(items) if items else None


def _bare(word: str) -> str:
    return re.sub(r"\W", "", matching_key(word))


def _names_somebody(who: str) -> bool:
    """Two words that tell, and no «in a statement»: otherwise the same person may be meant."""
    return len(stems(who)) > 1 and not STOP_WORDS.intersection(words(who))


def _tells(word: str) -> bool:
    return len(_bare(word)) > 3 and _bare(word) not in STOP_WORDS


def _replaced(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


def _with_word(sentence: str, index: int, new: str) -> str:
    """The word at an index replaced; punctuation around it stays."""
    tokens = sentence.split()
    tokens[index] = re.sub(r"\w+(?:\W\w+)*", lambda _: new, tokens[index], count=1)
    return " ".join(tokens)


def _places_in(sentence: str) -> list[tuple[int, str]]:
    return [
        (index, word)
        for index, word in enumerate(sentence.split())
        if len(_bare(word)) > 3 and is_place(_bare(word))
    ]


def _clitic(word: str) -> str:
    """The «و», «ب» or «ل» before a place's name."""
    key = _bare(word)
    return key[0] if key[0] in "وبل" and is_place(key[1:]) else ""


def _shape(word: str) -> tuple[bool, bool, bool]:
    """Definite, masculine and feminine forms take each other's place; others would only be bad grammar."""
    key = _bare(word)
    return key.endswith("يه"), key.endswith("ي"), key.startswith("ال")


def _like(word: str) -> Iterable[str]:
    feminine, masculine, definite = _shape(word)
    if not (feminine or masculine):
        return [*COUNTRIES, *CITIES]
    return [("ال" if definite else "") + name + ("ة" if feminine else "") for name in NATIONALITIES]
