"""Weekends, Ramadan, quiet hours, pauses, and what to say when nothing is new."""

from alembic import op
import sqlalchemy as sa

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("subscriptions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("weekend", sa.String(16), nullable=False, server_default="none"))
        batch_op.add_column(sa.Column("weekend_times", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("ramadan_times", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("ramadan_shift", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("quiet_start", sa.String(8), nullable=True))
        batch_op.add_column(sa.Column("quiet_end", sa.String(8), nullable=True))
        batch_op.add_column(sa.Column("hush", sa.String(16), nullable=False, server_default="silent"))
        batch_op.add_column(sa.Column("paused_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("nothing_new", sa.String(8), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("subscriptions", schema=None) as batch_op:
        batch_op.drop_column("nothing_new")
        batch_op.drop_column("paused_until")
        batch_op.drop_column("hush")
        batch_op.drop_column("quiet_end")
        batch_op.drop_column("quiet_start")
        batch_op.drop_column("ramadan_shift")
        batch_op.drop_column("ramadan_times")
        batch_op.drop_column("weekend_times")
        batch_op.drop_column("weekend")
