"""What can be checked when an Arabic digest is told from an article in another language, without a dictionary.

Numbers, percentages, months, weekdays, Latin words and quotation marks. It cannot judge the meaning: the reader is
told so. The words below are English and French, the languages of most foreign reports in Arab newsrooms.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from bot.core.arabic import DateKind, NumberKind, arabic_share, clean, find_dates, find_numbers
from bot.core.faithfulness.claim import Finding
from bot.core.faithfulness.source import Source
from bot.core.models import ProblemKind

_MOSTLY = 0.5

_ONES = (
    "one|un|une two|deux three|trois four|quatre five|cinq six seven|sept eight|huit nine|neuf ten|dix eleven|onze "
    "twelve|douze thirteen|treize fourteen|quatorze fifteen|quinze sixteen|seize seventeen eighteen nineteen twenty"
)
_TENS = "twenty|vingt thirty|trente forty|quarante fifty|cinquante sixty|soixante seventy eighty ninety hundred|cent"
_SCALES = {
    1000: "thousand thousands k mille",
    10**6: "million millions m mn",
    10**9: "billion billions bn milliard milliards",
    10**12: "trillion trillions tn",
}
_PARTS = {Fraction(1, 2): "half moitié", Fraction(1, 3): "third tiers", Fraction(1, 4): "quarter quart"}
_MONTHS = (
    "january|janvier|jan february|février|feb march|mars|mar april|avril|apr may|mai june|juin|jun july|juillet|jul "
    "august|août|aug september|septembre|sept|sep october|octobre|oct november|novembre|nov december|décembre|dec"
)
_WEEKDAYS = (
    "monday|lundi tuesday|mardi wednesday|mercredi thursday|jeudi friday|vendredi saturday|samedi "
    "sunday|dimanche"
)

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|%|[^\W\d_]+")
_PERCENT = re.compile(r"(\S+)\s*(?:%|per\s?cent|pour\s?cent)", re.IGNORECASE)
_QUOTE = re.compile('[«“"]([^«»“”"]{2,300})[»”"]')
_LATIN = re.compile(r"[^\W\d_]*[A-Za-z\u00c0-\u024f][^\W\d_]*")


def _table(listed: str, first: int, step: int = 1) -> dict[str, Fraction]:
    groups = enumerate(listed.split(" "))
    return {word: Fraction(first + at * step) for at, group in groups for word in group.split("|")}


_WORDS = (
    _table(_ONES, 1)
    | _table(_TENS, 20, 10)
    | {word: part for part, s in _PARTS.items() for word in s.split()}
)
_SCALE_OF = {word: scale for scale, listed in _SCALES.items() for word in listed.split()}
_MONTH_OF = {word: int(number) for word, number in _table(_MONTHS, 1).items()}
_WEEKDAY_OF = {word: int(number) for word, number in _table(_WEEKDAYS, 0).items()}


def is_foreign(claim: str, source: Source) -> bool:
    """Whether an Arabic claim is told from a source that is mostly in another script."""
    return source.arabic_share < _MOSTLY <= arabic_share(claim)


def check_foreign(claim: str, source: Source) -> Iterator[Finding]:
    """What an Arabic claim gives that the foreign source does not."""
    yield from _numbers(claim, source.text)
    yield from _dates(claim, source.text)
    for found in _QUOTE.finditer(clean(claim)):
        if len(found[1].split()) > 1 and found[1].lower() not in source.text:
            reason = "A translation is no quotation: the source does not hold these words."
            yield Finding(kind=ProblemKind.QUOTE, words=found[1], reason=reason)
    for found in _LATIN.finditer(clean(claim)):
        if found.group().lower() not in source.text:
            reason = f"The source does not hold the word {found.group()}."
            yield Finding(kind=ProblemKind.NAME, words=found.group(), reason=reason)


def _numbers(claim: str, text: str) -> Iterator[Finding]:
    plain, percents = amounts_in(text), _percents_in(text)
    for number in find_numbers(claim):
        if number.kind in (NumberKind.DUAL, NumberKind.ORDINAL) or number.value == 1:
            continue
        known = percents if number.kind is NumberKind.PERCENT else plain
        if abs(number.value) not in known:
            reason = f"The source does not give the number {number.words}."
            yield Finding(kind=ProblemKind.NUMBER, words=number.words, reason=reason)


def _dates(claim: str, text: str) -> Iterator[Finding]:
    words = set(_TOKEN.findall(text))
    months = {_MONTH_OF[word] for word in words & _MONTH_OF.keys()}
    weekdays = {_WEEKDAY_OF[word] for word in words & _WEEKDAY_OF.keys()}
    known = {DateKind.MONTH: months, DateKind.WEEKDAY: weekdays}
    for mention in find_dates(claim):
        if mention.kind in known and mention.value not in known[mention.kind]:
            reason = f"The source does not name the {mention.kind.value} {mention.words}."
            yield Finding(kind=ProblemKind.DATE, words=mention.words, reason=reason)


def amounts_in(text: str) -> set[Fraction]:
    """All amounts that an English or French text gives, in digits or words, multiplied out."""
    tokens = _TOKEN.findall(text.lower())
    amounts = set()
    for at, token in enumerate(tokens):
        value = _value(token)
        if value is None:
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        ones = _WORDS.get(after, Fraction(0))
        if 20 <= value < 100 and 0 < ones < 10 and token in _WORDS:
            value, after = value + ones, tokens[at + 2] if at + 2 < len(tokens) else ""
        amounts.add(value * _SCALE_OF.get(after, 1))
    return amounts


def _percents_in(text: str) -> set[Fraction]:
    values = (_value(found[1].lower().strip("(+-−")) for found in _PERCENT.finditer(text))
    return {value for value in values if value is not None}


def _value(token: str) -> Fraction | None:
    if not token[:1].isdigit():
        return _WORDS.get(token)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", token):
        return Fraction(token.replace(",", ""))
    try:
        return Fraction(token.replace(",", "."))
    except ValueError:
        return None
