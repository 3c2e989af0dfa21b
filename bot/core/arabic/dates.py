"""Finds months, weekdays and years of a text, in the month names of Egypt, the Levant, the Maghreb and the Hijra."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.core.arabic.letters import matching_key
from bot.core.arabic.numbers import Number, NumberKind, number_tokens, numbers_in
from bot.core.arabic.words import without_clitics


class DateKind(StrEnum):
    """Which part of a date is named."""

    MONTH = "month"
    HIJRI_MONTH = "hijri month"
    WEEKDAY = "weekday"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A named part of a date: months count from 1, weekdays from 0 (Monday); `day` stands before a month."""

    kind: DateKind
    value: int
    words: str
    start: int
    end: int
    day: int | None = None


_MONTHS = (
    "يناير|كانون الثاني|كانون ثاني|كانون ثان|جانفي",
    "فبراير|شباط|فيفري",
    "مارس|آذار",
    "أبريل|إبريل|نيسان|أفريل",
    "مايو|أيار|آيار|ماي",
    "يونيو|يونيه|حزيران|جوان",
    "يوليو|يوليه|تموز|يوليوز|جويلية",
    "أغسطس|آب|غشت|أوت",
    "سبتمبر|أيلول|شتنبر",
    "أكتوبر|تشرين الأول|تشرين أول",
    "نوفمبر|تشرين الثاني|تشرين ثاني|تشرين ثان|نونبر",
    "ديسمبر|كانون الأول|كانون أول|دجنبر",
)
_HIJRI_MONTHS = (
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر|ربيع الثاني",
    "جمادى الأولى",
    "جمادى الآخرة|جمادى الثانية",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة|ذي القعدة",
    "ذو الحجة|ذي الحجة",
)
_ENGLISH_MONTHS = tuple(
    matching_key(
        "january february march april may june july august september october november december"
    ).split()
)
_WEEKDAYS = ("الاثنين|الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")

# Also ordinary words or names: only a month beside a day, a year, «شهر» or «في».
_AMBIGUOUS = frozenset(matching_key("ماي أوت آب جوان صفر مارس محرم رجب شعبان شوال may march").split())
_MONTH_SIGNS = frozenset(
    matching_key("شهر في من إلى منذ حتى خلال منتصف أوائل أواخر نهاية مطلع بداية / in since until").split()
)
_MONDAY, _SUNDAY = matching_key("الاثنين"), matching_key("الأحد")
_OF_MONTH = frozenset(["من", "شهر", "لشهر", "of"])  # «السادس من شهر مايو»
_FIRST_DAY = frozenset(["غره", "لغره", "بغره"])
_YEAR_SIGNS = frozenset(matching_key("عام العام سنة السنة لعام بعام لسنة عامي منذ / في in since").split())


def _table(kind: DateKind, names: tuple[str, ...], first: int) -> dict[str, tuple[DateKind, int]]:
    return {
        matching_key(name): (kind, number)
        for number, spellings in enumerate(names, first)
        for name in spellings.split("|")
    }


_NAMES = (
    _table(DateKind.HIJRI_MONTH, _HIJRI_MONTHS, 1)
    | _table(DateKind.MONTH, _ENGLISH_MONTHS, 1)
    | _table(DateKind.MONTH, _MONTHS, 1)
    | _table(DateKind.WEEKDAY, _WEEKDAYS, 0)
)
_SURE_MONTHS = frozenset(name for name, (kind, _) in _NAMES.items() if kind is DateKind.MONTH) - _AMBIGUOUS
_FIRST_WORDS = frozenset(name.split()[0] for name in _NAMES)


def find_dates(text: str) -> tuple[DateMention, ...]:
    """The months (with the day before them), weekdays and years that the text names, in order."""
    tokens = number_tokens(text)
    return dates_in(tokens, numbers_in(tokens))


def dates_in(tokens: list[str], numbers: tuple[Number, ...]) -> tuple[DateMention, ...]:
    """The dates among the tokens of `number_tokens`, given the numbers found among them."""
    named = [mention for index in range(len(tokens)) if (mention := _named_at(tokens, index))]
    days = {number.end: number for number in numbers if _may_be_day(number)}
    dated = list(_with_days(named, tokens, days))
    years = [_year(number) for number in numbers if is_year(number) and _has_year_sign(number, dated)]
    return tuple(sorted([*dated, *years], key=lambda mention: mention.start))


