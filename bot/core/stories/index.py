"""The stories of a time window, ready for the next article: which of them it joins. Kept in memory only.

A foreign article is compared as it was `retold` in Arabic, where it was.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from bot.core.models import Article, Story
from bot.core.stories.identity import story_of
from bot.core.stories.likeness import Weighed, is_repeat, is_same_event, likeness, weighed
from bot.core.stories.report import Report, report_of
from bot.core.stories.report_index import ReportIndex
from bot.core.stories.word_counts import WordCounts

Retold = Mapping[str, Article]
"""By its article's id, the article in Arabic."""

NOT_RETOLD: Retold = MappingProxyType({})
VOTES = 3
BEST_COUNTS = 0.6  # of a story's vote its best report gives so much, the mean of its three best the rest


class StoryIndex:
    """Knows in which story each article of the window is; `counts` say how much a word tells."""

    def __init__(self, counts: WordCounts | None = None) -> None:
        self._counts = counts or WordCounts()
        self._reports = ReportIndex()
        self._stories: dict[int, str] = {}  # by number of the report
        self._numbers: dict[str, int] = {}  # by id of the article
        self._seen: dict[int, datetime] = {}  # in the order they came, so that the oldest is found at once
        self._sizes: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._numbers)

    def remember(self, stories: Iterable[Story], *, counted: bool, retold: Retold = NOT_RETOLD) -> None:
        """Take in what is kept already; `counted` says whether the words are in the counts, too."""
        fresh = [(a, story.id) for story in stories for a in story.articles if a.id not in self._numbers]
        for article, story_id in sorted(fresh, key=lambda one: (one[0].seen_at, one[0].id)):
            report = report_of(retold.get(article.id, article))
            if not counted:
                self._counts.add(report.stems)
            self._keep(article, story_id, self._weighed(report))

    def place(self, articles: Iterable[Article], retold: Retold = NOT_RETOLD) -> tuple[Story, ...]:
        """Return the stories that these articles begin or join, each with these articles only."""
        placed: dict[str, list[Article]] = {}
        for article in articles:
            placed.setdefault(self._story_of(article, retold), []).append(article)
        return tuple(Story(id=story_id, articles=tuple(group)) for story_id, group in placed.items())

    def repeats(self, article: Article) -> bool:
        """Whether its outlet has told just this already: feeds give old items new marks."""
        report = report_of(article)
        near = self._reports.nearest(self._weighed(report))
        return any(is_repeat(report, self._reports[number].report) for number in near)

    def forget(self, before: datetime) -> None:
        """Forget the articles seen before this moment, in the order in which they came."""
        while self._seen:
            number, seen_at = next(iter(self._seen.items()))
            if seen_at >= before:
                return
            del self._seen[number], self._numbers[self._reports[number].report.article_id]
            self._sizes[self._stories.pop(number)] -= 1
            self._reports.drop_oldest()

    def _story_of(self, article: Article, retold: Retold) -> str:
        if article.id in self._numbers:
            return self._stories[self._numbers[article.id]]
        report = report_of(retold.get(article.id, article))
        self._counts.add(report.stems)
        mine = self._weighed(report)
        story_id = self._elected(mine) or story_of(article).id
        self._keep(article, story_id, mine)
        return story_id

    def _elected(self, mine: Weighed) -> str | None:
        """The story of the same event whose reports are most like this one."""
        votes: dict[str, list[float]] = {}
        for number in self._reports.nearest(mine):
            other = self._reports[number]
            alike = likeness(mine, other)
            if is_same_event(mine.report, other.report, alike):
                votes.setdefault(self._stories[number], []).append(alike)
        return max(
            votes, key=lambda story_id: (self._vote(story_id, votes[story_id]), story_id), default=None
        )

    def _vote(self, story_id: str, alike: list[float]) -> float:
        voters = min(VOTES, self._sizes[story_id])
        best = sorted(alike, reverse=True)[:voters]
        return BEST_COUNTS * best[0] + (1 - BEST_COUNTS) * sum(best) / voters

    def _weighed(self, report: Report) -> Weighed:
        return weighed(report, self._counts.weights)

    def _keep(self, article: Article, story_id: str, mine: Weighed) -> None:
        number = self._reports.add(mine)
        self._stories[number], self._seen[number] = story_id, article.seen_at
        self._numbers[article.id] = number
        self._sizes[story_id] += 1
