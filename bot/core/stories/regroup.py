"""Stories looked at once more together, when an edition is made: two that turned out to be one are shown once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from bot.core.arabic import is_arabic
from bot.core.models import Article, Story
from bot.core.stories.conflicts import contradict
from bot.core.stories.lead import with_best_lead
from bot.core.stories.likeness import SAME_EVENT, WINDOW, Weighed, gap, is_same_event, likeness, weighed
from bot.core.stories.report import report_of
from bot.core.stories.report_index import ReportIndex
from bot.core.stories.word_counts import WordCounts

ONE_STORY = SAME_EVENT  # of the mean over all reports of both; measured: .45 already joins a topic's events
SPOKESMEN = 4  # articles that speak for a story

Links = defaultdict[int, dict[int, float]]
"""For each story (by its place) the stories that may be the same, and the mean likeness of their reports."""


def regrouped(stories: Iterable[Story]) -> tuple[Story, ...]:
    """Return the stories in their order, those of one event made one, each with its best lead.

    What was one story stays one; the oldest keeps its id. Average linkage (UPGMA) over the likeness of reports.
    """
    given = tuple(stories)
    groups = {place: [place] for place in range(len(given))}
    sizes = [len(_spokesmen(story)) for story in given]
    links = _links(given)
    while (best := _closest(links)) is not None:
        one, other = best
        groups[one] += groups.pop(other)
        _join_links(links, one, other, sizes)
        sizes[one] += sizes[other]
    return tuple(with_best_lead(_merged([given[place] for place in group])) for group in groups.values())


def _links(stories: Sequence[Story]) -> Links:
    reports = [tuple(map(report_of, _spokesmen(story))) for story in stories]
    counts = WordCounts()
    for report in (one for several in reports for one in several):
        counts.add(report.stems)
    spoken = [tuple(weighed(report, counts.weights) for report in several) for several in reports]
    links: Links = defaultdict(dict)
    for one, other in sorted(set(_pairs(spoken))):
        alike = [_alike(left, right) for left, right in product(spoken[one], spoken[other])]
        links[one][other] = links[other][one] = sum(alike) / len(alike)
    return links


def _spokesmen(story: Story) -> tuple[Article, ...]:
    """The first and the last reports: what began it, and where it stands; in Arabic, if any is."""
    arabic = [article for article in story.articles if is_arabic(article.title)]
    by_time = sorted(arabic or story.articles, key=lambda article: (article.reported_at, article.id))
    half = SPOKESMEN // 2
    return tuple(by_time) if len(by_time) <= SPOKESMEN else (*by_time[:half], *by_time[-half:])


def _pairs(spoken: Sequence[tuple[Weighed, ...]]) -> Iterator[tuple[int, int]]:
    """Stories of which two reports are near each other: few of all that could be compared."""
    index = ReportIndex()
    places: list[int] = []
    for place, several in enumerate(spoken):
        for one in several:
            yield from ((places[number], place) for number in index.nearest(one) if places[number] != place)
            index.add(one)
            places.append(place)


def _alike(one: Weighed, other: Weighed) -> float:
    alike = likeness(one, other)
    if is_same_event(one.report, other.report, alike):
        return max(alike, SAME_EVENT)
    apart = gap(one.report, other.report) > WINDOW or contradict(one.report, other.report)
    return 0.0 if apart else max(alike, 0.0)


def _closest(links: Links) -> tuple[int, int] | None:
    pairs = (
        (mean, -one, -other) for one, others in links.items() for other, mean in others.items() if one < other
    )
    mean, one, other = max(pairs, default=(0.0, 0, 0))
    return (-one, -other) if mean >= ONE_STORY else None


def _join_links(links: Links, one: int, other: int, sizes: Sequence[int]) -> None:
    """What the second was linked to, the joined story is linked to: by the mean over all their reports."""
    left, right = links[one], links.pop(other)
    for third in {*left, *right} - {one, other}:
        sum_of_both = left.get(third, 0.0) * sizes[one] + right.get(third, 0.0) * sizes[other]
        left[third] = links[third][one] = sum_of_both / (sizes[one] + sizes[other])
        links[third].pop(other, None)
    left.pop(other, None)


def _merged(stories: Sequence[Story]) -> Story:
    if len(stories) == 1:
        return stories[0]
    by_age = sorted(stories, key=lambda story: (min(article.seen_at for article in story.articles), story.id))
    articles = {article.id: article for story in by_age for article in story.articles}
    others = tuple(story_id for story in by_age for story_id in story.ids if story_id != by_age[0].id)
    in_order = sorted(articles.values(), key=lambda article: (article.seen_at, article.id))
    return Story(id=by_age[0].id, articles=tuple(in_order), merged_ids=tuple(dict.fromkeys(others)))
