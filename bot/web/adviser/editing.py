"""The editing: who may change the knowledge, and what its pages have in common."""

from typing import Annotated, Any

from fastapi import Depends
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.knowledge.desk import KnowledgeDesk
from bot.web.adviser.guard import SignedIn, checked_form, desk_of, signed_in
from bot.web.frame import frame_of, render
from bot.web.services import services_of

EDITORS = ("editor", "administrator")
_REFUSED = "Seuls les rédacteurs et les administrateurs modifient les connaissances."
ROOT = "/conseiller/connaissances"
LARGEST_FORM = 24 * 1024 * 1024
"""Bytes that a form of the editors may bring: a file of 20 MB and what surrounds it."""

Me = Annotated[SignedIn, Depends(signed_in)]


def may_edit(me: SignedIn) -> bool:
    """Tell whether an account may change the knowledge."""
    return me.account.role in EDITORS


def editor(me: Me) -> SignedIn:
    """Give the editor who is signed in; refuse anybody else."""
    if not may_edit(me):
        raise HTTPException(403, _REFUSED)
    return me


Editor = Annotated[SignedIn, Depends(editor)]
CHANGES = [Depends(editor), Depends(checked_form)]
"""What every route that changes something depends on."""


def knowledge_of(request: Request) -> KnowledgeDesk:
    """Give the editors' desk; where there is none, these pages do not exist."""
    knowledge = services_of(request).knowledge
    if knowledge is None:
        raise HTTPException(404)
    return knowledge


def note(request: Request, me: SignedIn, action: str, target: str = "") -> None:
    """Add to the audit trail."""
    desk_of(request).audit.note(me.account.id, action, target)


def page(request: Request, me: SignedIn, name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Give a page of the editors, never kept by a browser."""
    response = render(
        name,
        frame_of(request, "fr"),
        status,
        me=me.account,
        csrf=me.csrf,
        can_edit=may_edit(me),
        section=ROOT,
        **values,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def roomy(request: Request) -> int:
    """Give the bytes that a request may bring: more than others for an editor's form, else 0."""
    if not request.url.path.startswith(ROOT):
        return 0
    try:
        return LARGEST_FORM if may_edit(signed_in(request)) else 0
    except HTTPException:
        return 0
