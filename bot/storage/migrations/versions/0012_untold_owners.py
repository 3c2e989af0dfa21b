"""That the owner of a lost channel was not told yet outlives the process that found it out."""

from alembic import op
import sqlalchemy as sa
import bot.storage.database

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

UNTOLD = sa.text("tell_owner_at IS NOT NULL")


def upgrade() -> None:
    op.add_column(
        "subscriptions",
        sa.Column("tell_owner_at", bot.storage.database.UtcDateTime(timezone=True), nullable=True),
    )
    op.create_index(
        "ix_subscriptions_tell_owner_at",
        "subscriptions",
        ["tell_owner_at"],
        sqlite_where=UNTOLD,
        postgresql_where=UNTOLD,
    )


def downgrade() -> None:
    op.drop_index("ix_subscriptions_tell_owner_at", "subscriptions")
    op.drop_column("subscriptions", "tell_owner_at")
