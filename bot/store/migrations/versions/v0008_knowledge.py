"""The editors: drafts, versions, tasks, uses of the documents, evaluation questions and links."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.retrieval.words import fold

revision = "v0008"
down_revision = "v0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
_BATCH = 500


def upgrade() -> None:
    """Create their tables, and make tasks and uses of the replies that are there."""
    _create_documents()
    _create_tasks()
    op.create_table(
        "evaluation_questions",
        sa.Column("id", sa.String(120), nullable=False),
        sa.Column("question_key", sa.String(64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        *_by_whom("evaluation_questions"),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation_questions"),
        sa.UniqueConstraint("question_key", name="uq_evaluation_questions_question_key"),
    )
    op.create_table(
        "link_visits",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("visited", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_link_visits"),
    )
    _fill()


def downgrade() -> None:
    """Drop their tables."""
    for name in (
        "link_visits", "evaluation_questions", "document_uses", "tasks", "document_versions", "drafts",
    ):  # fmt: skip
        op.drop_table(name)


def _by_whom(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("created", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=f"fk_{table}_account_id_accounts", ondelete="SET NULL"
        ),
    ]


def _of_message(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("message_id", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=f"fk_{table}_message_id_messages", ondelete="CASCADE"
        ),
    ]


def _create_documents() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("document_id", sa.String(200), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("cut", sa.JSON(), nullable=False),
        sa.Column("question_key", sa.String(64), nullable=False),
        sa.Column("changed", MOMENT, nullable=False),
        *_by_whom("drafts"),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_table(
        "document_versions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.String(200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_by_whom("document_versions"),
        sa.PrimaryKeyConstraint("id", name="pk_document_versions"),
        sa.UniqueConstraint("document_id", "number", name="uq_document_versions_document_id_number"),
    )


def _create_tasks() -> None:
    op.create_table(
        "tasks",
        *_of_message("tasks"),
        sa.Column("question_key", sa.String(64), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("cause", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("document_id", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_by_whom("tasks"),
        sa.PrimaryKeyConstraint("message_id", name="pk_tasks"),
    )
    op.create_index("ix_tasks_question_key", "tasks", ["question_key"])
    op.create_index("ix_tasks_state", "tasks", ["state"])
    op.create_table(
        "document_uses",
        *_of_message("document_uses"),
        sa.Column("document_id", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("message_id", "document_id", name="pk_document_uses"),
    )
    op.create_index("ix_document_uses_document_id", "document_uses", ["document_id"])


def _fill() -> None:
    """Note what the replies of before cite, and which left a question without an answer."""
    connection = op.get_bind()
    messages = sa.table(
        "messages",
        sa.column("id", sa.String),
        sa.column("message", sa.Text),
        sa.column("reply", sa.JSON),
        sa.column("created", MOMENT),
    )
    feedback = sa.table("feedback", sa.column("message_id", sa.String), sa.column("useful", sa.Boolean))
    uses = sa.table("document_uses", sa.column("message_id"), sa.column("document_id"))
    tasks = sa.table(
        "tasks", *map(sa.column, ("message_id", "question_key", "question", "cause", "state")),
        sa.column("document_id"), sa.column("reason"), sa.column("created", MOMENT),
    )  # fmt: skip
    bad = set(connection.scalars(sa.select(feedback.c.message_id).where(feedback.c.useful.is_(False))))
    after = ""
    while rows := connection.execute(
        sa.select(messages).where(messages.c.id > after).order_by(messages.c.id).limit(_BATCH)
    ).all():
        cited = [
            {"message_id": row.id, "document_id": name}
            for row in rows
            for name in {one["document_id"] for one in row.reply.get("citations", ())}
        ]
        found = [task for row in rows if (task := _task(dict(row._mapping), bad)) is not None]
        if cited:
            connection.execute(uses.insert(), cited)
        if found:
            connection.execute(tasks.insert(), found)
        after = rows[-1].id


def _task(row: Mapping[str, Any], bad: set[str]) -> dict[str, Any] | None:
    unanswered = row["reply"].get("kind") == "abstention"
    if not unanswered and row["id"] not in bad:
        return None
    key = sha256(" ".join(fold(row["message"]).split()).encode()).hexdigest()
    cause = "bad_rating" if row["id"] in bad else "unanswered"
    return {
        "message_id": row["id"], "question_key": key, "question": row["message"], "cause": cause,
        "state": "open", "document_id": "", "reason": "", "created": row["created"],
    }  # fmt: skip
