"""Fakes whose behaviour a human can predict, and a whole application built on them.

Run it by hand: `uvicorn --factory --app-dir tests fakes:create_fake_app` (BOT_DATA_DIR holds its database).
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

import httpx
from fastapi import FastAPI

from bot.bootstrap import open_database
from bot.clock import Clock, fixed_clock
from bot.conversation.history import History, Turn
from bot.conversation.reply import Answering, Event, Language, Notice, Reply
from bot.conversation.statement import Quote, cite
from bot.documents.fetching import Fetcher
from bot.documents.library import Library
from bot.documents.model import Audience, Document, Passage, Published, Sentence
from bot.knowledge.catalogue_desk import CatalogueDesk
from bot.knowledge.desk import KnowledgeDesk
from bot.knowledge.link_round import LinkRound
from bot.matching.catalogue import Adviser, Catalogue, Evidence, Programme
from bot.matching.links import Link
from bot.matching.matchmaker import Matchmaker
from bot.matching.traces import MatchDesk
from bot.settings import Settings
from bot.signing import Signing
from bot.store.catalogue import StoredCatalogue
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.editions import Editions
from bot.store.feedback import Feedback
from bot.store.keys import ApiKeys
from bot.store.library import StoredLibrary
from bot.store.links import Links
from bot.store.matching import CoverageHoles, MatchTraces
from bot.store.once import Once
from bot.store.personal import PersonalData
from bot.store.requests import Requests
from bot.store.sites import Sites
from bot.store.tasks import Tasks
from bot.web.app import create_app
from bot.web.between import open_between
from bot.web.services import Services, Widget, open_desk

TODAY = date(2026, 11, 22)


def make_document(document_id: str, *texts: str, **more: Any) -> Document:
    """Give a document of one passage a text, each text one sentence."""
    passages, start = [], 0
    for position, text in enumerate(texts):
        passages.append(
            Passage(
                id=f"{document_id}.p{position + 1}",
                document_id=document_id,
                position=position,
                heading="",
                text=text,
                start=start,
                end=start + len(text),
                sentences=(Sentence(text, 0, len(text)),),
            )
        )
        start += len(text) + 2
    whole = "\n\n".join(texts)
    made = {"title": f"Fiche {document_id}", "content_hash": f"empreinte-{len(whole)}", **more}
    return Document(id=document_id, text=whole, passages=tuple(passages), **made)


GROUPEMENT = make_document(
    "groupement-figeac",
    "À Figeac, un groupement d'employeurs partage un comptable entre quatre entreprises.",
    "Le groupement d'employeurs a été présenté à Cahors en juin 2022.",
    title="Le groupement d'employeurs de Figeac",
    kind="interview",
    publisher="CCI du Lot",
    published=Published(date(2022, 6, 1), "month"),
    people=("Jeanne Delmas",),
    organisations=("CCI du Lot",),
    territories=("Lot",),
    topics=("emploi",),
    source="Entretien de presse.",
)
INTERNAL = make_document(
    "note-interne", "Le budget du groupement d'employeurs reste à valider.", audience="internal"
)


class MovingClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class FakeHit:
    document: Document
    passage: Passage
    score: float


@dataclass
class FakeSearch:
    """Finds the passages that share words with the question; the score is how many."""

    library: Library
    failure: Exception | None = None

    def search(self, question: str, *, k: int = 10, audience: Audience = "public") -> list[FakeHit]:
        if self.failure:
            raise self.failure
        words = set(question.lower().split())
        hits = [
            FakeHit(document, passage, float(len(words & set(passage.text.lower().split()))))
            for document in self.library.documents()
            if audience == "internal" or document.audience == "public"
            for passage in document.passages
        ]
        return sorted((hit for hit in hits if hit.score), key=lambda hit: -hit.score)[:k]


@dataclass
class FakeAssistant(Answering):
    """Repeats the message with one citation. `pause` is slept before each event; `failure` is raised
    after the first one."""

    history: History
    clock: Clock
    pause: float = 0.0
    failure: Exception | None = None
    source: Document = GROUPEMENT
    visitors: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    cancelled: int = 0

    async def stream(
        self,
        message: str,
        *,
        conversation_id: str | None = None,
        visitor: str,
        language: Language | None = None,
        profile: dict[str, Any] | None = None,
    ) -> AsyncIterator[Event]:
        self.messages.append(message)
        self.visitors.append(visitor)
        try:
            conversation_id = conversation_id or await asyncio.to_thread(self.history.open, visitor)
            reply = said(message, conversation_id, language or "fr", profile or {}, self.source)
            named = {"conversation_id": conversation_id, "message_id": reply.message_id}
            yield Event(name="start", data=named)
            if self.failure:
                raise self.failure
            for name, data in (
                ("text", {"text": reply.answer}),
                ("citation", reply.citations[0].model_dump(mode="json")),
                ("notice", reply.notices[0].model_dump(mode="json")),
            ):
                await asyncio.sleep(self.pause)
                yield Event.model_validate({"name": name, "data": data})
            turn = Turn(message, message, reply, self.clock())
            await asyncio.to_thread(self.history.append, conversation_id, turn)
            yield Event(name="done", data=reply.model_dump(mode="json"))
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled += 1
            raise


def said(
    message: str,
    conversation_id: str,
    language: Language,
    profile: dict[str, Any],
    source: Document = GROUPEMENT,
) -> Reply:
    """Give the reply of the fake assistant to a message: the first sentence of its source."""
    passage = source.passages[0]
    return Reply(
        conversation_id=conversation_id,
        message_id=secrets.token_urlsafe(16),
        kind="answer",
        language=language,
        answer=f"Vous demandez : « {message} ». {passage.text} [1]",
        citations=[cite(Quote(source, passage, passage.sentences[0].text), 1)],
        notices=[Notice(kind="old_source", text="Cette source date de juin 2022.")],
        profile=profile,
        suggestions=["Qui porte le groupement ?"],
    )


GROUPEMENT_ENTRY = Programme(
    id="5d0d1f5c-3b35-4f3b-9f0a-6d0f3f1f6a01",
    key="groupement-employeurs-figeac",
    titre="Groupement d'employeurs de Figeac",
    description="Partager un salarié entre plusieurs entreprises.",
    eligibilite="",
    types_aides=("accompagnement",),
    porteurs=("CCI du Lot",),
    cibles=("professionnels",),
    eligibilite_geographique=("DEP-46",),
    date_mise_a_jour=datetime(2026, 1, 1, tzinfo=UTC),
    ciblage_secteur_activite=("tous secteurs d'activité",),
    eligibilite_effectif_maximal=50,
    contacts=("cci-lot",),
    evidence=(Evidence("groupement-figeac", "un groupement d'employeurs partage un comptable"),),
)
MISSION_ENTRY = replace(
    GROUPEMENT_ENTRY,
    id="5d0d1f5c-3b35-4f3b-9f0a-6d0f3f1f6a02",
    key="mission-japon",
    titre="Mission au Japon",
    description="Partager un voyage au Japon entre entreprises.",
    eligibilite_effectif_maximal=None,
    date_cloture=datetime(2022, 9, 30, tzinfo=UTC),
    pays=("JP",),
    evidence=(Evidence("note-interne", "Le budget du groupement"),),
)
CCI_LOT = Adviser(
    "cci-lot", "CCI du Lot", "accueil", "cci-lot", ("DEP-46",), ("emploi",), generalist=True, status="known"
)


CATALOGUE = Catalogue((GROUPEMENT_ENTRY, MISSION_ENTRY), (CCI_LOT,))


class FakePublisher:
    """Makes what is saved findable by a search that reads the library itself."""

    def put(self, document: Document, save: Callable[[], None]) -> None:
        save()

    def take_out(self, save: Callable[[], None]) -> None:
        save()


@dataclass
class FakeWeb:
    """A Web of a few pages, which remembers what was asked of it. Every host is at one public address."""

    pages: dict[str, httpx.Response] = field(default_factory=dict)
    asked: list[httpx.Request] = field(default_factory=list)
    address: str = "93.184.215.14"

    def fetcher(self) -> Fetcher:
        return Fetcher(httpx.MockTransport(self._answer), lambda host, port: [self.address])

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self.pages.get(request.headers["host"] + request.url.path, httpx.Response(404))


class FakeProposer:
    """Finds an entry relevant by the share of the need's words that its title and description hold."""

    def propose(self, need: str) -> dict[str, float]:
        words = set(need.lower().split())
        texts = {one.key: f"{one.titre} {one.description}" for one in (GROUPEMENT_ENTRY, MISSION_ENTRY)}
        shares = {key: len(words & set(text.lower().split())) / len(words) for key, text in texts.items()}
        return {key: share for key, share in shares.items() if share}


