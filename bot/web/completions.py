"""The OpenAI-compatible API: routes by which existing chat clients talk to Passerelle unchanged."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any, cast

from fastapi import APIRouter, Body, Depends, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from bot.conversation.reply import Event, Reply
from bot.errors import NotFound
from bot.web import visitors
from bot.web.admission import bearer, caller, may
from bot.web.completion_shape import MODEL, Completion, GivenCompletion, Model, Models, completion_of
from bot.web.completion_stream import Streaming, completion_stream
from bot.web.documentation import SENT_EVENT, openai_problems
from bot.web.messages import MODEL_NOT_FOUND
from bot.web.metrics import Metrics
from bot.web.recognising import Recognised
from bot.web.requirements import json_body
from bot.web.services import Services, services_of
from bot.web.site import site_of
from bot.web.streaming import unless_client_leaves
from bot.web.told import told

router = APIRouter(prefix="/v1", tags=["Compatible OpenAI"], dependencies=[bearer(), may("ask")])
_REPLAYED = 5
"""Earlier questions asked again when a conversation is not recognised: what a follow-up may lean on."""
_SINCE = 1_764_028_800
_QUESTIONS: dict[str, Any] = {
    "question": {
        "summary": "Une question",
        "value": {
            "model": MODEL,
            "messages": [{"role": "user", "content": "Comment partager un salarié à temps partiel ?"}],
        },
    },
    "suite": {
        "summary": "La suite d'une conversation, au fil de l'eau",
        "value": {
            "model": MODEL,
            "stream": True,
            "messages": [
                {"role": "user", "content": "Qu'est-ce que la mission en Californie ?"},
                {"role": "assistant", "content": "La mission se tient à San Francisco [1]."},
                {"role": "user", "content": "Qui l'organise ?"},
            ],
        },
    },
}
_CHUNKS = (
    'data: {"id": "chatcmpl-0YBnS0nD3mE1", "object": "chat.completion.chunk", "created": 1795348800, '
    '"model": "passerelle", "choices": [{"index": 0, "delta": {"content": "La mission se tient à '
    'San Francisco [1]."}, "finish_reason": null}]}\n\ndata: [DONE]\n\n'
)
_COMPLETION: dict[str, Any] = {
    "id": "chatcmpl-0YBnS0nD3mE1",
    "object": "chat.completion",
    "created": 1795348800,
    "model": MODEL,
    "choices": [
        {
            "index": 0,
            "message": {
                "role": "assistant",
                "content": "La mission se tient à San Francisco [1].",
                "refusal": None,
                "annotations": [
                    {
                        "type": "url_citation",
                        "url_citation": {
                            "start_index": 36,
                            "end_index": 39,
                            "title": "Mission en Californie",
                            "url": "https://aide.cci.fr/sources/occitanie-mission-californie#p1",
                            "quote": "La mission se tient à San Francisco",
                        },
                    }
                ],
            },
            "finish_reason": "stop",
            "logprobs": None,
        }
    ],
    "usage": {"prompt_tokens": 8, "completion_tokens": 11, "total_tokens": 19},
}
_ANSWERED: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Completion,
        "description": "La réponse, entière, ou en morceaux avec `stream`.",
        "content": {
            "application/json": {"example": _COMPLETION},
            "text/event-stream": {"schema": SENT_EVENT, "example": _CHUNKS},
        },
    }
}
_MODEL = Model(id=MODEL, created=_SINCE, owned_by=MODEL)


@router.post(
    "/chat/completions",
    summary="Répondre à une conversation (compatible OpenAI)",
    description=(
        "Répond au dernier message, avec les clients faits pour l'API d'OpenAI. Seuls les messages de rôle "
        "`user` comptent : ceux de l'assistant servent à reconnaître la conversation et ne sont jamais "
        "une preuve ; les consignes (`system`, `developer`) sont ignorées. Chaque repère `[n]` du texte a "
        "son annotation `url_citation`. Avec `stream`, les phrases arrivent une à une, puis les annotations."
    ),
    responses={**_ANSWERED, **openai_problems(400, 404, 413, 415, 422, 503)},
    response_model=None,
    dependencies=[Depends(json_body)],
)
async def completions(
    request: Request, given: Annotated[GivenCompletion, Body(openapi_examples=_QUESTIONS)]
) -> Response:
    """Answer the last message of a conversation."""
    _known(given.model)
    services = services_of(request)
    created = int(services.clock().timestamp())
    conversation, visitor = await _conversation(request, services, given)
    events = services.assistant.stream(given.said[-1], conversation_id=conversation, visitor=visitor)
    asked = Streaming(
        request, given, created, site_of(request), lambda reply: _remember(request, given, reply)
    )
    if given.stream:
        return completion_stream(asked, cast(AsyncGenerator[Event, None], events))
    reply = await unless_client_leaves(request, _whole(events))
    asked.done(reply)
    metrics: Metrics = request.app.state.metrics
    metrics.replied(reply.kind)
    return JSONResponse(completion_of(reply, given, created, asked.site).model_dump(mode="json"))


@router.get(
    "/models",
    summary="Les modèles (compatible OpenAI)",
    description="Donne le seul modèle de ce service, pour les clients qui en demandent la liste.",
    responses=openai_problems(),
)
def models() -> Models:
    """Give the models."""
    return Models(data=[_MODEL])


@router.get(
    "/models/{model}",
    summary="Un modèle (compatible OpenAI)",
    description="Donne le modèle de ce nom.",
    responses=openai_problems(404, 422),
)
def model(model: Annotated[str, Path(max_length=200, examples=[MODEL])]) -> Model:
    """Give a model."""
    _known(model)
    return _MODEL


def _known(model: str) -> None:
    if model != MODEL:
        raise NotFound(MODEL_NOT_FOUND.format(model=MODEL))


async def _conversation(
    request: Request, services: Services, given: GivenCompletion
) -> tuple[str | None, str]:
    """Give the conversation to go on with, and whose it is.

    One that this server remembers is gone on with. Of any other, the visitor's latest questions are
    asked again: what the client says that we answered is not believed.
    """
    known: Recognised = request.app.state.recognised
    conversation = known.take(caller(request), given.before) if given.before else None
    if conversation is not None and await run_in_threadpool(_is_kept, services, conversation):
        return conversation, ""
    conversation = None
    visitor = visitors.new_token()
    for question in [one for one in given.said[:-1] if one][-_REPLAYED:]:
        again = services.assistant.reply(question, conversation_id=conversation, visitor=visitor)
        reply = await unless_client_leaves(request, again)
        conversation = reply.conversation_id
    return conversation, visitor


def _is_kept(services: Services, conversation: str) -> bool:
    try:
        return bool(services.history.turns(conversation, None))
    except NotFound:
        return False


def _remember(request: Request, given: GivenCompletion, reply: Reply) -> None:
    known: Recognised = request.app.state.recognised
    said = [*given.before, f"user:{given.said[-1]}", f"assistant:{told(reply)}"]
    known.remember(caller(request), said, reply.conversation_id)


async def _whole(events: Any) -> Reply:
    final: dict[str, Any] = {}
    async for event in events:
        final = event.data
    return Reply.model_validate(final)
