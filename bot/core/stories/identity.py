"""The names of articles, stories and digests: short, stable, made of what they name. Compares nothing."""

import hashlib

from bot.core.models import Article, Length, Story


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


def _short_hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
