"""What two reports of one event cannot both say: other names, another match, another quake, another day."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from bot.core.arabic import DateKind, find_dates, light_stem, matching_key, without_clitics, words
from bot.core.arabic.number_words import ORDINALS
from bot.core.stories.report import Report

SAME_QUAKE = 0.5  # agencies correct each other by less
_COUNTED = frozenset(map(light_stem, matching_key("جولة حلقة مرحلة دورة نسخة موسم جلسة أسبوع").split()))
_OF_ANY_MATCH = frozenset(
    map(
        light_stem, matching_key("الدوري كأس مباراة بطولة نهائي ربع نصف دور ذهاب إياب ديربي قمة ملعب").split()
    )
)
_MAGNITUDE = re.compile(r"(?:بقوه|بشده|قوته|شدته|قوتها|شدتها)\D{0,12}(\d+(?:\.\d+)?)")
_SCORE = re.compile(r"(?<![\d/-])(\d{1,2})\s?[-\u2013]\s?(\d{1,2})(?![\d/-])")


def contradict(one: Report, other: Report) -> bool:
    """Whether the reports cannot be of one event, however alike they are."""
    return (
        _name_others(one, other)
        or _disagree(_scores, one.title, other.title)
        or _play_others(one, other)
        or _disagree(_days, one.title, other.title)
        or _count_differently(_places_in_order(one.title), _places_in_order(other.title))
        or _differ_in_magnitude(f"{one.title} {one.opening}", f"{other.title} {other.opening}")
    )


def _name_others(one: Report, other: Report) -> bool:
    """Each title names somebody or some place that the other report does not."""
    return _names_more(one, other) and _names_more(other, one)


def _names_more(one: Report, other: Report) -> bool:
    return any(word.name and word.marks.isdisjoint(other.whole) for word in one.headline.words)


def _disagree(read: Callable[[str], frozenset[object]], one: str, other: str) -> bool:
    """Whether both titles tell something of this kind, and nothing of it in common."""
    found = read(one)
    return bool(found) and bool(others := read(other)) and found.isdisjoint(others)


def _play_others(one: Report, other: Report) -> bool:
    """Each title tells a score, and they have no team in common: many matches end alike."""
    if not (_scores(one.title) and _scores(other.title)):
        return False
    return _teams(one).isdisjoint(_teams(other))


def _teams(report: Report) -> set[str]:
    """Whatever the title names but what happens in any match."""
    told = (word for word in report.headline.words if not any(mark.startswith("=") for mark in word.marks))
    return {mark for word in told for mark in word.marks if not mark.isdigit()} - _OF_ANY_MATCH


@lru_cache(4096)
def _scores(title: str) -> frozenset[object]:
    found = _SCORE.findall(matching_key(title))
    return frozenset(frozenset(map(int, score)) for score in found)


@lru_cache(4096)
def _days(title: str) -> frozenset[object]:
    return frozenset(
        (date.value, date.day) if date.kind is DateKind.MONTH else date.value
        for date in find_dates(title)
        if date.kind is DateKind.WEEKDAY or (date.kind is DateKind.MONTH and date.day)
    )


@lru_cache(4096)
def _places_in_order(title: str) -> dict[str, int]:
    """«الجمعة الرابعة», «رابع جمعة», «الجولة 12»: what is counted, and which of them this is."""
    return dict(_ordered(words(title)))


def _ordered(title: list[str]) -> Iterator[tuple[str, int]]:
    for before, after in pairwise(title):
        if (place := _place(after)) is not None:
            yield light_stem(before), place
        elif (place := _place(before)) is not None:
            yield light_stem(after), place
        elif after.isdigit() and light_stem(before) in _COUNTED:
            yield light_stem(before), int(after)


def _place(word: str) -> int | None:
    return next((ORDINALS[form] for form in without_clitics(word) if form in ORDINALS), None)


def _count_differently(one: dict[str, int], other: dict[str, int]) -> bool:
    return any(other.get(noun, place) != place for noun, place in one.items())


def _differ_in_magnitude(one: str, other: str) -> bool:
    found, others = _magnitudes(one), _magnitudes(other)
    nearest = min((abs(a - b) for a in found for b in others), default=0.0)
    return nearest > SAME_QUAKE


@lru_cache(4096)
def _magnitudes(text: str) -> tuple[float, ...]:
    return tuple(map(float, _MAGNITUDE.findall(matching_key(text))))
