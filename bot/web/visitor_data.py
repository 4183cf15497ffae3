"""The visitor's data: the routes by which a visitor takes away, or erases, all that is kept of them."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from bot.errors import NotFound
from bot.store.once import Done
from bot.store.personal import PersonalData
from bot.web import visitors
from bot.web.admission import bearer, may
from bot.web.documentation import api_problems, read_problems
from bot.web.frame import frame_of, render
from bot.web.idempotency import IdempotencyKey, once
from bot.web.messages import NO_VISITOR
from bot.web.services import services_of

router = APIRouter(prefix="/api/v1", tags=["Conversation"], dependencies=[bearer(), may("ask")])
pages = APIRouter(include_in_schema=False)


class VisitorData(BaseModel):
    """All that is kept of a visitor."""

    model_config = ConfigDict(frozen=True)

    conversations: list[dict[str, Any]] = Field(
        description="Les conversations, leurs messages, réponses et avis."
    )
    requests: list[dict[str, Any]] = Field(description="Les demandes faites depuis elles, et leurs étapes.")


class ErasedData(BaseModel):
    """What was erased."""

    model_config = ConfigDict(frozen=True)

    conversations: int = Field(examples=[2])
    requests: int = Field(examples=[1])


def _personal(request: Request) -> PersonalData:
    personal = services_of(request).personal
    if personal is None:
        raise NotFound(NO_VISITOR)
    return personal


Personal = Annotated[PersonalData, Depends(_personal)]


@router.get(
    "/visitor",
    summary="Emporter ses données",
    description=(
        "Donne au visiteur, reconnu à son cookie, tout ce qui est gardé de lui : conversations, avis, "
        "demandes."
    ),
    response_model=VisitorData,
    responses=read_problems(404, 503),
)
def export(request: Request, personal: Personal) -> Response:
    """Give all that is kept of the visitor, as a file to keep."""
    told = VisitorData(**personal.export(_own(request)))
    return Response(
        json.dumps(told.model_dump(mode="json"), ensure_ascii=False, indent=2),
        media_type="application/json",
        headers={
            "Content-Disposition": 'attachment; filename="mes-donnees-passerelle.json"',
            "Cache-Control": "no-store",
        },
    )


@pages.get("/confidentialite/mes-donnees", response_class=Response)
def take_away(request: Request) -> Response:
    """Give a reader's data as a file; a page says so to one of whom nothing is kept."""
    if services_of(request).personal is None or visitors.presented(request) is None:
        frame = frame_of(request, request.query_params.get("lang"), at="/confidentialite")
        texts = frame.texts
        return render(
            "notice.html", frame, heading=texts["nothing_kept_title"], message=texts["nothing_kept"]
        )
    return export(request, _personal(request))


@router.delete(
    "/visitor",
    summary="Effacer ses données",
    description=(
        "Efface pour de bon toutes les conversations du visiteur, les avis donnés et les demandes faites "
        "depuis elles, des fichiers de la base aussi."
    ),
    response_model=ErasedData,
    responses=api_problems(404, 409, 422, 503),
)
def erase(request: Request, personal: Personal, idempotency_key: IdempotencyKey = None) -> Response:
    """Erase all that is kept of the visitor."""
    with once(request, idempotency_key) as begun:
        if begun.done is None:
            found = personal.erase(_own(request))
            done = ErasedData(conversations=found.conversations, requests=found.requests)
            begun.finish(Done(200, done.model_dump_json()))
        return begun.response()


def _own(request: Request) -> str:
    visitor = visitors.presented(request)
    if visitor is None:
        raise NotFound(NO_VISITOR)
    return visitor
