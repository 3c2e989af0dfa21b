"""Updates of Telegram's, until they are answered."""

from alembic import op
import sqlalchemy as sa
import bot.storage.database

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None

UNANSWERED = sa.text("content IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "updates",
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("repeatable", sa.Boolean(), nullable=False),
        sa.Column("held_at", bot.storage.database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_updates")),
    )
    op.create_index("ix_updates_held_at", "updates", ["held_at"])
    op.create_index(
        "ix_updates_unanswered",
        "updates",
        ["held_at"],
        postgresql_where=UNANSWERED,
        sqlite_where=UNANSWERED,
    )


def downgrade() -> None:
    op.drop_index("ix_updates_unanswered", table_name="updates")
    op.drop_index("ix_updates_held_at", table_name="updates")
    op.drop_table("updates")
