"""The writer: whatever puts the evidence into its own words, each sentence proved before it is given."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from bot.conversation.evidence import Evidence
from bot.conversation.history import Turn
from bot.conversation.reply import Language
from bot.conversation.statement import Statement
from bot.errors import Unavailable


class WriterFailed(Unavailable):
    """The writer gave nothing that holds: down, slow, cut off, or every sentence refused."""


class Writer(Protocol):
    """Writes an answer from evidence. Every statement given has been verified against its quotes."""

    def write(
        self, question: str, evidence: Sequence[Evidence], language: Language
    ) -> AsyncIterator[Statement]:
        """Give the verified statements as they come. Raises WriterFailed."""
        ...


class Rewriter(Protocol):
    """Completes questions that lean on what was said before."""

    async def rewrite(self, question: str, turns: Sequence[Turn]) -> str | None:
        """Give the question complete in itself, or None to leave it to the rules."""
        ...
