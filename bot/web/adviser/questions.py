"""The questions: those left without an answer, and what an editor does about each."""

from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.responses import Response

from bot.knowledge.evaluation import evaluation_question, write_questions
from bot.knowledge.messages import DOCUMENT_NEEDED, REASON_NEEDED, SHEET_NEEDED
from bot.store.tasks import State
from bot.web.adviser.editing import CHANGES, ROOT, Editor, Me, knowledge_of, note, page
from bot.web.adviser.guard import signed_in
from bot.web.adviser.words import AUDIENCES, CAUSES, TASK_STATES
from bot.web.services import services_of

HERE = f"{ROOT}/questions"
router = APIRouter(prefix=HERE, include_in_schema=False, dependencies=[Depends(signed_in)])
Line = Annotated[str, Form(max_length=2000)]


@router.get("", response_class=HTMLResponse)
def questions(request: Request, me: Me, etat: str = "open") -> HTMLResponse:
    """Give the questions of a state, those asked most often first."""
    tasks = knowledge_of(request).tasks
    state: State = next((one for one in get_args(State) if one == etat), "open")
    note(request, me, "questions_vues", state)
    return page(
        request,
        me,
        "adviser/questions.html",
        tasks=tasks.of_state(state),
        counts=tasks.counts(),
        states=TASK_STATES,
        causes=CAUSES,
        etat=state,
        evaluated=len(tasks.evaluation_set()),
    )


@router.get("/evaluation.yaml")
def download(request: Request, me: Me) -> Response:
    """Give the evaluation set as a file."""
    note(request, me, "evaluation_exportee")
    text = write_questions(knowledge_of(request).tasks.evaluation_set())
    headers = {"Content-Disposition": 'attachment; filename="questions.yaml"', "Cache-Control": "no-store"}
    return PlainTextResponse(text, headers=headers, media_type="application/yaml")


@router.get("/{key}", response_class=HTMLResponse)
def question(request: Request, me: Me, key: str) -> HTMLResponse:
    """Give a question, the replies it got, and what can be done about it."""
    note(request, me, "question_vue", key[:12])
    return _page(request, me, key)


@router.post("/{key}/fiche", dependencies=CHANGES)
def sheet(
    request: Request,
    me: Editor,
    key: str,
    title: Line = "",
    text: Annotated[str, Form(max_length=200_000)] = "",
    publisher: Line = "",
    audience: Line = "public",
) -> Response:
    """Begin the fact sheet that answers a question."""
    knowledge = knowledge_of(request)
    knowledge.tasks.task(key)
    if not text.strip():
        typed = {"title": title, "publisher": publisher, "text": text, "audience": audience}
        return _page(request, me, key, 422, "text", SHEET_NEEDED, typed)
    today = services_of(request).clock().strftime("%d/%m/%Y")
    card = {"publisher": publisher, "audience": audience, "published": today, "owner": me.account.name}
    draft = knowledge.sheet(title, text.replace("\r\n", "\n"), card, me.account.id, key)
    note(request, me, "fiche_commencee", key[:12])
    return RedirectResponse(f"{ROOT}/brouillons/{draft.id}", 303)


@router.post("/{key}/lier", dependencies=CHANGES)
def link(request: Request, me: Editor, key: str, document_id: Line = "") -> Response:
    """Note that a document answers a question."""
    knowledge = knowledge_of(request)
    if knowledge.library.document(document_id) is None:
        return _page(request, me, key, 422, "document_id", DOCUMENT_NEEDED)
    knowledge.tasks.settle(key, "linked", account_id=me.account.id, document_id=document_id)
    note(request, me, "question_liee", f"{key[:12]} {document_id}")
    return RedirectResponse(f"{HERE}/{key}", 303)


@router.post("/{key}/ecarter", dependencies=CHANGES)
def dismiss(request: Request, me: Editor, key: str, reason: Line = "") -> Response:
    """Note why a question needs no answer."""
    if not reason.strip():
        return _page(request, me, key, 422, "reason", REASON_NEEDED)
    knowledge_of(request).tasks.settle(key, "dismissed", account_id=me.account.id, reason=reason.strip())
    note(request, me, "question_ecartee", key[:12])
    return RedirectResponse(HERE, 303)


@router.post("/{key}/rouvrir", dependencies=CHANGES)
def reopen(request: Request, me: Editor, key: str) -> Response:
    """Undo what was done for a question."""
    knowledge_of(request).tasks.settle(key, "open", account_id=me.account.id)
    note(request, me, "question_rouverte", key[:12])
    return RedirectResponse(f"{HERE}/{key}", 303)


@router.post("/{key}/evaluation", dependencies=CHANGES)
def evaluate(request: Request, me: Editor, key: str, leave: Line = "") -> Response:
    """Put a question in the evaluation set, or take it out."""
    knowledge = knowledge_of(request)
    task = knowledge.tasks.task(key)
    if leave:
        knowledge.tasks.leave(key)
    else:
        document = knowledge.library.document(task.document_id) if task.document_id else None
        knowledge.tasks.join(key, evaluation_question(task, document), me.account.id)
    note(request, me, "evaluation_quittee" if leave else "evaluation_rejointe", key[:12])
    return RedirectResponse(f"{HERE}/{key}", 303)


def _page(
    request: Request,
    me: Me,
    key: str,
    status: int = 200,
    field: str = "",
    fault: str = "",
    typed: dict[str, str] | None = None,
) -> HTMLResponse:
    knowledge = knowledge_of(request)
    task = knowledge.tasks.task(key)
    blank = {"title": task.question.strip(" ?!."), "text": "", "audience": "public"}
    blank["publisher"] = knowledge.editions.usual_publisher(me.account.id)
    return page(
        request,
        me,
        "adviser/question.html",
        status,
        task=task,
        states=TASK_STATES,
        causes=CAUSES,
        audiences=AUDIENCES,
        documents=sorted(knowledge.library.documents(), key=lambda one: one.title.casefold()),
        document=knowledge.library.document(task.document_id) if task.document_id else None,
        typed=typed or blank,
        field=field,
        fault=fault,
    )
