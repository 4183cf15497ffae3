"""The history: the turns of a conversation, and where they are kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.conversation.reply import Reply


@dataclass(frozen=True)
class Turn:
    """One exchange. `searched` is the question as it was understood: complete in itself."""

    message: str
    searched: str
    reply: Reply
    created: datetime


class History(Protocol):
    """Keeps conversations. What `append` was given is durable when it returns."""

    def open(self, visitor: str) -> str:
        """Start a conversation for a visitor (an opaque token, never an address); give its id."""
        ...

    def turns(self, conversation_id: str, visitor: str | None) -> list[Turn]:
        """Give the turns, oldest first.

        Raises NotFound when there is no such conversation, or when `visitor` is given and is not
        the one who opened it.
        """
        ...

    def append(self, conversation_id: str, turn: Turn) -> None:
        """Store a turn with the snapshot of its citations, durably."""
        ...
