"""Old editions are found by their age."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_editions_due_at", "editions", ["due_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_editions_due_at", "editions")
