"""The pages: the chat, a public source, and what is kept about a visitor."""

from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.staticfiles import PathLike, StaticFiles

from bot.conversation.reply import Reply
from bot.documents.model import Document
from bot.errors import BotError, NotFound
from bot.store.board import WEEK
from bot.store.deposits import AFTERWARDS, LIFETIME
from bot.web import visitors
from bot.web.cleaning import Message
from bot.web.conversations import Reason
from bot.web.dates import day_in_words, published_in_words
from bot.web.frame import Frame, frame_of, render
from bot.web.problems import field_problems
from bot.web.reading import sections
from bot.web.services import services_of
from bot.web.texts import starters

LONGEST_MESSAGE = 2000

router = APIRouter(include_in_schema=False)

Lang = Annotated[str | None, Query(description="`fr` ou `en` : la langue choisie par le visiteur.")]

_MESSAGE: TypeAdapter[str] = TypeAdapter(Message)


@router.get("/", response_class=HTMLResponse)
async def chat(request: Request, lang: Lang = None, q: str = "", c: str | None = None) -> HTMLResponse:
    """Give the chat page; with a question, and for a browser without JavaScript, with its answer."""
    frame = frame_of(request, lang)
    if not q.strip():
        return _chat_page(request, frame, None)
    visitor = visitors.presented(request) or visitors.new_token()
    turn = await _turn(request, frame, q, c, visitor)
    response = _chat_page(request, frame, turn)
    response.headers["Cache-Control"] = "no-store"
    visitors.remember(response, request, visitor)
    return response


@router.get("/sources/{document_id}", response_class=HTMLResponse)
def source(request: Request, document_id: str, lang: Lang = None) -> HTMLResponse:
    """Give a public document with its passages; an internal one is as if it did not exist."""
    document = services_of(request).library.document(document_id)
    if document is None or document.audience != "public":
        return not_found(request, lang)
    return source_page(frame_of(request, lang), document)


def source_page(frame: Frame, document: Document, home: str | None = None) -> HTMLResponse:
    """Give the page of a document; `home` is where its way back leads, the public chat unless given."""
    return render(
        "source.html",
        frame,
        document=document,
        back=home or frame.home,
        sections=sections(document),
        published=published_in_words(document.published, frame.today, frame.language),
        ends=day_in_words(document.ends, "day", frame.language) if document.ends else "",
        url=_web_address(document),
        about=[
            (frame.texts["people"], document.people),
            (frame.texts["organisations"], document.organisations),
            (frame.texts["territories"], document.territories),
            (frame.texts["topics"], document.topics),
        ],
    )


@router.get("/confidentialite", response_class=HTMLResponse)
def privacy(request: Request, lang: Lang = None) -> HTMLResponse:
    """Give the page that says what is kept, why and for how long."""
    settings = services_of(request).settings
    frame = frame_of(request, lang)
    return render(
        "privacy.html",
        frame,
        retention=frame.texts["kept_days"].format(days=settings.keep_conversations),
        keep_requests=settings.keep_requests,
        cookie=frame.texts["kept_cookie"],
        contact=settings.contact,
        remote_model=bool(settings.llm_base_url),
        deposits_days=(LIFETIME + AFTERWARDS).days,
        # They are forgotten once a day.
        approaches_days=WEEK.days + 1,
    )


def not_found(request: Request, lang: str | None = None) -> HTMLResponse:
    """Give the page for an address that leads nowhere."""
    frame = frame_of(request, lang or request.query_params.get("lang"), at="/")
    texts = frame.texts
    return render(
        "notice.html",
        frame,
        HTTPStatus.NOT_FOUND,
        heading=texts["not_found_title"],
        message=texts["not_found"],
    )


class _RevalidatedFiles(StaticFiles):
    """Files that a browser keeps but asks about each time: modules of two versions never mix."""

    def file_response(self, full_path: PathLike, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(full_path, *args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


def static_files() -> StaticFiles:
    """Give the application that serves the styles, the scripts and the icon."""
    return _RevalidatedFiles(directory=Path(__file__).parent / "static")


def _chat_page(request: Request, frame: Frame, turn: dict[str, Any] | None) -> HTMLResponse:
    reply: Reply | None = turn["reply"] if turn else None
    client = client_settings(frame) | {"directory": services_of(request).directory.is_on}
    client["turn"] = turn | {"reply": reply.model_dump(mode="json") if reply else None} if turn else None
    return render("chat.html", frame, client=client, turn=turn, starters=starters(frame.language))


def client_settings(frame: Frame) -> dict[str, Any]:
    """Give what the scripts of a chat read in its page."""
    return {
        "texts": frame.texts,
        "language": frame.language,
        "chosen": frame.chosen,
        "today": frame.today.isoformat(),
        "limit": LONGEST_MESSAGE,
        "reasons": [reason.value for reason in Reason],
        "home": frame.home,
        "directory": False,
        "turn": None,
    }


async def _turn(
    request: Request, frame: Frame, question: str, conversation_id: str | None, visitor: str
) -> dict[str, Any]:
    """Answer a question sent by the plain form; a fault is told in the page."""
    services = services_of(request)
    try:
        message = _MESSAGE.validate_python(question)
        if conversation_id and not await run_in_threadpool(_owns, request, conversation_id):
            conversation_id = None
        reply = await services.assistant.reply(
            message, conversation_id=conversation_id, visitor=visitor, language=frame.chosen
        )
    except ValidationError as error:
        problem = field_problems([{**one, "loc": ("q",)} for one in error.errors()])[0].message
        return {"message": question, "reply": None, "problem": problem}
    except BotError as error:
        return {"message": question, "reply": None, "problem": error.user_message}
    return {"message": message, "reply": reply, "problem": None}


def _owns(request: Request, conversation_id: str) -> bool:
    visitor = visitors.presented(request)
    try:
        return visitor is not None and bool(services_of(request).history.turns(conversation_id, visitor))
    except NotFound:
        return False


def _web_address(document: Document) -> str | None:
    # A file may say anything in its front matter: only a web address becomes a link.
    url = document.url or ""
    return url if url.startswith(("https://", "http://")) else None
