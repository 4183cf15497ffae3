"""The board: what was proposed to whom, and who was written to."""

import sqlalchemy as sa
from alembic import op

revision = "v0012"
down_revision = "v0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create its tables."""
    op.create_table(
        "board_proposals",
        sa.Column("offer_id", sa.String(32), nullable=False),
        sa.Column("need_id", sa.String(32), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        _deposit("offer_id"),
        _deposit("need_id"),
        sa.PrimaryKeyConstraint("offer_id", "need_id", name="pk_board_proposals"),
    )
    op.create_index("ix_board_proposals_need_id", "board_proposals", ["need_id"])
    op.create_table(
        "board_approaches",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_board_approaches"),
    )
    op.create_index("ix_board_approaches_mark_created", "board_approaches", ["mark", "created"])


def downgrade() -> None:
    """Drop its tables."""
    for table in ("board_approaches", "board_proposals"):
        op.drop_table(table)


def _deposit(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["deposits.id"], name=f"fk_board_proposals_{column}_deposits", ondelete="CASCADE"
    )
