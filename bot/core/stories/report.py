"""What an article says of its event, taken apart once so that it can be compared often."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.models import Article
from bot.core.stories.address import canonical_address
from bot.core.stories.event_words import EventWord, event_words

OPENING_WORDS = 60  # measured: with 40 or 80 the same event is told from the same topic less well
TELLING_TITLE = 4  # content words; «نشرة الأخبار» is the title of many, and a post may have none
WORDS_OF_A_TITLE = 12  # of the opening, when the title does not tell


@dataclass(frozen=True, slots=True)
class Part:
    """The words of a title or an opening, and all marks by which they are known again."""

    words: tuple[EventWord, ...]
    marks: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article's title and opening in comparable form; `dated` says whether its outlet told the moment."""

    article_id: str
    outlet: str
    at: datetime
    dated: bool
    address: str
    title: str
    opening: str
    headline: Part
    body: Part
    whole: frozenset[str]
    stems: frozenset[str]


def report_of(article: Article) -> Report:
    """Return the article as a report of an event."""
    first_words = article.text.split(maxsplit=OPENING_WORDS)[:OPENING_WORDS]
    opening = " ".join(first_words)
    headline, body = _part(event_words(article.title)), _part(event_words(opening))
    if len(headline.words) < TELLING_TITLE:
        headline = _part(event_words(" ".join([article.title, *first_words[:WORDS_OF_A_TITLE]])))
    return Report(
        article_id=article.id,
        outlet=article.outlet,
        at=article.reported_at,
        dated=article.published_at is not None,
        address=canonical_address(article.url),
        title=article.title,
        opening=opening,
        headline=headline,
        body=body,
        whole=headline.marks | body.marks,
        stems=frozenset([word.stem for word in headline.words + body.words]),
    )


def _part(found: tuple[EventWord, ...]) -> Part:
    return Part(found, frozenset().union(*[word.marks for word in found]))
