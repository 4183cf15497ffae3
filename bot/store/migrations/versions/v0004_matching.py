"""The matching: traces, the catalogues they speak of, and coverage holes."""

import sqlalchemy as sa
from alembic import op

revision = "v0004"
down_revision = "v0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create their tables."""
    op.create_table(
        "catalogue_versions",
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_catalogue_versions"),
    )
    op.create_table(
        "match_traces",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_match_traces"),
    )
    op.create_index("ix_match_traces_created", "match_traces", ["created"])
    op.create_index("ix_match_traces_version", "match_traces", ["version"])
    op.create_table(
        "coverage_holes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("departement", sa.String(3), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coverage_holes"),
        sa.UniqueConstraint(
            "subject", "departement", "month", name="uq_coverage_holes_subject_departement_month"
        ),
    )


def downgrade() -> None:
    """Drop their tables."""
    for table in ("coverage_holes", "match_traces", "catalogue_versions"):
        op.drop_table(table)
