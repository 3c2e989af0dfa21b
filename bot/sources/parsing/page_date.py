"""A page's tree -> when its article was published: what it declares, then what a reader sees beside the title."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import htmldate
from lxml.html import HtmlElement

from bot.core.arabic import is_arabic
from bot.sources.parsing.dates import is_possible, read_date

A_DAY = timedelta(hours=36)  # a day's name says nothing about the zone
NEAR = 40  # blocks after the headline in which a date of its own would stand
LONGEST_LINE = 120  # characters; a longer one is a paragraph
_NAMES = frozenset(
    {
        "article:published_time",
        "og:published_time",
        "datePublished",
        "pubdate",
        "publishdate",
        "publish-date",
        "date",
        "DC.date.issued",
        "parsely-pub-date",
        "cXenseParse:recs:publishtime",
    }
)
_IN_TEXT = (
    "//time[@pubdate or @itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@datetime"
)
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*("[^"\\]{4,60}")')
_IN_ADDRESS = re.compile(r"/(20\d\d)[/-](\d{1,2})(?:[/-]\D{0,20})?[/-](\d{1,2})(?=[/-]|$)")
_FIRST_OF_YEAR = (1, 1)  # what is guessed when only a year is found


def date_of(tree: HtmlElement, url: str, now: datetime) -> datetime | None:
    """Return when the article was published, or nothing; a day without an hour is its midnight in UTC."""
    arab = _is_arab(tree)
    declared = [moment for text in _declared(tree) if (moment := read_date(text, arab=arab))]
    possible = [moment for moment in declared if is_possible(moment, now) and not _is_guess(moment)]
    day = _day(tree, url, now)
    if possible:
        return next((moment for moment in possible if day and abs(moment - day) < A_DAY), possible[0])
    return _in_address(url, now) or _beside_title(tree, now) or day


def _declared(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        for written in _JSON_DATE.findall(script.text or ""):
            with suppress(ValueError):
                yield str(json.loads(written))
    for meta in tree.iter("meta"):
        if {meta.get("property"), meta.get("name"), meta.get("itemprop")} & _NAMES:
            yield meta.get("content") or ""
    yield from map(str, tree.xpath(_IN_TEXT))


def _day(tree: HtmlElement, url: str, now: datetime) -> datetime | None:
    latest = (now + timedelta(days=1)).strftime("%Y-%m-%d")
    found = htmldate.find_date(tree, original_date=True, url=url or None, max_date=latest)
    day = datetime.fromisoformat(found).replace(tzinfo=UTC) if found else None
    return None if day is None or _is_guess(day) else day


def _in_address(url: str, now: datetime) -> datetime | None:
    found = _IN_ADDRESS.search(url)
    if found is None:
        return None
    year, month, day = (int(number) for number in found.groups())
    try:
        moment = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    return moment if is_possible(moment, now) else None


def _beside_title(tree: HtmlElement, now: datetime) -> datetime | None:
    """The first line after the headline that is short and holds a date in Arabic."""
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return None
    after = heading.xpath(f"(following::*[normalize-space(text())])[position() <= {NEAR}]")
    for element in after:
        text = " ".join(str(element.text_content()).split()) if isinstance(element.tag, str) else ""
        if text and len(text) <= LONGEST_LINE and is_arabic(text):
            moment = read_date(text, arab=True)
            if moment is not None and is_possible(moment, now):
                return moment
    return None


def _is_arab(tree: HtmlElement) -> bool:
    return is_arabic(" ".join(str(title.text_content()) for title in tree.iter("title", "h1")))


def _is_guess(moment: datetime) -> bool:
    return (moment.month, moment.day) == _FIRST_OF_YEAR and moment.hour == moment.minute == 0
