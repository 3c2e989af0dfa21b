"""How alike two reports are, and whether they tell of one event. Knows nothing of stories."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from heapq import nlargest

from bot.core.arabic import matching_key
from bot.core.stories.conflicts import contradict
from bot.core.stories.report import Part, Report

Weigh = Callable[[Iterable[str]], list[float]]
"""How much each of these stems tells; rare words tell more."""

WINDOW = timedelta(hours=48)  # reports further apart are of two events
# Measured on labelled pairs of reports by different outlets (docs/design.md): F1 is the same from .55 to .59.
SAME_EVENT = 0.55
OWN_OUTLET = 0.1  # so much more is asked within one outlet: it writes twice when there are two things to tell
TOLD, TITLES, OPENINGS = 0.5, 0.25, 0.25
COST_OF_A_DAY = 0.1
UNKNOWN_GAP = timedelta(hours=12)
TELLING_WORDS = 16
NEAR_COPY = 0.8  # Jaccard of stems: re-posts lie above, different events of one topic below .4


@dataclass(frozen=True, slots=True)
class Weighed:
    """A report, which share of its title and opening each word is, and the stems by which it is looked up."""

    report: Report
    headline: tuple[float, ...]
    body: tuple[float, ...]
    telling: frozenset[str]


def weighed(report: Report, weigh: Weigh) -> Weighed:
    """Return the report with the weights of its words; the title's and the rarest of the opening tell."""
    title, opening = ([word.stem for word in part.words] for part in (report.headline, report.body))
    of_title, of_opening = weigh(title), weigh(opening)
    rarest = nlargest(TELLING_WORDS, zip(of_opening, opening, strict=True))
    telling = frozenset([*title, *(stem for _, stem in rarest)])
    return Weighed(report, _shares(of_title), _shares(of_opening), telling)


def likeness(one: Weighed, other: Weighed) -> float:
    """How much of what each report says the other says too: 0 to 1, less for each day between them.

    Half of it is how much of each title stands in the other's title or opening, a quarter compares the titles
    alone, a quarter the openings. What cannot be one event by its titles is told without reading on.
    """
    left, right = one.report, other.report
    alike = _by_titles(one, other) - COST_OF_A_DAY * (gap(left, right) / timedelta(days=1))
    if alike < SAME_EVENT - OPENINGS:
        return alike
    bodies = _told(one.body, left.body, right.whole) + _told(other.body, right.body, left.whole)
    return alike + OPENINGS * bodies / 2


def _by_titles(one: Weighed, other: Weighed) -> float:
    left, right = one.report, other.report
    told = _told(one.headline, left.headline, right.whole) + _told(other.headline, right.headline, left.whole)
    if left.headline.marks.isdisjoint(right.headline.marks):
        return TOLD * told / 2
    alone = _told(one.headline, left.headline, right.headline.marks)
    alone += _told(other.headline, right.headline, left.headline.marks)
    return TOLD * told / 2 + TITLES * alone / 2


def is_same_event(one: Report, other: Report, alike: float) -> bool:
    """Whether two reports, so alike, tell of one event."""
    if one.address and one.address == other.address:
        return True
    may_be = alike >= _asked(one, other) or is_near_copy(one, other)
    return may_be and gap(one, other) <= WINDOW and not contradict(one, other)


def is_near_copy(one: Report, other: Report) -> bool:
    """Whether one text was copied from the other with small changes."""
    shared = len(one.stems & other.stems)
    return shared >= NEAR_COPY * (len(one.stems) + len(other.stems) - shared) > 0


def is_repeat(one: Report, other: Report) -> bool:
    """Whether one outlet's report is there twice: one headline, at one address or over nearly one text.

    One headline alone is no proof: «أسعار الذهب اليوم» stands over another text each day.
    """
    if one.outlet != other.outlet or matching_key(one.title) != matching_key(other.title):
        return False
    return (bool(one.address) and one.address == other.address) or is_near_copy(one, other)


def _asked(one: Report, other: Report) -> float:
    two_titles = one.headline.marks != other.headline.marks
    return SAME_EVENT + (OWN_OUTLET if one.outlet and one.outlet == other.outlet and two_titles else 0.0)


def gap(one: Report, other: Report) -> timedelta:
    """The time between two reports; an article without a date may be older than the day it was seen."""
    apart = abs(one.at - other.at)
    return apart if one.dated and other.dated else max(apart, UNKNOWN_GAP)


def _shares(weights: list[float]) -> tuple[float, ...]:
    total = sum(weights)
    return tuple([weight / total for weight in weights])


def _told(shares: tuple[float, ...], part: Part, marks: frozenset[str]) -> float:
    """The share of the part that these marks tell too."""
    return sum(
        [share for share, word in zip(shares, part.words, strict=True) if not word.marks.isdisjoint(marks)]
    )
