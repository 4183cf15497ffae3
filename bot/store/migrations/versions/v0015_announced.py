"""The message that is being said under an idempotency key, known before it is said."""

import sqlalchemy as sa
from alembic import op

revision = "v0015"
down_revision = "v0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("idempotency", sa.Column("announced", sa.String(64), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("idempotency", "announced")
