"""Articles -> stories: which reports tell of one event. Pure: keeps nothing beyond the index it is given."""

from bot.core.stories.development import has_developed
from bot.core.stories.identity import article_id, digest_key, story_fingerprint, story_of
from bot.core.stories.index import NOT_RETOLD, Retold, StoryIndex
from bot.core.stories.lead import with_best_lead
from bot.core.stories.regroup import regrouped
from bot.core.stories.word_counts import WordCounts, counted_words

__all__ = [
    "NOT_RETOLD",
    "Retold",
    "StoryIndex",
    "WordCounts",
    "article_id",
    "counted_words",
    "digest_key",
    "has_developed",
    "regrouped",
    "story_fingerprint",
    "story_of",
    "with_best_lead",
]
