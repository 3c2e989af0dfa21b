"""How common words are, and until when a reader knows a story."""

from alembic import op
import sqlalchemy as sa

from bot.storage.database import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "word_counts",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_word_counts")),
    )
    with op.batch_alter_table("edition_stories", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told_until", UtcDateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE edition_stories SET told_until ="
        " (SELECT due_at FROM editions WHERE editions.id = edition_stories.edition_id)"
    )
    with op.batch_alter_table("edition_stories", schema=None) as batch_op:
        batch_op.alter_column("told_until", existing_type=UtcDateTime(timezone=True), nullable=False)
    op.create_index(op.f("ix_articles_seen_at"), "articles", ["seen_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_articles_seen_at"), table_name="articles")
    with op.batch_alter_table("edition_stories", schema=None) as batch_op:
        batch_op.drop_column("told_until")
    op.drop_table("word_counts")
