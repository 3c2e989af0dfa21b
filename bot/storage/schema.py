"""The tables. What each column may hold is said by the models; what happened to them by migrations/."""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.storage.database import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _only(condition: str) -> dict[str, Any]:
    """An index of the few rows that matter: what is done stays in the table, but nobody looks for it."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


sources = Table(
    "sources",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("location", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("topic", String(64), nullable=False),
    Column("country", String(8), nullable=False),
    Column("next_visit", UtcDateTime, nullable=False, index=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("last_error", Text, nullable=False),
    Column("last_success", UtcDateTime),
    Column("last_article", UtcDateTime),
    Column("moved_to", Text, nullable=False, server_default=""),
    Column("moves", Integer, nullable=False, server_default="0"),
    Column("gone", Integer, nullable=False, server_default="0"),
    Column("added_order", Integer, nullable=False),
    Column("owner_id", BigInteger),
)

stories = Table(
    "stories",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("last_seen", UtcDateTime, nullable=False, index=True),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("story_id", String(64), ForeignKey("stories.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("source_id", String(64), nullable=False),
    Column("topic", String(64), nullable=False),
    Column("outlet", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("url", Text),
    Column("published_at", UtcDateTime),
    Column("seen_at", UtcDateTime, nullable=False, index=True),
    Index("ix_articles_with_text", "seen_at", **_only("text <> ''")),
)

word_counts = Table(
    "word_counts",
    metadata,
    Column("word", Text, primary_key=True),  # the empty word stands for all articles
    Column("articles", Integer, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("story_key", String(64), nullable=False, index=True),
    Column("engine", String(128), nullable=False),
    Column("digest", JSON, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False, index=True),  # its newest article
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("chat_id", BigInteger, nullable=False, unique=True),
    Column("owner_id", BigInteger, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("times", JSON, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("weekdays", JSON, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("next_due", UtcDateTime),
    Column("last_due", UtcDateTime),
    Column("language", String(8), nullable=False),
    Column("length", String(8), nullable=False, server_default="medium"),
    Column("weekend", String(16), nullable=False, server_default="none"),
    Column("weekend_times", JSON, nullable=False, server_default="[]"),
    Column("ramadan_times", JSON, nullable=False, server_default="[]"),
    Column("ramadan_shift", Integer, nullable=False, server_default="0"),
    Column("quiet_start", String(8)),
    Column("quiet_end", String(8)),
    Column("hush", String(16), nullable=False, server_default="silent"),
    Column("paused_until", Date),
    Column("nothing_new", String(8)),
    Column("time_to_live", String(8)),
    Column("tell_owner_at", UtcDateTime),  # empty unless the chat is lost and its owner does not know
    Index("ix_subscriptions_state_next_due", "state", "next_due"),
    Index("ix_subscriptions_tell_owner_at", "tell_owner_at", **_only("tell_owner_at IS NOT NULL")),
)

editions = Table(
    "editions",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("subscription_id", String(64), nullable=False),
    Column("local_date", Date, nullable=False),
    Column("slot", String(8), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    UniqueConstraint("subscription_id", "local_date", "slot"),
    Index("ix_editions_due_at", "due_at", "id"),
)

edition_stories = Table(
    "edition_stories",
    metadata,
    Column("edition_id", String(128), ForeignKey("editions.id"), primary_key=True),
    Column("story_id", String(64), primary_key=True),
    Column("subscription_id", String(64), nullable=False, index=True),
    Column("told_until", UtcDateTime, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", String(160), primary_key=True),
    Column("edition_id", String(128), ForeignKey("editions.id"), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("part", Integer, nullable=False),
    Column("message", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),
    Column("owed_since", UtcDateTime),
    Column("stale_at", UtcDateTime),  # empty when only the operator says how old it may get
    Column("next_attempt", UtcDateTime),  # empty unless it may be claimed from then on
    Column("claimed_at", UtcDateTime),  # and, once it is settled, when it was
    Column("claimed_by", String(32)),
    Column("message_id", BigInteger),
    Column("last_error", Text, nullable=False),
    UniqueConstraint("edition_id", "chat_id", "part"),
    Index(
        "ix_deliveries_next_attempt",
        "next_attempt",
        "edition_id",
        "part",
        **_only("next_attempt IS NOT NULL"),
    ),
    Index("ix_deliveries_owed_since", "owed_since", **_only("next_attempt IS NOT NULL")),
    Index(
        "ix_deliveries_stale_at",
        "stale_at",
        **_only("next_attempt IS NOT NULL AND stale_at IS NOT NULL"),
    ),
    Index("ix_deliveries_claimed_at", "claimed_at", **_only("state = 'sending'")),
    Index("ix_deliveries_stale", "claimed_at", "edition_id", **_only("last_error = 'stale'")),
)

send_limits = Table(
    "send_limits",
    metadata,
    Column("key", String(80), primary_key=True),  # holds a hash of the bot's token, never the token
    Column("booked_until", Double, nullable=False),
    Column("share", Double, nullable=False),
    Column("slowed_at", Double, nullable=False),
)

updates = Table(
    "updates",
    metadata,
    Column("mark", String(64), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("repeatable", Boolean, nullable=False),
    Column("held_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("content", JSON),  # gone once it is answered
    Index("ix_updates_held_at", "held_at"),
    Index("ix_updates_unanswered", "held_at", **_only("content IS NOT NULL")),
)

model_calls = Table(
    "model_calls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("model", Text, nullable=False),
    Column("story_id", Text, nullable=False),
    Column("input_tokens", BigInteger, nullable=False),
    Column("output_tokens", BigInteger, nullable=False),
    Column("cost", BigInteger, nullable=False),  # whole units of storage/spending.py: floats lose cents
)
