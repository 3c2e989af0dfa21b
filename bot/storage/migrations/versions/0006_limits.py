"""Who claimed a delivery and since when it is owed; the bucket of a bot's messages."""

from alembic import op
import sqlalchemy as sa
import bot.storage.database

revision = "0006"
down_revision = "0007"
branch_labels = None
depends_on = None

CAN_BE_CLAIMED = sa.text("next_attempt IS NOT NULL")
SENDING = sa.text("state = 'sending'")


def upgrade() -> None:
    op.create_table(
        "send_limits",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("booked_until", sa.Double(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("slowed_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_send_limits")),
    )
    op.drop_index("ix_deliveries_state_next_attempt", "deliveries")
    op.add_column("deliveries", sa.Column("owed_since", bot.storage.database.UtcDateTime(timezone=True)))
    op.add_column("deliveries", sa.Column("claimed_by", sa.String(32)))
    op.execute("UPDATE deliveries SET owed_since = next_attempt")
    op.execute("UPDATE deliveries SET next_attempt = NULL WHERE state NOT IN ('pending', 'doubt')")
    _make_index("ix_deliveries_next_attempt", ["next_attempt", "edition_id", "part"], CAN_BE_CLAIMED)
    _make_index("ix_deliveries_owed_since", ["owed_since"], CAN_BE_CLAIMED)
    _make_index("ix_deliveries_claimed_at", ["claimed_at"], SENDING)


def _make_index(name: str, columns: list[str], only: sa.TextClause) -> None:
    op.create_index(name, "deliveries", columns, sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    for name in ("next_attempt", "owed_since", "claimed_at"):
        op.drop_index(f"ix_deliveries_{name}", "deliveries")
    op.drop_column("deliveries", "claimed_by")
    op.drop_column("deliveries", "owed_since")
    op.create_index("ix_deliveries_state_next_attempt", "deliveries", ["state", "next_attempt"])
    op.drop_table("send_limits")
