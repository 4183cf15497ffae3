"""The page of the widget: the chat as a frame shows it, on the pages of one site only."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from bot.errors import NotFound
from bot.store.sites import SCHEMES, Site
from bot.web import pages
from bot.web.frame import frame_of, render
from bot.web.pages import Lang
from bot.web.texts import starters
from bot.web.widget.guard import site_of_key

_API = {
    "chat": "/widget/api/v1/chat",
    "conversations": "/widget/api/v1/conversations/",
    "feedback": "/widget/api/v1/feedback",
    "requests": "/widget/api/v1/requests",
}
router = APIRouter(prefix="/widget", include_in_schema=False)


@router.get("/chat", response_class=HTMLResponse)
def chat(
    request: Request,
    site: Annotated[str, Query(max_length=40)] = "",
    lang: Lang = None,
    theme: Annotated[str, Query(max_length=10)] = "",
    via: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """Give the chat to the frame of a site; on its own, that address leads to the chat itself."""
    try:
        found = site_of_key(request, site)
    except NotFound:
        return pages.not_found(request, lang)
    if request.headers.get("sec-fetch-dest") == "document":
        return RedirectResponse(frame_of(request, lang).home, 303)
    request.state.frame_ancestors = " ".join(found.plan.origins) or "'none'"
    page = _chat(request, found, lang, theme, via) if found.enabled else _closed(request, lang)
    # A site that is switched off must be off at the next opening.
    page.headers["Cache-Control"] = "no-store"
    return page


def _chat(request: Request, site: Site, lang: str | None, theme: str, via: str) -> HTMLResponse:
    frame = frame_of(request, lang, at="/")
    options = {"colour": site.plan.colour, "opening": site.plan.opening, "territory": site.plan.departement}
    widget = {
        "site": site.key,
        "origins": site.plan.origins,
        "exchange": f"/widget/sites/{site.key}/token",
        "plain": via != "script",
        "options": {name: value for name, value in options.items() if value},
    }
    scheme = theme if theme in SCHEMES else site.plan.scheme
    client = pages.client_settings(frame) | {"api": _API, "widget": widget}
    return render(
        "widget/chat.html", frame, client=client, site=site, scheme=scheme, starters=starters(frame.language)
    )


def _closed(request: Request, lang: str | None) -> HTMLResponse:
    frame = frame_of(request, lang, at="/")
    texts = frame.texts
    return render(
        "widget/closed.html",
        frame,
        HTTPStatus.FORBIDDEN,
        heading=texts["site_name"],
        message=texts["site_refused"],
    )
