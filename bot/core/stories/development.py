"""Whether a story that readers know has developed: new articles that tell what the told ones did not."""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from bot.core.arabic import find_numbers, is_arabic
from bot.core.models import Article, Story
from bot.core.stories.event_words import event_words
from bot.core.stories.report import TELLING_TITLE

# Measured on labelled pairs: of two reports of one event, no title had more than .38 of its words new.
NEW_IN_TITLE = 0.4


def has_developed(story: Story, told_until: datetime) -> bool:
    """Whether an article seen after that moment tells something new in its title: that is where news stands.

    New means: two fifths of its words, a number, or a name that no article seen until then holds. A report in a
    script in which nothing was told cannot be compared: its words are all new, and tell nothing new.
    """
    told = [article for article in story.articles if article.seen_at <= told_until]
    scripts = {is_arabic(article.title) for article in told} or {True, False}
    new = [
        article
        for article in story.articles
        if article.seen_at > told_until and is_arabic(article.title) in scripts
    ]
    if not new:
        return False
    known, numbers = _marks(told), _numbers(told)
    return any(_tells_new(article.title, known, numbers) for article in new)


def _tells_new(title: str, known: frozenset[str], numbers: frozenset[Fraction]) -> bool:
    found = event_words(title)
    if len(found) < TELLING_TITLE:
        return False  # so short a title is all new or all old by chance
    untold = [word for word in found if word.marks.isdisjoint(known)]
    return (
        len(untold) >= NEW_IN_TITLE * len(found)
        or any(word.name for word in untold)
        or any(number.value not in numbers for number in find_numbers(title))
    )


def _marks(articles: Iterable[Article]) -> frozenset[str]:
    found = (word for article in articles for word in event_words(f"{article.title} {article.text}"))
    return frozenset().union(*(word.marks for word in found))


def _numbers(articles: Iterable[Article]) -> frozenset[Fraction]:
    return frozenset(
        number.value for article in articles for number in find_numbers(f"{article.title}\n{article.text}")
    )
