"""Which article of a story leads: the one a reader would rather have. Deterministic, and slow to change its mind."""

from dataclasses import replace
from datetime import timedelta

from bot.core.arabic import is_arabic
from bot.core.models import Article, Story

LONG_ENOUGH = 2500  # characters; what is longer is no more complete as news, only longer
CLEARLY_FULLER = 1.5  # times; a little more text is no reason to change what readers saw
NEWER = timedelta(hours=12)  # an article so much later, and as full, tells more than the first reports could


def with_best_lead(story: Story) -> Story:
    """Return the story with its most complete article first and the others in their order.

    The same articles lead the same way, so that a digest that was written for them is found again.
    """
    lead = story.articles[0]
    for article in story.articles[1:]:
        if _leads_rather(article, lead):
            lead = article
    others = tuple(article for article in story.articles if article is not lead)
    return story if lead is story.articles[0] else replace(story, articles=(lead, *others))


def _leads_rather(article: Article, lead: Article) -> bool:
    if is_arabic(article.title) != is_arabic(lead.title):
        return is_arabic(article.title)
    if article.reported_at - lead.reported_at >= NEWER:
        return _fullness(article) >= _fullness(lead)
    return _fullness(article) >= CLEARLY_FULLER * _fullness(lead)


def _fullness(article: Article) -> int:
    return min(len(article.text), LONG_ENOUGH)
