"""The documents: what questions find, what is being prepared, and what was taken away."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from bot.documents.model import Document
from bot.errors import InvalidInput, NotFound
from bot.knowledge.card import card_of
from bot.knowledge.differences import compare
from bot.store.editions import Version
from bot.store.messages import DOCUMENT_GONE
from bot.web.adviser.editing import CHANGES, ROOT, Editor, Me, knowledge_of, note, page
from bot.web.adviser.guard import signed_in
from bot.web.adviser.words import AUDIENCES, CARD
from bot.web.dates import published_in_words
from bot.web.reading import sections
from bot.web.services import services_of

router = APIRouter(prefix=ROOT, include_in_schema=False, dependencies=[Depends(signed_in)])


@router.get("", response_class=HTMLResponse)
def documents(request: Request, me: Me, q: str = "") -> HTMLResponse:
    """Give the documents, those whose title, publisher or topic holds what is looked for."""
    knowledge = knowledge_of(request)
    note(request, me, "connaissances_vues", q)
    wanted = q.casefold().split()
    found = [one for one in knowledge.library.documents() if all(word in _words(one) for word in wanted)]
    withdrawn = [
        one for one in knowledge.editions.withdrawn() if all(w in _words(one.document) for w in wanted)
    ]
    return page(
        request,
        me,
        "adviser/documents.html",
        documents=sorted(found, key=lambda one: one.title.casefold()),
        drafts=knowledge.editions.drafts(),
        withdrawn=withdrawn,
        owners=knowledge.editions.owners(),
        today=_today(request),
        q=q,
        audiences=AUDIENCES,
        told=_told(request),
    )


@router.get("/documents/{document_id}", response_class=HTMLResponse)
def document(request: Request, me: Me, document_id: str) -> HTMLResponse:
    """Give a document with its passages, its uses and its versions."""
    note(request, me, "document_vu", document_id)
    return _document_page(request, me, document_id)


@router.post("/documents/{document_id}/modifier", dependencies=CHANGES)
def change(request: Request, me: Editor, document_id: str) -> Response:
    """Begin a draft of a document."""
    draft = knowledge_of(request).reopen(document_id, me.account.id)
    note(request, me, "brouillon_ouvert", document_id)
    return RedirectResponse(f"{ROOT}/brouillons/{draft.id}", 303)


@router.post("/documents/{document_id}/retirer", dependencies=CHANGES)
def withdraw(
    request: Request, me: Editor, document_id: str, reason: Annotated[str, Form(max_length=500)] = ""
) -> Response:
    """Take a document away from questions."""
    try:
        knowledge_of(request).withdraw(document_id, reason, me.account.id)
    except InvalidInput as fault:
        return _document_page(request, me, document_id, 422, fault.user_message)
    note(request, me, "document_retire", document_id)
    return RedirectResponse(f"{ROOT}/documents/{document_id}", 303)


@router.post("/documents/{document_id}/remettre", dependencies=CHANGES)
def restore(request: Request, me: Editor, document_id: str, number: Annotated[int, Form()]) -> Response:
    """Put a version of a document back."""
    knowledge_of(request).restore(document_id, number, me.account.id)
    note(request, me, "version_remise", f"{document_id} {number}")
    return RedirectResponse(f"{ROOT}/documents/{document_id}", 303)


@router.get("/documents/{document_id}/comparer", response_class=HTMLResponse)
def comparison(request: Request, me: Me, document_id: str, avant: int, apres: int) -> HTMLResponse:
    """Give two versions side by side."""
    knowledge = knowledge_of(request)
    before, after = (knowledge.version(document_id, number) for number in (avant, apres))
    note(request, me, "versions_comparees", f"{document_id} {avant} {apres}")
    one, other = _card(before), _card(after)
    changes = [(label, one[name], other[name]) for name, label in CARD.items() if one[name] != other[name]]
    rows = compare(before.document.text, after.document.text)
    return page(
        request,
        me,
        "adviser/comparison.html",
        versions=knowledge.editions.versions(document_id),
        before=before,
        after=after,
        changes=changes,
        rows=rows,
        changed=any(row.changed for row in rows),
    )


def _document_page(
    request: Request, me: Me, document_id: str, status: int = 200, fault: str = ""
) -> HTMLResponse:
    knowledge = knowledge_of(request)
    versions = knowledge.editions.versions(document_id)
    live = knowledge.library.document(document_id)
    if live is None and not versions:
        raise NotFound(DOCUMENT_GONE)
    shown = live or versions[0].document
    told = _told(request)
    return page(
        request,
        me,
        "adviser/document.html",
        status,
        document=shown,
        live=live is not None,
        sections=sections(shown),
        published=told(shown),
        versions=versions,
        owner=knowledge.editions.owners().get(document_id, ""),
        uses=knowledge.tasks.uses().get(document_id, 0),
        audiences=AUDIENCES,
        fault=fault,
    )


def _card(version: Version) -> dict[str, str]:
    card = card_of(version.document, version.owner)
    return {**card, "certain": "oui" if card["certain"] else "non", "audience": AUDIENCES[card["audience"]]}


def _told(request: Request) -> Any:
    today = _today(request)
    return lambda one: published_in_words(one.published, today, "fr")


def _today(request: Request) -> date:
    return services_of(request).clock().date()


def _words(one: Document) -> str:
    return " ".join((one.title, one.publisher, *one.topics, *one.territories, one.id)).casefold()
