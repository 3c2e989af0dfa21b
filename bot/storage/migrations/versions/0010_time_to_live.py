"""How late an edition may come to a chat; what waits already stays under the operator's rule."""

from alembic import op
import sqlalchemy as sa
import bot.storage.database

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MAY_GET_STALE = sa.text("next_attempt IS NOT NULL AND stale_at IS NOT NULL")
GOT_STALE = sa.text("last_error = 'stale'")


def upgrade() -> None:
    # No batch: that would copy the whole ledger, and a column that may be empty can simply be added.
    op.add_column("subscriptions", sa.Column("time_to_live", sa.String(8), nullable=True))
    op.add_column(
        "deliveries", sa.Column("stale_at", bot.storage.database.UtcDateTime(timezone=True), nullable=True)
    )
    _make_index("ix_deliveries_stale_at", ["stale_at"], MAY_GET_STALE)
    _make_index("ix_deliveries_stale", ["claimed_at", "edition_id"], GOT_STALE)


def _make_index(name: str, columns: list[str], only: sa.TextClause) -> None:
    op.create_index(name, "deliveries", columns, sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    op.drop_index("ix_deliveries_stale", "deliveries")
    op.drop_index("ix_deliveries_stale_at", "deliveries")
    op.drop_column("deliveries", "stale_at")
    op.drop_column("subscriptions", "time_to_live")
