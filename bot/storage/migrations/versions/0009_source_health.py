"""How sources do: when they last had news, where they move, whether they are gone."""

from alembic import op
import sqlalchemy as sa
import bot.storage.database

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("last_article", bot.storage.database.UtcDateTime(timezone=True), nullable=True)
        )
        batch_op.add_column(sa.Column("moved_to", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("moves", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("gone", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("sources", schema=None) as batch_op:
        for name in ("gone", "moves", "moved_to", "last_article"):
            batch_op.drop_column(name)
