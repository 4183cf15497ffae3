"""The tasks: each question left without an answer, or badly answered, until an editor deals with it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.conversation.history import Turn
from bot.errors import NotFound
from bot.retrieval.words import fold
from bot.store.database import Database
from bot.store.knowledge_tables import EvaluationRow, TaskRow, UseRow
from bot.store.messages import TASK_NOT_FOUND
from bot.store.tables import FeedbackRow, MessageRow

State = Literal["open", "answered", "linked", "dismissed"]
STATES: tuple[State, ...] = ("open", "answered", "linked", "dismissed")


@dataclass(frozen=True)
class Task:
    """One question, however many times it was asked. `comments` are what visitors said of the replies."""

    key: str
    question: str
    causes: frozenset[str]
    state: State
    times: int
    latest: datetime
    document_id: str = ""
    reason: str = ""
    evaluated: bool = False
    answer: str = ""
    comments: tuple[str, ...] = ()


class Tasks:
    """Keeps the tasks. What is done for a question is done for every time it was asked."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def of_state(self, state: State = "open", limit: int = 200) -> list[Task]:
        """Give the tasks of a state, those asked most often first."""
        times, latest = func.count(TaskRow.message_id), func.max(TaskRow.created)
        with self._database.reading() as session:
            rows = session.execute(
                select(TaskRow.question_key, times, latest)
                .where(TaskRow.state == state)
                .group_by(TaskRow.question_key)
                .order_by(times.desc(), latest.desc())
                .limit(limit)
            ).all()
            return [_task(session, key) for key, _, _ in rows]

    def counts(self) -> dict[str, int]:
        """Give the number of questions of each state."""
        with self._database.reading() as session:
            rows = session.execute(
                select(TaskRow.state, func.count(TaskRow.question_key.distinct())).group_by(TaskRow.state)
            )
            return dict.fromkeys(STATES, 0) | {row[0]: row[1] for row in rows}

    def task(self, key: str) -> Task:
        """Give one task. Raises NotFound."""
        with self._database.reading() as session:
            return _task(session, key)

    def settle(
        self, key: str, state: State, *, account_id: int, document_id: str = "", reason: str = ""
    ) -> None:
        """Note what was done for a question; « open » undoes it. Raises NotFound."""
        with self._database.writing() as session:
            settle(session, key, state, account_id, document_id, reason)

    def join(self, key: str, content: dict[str, Any], account_id: int) -> None:
        """Put a question in the evaluation set, in place of itself if it is there."""
        with self._database.writing() as session:
            row = session.scalar(select(EvaluationRow).where(EvaluationRow.question_key == key))
            if row is None:
                row = EvaluationRow(id=content["id"], question_key=key, created=self._clock())
                session.add(row)
            row.content, row.account_id = {**content, "id": row.id}, account_id

    def leave(self, key: str) -> None:
        """Take a question out of the evaluation set."""
        with self._database.writing() as session:
            row = session.scalar(select(EvaluationRow).where(EvaluationRow.question_key == key))
            if row is not None:
                session.delete(row)

    def evaluation_set(self) -> list[dict[str, Any]]:
        """Give the questions of the evaluation set, oldest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(EvaluationRow).order_by(EvaluationRow.created, EvaluationRow.id))
            return [row.content for row in rows]

    def uses(self) -> dict[str, int]:
        """Give how many replies cite each document."""
        with self._database.reading() as session:
            rows = session.execute(
                select(UseRow.document_id, func.count(UseRow.message_id)).group_by(UseRow.document_id)
            )
            return {row[0]: row[1] for row in rows}


def question_key(question: str) -> str:
    """Name a question: the same for spellings that differ by case, accents or spaces.

    >>> question_key("Où  est le four ?") == question_key("ou est le four ?")
    True
    """
    return sha256(" ".join(fold(question).split()).encode()).hexdigest()


def settle(
    session: Session, key: str, state: State, account_id: int, document_id: str = "", reason: str = ""
) -> None:
    """Do what `Tasks.settle` does, inside a transaction that does more."""
    known = session.scalar(select(TaskRow.message_id).where(TaskRow.question_key == key).limit(1))
    if known is None:
        raise NotFound(TASK_NOT_FOUND)
    session.execute(
        update(TaskRow)
        .where(TaskRow.question_key == key)
        .values(state=state, document_id=document_id, reason=reason, account_id=account_id)
    )


def note_turn(session: Session, turn: Turn) -> None:
    """Note the documents that a reply cites, and that it gave no answer, with the message itself."""
    cited = {citation.document_id for citation in turn.reply.citations}
    session.flush()
    session.add_all(UseRow(message_id=turn.reply.message_id, document_id=name) for name in sorted(cited))
    if turn.reply.kind == "abstention":
        key = question_key(turn.message)
        # Whoever dismissed a question meant it for the next time as well; an answer that fails is a new task.
        before = session.scalar(
            select(TaskRow).where(TaskRow.question_key == key, TaskRow.state == "dismissed").limit(1)
        )
        session.add(
            TaskRow(
                message_id=turn.reply.message_id,
                question_key=key,
                question=turn.message,
                cause="unanswered",
                state="open" if before is None else "dismissed",
                document_id="",
                reason="" if before is None else before.reason,
                created=turn.created,
            )
        )
        if before is None:
            session.flush()
            session.execute(update(TaskRow).where(TaskRow.question_key == key).values(state="open"))


def note_opinion(session: Session, message: MessageRow, *, useful: bool) -> None:
    """Make a task of a bad opinion, or take one back that is no longer bad."""
    row = session.get(TaskRow, message.id)
    if row is None and not useful:
        key = question_key(message.message)
        session.add(
            TaskRow(
                message_id=message.id,
                question_key=key,
                question=message.message,
                cause="bad_rating",
                state="open",
                document_id="",
                reason="",
                created=message.created,
            )
        )
        session.flush()
        session.execute(update(TaskRow).where(TaskRow.question_key == key).values(state="open"))
    elif row is not None and useful and row.cause == "bad_rating" and row.state == "open":
        session.delete(row)


def _task(session: Session, key: str) -> Task:
    rows = session.execute(
        select(TaskRow, FeedbackRow.comment, FeedbackRow.reason)
        .outerjoin(FeedbackRow, FeedbackRow.message_id == TaskRow.message_id)
        .where(TaskRow.question_key == key)
        .order_by(TaskRow.created.desc(), TaskRow.message_id)
    ).all()
    if not rows:
        raise NotFound(TASK_NOT_FOUND)
    latest: TaskRow = rows[0][0]
    reply = session.get_one(MessageRow, latest.message_id).reply
    evaluated = session.scalar(select(EvaluationRow.id).where(EvaluationRow.question_key == key))
    return Task(
        key=key,
        question=latest.question,
        causes=frozenset(row.cause for row, _, _ in rows),
        state=next(state for state in STATES if state == latest.state),
        times=len(rows),
        latest=latest.created,
        document_id=latest.document_id,
        reason=latest.reason,
        evaluated=evaluated is not None,
        answer=str(reply.get("answer", "")),
        comments=tuple(comment for _, comment, _ in rows if comment),
    )
