"""Finds the numbers of a text, in digits of three scripts or in words. Dates are in dates.py."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from bot.core.arabic.letters import matching_key
from bot.core.arabic.number_reader import Reading, read_number
from bot.core.arabic.number_words import (
    DUAL_ENDINGS,
    DUAL_NOUNS,
    HUNDRED_WORDS,
    ONE,
    ORDINALS,
    PERCENT_WORDS,
    PIECES,
    Rank,
)
from bot.core.arabic.words import without_clitics

_TOKEN = re.compile(r"(?:(?<![^\s(\[«\"“:])[-\u2212\u2013])?\d+(?:[.,،]\d+)*|%|[^\W\d_]+|[^\w\s]")
_MINUS_WORDS = frozenset(["ناقص", "سالب", "minus"])
_BETWEEN = frozenset(["الي", "و", "او", "-", "\u2013", "حتي"])
_MONTH_HEADS = frozenset(matching_key("كانون تشرين ربيع جمادى").split())
_FIRST = frozenset(matching_key("أول أولى").split())


class NumberKind(StrEnum):
    """What a number says: an amount, a percentage, a place in an order, a pair, a part."""

    PLAIN = "plain"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    DUAL = "dual"
    FRACTION = "fraction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number and where it stands: `start` to `end` count tokens, `before` and `after` are its neighbours."""

    value: Fraction
    kind: NumberKind
    words: str
    start: int
    end: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def find_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of the text in order, with their sign; money and other units stay neighbours."""
    return numbers_in(number_tokens(text))


def number_tokens(text: str) -> list[str]:
    """The matching key of the text cut into words, signed digits and single punctuation marks."""
    return _TOKEN.findall(matching_key(text))


def numbers_in(tokens: list[str]) -> tuple[Number, ...]:
    """The numbers among the tokens of `number_tokens`."""
    found = [_placed(number, tokens) for number in _scan(tokens)]
    return tuple(_with_shared_percent(found, tokens))


def _scan(tokens: list[str]) -> Iterator[Number]:
    index = 0
    while index < len(tokens):
        number = _number_at(tokens, index)
        if number:
            yield number
        index = number.end if number else index + 1


def _number_at(tokens: list[str], index: int) -> Number | None:
    token = tokens[index]
    if not (token[0].isalnum() or token[-1].isdigit()):
        return None
    if tokens[index + 1 : index + 2] and tokens[index + 1] in PERCENT_WORDS and token in ONE:
        words = " ".join(tokens[index : index + 2])
        return Number(value=Fraction(1), kind=NumberKind.PERCENT, words=words, start=index, end=index + 2)
    reading = read_number(tokens, index)
    if reading:
        return _cardinal(tokens, index, reading)
    if _is_dual(token):
        return _dual(tokens, index)
    return _ordinal(tokens, index)


def _cardinal(tokens: list[str], index: int, reading: Reading) -> Number:
    kind = NumberKind.FRACTION if reading.is_part else NumberKind.PLAIN
    end = reading.end
    following = tokens[end : end + 2]
    if following[:1] == ["%"] or (following and following[0] in PERCENT_WORDS):
        kind, end = NumberKind.PERCENT, end + 1
    elif len(following) == 2 and following[0] in ("في", "ب") and following[1] in HUNDRED_WORDS:
        kind, end = NumberKind.PERCENT, end + 2
    elif index and tokens[index - 1] == "%" and not (index > 1 and tokens[index - 2][-1].isdigit()):
        kind = NumberKind.PERCENT
    minus = index > 0 and tokens[index - 1] in _MINUS_WORDS
    value, start = (-reading.value, index - 1) if minus else (reading.value, index)
    return Number(value=value, kind=kind, words=" ".join(tokens[start:end]), start=start, end=end)


def _is_dual(token: str) -> bool:
    return token.endswith(DUAL_ENDINGS) and any(form[:-2] in DUAL_NOUNS for form in without_clitics(token))


def _dual(tokens: list[str], index: int) -> Number:
    half = tokens[index + 1 : index + 2] in (["ونصف"], ["والنصف"])
    value = Fraction(5, 2) if half else Fraction(2)
    kind = NumberKind.PLAIN if half else NumberKind.DUAL
    end = index + 1 + half
    return Number(value=value, kind=kind, words=" ".join(tokens[index:end]), start=index, end=end)


def _ordinal(tokens: list[str], index: int) -> Number | None:
    value = next((ORDINALS[form] for form in without_clitics(tokens[index]) if form in ORDINALS), None)
    after_month = index > 0 and bool(without_clitics(tokens[index - 1]) & _MONTH_HEADS)
    after_digits = index > 0 and tokens[index - 1].isdigit()
    if value is None or after_month or after_digits:
        return None
    is_first = not without_clitics(tokens[index]).isdisjoint(_FIRST)
    tens, end = (0, index + 1) if is_first else _ordinal_tens(tokens, index + 1)  # «الجائزة الأولى عشرة آلاف»
    words = " ".join(tokens[index:end])
    return Number(value=Fraction(value + tens), kind=NumberKind.ORDINAL, words=words, start=index, end=end)


def _ordinal_tens(tokens: list[str], index: int) -> tuple[int, int]:
    following = tokens[index] if index < len(tokens) else ""
    piece = PIECES.get(following.removeprefix("وال"))
    if piece and piece.rank is Rank.TEN:
        return 10, index + 1
    if piece and piece.rank is Rank.TENS and following.startswith("وال"):
        return int(piece.value), index + 1
    return 0, index


def _placed(number: Number, tokens: list[str]) -> Number:
    before = tuple(tokens[max(0, number.start - 2) : number.start])
    return replace(number, before=before, after=tuple(tokens[number.end : number.end + 3]))


def _with_shared_percent(found: list[Number], tokens: list[str]) -> Iterator[Number]:
    for index, number in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        shares = (
            following is not None
            and number.kind is NumberKind.PLAIN
            and following.kind is NumberKind.PERCENT
            and following.start == number.end + 1
            and tokens[number.end] in _BETWEEN
        )
        yield replace(number, kind=NumberKind.PERCENT) if shares else number
