"""The conversations: the routes by which a visitor reads, erases and judges what was said."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from bot.conversation.history import Turn
from bot.conversation.reply import Reply
from bot.errors import InvalidInput, NotFound
from bot.store.feedback import Opinion
from bot.store.once import Done
from bot.web import visitors
from bot.web.admission import bearer, may
from bot.web.cleaning import Comment
from bot.web.documentation import api_problems, body_problems, read_problems
from bot.web.idempotency import IdempotencyKey, once
from bot.web.messages import CURSOR_UNREADABLE, NO_VISITOR
from bot.web.paging import Cursor, Limit, cursor_of, place_of
from bot.web.requirements import json_body
from bot.web.services import services_of

router = APIRouter(prefix="/api/v1", tags=["Conversation"], dependencies=[bearer(), may("ask")])

ConversationId = Annotated[
    str,
    Path(
        max_length=64,
        description="L'identifiant de la conversation.",
        examples=["jCqFezGQD7c8m-iK2X7etRcYcQIKeGG4"],
    ),
]


class StoredTurn(BaseModel):
    """One exchange, its citations as they were."""

    model_config = ConfigDict(frozen=True)

    message: str = Field(description="Ce que le visiteur a écrit.", examples=["Et qui le porte ?"])
    reply: Reply
    created: datetime


class StoredConversation(BaseModel):
    """A conversation, oldest exchange first."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(examples=["jCqFezGQD7c8m-iK2X7etRcYcQIKeGG4"])
    turns: list[StoredTurn]


class TurnPage(BaseModel):
    """A page of a conversation, oldest exchange first."""

    model_config = ConfigDict(frozen=True)

    messages: list[StoredTurn]
    next: str | None = Field(description="Curseur de la page suivante ; nul à la dernière.")


class Reason(StrEnum):
    """Why a reply did not help (or did)."""

    off_topic = "off_topic"
    wrong = "wrong"
    unsupported = "unsupported"
    unclear = "unclear"
    outdated = "outdated"
    incomplete = "incomplete"
    other = "other"


REASON_LABELS = {
    Reason.off_topic: "Ne répond pas à la question",
    Reason.wrong: "Contient une erreur",
    Reason.unsupported: "La source ne dit pas cela",
    Reason.unclear: "Difficile à comprendre",
    Reason.outdated: "L'information n'est plus à jour",
    Reason.incomplete: "Il manque quelque chose",
    Reason.other: "Autre raison",
}


class GivenOpinion(BaseModel):
    """What a visitor thinks of a reply."""

    message_id: str = Field(max_length=64, description="Le `message_id` de la réponse jugée.")
    useful: bool = Field(description="La réponse a-t-elle été utile ?", strict=True)
    reason: Reason | None = Field(
        default=None,
        description=" ; ".join(f"`{reason}` : {label}" for reason, label in REASON_LABELS.items()),
    )
    comment: Comment | None = Field(default=None, description="Une remarque libre.")


class Recorded(BaseModel):
    """The opinion as it is kept."""

    model_config = ConfigDict(frozen=True)

    message_id: str = Field(examples=["0YBnS0nD3mE1"])
    useful: bool = Field(examples=[False])
    reason: Reason | None = Field(examples=[Reason.outdated])


@router.get(
    "/conversations/{conversation_id}",
    summary="Relire sa conversation",
    description="Donne les échanges au visiteur qui les a eus, reconnu à son cookie, et à personne d'autre.",
    responses=read_problems(404, 422, 503),
)
def conversation(request: Request, conversation_id: ConversationId) -> StoredConversation:
    """Give the turns of the visitor's own conversation."""
    turns = services_of(request).history.turns(conversation_id, _own(request))
    return StoredConversation(
        id=conversation_id,
        turns=[_stored(turn) for turn in turns],
    )


@router.get(
    "/conversations/{conversation_id}/messages",
    summary="Relire sa conversation par pages",
    description="Donne les échanges par pages, le plus ancien d'abord, au visiteur qui les a eus.",
    responses=read_problems(404, 422, 503),
)
def messages(
    request: Request, conversation_id: ConversationId, cursor: Cursor = None, limit: Limit = 20
) -> TurnPage:
    """Give one page of the turns of the visitor's own conversation."""
    after = place_of("messages", cursor)
    turns = services_of(request).history.turns(conversation_id, _own(request))
    places = [turn.reply.message_id for turn in turns]
    if after and after not in places:
        raise InvalidInput(CURSOR_UNREADABLE)
    start = places.index(after) + 1 if after else 0
    page = turns[start : start + limit]
    more = start + limit < len(turns)
    return TurnPage(
        messages=[_stored(turn) for turn in page],
        next=cursor_of("messages", places[start + limit - 1]) if more else None,
    )


@router.delete(
    "/conversations/{conversation_id}",
    summary="Effacer sa conversation",
    description="Efface pour de bon la conversation, ses messages et les avis donnés sur eux.",
    status_code=204,
    responses=api_problems(404, 409, 422, 503),
)
def erase(
    request: Request, conversation_id: ConversationId, idempotency_key: IdempotencyKey = None
) -> Response:
    """Erase the visitor's own conversation."""
    with once(request, idempotency_key) as begun:
        if begun.done is None:
            services_of(request).history.delete(conversation_id, _own(request))
            begun.finish(Done(204))
        return begun.response()


@router.post(
    "/feedback",
    summary="Juger une réponse",
    description="Garde un avis par réponse : le dernier donné remplace le précédent.",
    status_code=201,
    response_model=Recorded,
    responses=body_problems(404, 409, 503),
    dependencies=[Depends(json_body)],
)
def feedback(
    request: Request,
    opinion: Annotated[
        GivenOpinion,
        Body(
            examples=[
                {
                    "message_id": "0YBnS0nD3mE1",
                    "useful": False,
                    "reason": "outdated",
                    "comment": "La mission a déjà eu lieu.",
                }
            ]
        ),
    ],
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Keep an opinion on a reply."""
    with once(request, idempotency_key, opinion) as begun:
        if begun.done is None:
            reason = opinion.reason.value if opinion.reason else None
            given = Opinion(opinion.message_id, opinion.useful, reason, opinion.comment or None)
            services_of(request).feedback.record(given, visitors.presented(request))
            kept = Recorded(message_id=opinion.message_id, useful=opinion.useful, reason=opinion.reason)
            begun.finish(Done(201, kept.model_dump_json()))
        return begun.response()


def _stored(turn: Turn) -> StoredTurn:
    return StoredTurn(message=turn.message, reply=turn.reply, created=turn.created)


def _own(request: Request) -> str:
    visitor = visitors.presented(request)
    if visitor is None:
        raise NotFound(NO_VISITOR)
    return visitor
