"""The chat: the route that answers a message, whole or as server-sent events."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Header, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from bot.companies.amending import amended
from bot.companies.profile import Profile
from bot.conversation.reply import Language, Reply, whole
from bot.errors import NotFound
from bot.store.once import Done
from bot.web import visitors
from bot.web.admission import bearer, may
from bot.web.cleaning import Message
from bot.web.documentation import SENT_EVENT, body_problems
from bot.web.idempotency import REPLAYED, Attempt, IdempotencyKey, attempt, noted, replayed
from bot.web.messages import NO_VISITOR
from bot.web.metrics import Metrics
from bot.web.requirements import json_body
from bot.web.resuming import Numbered, ended, last_seen, lines_of
from bot.web.services import Services, services_of
from bot.web.streaming import event_stream, numbered_stream, unless_client_leaves, wants_events

router = APIRouter(prefix="/api/v1", tags=["Conversation"], dependencies=[bearer(), may("ask")])


class Question(BaseModel):
    """A message to the assistant."""

    message: Message = Field(description="Le message, de 1 à 2 000 caractères.")
    conversation_id: str | None = Field(
        default=None, max_length=64, description="La conversation à poursuivre ; sinon une nouvelle commence."
    )
    profile: dict[str, Any] | None = Field(
        default=None,
        description=(
            "Ce que l'on sait de l'entreprise : effectif, commune, code_naf… Une valeur nue complète ; "
            '`{"value": …, "origin": "corrected"}` remplace ; `null` retire.'
        ),
    )
    language: Language | None = Field(
        default=None, description="Langue de la réponse ; sinon celle du message."
    )


_QUESTIONS: dict[str, Any] = {
    "premiere": {
        "summary": "Une première question",
        "value": {"message": "Comment partager un salarié à temps partiel entre plusieurs entreprises ?"},
    },
    "suite": {
        "summary": "La suite d'une conversation",
        "value": {"message": "Et qui le porte ?", "conversation_id": "jCqFezGQD7c8m-iK2X7etRcYcQIKeGG4"},
    },
}
_EXAMPLE: dict[str, Any] = {
    "conversation_id": "jCqFezGQD7c8m-iK2X7etRcYcQIKeGG4",
    "message_id": "0YBnS0nD3mE1",
    "kind": "answer",
    "language": "fr",
    "mode": "extractive",
    "answer": "La mission en Californie se tient à San Francisco [1].",
    "citations": [
        {
            "number": 1,
            "document_id": "occitanie-mission-californie",
            "passage_id": "occitanie-mission-californie.p1",
            "title": "Mission en Californie",
            "publisher": "Occitanie",
            "published": "2022-10",
            "published_certain": True,
            "url": None,
            "quote": "La mission en Californie se tient à San Francisco",
            "passage": "La mission en Californie se tient à San Francisco.",
            "heading": "",
            "href": "/sources/occitanie-mission-californie#p1",
        }
    ],
    "notices": [{"kind": "past_date", "text": "La date annoncée est passée."}],
    "matches": [],
    "question": None,
    "profile": {},
    "suggestions": ["Qui organise la mission ?"],
    "next_steps": [],
    "invitations": [],
}
_EVENTS = (
    'event: start\ndata: {"conversation_id": "…"}\nid: 0f1e2d3c4b5a69788796a5b4c3d2e1f0.0\n\n'
    'event: text\ndata: {"text": "La mission en Californie se tient à San Francisco [1]."}\n'
    "id: 0f1e2d3c4b5a69788796a5b4c3d2e1f0.1\n\n"
    'event: citation\ndata: {"number": 1, "document_id": "occitanie-mission-californie"}\n\n'
    'event: done\ndata: {"conversation_id": "…", "kind": "answer"}\n\n'
)
_ANSWERED: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Reply,
        "description": "La réponse, entière ou au fil de l'eau selon l'en-tête `Accept`.",
        "content": {
            "application/json": {"example": _EXAMPLE},
            "text/event-stream": {"schema": SENT_EVENT, "example": _EVENTS},
        },
    }
}


LastEventId = Annotated[
    str | None,
    Header(
        max_length=80,
        description=(
            "Le dernier `id` reçu, quand le flux a été coupé : les évènements qui le suivent sont envoyés, "
            "une fois et dans l'ordre, même si la réponse s'est terminée entre-temps. Si elle a été "
            "abandonnée, la question est posée à nouveau et le flux reprend à `start`."
        ),
        examples=["0f1e2d3c4b5a69788796a5b4c3d2e1f0.2"],
    ),
]


@router.post(
    "/chat",
    summary="Poser une question",
    description=(
        "Répond à un message. Avec `Accept: text/event-stream`, envoie les évènements `start`, `text` "
        "(une phrase vérifiée à la fois), `citation`, `match`, `notice`, puis `done` avec la réponse "
        "entière, ou `error` avec un document de problème. Le premier message pose un cookie opaque qui "
        "permet de relire sa conversation ; un client sans cookie poursuit avec l'identifiant seul. Chaque "
        "évènement porte un `id` : un client coupé renvoie la même demande avec `Last-Event-ID` et reçoit "
        "la suite."
    ),
    responses={**_ANSWERED, **body_problems(404, 409, 503)},
    response_model=None,
    dependencies=[Depends(json_body)],
)
async def chat(
    request: Request,
    question: Annotated[Question, Body(openapi_examples=_QUESTIONS)],
    idempotency_key: IdempotencyKey = None,
    last_event_id: LastEventId = None,
) -> Response:
    """Answer a message, or go on with its answer; sent twice under one key, it is answered once."""
    amended(Profile(), question.profile or {})  # what it cannot be is refused before anything is sent
    services = services_of(request)
    visitor = visitors.presented(request)
    if (resumed := await _resumed(request, services, last_event_id, visitor)) is not None:
        return resumed
    begun = await run_in_threadpool(attempt, request, idempotency_key, question)
    if begun.done is not None:
        return await _again(request, services, begun.done, visitor)
    try:
        return await _first(request, services, question, visitor, begun)
    except BaseException:
        # Refused, failed or left: nothing was said, and the same sending may be tried again.
        await run_in_threadpool(begun.give_up)
        raise


async def _first(
    request: Request, services: Services, question: Question, visitor: str | None, begun: Attempt
) -> Response:
    if question.conversation_id is not None:
        await run_in_threadpool(services.history.turns, question.conversation_id, visitor)
        # Without a cookie it is a capability that goes on: a new token would lock the next message out.
        response = await _respond(request, services, question, visitor or "", begun)
    else:
        visitor = visitor or visitors.new_token()
        response = await _respond(request, services, question, visitor, begun)
        visitors.remember(response, request, visitor)
    return response


async def _again(request: Request, services: Services, done: Done, visitor: str | None) -> Response:
    """Give again what was said under the same key, to whoever it was said to."""
    turn = await run_in_threadpool(services.history.said, done.message_id or "")
    if turn is None:
        raise NotFound(NO_VISITOR)
    reply = turn.reply
    await run_in_threadpool(services.history.turns, reply.conversation_id, visitor)
    if wants_events(request):
        response: Response = event_stream(request, replayed(reply), request.app.state.metrics)
    else:
        response = JSONResponse(reply.model_dump(mode="json"))
    response.headers.update(REPLAYED)
    return response


async def _resumed(
    request: Request, services: Services, last_event_id: str | None, visitor: str | None
) -> Response | None:
    """Give the rest of a reply to whoever was cut off; None when it must be asked for anew."""
    seen = last_seen(last_event_id)
    if seen is None or not wants_events(request):
        return None
    message, place = seen
    line = lines_of(request).find(message)
    if line is not None:
        await run_in_threadpool(services.history.turns, line.conversation, visitor)
        rest: AsyncIterator[Numbered] = lines_of(request).follow(line, place)
    else:
        # Another process, or this one before it was started again: what was said is in the database.
        turn = await run_in_threadpool(services.history.said, message)
        if turn is None:
            return None
        await run_in_threadpool(services.history.turns, turn.reply.conversation_id, visitor)
        rest = ended(turn.reply, place)
    return numbered_stream(request, rest, request.app.state.metrics)


async def _respond(
    request: Request, services: Services, question: Question, visitor: str, begun: Attempt
) -> Response:
    metrics: Metrics = request.app.state.metrics
    asked: dict[str, Any] = {
        "conversation_id": question.conversation_id,
        "visitor": visitor,
        "language": question.language,
        "profile": question.profile,
    }
    events = noted(begun, services.assistant.stream(question.message, **asked))
    if wants_events(request):
        return numbered_stream(request, lines_of(request).begin(events), metrics)
    reply = await unless_client_leaves(request, whole(events))
    metrics.replied(reply.kind)
    return JSONResponse(reply.model_dump(mode="json"))
