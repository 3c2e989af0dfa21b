"""Which stories enter an edition, in which order: told by more outlets first, then newer."""

from collections.abc import Mapping
from datetime import datetime

from bot.core.models import Story
from bot.core.stories import has_developed

STORIES_PER_EDITION = 8

Told = Mapping[str, datetime]
"""The ids of stories a reader knows, and until when: articles seen later were not told."""


def choose_stories(stories: tuple[Story, ...], told: Told, limit: int) -> tuple[Story, ...]:
    """Return at most `limit` stories that were not told yet or have developed since, the most important first."""
    news = [story for story in stories if _is_news(story, told)]
    return tuple(sorted(news, key=lambda story: _importance(story, told), reverse=True)[:limit])


def told_until(story: Story, told: Told) -> datetime | None:
    """Until when a reader knows the story, under any of its ids; None when it was never told."""
    return max((told[story_id] for story_id in story.ids if story_id in told), default=None)


def _is_news(story: Story, told: Told) -> bool:
    until = told_until(story, told)
    return until is None or has_developed(story, until)


def _importance(story: Story, told: Told) -> tuple[int, float, str]:
    """A story that was told counts only what came since: old news does not push out new."""
    until = told_until(story, told)
    new = [article for article in story.articles if until is None or article.seen_at > until]
    outlets = len({article.outlet for article in new})
    return outlets, max(article.seen_at.timestamp() for article in new), story.id
