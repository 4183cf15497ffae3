"""The barometer: facts of conversations, what is published of each year, and messages by their moment."""

import sqlalchemy as sa
from alembic import op

revision = "v0009"
down_revision = "v0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them; the first round of the rollup fills them."""
    op.create_index("ix_messages_created", "messages", ["created"])
    op.create_table(
        "asked",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("visitor_hash", sa.String(64), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("subject", sa.String(30), nullable=False),
        sa.Column("departement", sa.String(10), nullable=False),
        sa.Column("sector", sa.String(10), nullable=False),
        sa.Column("size", sa.String(10), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_asked_conversation_id_conversations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_asked"),
    )
    op.create_index("ix_asked_month_subject", "asked", ["month", "subject"])
    op.create_table(
        "asked_documents",
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("document_id", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["asked.conversation_id"],
            name="fk_asked_documents_conversation_id_asked",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", "document_id", name="pk_asked_documents"),
    )
    op.create_index("ix_asked_documents_document_id", "asked_documents", ["document_id"])
    op.create_table(
        "barometer_years",
        sa.Column("year", sa.String(4), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("computed", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("year", name="pk_barometer_years"),
    )
    op.create_table(
        "barometer_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_barometer_state"),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("barometer_state", "barometer_years", "asked_documents", "asked"):
        op.drop_table(table)
    op.drop_index("ix_messages_created", "messages")
