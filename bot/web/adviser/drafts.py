"""The drafts: what an editor adds, sees as it will be searched, describes and publishes."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from bot.errors import InvalidInput
from bot.knowledge.card import FIELDS, CardFault
from bot.store.editions import Draft
from bot.web.adviser.editing import CHANGES, ROOT, Editor, editor, knowledge_of, note, page
from bot.web.adviser.words import AUDIENCES, NO_FILE
from bot.web.reading import sections

router = APIRouter(prefix=ROOT, include_in_schema=False, dependencies=[Depends(editor)])
_LONGEST_TEXT = 2_000_000
Text = Annotated[str, Form(max_length=_LONGEST_TEXT)]
Line = Annotated[str, Form(max_length=2000)]


@router.get("/ajouter", response_class=HTMLResponse)
def adding(request: Request, me: Editor, remplace: str = "") -> HTMLResponse:
    """Give the three ways to add a document, or to replace one."""
    return _adding(request, me, remplace)


@router.post("/ajouter/fichier", dependencies=CHANGES)
async def add_file(
    request: Request, me: Editor, file: Annotated[UploadFile | None, File()] = None, replaces: Line = ""
) -> Response:
    """Begin a draft from a file."""
    if file is None or not file.filename:
        return _adding(request, me, replaces, 422, "file", NO_FILE)
    data, name = await file.read(), file.filename
    knowledge = knowledge_of(request)
    try:
        # Read in a process of its own, which may take seconds.
        draft = await run_in_threadpool(knowledge.from_file, data, name, me.account.id, replaces)
    except InvalidInput as fault:
        return _adding(request, me, replaces, 422, "file", fault.user_message)
    return _begun(request, me, draft, f"fichier {name}")


@router.post("/ajouter/texte", dependencies=CHANGES)
def add_text(
    request: Request, me: Editor, text: Text = "", title: Line = "", replaces: Line = ""
) -> Response:
    """Begin a draft from a text."""
    try:
        draft = knowledge_of(request).from_text(text, title, me.account.id, replaces)
    except InvalidInput as fault:
        return _adding(request, me, replaces, 422, "text", fault.user_message, text=text, title=title)
    return _begun(request, me, draft, "texte")


@router.post("/ajouter/adresse", dependencies=CHANGES)
def add_address(request: Request, me: Editor, address: Line = "", replaces: Line = "") -> Response:
    """Begin a draft from a page of the Web."""
    try:
        draft = knowledge_of(request).from_address(address, me.account.id, replaces)
    except InvalidInput as fault:
        return _adding(request, me, replaces, 422, "address", fault.user_message, address=address)
    return _begun(request, me, draft, f"adresse {address}")


@router.get("/brouillons/{draft_id}", response_class=HTMLResponse)
def draft(request: Request, me: Editor, draft_id: str, garde: str = "") -> HTMLResponse:
    """Give a draft: its form, and what questions would find."""
    return _page(request, me, knowledge_of(request).editions.draft(draft_id), kept=bool(garde))


@router.post("/brouillons/{draft_id}", dependencies=CHANGES)
async def save(request: Request, me: Editor, draft_id: str) -> Response:
    """Keep a draft as it was typed, then do what was asked: nothing more, publish, or discard."""
    form = await request.form()
    typed = {name: str(form.get(name, "")) for name in (*FIELDS, "text", "do")}
    return await run_in_threadpool(_saved, request, me, draft_id, typed)


def _saved(request: Request, me: Editor, draft_id: str, typed: dict[str, str]) -> Response:
    knowledge = knowledge_of(request)
    before = knowledge.editions.draft(draft_id)
    asked, text = typed.pop("do"), typed.pop("text").replace("\r\n", "\n")
    if asked == "abandonner":
        knowledge.editions.discard(draft_id)
        note(request, me, "brouillon_abandonne", before.document_id or typed["title"])
        return RedirectResponse(ROOT, 303)
    kept = Draft(before.id, typed, text, before.cut, before.document_id, before.question_key)
    kept = knowledge.editions.keep(kept, me.account.id)
    note(request, me, "brouillon_garde", kept.document_id or kept.id)
    if asked != "publier":
        return RedirectResponse(f"{ROOT}/brouillons/{draft_id}?garde=1", 303)
    try:
        document = knowledge.publish(kept, me.account.id)
    except CardFault as fault:
        return _page(request, me, kept, 422, faults=dict(fault.faults))
    note(request, me, "document_publie", document.id)
    if kept.question_key:
        return RedirectResponse(f"{ROOT}/questions/{kept.question_key}", 303)
    return RedirectResponse(f"{ROOT}/documents/{document.id}", 303)


def _begun(request: Request, me: Editor, begun: Draft, what: str) -> Response:
    note(request, me, "brouillon_ajoute", what)
    return RedirectResponse(f"{ROOT}/brouillons/{begun.id}", 303)


def _adding(
    request: Request,
    me: Editor,
    replaces: str,
    status: int = 200,
    field: str = "",
    fault: str = "",
    **typed: str,
) -> HTMLResponse:
    replaced = knowledge_of(request).library.document(replaces) if replaces else None
    values = {"field": field, "fault": fault, "typed": {"text": "", "title": "", "address": ""} | typed}
    return page(request, me, "adviser/adding.html", status, replaced=replaced, **values)


def _page(
    request: Request,
    me: Editor,
    shown: Draft,
    status: int = 200,
    *,
    faults: dict[str, str] | None = None,
    kept: bool = False,
) -> HTMLResponse:
    preview = knowledge_of(request).preview(shown)
    values: dict[str, Any] = {"faults": faults or {}, "kept": kept}
    return page(
        request,
        me,
        "adviser/draft.html",
        status,
        draft=shown,
        card={name: shown.card.get(name, "") for name in FIELDS},
        preview=preview,
        sections=sections(preview),
        audiences=AUDIENCES,
        **values,
    )
