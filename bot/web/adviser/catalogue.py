"""The catalogue: programmes, advisers and organisations, edited by those who know them."""

from typing import get_args

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.knowledge.catalogue_desk import CatalogueDesk
from bot.matching.catalogue import Kind
from bot.matching.catalogue_forms import form_of
from bot.matching.catalogue_labels import FORMS
from bot.store.catalogue import Shelved
from bot.web.adviser.editing import CHANGES, ROOT, Editor, Me, knowledge_of, note, page
from bot.web.adviser.guard import signed_in
from bot.web.adviser.words import ENTRY_KINDS

HERE = f"{ROOT}/catalogue"
router = APIRouter(prefix=HERE, include_in_schema=False, dependencies=[Depends(signed_in)])


@router.get("", response_class=HTMLResponse)
def entries(request: Request, me: Me, genre: str = "programme", q: str = "") -> HTMLResponse:
    """Give the entries of a kind."""
    kind = _kind(genre)
    note(request, me, "catalogue_vu", kind)
    words = q.casefold().split()
    found = [
        one
        for one in _desk(request).stored.shelf()
        if one.kind == kind and all(word in f"{one.title} {one.entry.key}".casefold() for word in words)
    ]
    return page(request, me, "adviser/catalogue.html", entries=found, kind=kind, kinds=ENTRY_KINDS, q=q)


@router.get("/{genre}/nouveau", response_class=HTMLResponse)
def new(request: Request, me: Editor, genre: str) -> HTMLResponse:
    """Give an empty form."""
    return _page(request, me, _kind(genre), None, {"status": "known"})


@router.get("/{genre}/{key}", response_class=HTMLResponse)
def entry(request: Request, me: Me, genre: str, key: str, garde: str = "") -> HTMLResponse:
    """Give the form of an entry."""
    shelved = _desk(request).entry(key)
    note(request, me, "entree_vue", key)
    return _page(request, me, shelved.kind, shelved, form_of(shelved.entry), saved=bool(garde))


@router.post("/{genre}/nouveau", dependencies=CHANGES)
async def add(request: Request, me: Editor, genre: str) -> Response:
    """Add an entry."""
    typed = await _typed(request, _kind(genre))
    return await run_in_threadpool(_saved, request, me, _kind(genre), None, typed)


@router.post("/{genre}/{key}", dependencies=CHANGES)
async def save(request: Request, me: Editor, genre: str, key: str) -> Response:
    """Change an entry."""
    shelved = await run_in_threadpool(_desk(request).entry, key)
    typed = {**await _typed(request, shelved.kind), "key": key}
    return await run_in_threadpool(_saved, request, me, shelved.kind, shelved, typed)


@router.post("/{genre}/{key}/retirer", dependencies=CHANGES)
def withdraw(request: Request, me: Editor, genre: str, key: str, back: str = Form("")) -> Response:
    """Take an entry away, or put it back."""
    _desk(request).withdraw(key, withdrawn=not back)
    note(request, me, "entree_remise" if back else "entree_retiree", key)
    return RedirectResponse(f"{HERE}/{_kind(genre)}/{key}", 303)


def _saved(
    request: Request, me: Editor, kind: Kind, before: Shelved | None, typed: dict[str, str]
) -> Response:
    checked = _desk(request).save(kind, typed, before)
    if checked.entry is None:
        return _page(request, me, kind, before, typed, status=422, faults=dict(checked.faults))
    note(request, me, "entree_changee" if before else "entree_ajoutee", checked.entry.key)
    return RedirectResponse(f"{HERE}/{kind}/{checked.entry.key}?garde=1", 303)


async def _typed(request: Request, kind: Kind) -> dict[str, str]:
    form = await request.form()
    return {field.name: str(form.get(field.name, "")) for field in FORMS[kind]}


def _kind(genre: str) -> Kind:
    for kind in get_args(Kind):
        if kind == genre:
            found: Kind = kind
            return found
    raise HTTPException(404)


def _desk(request: Request) -> CatalogueDesk:
    return knowledge_of(request).catalogue


def _page(
    request: Request,
    me: Me,
    kind: Kind,
    before: Shelved | None,
    typed: dict[str, str],
    *,
    status: int = 200,
    faults: dict[str, str] | None = None,
    saved: bool = False,
) -> HTMLResponse:
    return page(
        request,
        me,
        "adviser/entry.html",
        status,
        kind=kind,
        kinds=ENTRY_KINDS,
        fields=FORMS[kind],
        before=before,
        typed=typed,
        faults=faults or {},
        saved=saved,
    )
