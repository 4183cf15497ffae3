"""The conversations: the history of each visitor, kept in the database."""

import secrets
from hashlib import sha256

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.conversation.history import Turn
from bot.conversation.reply import Reply
from bot.documents.model import Audience
from bot.errors import NotFound
from bot.store.database import Database
from bot.store.matching_tables import MatchTraceRow
from bot.store.messages import CONVERSATION_NOT_FOUND
from bot.store.tables import ConversationRow, MessageRow
from bot.store.tasks import note_turn

_ID_BYTES = 24
"""192 bits: the id alone lets a client without a cookie go on, so nobody may guess one."""


def visitor_hash(visitor: str) -> str:
    """Give what is stored of a visitor's token: its SHA-256, from which it cannot be found again."""
    return sha256(visitor.encode()).hexdigest()


class Conversations:
    """The `History` of an assistant, in the database.

    Those of another audience are as if they were not there, whoever asks and whatever they know.
    """

    def __init__(self, database: Database, clock: Clock, audience: Audience = "public") -> None:
        self._database = database
        self._clock = clock
        self._audience: Audience = audience

    def open(self, visitor: str) -> str:
        """Start a conversation for a visitor; give its unguessable id."""
        conversation_id = secrets.token_urlsafe(_ID_BYTES)
        with self._database.writing() as session:
            session.add(
                ConversationRow(
                    id=conversation_id,
                    visitor_hash=visitor_hash(visitor),
                    created=self._clock(),
                    audience=self._audience,
                )
            )
        return conversation_id

    def turns(self, conversation_id: str, visitor: str | None) -> list[Turn]:
        """Give the turns, oldest first; raise NotFound as `History` says.

        An empty `visitor` is nobody in particular, like None.
        """
        with self._database.reading() as session:
            owned_conversation(session, conversation_id, visitor, self._audience)
            rows = session.scalars(
                select(MessageRow)
                .where(MessageRow.conversation_id == conversation_id)
                .order_by(MessageRow.position)
            )
            return [
                Turn(row.message, row.searched, Reply.model_validate(row.reply), row.created) for row in rows
            ]

    def said(self, message_id: str) -> Turn | None:
        """Give the turn in which a reply was given, or None."""
        with self._database.reading() as session:
            row = session.get(MessageRow, message_id)
            if row is None:
                return None
            return Turn(row.message, row.searched, Reply.model_validate(row.reply), row.created)

    def append(self, conversation_id: str, turn: Turn) -> None:
        """Store a turn, durably, after those that are there; raise NotFound without a conversation."""
        with self._database.writing() as session:
            # Locks the conversation where the database locks rows, so that two turns never share a place.
            owned_conversation(session, conversation_id, None, self._audience, lock=True)
            last = session.scalar(
                select(func.max(MessageRow.position)).where(MessageRow.conversation_id == conversation_id)
            )
            session.add(
                MessageRow(
                    id=turn.reply.message_id,
                    conversation_id=conversation_id,
                    position=0 if last is None else last + 1,
                    message=turn.message,
                    searched=turn.searched,
                    reply=turn.reply.model_dump(mode="json"),
                    created=turn.created,
                )
            )
            note_turn(session, turn)

    def delete(self, conversation_id: str, visitor: str) -> None:
        """Erase a conversation with its messages, their feedback and the traces of its matches, for the
        visitor who opened it."""
        with self._database.writing() as session:
            owned_conversation(session, conversation_id, visitor, self._audience)
            self._database.note_erased("conversation", [conversation_id])
            replies = session.scalars(
                select(MessageRow.reply).where(MessageRow.conversation_id == conversation_id)
            )
            traces = [trace for reply in replies for trace in reply.get("traces", ())]
            session.execute(delete(MatchTraceRow).where(MatchTraceRow.id.in_(traces)))
            session.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))
        self._database.scrub()


def owned_conversation(
    session: Session,
    conversation_id: str,
    visitor: str | None,
    audience: Audience = "public",
    *,
    lock: bool = False,
) -> ConversationRow:
    """Give a conversation; raise NotFound when there is none of that audience, or `visitor` is another
    than its own."""
    row = session.get(ConversationRow, conversation_id, with_for_update=lock)
    if row is None or row.audience != audience or (visitor and row.visitor_hash != visitor_hash(visitor)):
        raise NotFound(CONVERSATION_NOT_FOUND)
    return row
