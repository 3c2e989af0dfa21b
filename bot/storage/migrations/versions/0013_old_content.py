"""Old articles, digests and calls are found by their age; digests that are here already count as new today."""

from datetime import UTC, datetime

from alembic import op
import sqlalchemy as sa
import bot.storage.database

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WITH_TEXT = sa.text("text <> ''")


def upgrade() -> None:
    # A constant is added without writing a single row; to look into each digest would take minutes.
    today = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")  # noqa: TID251 - no clock comes here
    op.add_column(
        "digests",
        sa.Column(
            "seen_at",
            bot.storage.database.UtcDateTime(timezone=True),
            nullable=False,
            server_default=today,
        ),
    )
    op.create_index("ix_digests_seen_at", "digests", ["seen_at"])
    op.create_index(
        "ix_articles_with_text",
        "articles",
        ["seen_at"],
        sqlite_where=WITH_TEXT,
        postgresql_where=WITH_TEXT,
    )


def downgrade() -> None:
    op.drop_index("ix_articles_with_text", "articles")
    op.drop_index("ix_digests_seen_at", "digests")
    op.drop_column("digests", "seen_at")
