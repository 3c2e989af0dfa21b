"""A date as newsrooms write it -> a moment in UTC: Arabic months and digits, day first, seconds since 1970.

Finds no date in a page; knows no Hijri calendar (such a date is no date to us, never a wrong one).
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from bot.core.arabic import DateKind, clean, find_dates, is_arabic

ARAB_HOURS = (
    3  # Riyadh, Baghdad, and Cairo and Beirut in summer: what an Arab newsroom means when it names no zone
)
LONGEST = 100  # characters
AHEAD = timedelta(hours=1)  # clocks run ahead; newsrooms do not
OLDEST = datetime(1995, 1, 1, tzinfo=UTC)

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]+\d\d:\d\d(?::\d\d)?(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_ENGLISH = re.compile(r"[A-Za-z,]*\s*\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}\s+\d\d?:\d\d", re.IGNORECASE)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_DAY = r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = re.compile(rf"{_DAY}[ -]{_MONTH},?[ -](?P<year>\d{{4}})", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH} {_DAY},? (?P<year>\d{{4}})", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?!\d)")
_TIME = re.compile(
    r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(صباح|مساء|ظهر|[صم](?![^\W\d_])|am|pm)?", re.IGNORECASE
)
_ZONE = re.compile(
    r"(?:GMT|UTC|غرينتش|غرينيتش|جرينتش)?\s*([+-])(\d\d?):?(\d\d)?\s*$|(GMT|UTC|غرينتش|جرينتش|Z)\s*$"
)
_NAMED_ZONES = {" AST": 3, " KSA": 3, " GST": 4, " EET": 2, " EEST": 3}
_AFTERNOON = ("مساء", "م", "pm")


def read_date(written: str, *, arab: bool) -> datetime | None:
    """Return the moment that is written, or nothing; a day without an hour is its midnight in UTC.

    arab: whether an Arab newsroom wrote it: what zone is meant when none is named, and that days stand before months.
    """
    text = clean(written[: 2 * LONGEST]).translate(_DIGITS).strip()[:LONGEST]
    hours = ARAB_HOURS if arab else 0
    for read in (_seconds, _iso, _english, _english_day, _arabic, _numbers):
        try:
            moment = read(text, hours)
        except (ValueError, OverflowError):
            continue
        if moment is not None:
            return moment
    return None


def is_possible(moment: datetime, now: datetime) -> bool:
    """Can an article have been published then? Not in the future, not before there was a web."""
    return OLDEST < moment <= now + AHEAD


def _seconds(text: str, _hours: int) -> datetime | None:
    if not re.fullmatch(r"\d{9,10}|\d{12,13}", text):
        return None
    return datetime.fromtimestamp(int(text) / (1000 if len(text) > 10 else 1), UTC)


def _iso(text: str, hours: int) -> datetime | None:
    if not _ISO.fullmatch(text):
        return None
    return _in_utc(datetime.fromisoformat(re.sub(r"\s+(?=[Z+-])", "", text)), hours if ":" in text else 0)


def _english(text: str, hours: int) -> datetime | None:
    if not _ENGLISH.match(text):
        return None
    for name, offset in _NAMED_ZONES.items():
        if text.upper().endswith(name) and hours:
            return _in_utc(parsedate_to_datetime(text[: -len(name)]).replace(tzinfo=None), offset)
    moment = parsedate_to_datetime(text)
    return _in_utc(moment, hours)


def _english_day(text: str, hours: int) -> datetime | None:
    """«22 Nov 2025», «November 22, 2025 2:05 pm»: as people write it, and mail does not."""
    first, named = _DAY_FIRST.search(text), _MONTH_FIRST.search(text)
    found = first or named
    if found is None:
        return None
    day, month = found.group(1, 2) if first else found.group(2, 1)
    when = datetime(int(found["year"]), 1 + _MONTHS.index(month.lower()), int(day))  # noqa: DTZ001 - zone follows
    return _at(text[found.end() :], when, hours)


def _arabic(text: str, hours: int) -> datetime | None:
    if not is_arabic(text):
        return None
    named = find_dates(text)
    months = [mention for mention in named if mention.kind is DateKind.MONTH and mention.day]
    years = [mention.value for mention in named if mention.kind is DateKind.YEAR]
    if not months or not years:
        return None
    return _at(text, datetime(years[0], months[0].value, months[0].day or 1), hours)  # noqa: DTZ001 - zone follows


def _numbers(text: str, hours: int) -> datetime | None:
    """Day first, as Arabs write; the year may stand on either side."""
    found = _NUMBERS.search(text)
    if found is None:
        return None
    first, month, last = (int(number) for number in found.groups())
    day, year = (last, first) if len(found.group(1)) == 4 else (first, last)
    if year < 1000 or not (hours or month > 12 or day > 12 or first == year):
        return None  # 03/04/2026 of an English newsroom: who knows
    if month > 12:
        day, month = month, day
    return _at(text.replace(found.group(), " "), datetime(year, month, day), hours)  # noqa: DTZ001 - zone follows


def _at(text: str, day: datetime, hours: int) -> datetime:
    found = _TIME.search(text)
    if found is None:
        return _in_utc(day, 0)
    hour, minute, second = (int(number or 0) for number in found.group(1, 2, 3))
    half = (found.group(4) or "").lower()
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in ("ص", "صباح", "am") and hour == 12:
        hour = 0
    moment = day.replace(hour=hour % 24, minute=minute, second=second)
    return _in_utc(moment, _zone(text[found.end() :], hours))


def _zone(text: str, hours: int) -> float:
    found = _ZONE.search(text)
    if found is None:
        return hours
    if found.group(1) is None:
        return 0
    offset = int(found.group(2)) + int(found.group(3) or 0) / 60
    return offset if found.group(1) == "+" else -offset


def _in_utc(moment: datetime, hours: float) -> datetime:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    return moment.astimezone(UTC)
