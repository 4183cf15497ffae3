"""The pages: the chat, a public source, and what is kept about a visitor."""

from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.conversation.reply import Citation, Language
from bot.documents.model import Document
from bot.web.dates import day_in_words, parse_published, published_in_words
from bot.web.reading import sections
from bot.web.texts import interface, starters

LONGEST_MESSAGE = 2000

router = APIRouter(include_in_schema=False)

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

Lang = Annotated[str | None, Query(description="`fr` ou `en` : la langue choisie par le visiteur.")]


@router.get("/", response_class=HTMLResponse)
def chat(request: Request, lang: Lang = None, q: str = "") -> HTMLResponse:
    """Give the chat page."""
    page = _frame(request, lang)
    language: Language = page["lang"]
    services = request.app.state.services
    client = {
        "texts": page["t"],
        "language": language,
        "chosen": page["chosen"],
        "today": services.clock().date().isoformat(),
        "limit": LONGEST_MESSAGE,
        "home": page["home"],
        "turn": None,
    }
    return _render("chat.html", page | {"starters": starters(language), "client": client, "turn": None})


@router.get("/sources/{document_id}", response_class=HTMLResponse)
def source(request: Request, document_id: str, lang: Lang = None) -> HTMLResponse:
    """Give a public document with its passages; an internal one is as if it did not exist."""
    services = request.app.state.services
    document = services.library.document(document_id)
    if document is None or document.audience != "public":
        return not_found(request, lang)
    page = _frame(request, lang)
    language: Language = page["lang"]
    t = page["t"]
    about = [
        (t["people"], document.people),
        (t["organisations"], document.organisations),
        (t["territories"], document.territories),
        (t["topics"], document.topics),
    ]
    return _render(
        "source.html",
        page
        | {
            "document": document,
            "sections": sections(document),
            "published": published_in_words(document.published, services.clock().date(), language),
            "ends": day_in_words(document.ends, "day", language) if document.ends else "",
            "about": about,
            "url": _web_address(document),
        },
    )


@router.get("/confidentialite", response_class=HTMLResponse)
def privacy(request: Request, lang: Lang = None) -> HTMLResponse:
    """Give the page that says what is kept, why and for how long."""
    page = _frame(request, lang)
    settings = request.app.state.services.settings
    t = page["t"]
    kept = {
        "retention": t["kept_until_erased"],
        "cookie": t["kept_cookie"],
        "contact": settings.contact,
        "remote_model": bool(settings.llm_base_url),
    }
    return _render("privacy.html", page | kept)


def not_found(request: Request, lang: str | None = None) -> HTMLResponse:
    """Give the page for an address that leads nowhere."""
    page = _frame(request, lang, at="/")
    words = {"heading": page["t"]["not_found_title"], "message": page["t"]["not_found"]}
    return _render("notice.html", page | words, HTTPStatus.NOT_FOUND)


def _frame(request: Request, lang: str | None, at: str | None = None) -> dict[str, Any]:
    """Give what every page needs: its language, its texts and its addresses."""
    chosen: Language | None = "fr" if lang == "fr" else "en" if lang == "en" else None
    language: Language = chosen or "fr"
    other: Language = "en" if language == "fr" else "fr"
    today = request.app.state.services.clock().date()

    def published_words(citation: Citation) -> str:
        published = parse_published(citation.published, citation.published_certain)
        return published_in_words(published, today, language)

    return {
        "lang": language,
        "chosen": chosen,
        "t": interface(language),
        "home": _address("/", chosen),
        "privacy_href": _address("/confidentialite", chosen),
        "other_lang": other,
        "other_href": _address(at or request.url.path, other),
        "nonce": getattr(request.state, "nonce", ""),
        "published_words": published_words,
    }


def _address(path: str, chosen: Language | None) -> str:
    return f"{path}?{urlencode({'lang': chosen})}" if chosen else path


def _web_address(document: Document) -> str | None:
    # A file may say anything in its front matter: only a web address becomes a link.
    url = document.url or ""
    return url if url.startswith(("https://", "http://")) else None


def _render(name: str, values: dict[str, Any], status: int = HTTPStatus.OK) -> HTMLResponse:
    return HTMLResponse(_TEMPLATES.get_template(name).render(values), status)
