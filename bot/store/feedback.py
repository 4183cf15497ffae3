"""The feedback: what visitors thought of the replies they got."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.documents.model import Audience
from bot.errors import NotFound
from bot.store.conversations import visitor_hash
from bot.store.database import Database
from bot.store.messages import MESSAGE_NOT_FOUND
from bot.store.tables import ConversationRow, FeedbackRow, MessageRow
from bot.store.tasks import note_opinion


@dataclass(frozen=True)
class Opinion:
    """One opinion on one reply; `reason` is a code of the web's list."""

    message_id: str
    useful: bool
    reason: str | None = None
    comment: str | None = None


class Feedback:
    """Keeps one opinion a message of its audience: the last one given."""

    def __init__(self, database: Database, clock: Clock, audience: Audience = "public") -> None:
        self._database = database
        self._clock = clock
        self._audience: Audience = audience

    def record(self, opinion: Opinion, visitor: str | None) -> None:
        """Store an opinion, durably, in place of the one before.

        Raises NotFound when there is no such message, or when `visitor` is given and is not the
        one it was said to.
        """
        with self._database.writing() as session:
            message = session.get(MessageRow, opinion.message_id)
            if message is None:
                raise NotFound(MESSAGE_NOT_FOUND)
            conversation = session.get_one(ConversationRow, message.conversation_id)
            if conversation.audience != self._audience:
                raise NotFound(MESSAGE_NOT_FOUND)
            if visitor and conversation.visitor_hash != visitor_hash(visitor):
                raise NotFound(MESSAGE_NOT_FOUND)
            session.merge(
                FeedbackRow(
                    message_id=opinion.message_id,
                    useful=opinion.useful,
                    reason=opinion.reason,
                    comment=opinion.comment,
                    created=self._clock(),
                )
            )
            note_opinion(session, message, useful=opinion.useful)

    def opinion(self, message_id: str) -> Opinion | None:
        """Give the opinion on a message, or None."""
        with self._database.reading() as session:
            row = session.get(FeedbackRow, message_id)
            return None if row is None else Opinion(row.message_id, row.useful, row.reason, row.comment)
