"""The introductions between companies."""

import sqlalchemy as sa
from alembic import op

revision = "v0011"
down_revision = "v0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create their tables."""
    op.create_table(
        "introductions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("together", sa.String(64), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_introductions"),
        sa.UniqueConstraint("together", name="uq_introductions_together"),
    )
    op.create_table(
        "introduction_sides",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("introduction_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("deposit_id", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("answer", sa.String(3), nullable=True),
        sa.Column("reason", sa.String(20), nullable=True),
        _introduction("introduction_sides"),
        sa.ForeignKeyConstraint(
            ["deposit_id"],
            ["deposits.id"],
            name="fk_introduction_sides_deposit_id_deposits",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_introduction_sides"),
        sa.UniqueConstraint(
            "introduction_id", "position", name="uq_introduction_sides_introduction_id_position"
        ),
    )
    op.create_index("ix_introduction_sides_deposit_id", "introduction_sides", ["deposit_id"])
    op.create_table(
        "introduction_steps",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("introduction_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        _introduction("introduction_steps"),
        sa.PrimaryKeyConstraint("id", name="pk_introduction_steps"),
    )
    op.create_index("ix_introduction_steps_introduction_id", "introduction_steps", ["introduction_id"])


def downgrade() -> None:
    """Drop their tables."""
    for table in ("introduction_steps", "introduction_sides", "introductions"):
        op.drop_table(table)


def _introduction(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["introduction_id"],
        ["introductions.id"],
        name=f"fk_{table}_introduction_id_introductions",
        ondelete="CASCADE",
    )
