"""Articles -> stories: same text or same event. First version: near-copies and closely alike openings."""

import hashlib
from dataclasses import replace

from bot.core.arabic import stems
from bot.core.models import Article, Length, Story

OPENING_CHARACTERS = 400
ALIKE = 0.5  # Jaccard of the stems of title and opening; re-posts lie above .8, different events of one topic below .35


def article_id(source_id: str, mark: str) -> str:
    """Return the id of the item that a source marks so (its guid, address or text)."""
    return _short_hash(source_id, mark)


def story_of(article: Article) -> Story:
    """Return a story with this one article."""
    return Story(id=_short_hash("story", article.id), articles=(article,))


def story_fingerprint(story: Story) -> str:
    """Return a key of exactly these texts: the same for the same words, whoever sent them."""
    return _short_hash(*(part for article in story.articles for part in (article.title, article.text)))


def digest_key(story: Story, written_by: str, length: Length) -> str:
    """Return the name of what an engine writes about exactly these texts at this length; fits into a button."""
    return _short_hash(story_fingerprint(story), written_by, length.value)


def group_into_stories(articles: tuple[Article, ...], known: tuple[Story, ...]) -> tuple[Story, ...]:
    """Return the stories that these new articles begin or join; stories without a new article are left out."""
    stories = {story.id: story for story in known}
    openings = {story.id: _opening_stems(story.lead) for story in known}
    touched: list[str] = []
    for article in articles:
        opening = _opening_stems(article)
        match = _most_alike(opening, openings)
        story = _join(stories[match], article) if match else story_of(article)
        stories[story.id] = story
        openings.setdefault(story.id, opening)
        touched.append(story.id)
    return tuple(stories[story_id] for story_id in dict.fromkeys(touched))


def _join(story: Story, article: Article) -> Story:
    return replace(story, articles=(*story.articles, article))


def _most_alike(opening: frozenset[str], openings: dict[str, frozenset[str]]) -> str | None:
    scored = ((_jaccard(opening, other), story_id) for story_id, other in openings.items())
    score, story_id = max(scored, default=(0.0, ""))
    return story_id if score >= ALIKE else None


def _opening_stems(article: Article) -> frozenset[str]:
    return frozenset(stems(f"{article.title} {article.text[:OPENING_CHARACTERS]}"))


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    union = len(left | right)
    return len(left & right) / union if union else 0.0


def _short_hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
