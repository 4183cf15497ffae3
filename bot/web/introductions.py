"""The introductions: the routes and the page by which a company accepts or refuses to be known."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from bot.companies.activities import SECTIONS
from bot.companies.geography import departement
from bot.matching.board_categories import categories
from bot.matching.board_item import KINDS
from bot.matching.functions import families_by_words
from bot.matching.group_telling import function_words, letter
from bot.matching.introducing import REASONS, Card
from bot.store.deposits import Deposit
from bot.store.introductions import Introduction
from bot.web.adviser.guard import own_form
from bot.web.documentation import body_problems, problems
from bot.web.frame import frame_of, render
from bot.web.groups import between_of
from bot.web.requirements import json_body

router = APIRouter(prefix="/api/v1/introductions", tags=["Mise en relation"])
pages = APIRouter(prefix="/rencontres", include_in_schema=False)
Secret = Annotated[str, Query(alias="cle", max_length=64, description="La clé du lien reçu.")]
FormSecret = Annotated[str, Form(max_length=64)]
Reason = Literal["trop_loin", "pas_le_moment", "pas_le_besoin", "deja_trouve", "autre"]
_OWN = [Depends(own_form)]


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownContactOf(_Shown):
    """Who a side is, once all have accepted."""

    company: str
    name: str
    email: str
    phone: str
    about: str = Field(description="Ce que cette entreprise a déposé, avec ses mots.")


class ShownSide(_Shown):
    """A side: sector, département and function only, until all have accepted."""

    letter: str
    yours: bool
    sector: str
    departement: str
    function: str
    contact: ShownContactOf | None


class ShownStep(_Shown):
    """A step, and the letter of the side that took it."""

    step: str
    letter: str | None
    created: datetime


class ShownIntroduction(_Shown):
    """An introduction, as one of its sides may see it."""

    id: str
    state: Literal["proposee", "acceptee", "refusee", "close"]
    answer: Literal["oui", "non"] | None = Field(description="Votre réponse.")
    sides: list[ShownSide]
    steps: list[ShownStep]


class GivenAnswer(_Shown):
    """The answer of a side."""

    answer: Literal["oui", "non"]
    reason: Reason | None = Field(default=None, description="Nécessaire pour refuser.")


@router.get(
    "/{introduction_id}",
    summary="Voir une mise en relation",
    description=(
        "Donne une mise en relation à qui tient sa clé. Les autres n'y sont connus que par leur secteur, "
        "leur département et leur fonction tant que tous n'ont pas accepté."
    ),
    responses=problems(404, 422, 503),
)
def see(request: Request, introduction_id: str, secret: Secret) -> ShownIntroduction:
    """Give an introduction."""
    return ShownIntroduction.model_validate(
        shown_introduction(between_of(request).introductions.seen(introduction_id, secret))
    )


@router.post(
    "/{introduction_id}/answer",
    summary="Accepter ou refuser une mise en relation",
    description="Garde la réponse. Un refus dit pourquoi : ces entreprises ne sont plus proposées de même.",
    responses=body_problems(404, 503),
    dependencies=[Depends(json_body)],
)
def answer(
    request: Request,
    introduction_id: str,
    secret: Secret,
    given: Annotated[GivenAnswer, Body(examples=[{"answer": "non", "reason": "trop_loin"}])],
) -> ShownIntroduction:
    """Keep an answer."""
    kept = between_of(request).introductions.answer(introduction_id, secret, given.answer, given.reason)
    return ShownIntroduction.model_validate(shown_introduction(kept))


@router.delete(
    "/{introduction_id}",
    summary="Effacer une mise en relation",
    description="Efface la mise en relation et chacune de ses étapes, pour tous.",
    status_code=204,
    responses=problems(404, 422, 503),
)
def erase(request: Request, introduction_id: str, secret: Secret) -> Response:
    """Erase an introduction."""
    between_of(request).introductions.erase(introduction_id, secret)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@pages.get("/{introduction_id}", response_class=HTMLResponse)
def page(
    request: Request, introduction_id: str, cle: Annotated[str, Query(max_length=64)] = ""
) -> HTMLResponse:
    """Give the page of an introduction to whoever holds its key."""
    one = between_of(request).introductions.seen(introduction_id, cle)
    frame = frame_of(request, "fr", at="/")
    values: dict[str, Any] = {"one": shown_introduction(one), "secret": cle, "reasons": REASONS}
    response = render("groups/introduction.html", frame, **values)
    response.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
    return response


@pages.post("/{introduction_id}/repondre", dependencies=_OWN)
def reply(
    request: Request,
    introduction_id: str,
    cle: FormSecret,
    answer: Annotated[Literal["oui", "non"], Form()],
    reason: Annotated[Reason | Literal[""], Form()] = "",
) -> Response:
    """Keep the answer given on the page."""
    between_of(request).introductions.answer(introduction_id, cle, answer, reason or None)
    return RedirectResponse(f"/rencontres/{introduction_id}?cle={cle}", HTTPStatus.SEE_OTHER)


@pages.post("/{introduction_id}/effacer", dependencies=_OWN)
def forget(request: Request, introduction_id: str, cle: FormSecret) -> Response:
    """Erase the introduction."""
    between_of(request).introductions.erase(introduction_id, cle)
    return RedirectResponse("/", HTTPStatus.SEE_OTHER)


def shown_introduction(one: Introduction) -> dict[str, Any]:
    """Give what a side may see: the others' names only once all have accepted."""
    sides = []
    for place, side in enumerate(one.sides):
        card, party = card_of(side.deposit, place), side.deposit.party
        known = place == one.own or one.state == "acceptee"
        contact = {name: getattr(party, name) for name in ("company", "name", "email", "phone")}
        sides.append(
            {
                "letter": card.letter,
                "yours": place == one.own,
                "sector": card.sector,
                "departement": card.departement,
                "function": card.function,
                "contact": {**contact, "about": side.deposit.about} if known else None,
            }
        )
    own = None if one.own is None else one.sides[one.own].answer
    # Who refused is for nobody to know.
    steps = [
        {
            "step": step,
            "letter": letter(place) if place is not None and step != "non" else None,
            "created": when,
        }
        for step, place, when in one.steps
        if step != "non" or place == one.own
    ]
    return {"id": one.id, "state": one.state, "answer": own, "sides": sides, "steps": steps}


def card_of(deposit: Deposit, place: int) -> Card:
    """Give the card of a deposit: labels of ours, never the words of its author."""
    known = departement(deposit.party.departement) if deposit.party.departement else None
    sector = SECTIONS.get(deposit.party.sector)
    return Card(
        letter=letter(place),
        sector=sector[0] if sector else "Secteur non précisé",
        departement=str(known) if known else "Département non précisé",
        function=_function(deposit),
    )


def _function(deposit: Deposit) -> str:
    """Give what a deposit is about, by a label of ours."""
    if kind := KINDS.get(deposit.kind):
        category = categories().get(str(deposit.data.get("category")))
        return f"{kind} : {category.name if category else 'catégorie non précisée'}"
    return function_words(families_by_words(str(deposit.data.get("function", ""))))