def fake_matching(database: Database, clock: Clock) -> MatchDesk:
    """Give a real matching over two programmes and an adviser."""
    matchmaker = Matchmaker(CATALOGUE, FakeProposer())
    return MatchDesk(matchmaker, MatchTraces(database, clock), CoverageHoles(database))


def fake_knowledge(database: Database, clock: Clock, library: StoredLibrary) -> KnowledgeDesk:
    """Give a real editors' desk over a fake publisher, a Web of no page, and links that all are dead."""
    stored, links = StoredCatalogue(database), Links(database, clock)
    stored.put([*CATALOGUE], "seeds")
    gone = LinkRound(
        library,
        stored.catalogue,
        links,
        lambda found: (Link(url, found[url], False, "réponse 404") for url in found),
    )
    return KnowledgeDesk(
        Editions(database, clock),
        Tasks(database, clock),
        links,
        gone,
        CatalogueDesk(stored, library, clock, lambda: None),
        library,
        FakePublisher(),
        FakeWeb().fetcher(),
    )


def fake_services(database: Database, **replaced: Any) -> Services:
    """Give services on a real database, with a fake assistant and a fake search."""
    clock = fixed_clock(TODAY)
    history = Conversations(database, clock)
    library = StoredLibrary(database)
    for document in (GROUPEMENT, INTERNAL):
        library.save(document)
    parts: dict[str, Any] = {
        "assistant": FakeAssistant(history, clock),
        "search": FakeSearch(library),
        "library": library,
        "history": history,
        "feedback": Feedback(database, clock),
        "requests": Requests(database, clock),
        "matching": fake_matching(database, clock),
        "clock": clock,
        "settings": Settings(),
        "desk": open_desk(
            database, clock, FakeAssistant(Conversations(database, clock, "internal"), clock, source=INTERNAL)
        ),
        "keys": ApiKeys(database, clock),
        "knowledge": fake_knowledge(database, clock, library),
        "between": open_between(database, clock, b"une cle"),
        "widget": Widget(Sites(database, clock), Signing(b"un secret de trente-deux octets ou plus")),
        "once": Once(database, clock),
        "personal": PersonalData(database, clock),
        "checks": {"base de données": database.check},
    }
    return Services(**{**parts, **replaced})


def create_fake_app() -> FastAPI:
    """Give an application on fakes, its database that of the settings."""
    settings = Settings()
    return create_app(fake_services(open_database(settings), settings=settings))
