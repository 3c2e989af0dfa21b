"""The tables. What each column may hold is said by the models; what happened to them by migrations/."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
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
    Column("added_order", Integer, nullable=False),
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
    Column("seen_at", UtcDateTime, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("story_key", String(64), nullable=False, index=True),
    Column("engine", String(128), nullable=False),
    Column("digest", JSON, nullable=False),
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
    Index("ix_subscriptions_state_next_due", "state", "next_due"),
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
)

edition_stories = Table(
    "edition_stories",
    metadata,
    Column("edition_id", String(128), ForeignKey("editions.id"), primary_key=True),
    Column("story_id", String(64), primary_key=True),
    Column("subscription_id", String(64), nullable=False, index=True),
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
    Column("next_attempt", UtcDateTime),
    Column("claimed_at", UtcDateTime),
    Column("message_id", BigInteger),
    Column("last_error", Text, nullable=False),
    UniqueConstraint("edition_id", "chat_id", "part"),
    Index("ix_deliveries_state_next_attempt", "state", "next_attempt"),
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
