"""The system under test: whatever answers a conversation, ours or a stock pipeline."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from bot.conversation.history import History
from bot.conversation.reply import Citation, Language, Mode, Reply, ReplyKind

RANKED_DOCUMENTS = 10
RANKED_PASSAGES = 50
"""Passages asked of a search so that ten different documents come out of it."""


class Outcome(BaseModel):
    """What a system said to the last message of a question, and what its search ranked.

    `documents` are the ids of the best documents, best first, each once. `confidence` is the
    system's own belief that the sources hold the answer, on any scale; None when it has none.
    """

    model_config = ConfigDict(frozen=True)

    kind: ReplyKind
    answer: str
    citations: tuple[Citation, ...] = ()
    notices: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    seconds: float = 0.0
    mode: Mode = "extractive"
    confidence: float | None = None


class System(Protocol):
    """Answers the last of `turns`, the earlier ones being what was said before."""

    @property
    def name(self) -> str:
        """Give the name shown at the head of the column."""
        ...

    async def ask(self, turns: Sequence[str]) -> Outcome:
        """Hold a fresh conversation, a message a turn, and give the outcome of the last."""
        ...


class AnyAssistant(Protocol):
    """The part of the assistant that the evaluation needs."""

    async def reply(
        self,
        message: str,
        *,
        conversation_id: str | None = None,
        visitor: str,
        language: Language | None = None,
    ) -> Reply:
        """Answer one message of a visitor."""
        ...


Ranking = Callable[[str, int], Sequence[str]]
"""Gives the ids of the documents of the best passages, best first, for a question and a number."""


def distinct(documents: Iterable[str], limit: int = RANKED_DOCUMENTS) -> tuple[str, ...]:
    """Give the first `limit` different ids, in their order.

    >>> distinct(["figeac", "cahors", "figeac", "souillac"], limit=2)
    ('figeac', 'cahors')
    """
    return tuple(dict.fromkeys(documents))[:limit]


class AssistantSystem:
    """Passerelle itself, through the very assistant that visitors meet.

    Invariant: every question is a new conversation of a visitor of its own.
    """

    def __init__(
        self,
        name: str,
        assistant: AnyAssistant,
        ranking: Ranking,
        *,
        history: History | None = None,
        confidence: Callable[[str], float | None] | None = None,
    ) -> None:
        """Take the assistant and the search behind it.

        `history`, when given, tells how the assistant understood a follow-up, so that the search
        is judged on the question that it was really asked. `confidence` gives the belief that a
        complete question has an answer.
        """
        self.name = name
        self._assistant = assistant
        self._ranking = ranking
        self._history = history
        self._confidence = confidence
        self._asked = 0

    async def ask(self, turns: Sequence[str]) -> Outcome:
        """Hold the conversation; time the last reply only."""
        self._asked += 1
        visitor = f"evaluation-{self._asked}"
        conversation: str | None = None
        for message in turns[:-1]:
            earlier = await self._assistant.reply(message, conversation_id=conversation, visitor=visitor)
            conversation = earlier.conversation_id
        begun = time.perf_counter()
        reply = await self._assistant.reply(turns[-1], conversation_id=conversation, visitor=visitor)
        seconds = time.perf_counter() - begun
        searched = self._searched(reply, visitor) or turns[-1]
        return Outcome(
            kind=reply.kind,
            answer=reply.answer,
            citations=tuple(reply.citations),
            notices=tuple(notice.kind for notice in reply.notices),
            documents=distinct(self._ranking(searched, RANKED_PASSAGES)),
            seconds=seconds,
            mode=reply.mode,
            confidence=self._confidence(searched) if self._confidence else None,
        )

    def _searched(self, reply: Reply, visitor: str) -> str:
        if self._history is None:
            return ""
        return self._history.turns(reply.conversation_id, visitor)[-1].searched