def names_date(word: str) -> bool:
    """Whether a matching key can be (the first word of) a month or weekday."""
    return bool(without_clitics(word) & _FIRST_WORDS)


def is_year(number: Number) -> bool:
    """Whether a number can be a year of our time: four digits, 1900 to 2100."""
    return number.kind is NumberKind.PLAIN and 1900 <= number.value <= 2100 and number.words.isdigit()


def _named_at(tokens: list[str], index: int) -> DateMention | None:
    forms = {*without_clitics(tokens[index]), *_unclipped(tokens[index])}
    for form in forms & _FIRST_WORDS:
        if "ال" + form in forms:
            continue  # months take no article: «الصفر» is zero
        pair = f"{form} {tokens[index + 1]}" if index + 1 < len(tokens) else ""
        if pair in _NAMES:
            return _mention(tokens, index, _NAMES[pair], 2)
        if form in _NAMES and _is_sure(form, tokens, index) and not _counts(form, tokens, index):
            return _mention(tokens, index, _NAMES[form], 1)
    return None


def _counts(form: str, tokens: list[str], index: int) -> bool:
    """«المدانين الاثنين» are two, «الأحد عشر» eleven."""
    if form == _SUNDAY and tokens[index + 1 : index + 2] in (["عشر"], ["عشره"]):
        return True
    before = tokens[index - 1] if index else ""
    masculine = before.endswith(("ين", "ان")) and not before.endswith(("تين", "تان"))
    return form == _MONDAY and before.startswith("ال") and masculine


def _unclipped(token: str) -> list[str]:
    """«للجمعة» is «ل» and «الجمعة»."""
    return ["ال" + token[2:]] if token.startswith("لل") else []


def _is_sure(form: str, tokens: list[str], index: int) -> bool:
    if form not in _AMBIGUOUS:
        return True
    before = tokens[index - 1] if index else ""
    after = tokens[index + 1] if index + 1 < len(tokens) else ""
    dated = before.isdigit() or after == "/" or (after.isdigit() and len(after) == 4)
    return dated or before in _MONTH_SIGNS or _is_surely_month(after) or _is_surely_month(before)


def _is_surely_month(word: str) -> bool:
    """«بين مارس وأغسطس», «مارس وأبريل»: the other one can be nothing else."""
    return not without_clitics(word).isdisjoint(_SURE_MONTHS)


def _mention(tokens: list[str], index: int, named: tuple[DateKind, int], length: int) -> DateMention:
    end = index + length
    return DateMention(kind=named[0], value=named[1], words=" ".join(tokens[index:end]), start=index, end=end)


def _may_be_day(number: Number) -> bool:
    return number.kind in (NumberKind.PLAIN, NumberKind.ORDINAL) and 1 <= number.value <= 31


def _with_days(named: list[DateMention], tokens: list[str], days: dict[int, Number]) -> Iterator[DateMention]:
    previous: DateMention | None = None
    for mention in named:
        if mention.kind in (DateKind.MONTH, DateKind.HIJRI_MONTH):
            previous = replace(mention, day=_day_before(mention, tokens, days, previous))
        else:
            previous = mention
        yield previous


def _day_before(
    mention: DateMention, tokens: list[str], days: dict[int, Number], previous: DateMention | None
) -> int | None:
    start = mention.start
    if previous and tokens[previous.end : start] == ["/"] and previous.value == mention.value:
        return previous.day
    if start > 0 and tokens[start - 1] in _FIRST_DAY:
        return 1
    while start not in days and start > 0 and tokens[start - 1] in _OF_MONTH:
        start -= 1
    return int(days[start].value) if start in days else None


def _has_year_sign(number: Number, dated: list[DateMention]) -> bool:
    after_month = any(mention.end == number.start for mention in dated)
    return after_month or (bool(number.before) and number.before[-1] in _YEAR_SIGNS)


def _year(number: Number) -> DateMention:
    return DateMention(
        kind=DateKind.YEAR, value=int(number.value), words=number.words, start=number.start, end=number.end
    )
