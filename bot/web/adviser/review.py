"""The review: what in the knowledge is past its date, contradicts itself, or leads nowhere."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from bot.knowledge.ageing import aged
from bot.knowledge.conflicts import conflicts
from bot.web.adviser.editing import CHANGES, ROOT, Editor, Me, knowledge_of, note, page
from bot.web.adviser.guard import signed_in
from bot.web.adviser.words import DIFFERENCES
from bot.web.dates import published_in_words
from bot.web.services import services_of

HERE = f"{ROOT}/a-revoir"
router = APIRouter(prefix=HERE, include_in_schema=False, dependencies=[Depends(signed_in)])


@router.get("", response_class=HTMLResponse)
def review(request: Request, me: Me) -> HTMLResponse:
    """Give the three lists."""
    knowledge = knowledge_of(request)
    note(request, me, "revue_vue")
    today = services_of(request).clock().date()
    documents = list(knowledge.library.documents())
    addresses = knowledge.round.addresses()
    visits = [one for one in knowledge.links.all() if one.url in addresses]
    return page(
        request,
        me,
        "adviser/review.html",
        aged=aged(documents, knowledge.tasks.uses(), today),
        conflicts=conflicts(documents),
        differences=DIFFERENCES,
        published=lambda one: published_in_words(one.published, today, "fr"),
        dead=[one for one in visits if not one.alive],
        latest=max((one.visited for one in visits), default=None),
        addresses=addresses,
        titles={one.id: one.title for one in documents},
        progress=knowledge.round.progress(),
    )


@router.post("/liens", dependencies=CHANGES)
def visit(request: Request, me: Editor) -> Response:
    """Begin a round of the links."""
    knowledge_of(request).round.start()
    note(request, me, "liens_verifies")
    return RedirectResponse(f"{HERE}#liens", 303)


@router.get("/liens/etat")
def progress(request: Request) -> dict[str, Any]:
    """Tell how far the round of the links is."""
    found = knowledge_of(request).round.progress()
    return {"running": found.running, "done": found.done, "total": found.total}
