"""The adviser's assistant: the chat with the internal sources added, for who is signed in."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Path, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from bot.companies.profile import Profile
from bot.conversation.history import Turn
from bot.conversation.reply import Answering
from bot.errors import NotFound
from bot.store.feedback import Opinion
from bot.web.adviser.exporting import exported
from bot.web.adviser.guard import SignedIn, checked_call, desk_of, signed_in
from bot.web.adviser.paging import desk_page
from bot.web.adviser.ready_reply import has_internal, ready_reply
from bot.web.adviser.words import ASSISTANT, COMPANY_FIELDS, STARTERS
from bot.web.cleaning import Line, Message
from bot.web.conversations import ConversationId, GivenOpinion, Reason, StoredConversation, StoredTurn
from bot.web.frame import frame_of
from bot.web.messages import MESSAGE_NOT_FOUND
from bot.web.pages import LONGEST_MESSAGE, not_found, source_page
from bot.web.requirements import json_body
from bot.web.services import services_of
from bot.web.streaming import event_stream, unless_client_leaves, wants_events

router = APIRouter(prefix="/conseiller", include_in_schema=False, dependencies=[Depends(signed_in)])
Me = Annotated[SignedIn, Depends(signed_in)]
_CALLED = [Depends(checked_call), Depends(json_body)]
_ROOT = "/conseiller/assistant"


class Asked(BaseModel):
    """A message of an adviser, with the company file as it is pinned."""

    message: Message
    conversation_id: str | None = Field(default=None, max_length=64)
    profile: dict[str, Any] | None = None
    language: Literal["fr", "en"] | None = None


class Wanted(BaseModel):
    """The reply to make an e-mail of, and whom it is for."""

    message_id: str = Field(max_length=64)
    contact: Line | None = None


@router.get("/assistant", response_class=HTMLResponse)
def page(request: Request, me: Me, demande: Annotated[str, Query(max_length=20)] = "") -> HTMLResponse:
    """Give the assistant; `demande` pins the company of a request."""
    _assistant(request)
    frame = frame_of(request, "fr")
    client = {
        "texts": frame.texts | ASSISTANT,
        "language": "fr",
        "chosen": "fr",
        "today": frame.today.isoformat(),
        "limit": LONGEST_MESSAGE,
        "reasons": [reason.value for reason in Reason],
        "home": _ROOT,
        "turn": None,
        "csrf": me.csrf,
        "api": {
            "chat": f"{_ROOT}/messages",
            "conversations": f"{_ROOT}/conversations/",
            "feedback": f"{_ROOT}/avis",
        },
        "company": _pinned(request, me, demande) if demande else None,
    }
    return desk_page(
        "adviser/assistant.html", request, me, client=client, fields=COMPANY_FIELDS, starters=STARTERS
    )


@router.post("/assistant/messages", dependencies=_CALLED)
async def ask(request: Request, me: Me, asked: Annotated[Asked, Body()]) -> Response:
    """Answer a message, whole or as server-sent events."""
    assistant = _assistant(request)
    if asked.profile:
        Profile.from_json(asked.profile)
    owner = _owner(me)
    if asked.conversation_id is not None:
        await run_in_threadpool(desk_of(request).history.turns, asked.conversation_id, owner)
    given: dict[str, Any] = {
        "conversation_id": asked.conversation_id,
        "visitor": owner,
        "language": asked.language,
        "profile": asked.profile,
    }
    metrics = request.app.state.metrics
    if wants_events(request):
        return event_stream(request, assistant.stream(asked.message, **given), metrics)
    reply = await unless_client_leaves(request, assistant.reply(asked.message, **given))
    metrics.replied(reply.kind)
    return JSONResponse(reply.model_dump(mode="json"))


@router.get("/assistant/conversations/{conversation_id}")
def conversation(request: Request, me: Me, conversation_id: ConversationId) -> StoredConversation:
    """Give an adviser's own conversation."""
    return StoredConversation(
        id=conversation_id,
        turns=[
            StoredTurn(message=turn.message, reply=turn.reply, created=turn.created)
            for turn in _turns(request, me, conversation_id)
        ],
    )


