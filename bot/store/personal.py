"""The personal data of a visitor: all of it given back, or all of it erased, at their own wish."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.store.barometer_tables import AskedRow
from bot.store.conversations import visitor_hash
from bot.store.database import Database
from bot.store.desk_tables import CaseRow, EventRow
from bot.store.erasures import request_mark
from bot.store.matching_tables import MatchTraceRow
from bot.store.outbox import forget_parcels, put
from bot.store.requests import request_number
from bot.store.rollup import mark_stale
from bot.store.tables import ConversationRow, FeedbackRow, MessageRow, RequestRow


@dataclass(frozen=True)
class Erased:
    """What was erased, counted."""

    conversations: int
    requests: int


class PersonalData:
    """What is kept under a visitor's token: conversations, opinions, and the requests made from them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def export(self, visitor: str) -> dict[str, Any]:
        """Give all that is kept of a visitor, ready for JSON; empty lists for one who is not known."""
        with self._database.reading() as session:
            conversations = _conversations(session, visitor)
            return {
                "conversations": [_told_conversation(session, row) for row in conversations],
                "requests": [_told_request(session, row) for row in _requests(session, conversations)],
            }

    def erase(self, visitor: str) -> Erased:
        """Erase all that is kept of a visitor, from the file of the database too."""
        with self._database.writing() as session:
            conversations = _conversations(session, visitor)
            requests = _requests(session, conversations)
            secrets = {row.id: session.get_one(CaseRow, row.id).secret for row in requests}
            self._database.note_erased("conversation", [row.id for row in conversations])
            self._database.note_erased("request", [request_mark(*one) for one in secrets.items()])
            erase_requests(session, [row.id for row in requests])
            for request in requests:
                number = request_number(request.created.year, request.id)
                put(session, self._clock, "webhook", {"event": "request.withdrawn", "number": number})
            erase_conversations(session, [row.id for row in conversations])
        self._database.scrub()
        return Erased(len(conversations), len(requests))


def erase_conversations(session: Session, identities: list[str]) -> None:
    """Erase conversations with their messages, opinions, tasks and facts, and the traces of their matches."""
    replies = session.scalars(select(MessageRow.reply).where(MessageRow.conversation_id.in_(identities)))
    traces = [trace for reply in replies for trace in reply.get("traces", ())]
    months = session.scalars(select(AskedRow.month).where(AskedRow.conversation_id.in_(identities)))
    mark_stale(session, {month[:4] for month in months})
    session.execute(delete(MatchTraceRow).where(MatchTraceRow.id.in_(traces)))
    session.execute(delete(ConversationRow).where(ConversationRow.id.in_(identities)))


def erase_requests(session: Session, identities: Sequence[int]) -> None:
    """Erase requests with their cases, and what waits to be sent about them."""
    rows = session.scalars(select(RequestRow).where(RequestRow.id.in_(identities))).all()
    for row in rows:
        forget_parcels(session, request_number(row.created.year, row.id), row.email)
    mark_stale(session, {f"{row.created:%Y}" for row in rows})
    session.execute(delete(RequestRow).where(RequestRow.id.in_(identities)))


def _conversations(session: Session, visitor: str) -> list[ConversationRow]:
    query = select(ConversationRow).where(
        ConversationRow.visitor_hash == visitor_hash(visitor), ConversationRow.audience == "public"
    )
    return list(session.scalars(query.order_by(ConversationRow.created, ConversationRow.id)))


def _requests(session: Session, conversations: list[ConversationRow]) -> list[RequestRow]:
    identities = [row.id for row in conversations]
    query = select(RequestRow).where(RequestRow.conversation_id.in_(identities)).order_by(RequestRow.id)
    return list(session.scalars(query))


def _told_conversation(session: Session, row: ConversationRow) -> dict[str, Any]:
    turns = session.execute(
        select(MessageRow, FeedbackRow)
        .outerjoin(FeedbackRow, FeedbackRow.message_id == MessageRow.id)
        .where(MessageRow.conversation_id == row.id)
        .order_by(MessageRow.position)
    )
    return {
        "id": row.id,
        "created": row.created.isoformat(),
        "turns": [
            {
                "message": turn.message,
                "reply": turn.reply,
                "created": turn.created.isoformat(),
                "opinion": opinion
                and {"useful": opinion.useful, "reason": opinion.reason, "comment": opinion.comment},
            }
            for turn, opinion in turns
        ],
    }


def _told_request(session: Session, row: RequestRow) -> dict[str, Any]:
    case = session.get_one(CaseRow, row.id)
    steps = session.scalars(select(EventRow).where(EventRow.request_id == row.id).order_by(EventRow.id))
    told = {name: getattr(row, name) for name in ("name", "email", "phone", "company", "need")}
    return told | {
        "number": request_number(row.created.year, row.id),
        "created": row.created.isoformat(),
        "consent": case.consent_text,
        "state": case.state,
        "steps": [{"step": step.step, "created": step.created.isoformat()} for step in steps],
    }
