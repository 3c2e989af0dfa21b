"""In how many articles a word stood lately, and how much it tells therefore. Old articles count ever less."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log1p

from bot.core.models import Article
from bot.core.stories.report import report_of

REMEMBERED_ARTICLES = 20_000  # then all counts are halved: what nobody writes about any more is forgotten
TAKEN_FOR_GRANTED = (
    500  # articles without any known word, so that the first real ones do not make a word common
)


class WordCounts:
    """How common words are; grows with each article."""

    def __init__(self, articles: int = 0, words: Mapping[str, int] | None = None) -> None:
        self._articles = articles
        self._words = Counter(words)

    def add(self, words: Iterable[str]) -> None:
        """Count the words of one more article."""
        self._words.update(set(words))
        self._articles += 1
        if self._articles >= REMEMBERED_ARTICLES:
            self._halve()

    def weights(self, words: Iterable[str]) -> list[float]:
        """How much each word tells: its inverse document frequency, never zero."""
        articles, counted = self._articles + TAKEN_FOR_GRANTED, self._words.get
        return [log1p(articles / (counted(word, 0) + 0.5)) for word in words]

    def _halve(self) -> None:
        self._articles //= 2
        self._words = Counter({word: count // 2 for word, count in self._words.items() if count > 1})


def counted_words(article: Article) -> frozenset[str]:
    """The words of the article that are counted: those of its title and its opening."""
    return report_of(article).stems
