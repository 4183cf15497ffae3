"""The knowledge: the routes that search the public documents and give one whole."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from bot.documents.model import Document
from bot.errors import NotFound
from bot.web.admission import bearer, may
from bot.web.cleaning import Message
from bot.web.documentation import read_problems
from bot.web.messages import DOCUMENT_NOT_FOUND
from bot.web.paging import Cursor, Limit, cursor_of, place_of
from bot.web.services import Hit, services_of

router = APIRouter(prefix="/api/v1", tags=["Documents"], dependencies=[bearer(), may("search")])


class FoundPassage(BaseModel):
    """A passage that a search found."""

    model_config = ConfigDict(frozen=True)

    document_id: str = Field(examples=["cci-lot-entretien-chardard"])
    passage_id: str = Field(examples=["cci-lot-entretien-chardard.p2"])
    title: str = Field(examples=["Entretien avec la CCI du Lot"])
    heading: str = Field(examples=["Les groupements d'employeurs"])
    text: str = Field(examples=["Un groupement d'employeurs partage des salariés entre ses membres."])
    score: float = Field(
        description="Plus il est haut, mieux c'est ; à comparer dans une même recherche.", examples=[0.87]
    )


class Found(BaseModel):
    """What a search found, best first."""

    model_config = ConfigDict(frozen=True)

    results: list[FoundPassage]


class DocumentPassage(BaseModel):
    """A passage of a document."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(examples=["cci-lot-entretien-chardard.p2"])
    heading: str = Field(examples=["Les groupements d'employeurs"])
    text: str = Field(examples=["Un groupement d'employeurs partage des salariés entre ses membres."])


class DocumentSummary(BaseModel):
    """A public document: its metadata."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(examples=["cci-lot-entretien-chardard"])
    title: str = Field(examples=["Entretien avec la CCI du Lot"])
    kind: str = Field(examples=["interview"])
    publisher: str = Field(examples=["CCI du Lot"])
    published: str | None = Field(description="Date ISO, coupée à sa précision.", examples=["2022-10"])
    published_precision: str | None = Field(examples=["month"])
    published_certain: bool | None = Field(examples=[True])
    ends: str | None = Field(description="Dernier jour de validité.", examples=[None])
    people: list[str]
    organisations: list[str]
    territories: list[str]
    topics: list[str]
    source: str = Field(description="Ce qu'est l'original.")
    url: str | None = Field(examples=[None])
    href: str = Field(examples=["/sources/cci-lot-entretien-chardard"])


class PublicDocument(DocumentSummary):
    """A public document: its metadata and its passages."""

    passages: list[DocumentPassage]


class DocumentPage(BaseModel):
    """A page of the public documents."""

    model_config = ConfigDict(frozen=True)

    documents: list[DocumentSummary]
    next: str | None = Field(
        description="Curseur de la page suivante ; nul à la dernière.", examples=["ZG9jdW1lbnRzOmNjaS1sb3Q"]
    )


@router.get(
    "/search",
    summary="Chercher des passages",
    description="Donne les passages publics les plus proches d'une question, les meilleurs d'abord.",
    responses=read_problems(422, 503),
)
def search(
    request: Request,
    q: Annotated[Message, Query(description="La question.", examples=["groupement d'employeurs"])],
    k: Annotated[int, Query(ge=1, le=50, description="Nombre de passages au plus.")] = 10,
) -> Found:
    """Give the best public passages for a question."""
    hits = services_of(request).search.search(q, k=k, audience="public")
    return Found(results=[_found(hit) for hit in hits])


@router.get(
    "/documents",
    summary="Lister les documents",
    description="Donne les documents publics par pages, dans l'ordre de leurs identifiants.",
    responses=read_problems(422, 503),
)
def documents(request: Request, cursor: Cursor = None, limit: Limit = 20) -> DocumentPage:
    """Give one page of the public documents."""
    after = place_of("documents", cursor)
    found = services_of(request).library.page("public", after, limit + 1)
    return DocumentPage(
        documents=[DocumentSummary(**_metadata(one)) for one in found[:limit]],
        next=cursor_of("documents", found[limit - 1].id) if len(found) > limit else None,
    )


@router.get(
    "/documents/{document_id}",
    summary="Lire un document",
    description="Donne un document public, ses métadonnées et ses passages dans l'ordre de lecture.",
    responses=read_problems(404, 422, 503),
)
def document(
    request: Request,
    document_id: Annotated[str, Path(max_length=200, examples=["cci-lot-entretien-chardard"])],
) -> PublicDocument:
    """Give a public document; an internal one is as if it did not exist."""
    found = services_of(request).library.document(document_id)
    if found is None or found.audience != "public":
        raise NotFound(DOCUMENT_NOT_FOUND)
    return PublicDocument(**_metadata(found), passages=_passages(found))


def _found(hit: Hit) -> FoundPassage:
    return FoundPassage(
        document_id=hit.document.id,
        passage_id=hit.passage.id,
        title=hit.document.title,
        heading=hit.passage.heading,
        text=hit.passage.text,
        score=float(hit.score),
    )


def _metadata(document: Document) -> dict[str, Any]:
    published = document.published
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "publisher": document.publisher,
        "published": str(published) if published else None,
        "published_precision": published.precision if published else None,
        "published_certain": published.certain if published else None,
        "ends": document.ends.isoformat() if document.ends else None,
        "people": list(document.people),
        "organisations": list(document.organisations),
        "territories": list(document.territories),
        "topics": list(document.topics),
        "source": document.source,
        "url": document.url,
        "href": f"/sources/{document.id}",
    }


def _passages(document: Document) -> list[DocumentPassage]:
    return [
        DocumentPassage(id=passage.id, heading=passage.heading, text=passage.text)
        for passage in document.passages
    ]
