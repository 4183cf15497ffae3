"""The audience of a conversation: what an adviser said with internal sources is no visitor's."""

import sqlalchemy as sa
from alembic import op

revision = "v0006"
down_revision = "v0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; every conversation so far was a visitor's."""
    op.add_column(
        "conversations", sa.Column("audience", sa.String(10), nullable=False, server_default="public")
    )


def downgrade() -> None:
    """Take it off, and with it the conversations that nothing would keep from visitors any more."""
    op.execute(
        "DELETE FROM messages WHERE conversation_id IN "
        "(SELECT id FROM conversations WHERE audience <> 'public')"
    )
    op.execute("DELETE FROM conversations WHERE audience <> 'public'")
    op.drop_column("conversations", "audience")
