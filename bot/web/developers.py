"""The developers' page: the guide, the samples, and every call with its examples and a form to try it."""

from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from bot.store.keys import PREFIX
from bot.web.adviser.words import RIGHTS
from bot.web.frame import frame_of, render
from bot.web.idempotency import REPLAYED
from bot.web.messages import STATUS_TITLES
from bot.web.problems import ERRORS, TYPE
from bot.web.reference import chapters
from bot.web.samples import LANGUAGES, TITLES, samples
from bot.web.services import services_of
from bot.web.site import site_of
from bot.web.widget.snippets import frame_snippet

router = APIRouter(include_in_schema=False)

EVENTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("start", "La réponse commence.", '{"conversation_id": "jCqFezGQD7c8m", "message_id": "0YBnS0nD3mE1"}'),
    (
        "text",
        "Une phrase entière, vérifiée, avec ses repères.",
        '{"text": "La mission se tient à San Francisco [1]."}',
    ),
    (
        "citation",
        "La source d'un repère, à son premier usage.",
        '{"number": 1, "document_id": "occitanie-mission-californie", "quote": "…", "href": "/sources/…"}',
    ),
    (
        "match",
        "Un programme, une personne ou un organisme qui convient.",
        '{"id": "mission-californie", "kind": "programme", "verdict": "past", "title": "…"}',
    ),
    (
        "notice",
        "Un avertissement : date passée, source ancienne…",
        '{"kind": "past_date", "text": "La date annoncée est passée."}',
    ),
    (
        "done",
        "La réponse entière, déjà enregistrée.",
        '{"conversation_id": "…", "kind": "answer", "answer": "…"}',
    ),
    (
        "error",
        "La réponse s'arrête : un document de problème.",
        '{"type": "urn:passerelle:probleme:indisponible", "status": 503, "detail": "…"}',
    ),
)


@router.get("/developpeurs", response_class=HTMLResponse)
def page(request: Request) -> HTMLResponse:
    """Give the guide and the reference, which work without JavaScript; the forms need it."""
    document: dict[str, Any] = request.app.openapi()
    site = site_of(request)
    first = services_of(request).library.page("public", "", 1)
    named = first[0].id if first else "identifiant-du-document"
    # The page shows one of our own inside it: the preview of the widget.
    request.state.frame_sources = "'self'"
    codes = sorted({(status, TYPE + code) for status, code in ERRORS.values()})
    return render(
        "developers.html",
        frame_of(request, "fr"),
        site=site,
        languages=LANGUAGES,
        titles=TITLES,
        samples={call: samples(call, site, named) for call in TITLES},
        chapters=chapters(document),
        events=EVENTS,
        errors=[(status, STATUS_TITLES[status], code) for status, code in codes],
        rights=RIGHTS,
        prefix=PREFIX,
        replayed=next(iter(REPLAYED)),
        example=named,
        widget=services_of(request).widget is not None,
        frame_line=frame_snippet("clé-du-site", site),
    )
