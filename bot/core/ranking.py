"""Which stories enter an edition, in which order. First version: told by more outlets first, then newer."""

from collections.abc import Collection

from bot.core.models import Story

STORIES_PER_EDITION = 8


def choose_stories(stories: tuple[Story, ...], sent: Collection[str], limit: int) -> tuple[Story, ...]:
    """Return at most `limit` stories that were not sent yet, the most important first."""
    fresh = [story for story in stories if story.id not in sent]
    return tuple(sorted(fresh, key=_importance, reverse=True)[:limit])


def _importance(story: Story) -> tuple[int, float, str]:
    outlets = len({article.outlet for article in story.articles})
    newest = max(article.seen_at.timestamp() for article in story.articles)
    return outlets, newest, story.id
