"""The services: the finished objects that the routes call, and the shapes they must have."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, cast

from starlette.requests import Request

from bot.clock import Clock
from bot.companies.directory import Directory
from bot.conversation.history import History, Turn
from bot.conversation.reply import Answering
from bot.documents.library import Library
from bot.documents.model import Audience, Document, Passage
from bot.knowledge.desk import KnowledgeDesk
from bot.matching.matchmaker import MatchResult
from bot.matching.traces import Asked
from bot.settings import Settings
from bot.signing import Signing
from bot.store.accounts import Accounts
from bot.store.audit import Audit
from bot.store.barometer import Barometer
from bot.store.cases import Cases
from bot.store.conversations import Conversations as StoredConversations
from bot.store.database import Database
from bot.store.feedback import Feedback, Opinion
from bot.store.keys import ApiKeys
from bot.store.once import Once
from bot.store.personal import PersonalData
from bot.store.requests import ContactRequest, Receipt
from bot.store.sessions import Sessions
from bot.store.sites import Sites
from bot.store.tray import Tray
from bot.web.between import Between

Check = Callable[[], None]
"""Returns when its part works, raises a BotError when it does not."""


class Hit(Protocol):
    """A passage that was found, with its document."""

    @property
    def document(self) -> Document:
        """The document of the passage."""
        ...

    @property
    def passage(self) -> Passage:
        """The passage."""
        ...

    @property
    def score(self) -> float:
        """Higher is better; to be compared within one search only."""
        ...


class Search(Protocol):
    """Finds passages."""

    def search(self, question: str, *, k: int = 10, audience: Audience = "public") -> Sequence[Hit]:
        """Give the best passages of that audience, best first."""
        ...


class Conversations(History, Protocol):
    """The history, from which a visitor may erase."""

    def said(self, message_id: str) -> Turn | None:
        """Give the turn in which a reply was given, or None."""
        ...

    def delete(self, conversation_id: str, visitor: str) -> None:
        """Erase a conversation for the visitor who opened it; raise NotFound for any other."""
        ...


class FeedbackBook(Protocol):
    """Keeps opinions on replies."""

    def record(self, opinion: Opinion, visitor: str | None) -> None:
        """Store an opinion durably; raise NotFound without its message."""
        ...


class RequestBook(Protocol):
    """Keeps the requests to be called back."""

    def submit(self, request: ContactRequest, *, visitor: str | None, key: str | None = None) -> Receipt:
        """Store a request durably; the same key gives the same receipt."""
        ...


@dataclass(frozen=True)
class Desk:
    """What the advisers' workspace works with. Its assistant quotes internal sources too."""

    accounts: Accounts
    sessions: Sessions
    cases: Cases
    tray: Tray
    audit: Audit
    history: Conversations
    feedback: FeedbackBook
    barometer: Barometer
    assistant: Answering | None = None


@dataclass(frozen=True)
class Widget:
    """What the chat on other people's pages works with."""

    sites: Sites
    signing: Signing


class Matching(Protocol):
    """Finds what fits a company."""

    def match(self, asked: Asked) -> tuple[MatchResult, str]:
        """Give what fits, and the id of the trace by which it can be replayed."""
        ...


@dataclass(frozen=True)
class Services:
    """Everything the web needs, already built.

    `checks` names in French the parts without which nothing is answered, `lesser_checks` those without
    which less is.
    """

    assistant: Answering
    search: Search
    library: Library
    history: Conversations
    feedback: FeedbackBook
    requests: RequestBook
    matching: Matching
    clock: Clock
    settings: Settings
    checks: Mapping[str, Check] = field(default_factory=dict)
    lesser_checks: Mapping[str, Check] = field(default_factory=dict)
    directory: Directory = field(default_factory=Directory)
    desk: Desk | None = None
    keys: ApiKeys | None = None
    knowledge: KnowledgeDesk | None = None
    between: Between | None = None
    widget: Widget | None = None
    once: Once | None = None
    personal: PersonalData | None = None


def open_desk(database: Database, clock: Clock, assistant: Answering | None = None) -> Desk:
    """Give the desk over a database; `assistant` is the one that quotes internal sources."""
    return Desk(
        Accounts(database, clock),
        Sessions(database, clock),
        Cases(database, clock),
        Tray(database),
        Audit(database, clock),
        StoredConversations(database, clock, "internal"),
        Feedback(database, clock, "internal"),
        Barometer(database),
        assistant,
    )


def services_of(request: Request) -> Services:
    """Give the services of the application that serves this request."""
    return cast(Services, request.app.state.services)