@router.post("/assistant/avis", status_code=201, dependencies=_CALLED)
def feedback(request: Request, me: Me, opinion: Annotated[GivenOpinion, Body()]) -> Response:
    """Keep an adviser's opinion on a reply."""
    reason = opinion.reason.value if opinion.reason else None
    given = Opinion(opinion.message_id, opinion.useful, reason, opinion.comment or None)
    desk_of(request).feedback.record(given, _owner(me))
    return JSONResponse({"message_id": opinion.message_id}, 201)


@router.post("/assistant/conversations/{conversation_id}/reponse", dependencies=_CALLED)
def reply_to_send(
    request: Request, me: Me, conversation_id: ConversationId, wanted: Annotated[Wanted, Body()]
) -> Response:
    """Give the e-mail to send, and the same with what is internal, marked."""
    turn = _turn(_turns(request, me, conversation_id), wanted.message_id)
    contact, adviser = wanted.contact or "", me.account.name
    desk_of(request).audit.note(me.account.id, "reponse_preparee", wanted.message_id)
    texts = {
        "text": ready_reply(turn.reply, turn.message, contact=contact, adviser=adviser),
        "marked": ready_reply(turn.reply, turn.message, contact=contact, adviser=adviser, with_internal=True),
        "internal": has_internal(turn.reply),
    }
    return JSONResponse(texts, headers={"Cache-Control": "no-store"})


@router.get("/assistant/conversations/{conversation_id}/export.{kind}")
def export(
    request: Request,
    me: Me,
    conversation_id: ConversationId,
    kind: Annotated[Literal["docx", "pdf"], Path()],
    message: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Give a conversation as a file, or only the reply named by `message`."""
    turns = _turns(request, me, conversation_id)
    chosen = [_turn(turns, message)] if message else turns
    desk_of(request).audit.note(me.account.id, f"conversation_exportee_{kind}", message or conversation_id)
    return exported(chosen, kind, services_of(request).clock())


@router.get("/sources/{document_id}", response_class=HTMLResponse)
def source(request: Request, me: Me, document_id: str) -> HTMLResponse:
    """Give any document, an internal one marked as such."""
    document = services_of(request).library.document(document_id)
    if document is None:
        return not_found(request, "fr")
    desk_of(request).audit.note(me.account.id, "source_vue", document_id)
    response = source_page(frame_of(request, "fr"), document, home=_ROOT)
    response.headers["Cache-Control"] = "no-store"
    return response


def _assistant(request: Request) -> Answering:
    assistant = desk_of(request).assistant
    if assistant is None:
        raise HTTPException(404)
    return assistant


def _owner(me: SignedIn) -> str:
    return f"compte:{me.account.id}"


def _turns(request: Request, me: SignedIn, conversation_id: str) -> list[Turn]:
    return desk_of(request).history.turns(conversation_id, _owner(me))


def _turn(turns: list[Turn], message_id: str) -> Turn:
    found = next((turn for turn in turns if turn.reply.message_id == message_id), None)
    if found is None:
        raise NotFound(MESSAGE_NOT_FOUND)
    return found


def _pinned(request: Request, me: SignedIn, number: str) -> dict[str, Any]:
    """Give the company of a request as the file shows it. Raises NotFound for one that is not theirs."""
    case = desk_of(request).cases.case(me.account, number)
    facts: dict[str, Any] = {"departement": case.contact.departement or ""}
    if case.contact.shares_conversation and case.contact.conversation_id:
        turns = services_of(request).history.turns(case.contact.conversation_id, None)
        known = turns[-1].reply.profile if turns else {}
        facts |= {name: _bare(known[name]) for name, _, _ in COMPANY_FIELDS if name in known}
    return {
        "number": number,
        "name": case.contact.company or "",
        "contact": case.contact.name,
        "question": case.contact.need,
        "facts": facts,
    }


def _bare(fact: Any) -> str:
    value = fact.get("value") if isinstance(fact, dict) and "value" in fact else fact
    if isinstance(value, dict):
        return f"{value.get('least')}-{value.get('most')}"
    return "" if value is None else str(value)
