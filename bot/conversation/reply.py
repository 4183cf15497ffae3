"""The reply: what the assistant says to one message, in the very shape of the HTTP contract."""

from collections.abc import AsyncIterator
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from bot.documents.model import Audience

ReplyKind = Literal["answer", "abstention", "clarification", "small_talk"]
Language = Literal["fr", "en"]
Mode = Literal["extractive", "generative"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Citation(_Frozen):
    """A passage that was retrieved; `quote` is an exact substring of its text."""

    number: int = Field(description="Numéro repris entre crochets dans la réponse.", examples=[1])
    document_id: str = Field(examples=["occitanie-mission-californie"])
    passage_id: str = Field(examples=["occitanie-mission-californie.p3"])
    title: str
    publisher: str
    published: str | None = Field(description="Date ISO, coupée à sa précision.", examples=["2022-10"])
    published_certain: bool = True
    url: str | None = None
    quote: str = Field(description="Sous-chaîne exacte du passage.")
    passage: str = Field(description="Le passage entier, tel qu'il était au moment de la réponse.")
    heading: str = ""
    href: str = Field(examples=["/sources/occitanie-mission-californie#p3"])
    audience: Audience = Field(default="public", description="Toujours `public` pour un visiteur.")


class Notice(_Frozen):
    """A warning told beside the answer: a date that has passed, an old or undated source…"""

    kind: Literal[
        "support", "legal_advice",
        "past_date", "old_source", "undated_source", "uncertain_date", "partial", "unsure", "disagreement",
        "voice", "degraded",
    ]  # fmt: skip
    text: str


class Invitation(_Frozen):
    """A page of deposit that the need told leads to, filled with what was heard."""

    text: str
    href: str = Field(examples=["/offres?kind=offre&category=organiques"])


class Reply(_Frozen):
    """The whole reply to one message."""

    conversation_id: str
    message_id: str
    kind: ReplyKind
    language: Language
    mode: Mode = "extractive"
    answer: str = Field(description="Texte avec repères [1] [2].")
    citations: list[Citation] = []
    notices: list[Notice] = []
    matches: list[dict[str, Any]] = Field(
        default=[], description="Ce qui convient, comme dans `POST /api/v1/match`."
    )
    traces: list[str] = Field(default=[], description="De quoi refaire les verdicts des propositions.")
    question: str | None = None
    question_about: list[str] = Field(
        default=[],
        description="Les champs du profil que la réponse à `question` remplit ; `needs` : elle dit le "
        "besoin ; `adviser` : de quel territoire un conseiller est cherché.",
    )
    question_choices: list[str] = Field(default=[], description="Des réponses possibles à `question`.")
    profile: dict[str, Any] = {}
    suggestions: list[str] = []
    next_steps: list[str] = []
    invitations: list[Invitation] = Field(
        default=[], description="Les pages où déposer ce besoin ou cette offre, déjà remplies."
    )


class Event(_Frozen):
    """One server-sent event: `start`, `text`, `citation`, `match`, `notice`, `done` or `error`."""

    name: Literal["start", "text", "citation", "match", "notice", "done", "error"]
    data: dict[str, Any]


async def whole(events: AsyncIterator[Event]) -> Reply:
    """Give the reply that its events end with."""
    done: dict[str, Any] = {}
    async for event in events:
        done = event.data
    return Reply.model_validate(done)


class Answering(Protocol):
    """Answers messages, and stores each turn before it says that it is done.

    `visitor` is empty when a client without a cookie goes on with a conversation by its id.
    """

    def stream(
        self,
        message: str,
        *,
        conversation_id: str | None = None,
        visitor: str,
        language: Language | None = None,
        profile: dict[str, Any] | None = None,
    ) -> AsyncIterator[Event]:
        """Give the events of the reply; the last is `done`, its data the whole Reply.

        Raises NotFound for a conversation that is not theirs.
        """
        ...

    async def reply(
        self,
        message: str,
        *,
        conversation_id: str | None = None,
        visitor: str,
        language: Language | None = None,
        profile: dict[str, Any] | None = None,
    ) -> Reply:
        """Give the whole reply. Raises NotFound for a conversation that is not theirs."""
        return await whole(
            self.stream(
                message,
                conversation_id=conversation_id,
                visitor=visitor,
                language=language,
                profile=profile,
            )
        )
