"""The advisers' desk: accounts, sessions, audit, cases, events and outbox; a case for each old request."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them."""
    _create_accounts()
    _create_cases()
    _create_outbox()
    _open_cases()


def downgrade() -> None:
    """Drop them, those that refer to another first."""
    for table in ("outbox", "case_events", "cases", "audit", "sessions", "accounts"):
        op.drop_table(table)


def _account(table: str, ondelete: str = "SET NULL") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id"], ["accounts.id"], name=f"fk_{table}_account_id_accounts", ondelete=ondelete
    )


def _create_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("territories", sa.JSON(), nullable=False),
        sa.Column("subjects", sa.JSON(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.Column("absent_from", sa.Date(), nullable=True),
        sa.Column("absent_until", sa.Date(), nullable=True),
        sa.Column("created", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("email", name="uq_accounts_email"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        _account("sessions", "CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_account_id", "sessions", ["account_id"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(50), nullable=False),
        sa.Column("target", sa.String(200), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        _account("audit"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_created", "audit", ["created"])


def _create_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("request_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("departement", sa.String(3), nullable=True),
        sa.Column("subject", sa.String(100), nullable=True),
        sa.Column("consent_text", sa.Text(), nullable=False),
        sa.Column("shares_conversation", sa.Boolean(), nullable=False),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("appointment", MOMENT, nullable=True),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("told_by_company", sa.String(20), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("changed", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name="fk_cases_request_id_requests", ondelete="CASCADE"
        ),
        _account("cases"),
        sa.PrimaryKeyConstraint("request_id", name="pk_cases"),
    )
    op.create_index("ix_cases_state", "cases", ["state"])
    op.create_index("ix_cases_account_id_state", "cases", ["account_id", "state"])
    op.create_table(
        "case_events",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(30), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["cases.request_id"], name="fk_case_events_request_id_cases", ondelete="CASCADE"
        ),
        _account("case_events"),
        sa.PrimaryKeyConstraint("id", name="pk_case_events"),
    )
    op.create_index("ix_case_events_request_id", "case_events", ["request_id"])


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("sent", MOMENT, nullable=True),
        sa.Column("created", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_sent_due", "outbox", ["sent", "due"])


def _open_cases() -> None:
    connection = op.get_bind()
    insert = sa.text(
        "INSERT INTO cases (request_id, kind, consent_text, shares_conversation, secret, state, draft, "
        "reminders, changed) SELECT id, 'autre', '', :no, :secret, 'nouvelle', '', 0, created "
        "FROM requests WHERE id = :id"
    )
    for (identity,) in connection.execute(sa.text("SELECT id FROM requests")).all():
        connection.execute(insert, {"id": identity, "secret": secrets.token_urlsafe(24), "no": False})
