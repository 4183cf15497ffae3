"""The barometer publishes requests with the questions: every year is to be published anew."""

from alembic import op

revision = "v0013"
down_revision = "v0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Ask for it."""
    op.execute("UPDATE barometer_years SET stale = true")


def downgrade() -> None:
    """Change nothing: what was published before reads the same."""
