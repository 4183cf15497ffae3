"""The board: the routes by which an offer or a need is deposited, followed and withdrawn."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Request
from pydantic import Field
from starlette.responses import Response

from bot.clock import Clock
from bot.errors import NotFound
from bot.matching.board_categories import categories
from bot.matching.board_reading import item_data, read_item
from bot.store.board import BOARD_KINDS
from bot.store.deposits import Deposit, DepositReceipt, GivenDeposit
from bot.store.messages import DEPOSIT_NOT_FOUND
from bot.web.between import Between
from bot.web.cleaning import Line, Message, Note, Paragraph
from bot.web.documentation import body_problems, problems
from bot.web.groups import DepositKey, GivenParty, Secret, Sector, ShownReceipt, between_of
from bot.web.introductions import ShownIntroduction, shown_introduction
from bot.web.offer_words import CONSENT
from bot.web.requirements import json_body
from bot.web.services import services_of

router = APIRouter(prefix="/api/v1/offers", tags=["Mise en relation"])


class GivenOffer(GivenParty):
    """An offer or a need for the board."""

    kind: Literal["offre", "besoin"]
    category: Line = Field(description="Clé d'une catégorie.", examples=["organiques"])
    text: Paragraph = Field(description="Ce qui est proposé ou cherché, avec vos mots.")
    quantity: Note = ""
    period: Note = Field(default="", description="Rythme ou saison.", examples=["chaque semaine"])
    commune: Line = Field(description="Nom ou code INSEE.", examples=["46042"])
    reach_km: int | None = Field(
        default=None, ge=0, le=1000, description="Distance acceptée ; 1000 : où que ce soit."
    )
    first: date | None = Field(default=None, description="Premier jour ; aujourd'hui s'il manque.")
    last: date | None = Field(default=None, description="Dernier jour.")
    sectors: list[Sector] = Field(
        default=[], max_length=21, description="Sections de la NAF recherchées ; aucune : toutes."
    )
    partners: int = Field(default=1, ge=1, le=5, description="Nombre d'entreprises souhaitées.")
    consent_text: Message = Field(default=CONSENT, description="Les mots exacts de l'accord donné.")


class ShownOffer(ShownReceipt):
    """A deposit of the board, as its author follows it."""

    kind: Literal["offre", "besoin"]
    state: Literal["a_confirmer", "ouvert", "pourvu", "retire"]
    category: str
    text: str
    introductions: list[ShownIntroduction]


_EXAMPLE: dict[str, Any] = {
    "kind": "offre",
    "category": "organiques",
    "text": "Drêches de brasserie fraîches, à venir chercher",
    "quantity": "2 tonnes",
    "period": "chaque semaine",
    "commune": "46042",
    "company": "Brasserie des Causses",
    "name": "Lucie Vayssade",
    "email": "lucie@brasserie-causses.fr",
    "sector": "C",
    "consent": True,
}


@router.post(
    "",
    summary="Déposer une offre ou un besoin",
    description=(
        "Enregistre une offre ou un besoin ; il est comparé aux autres, et les entreprises à qui il convient "
        "reçoivent une mise en relation où chacun reste inconnu tant que tous n'ont pas accepté. Envoyé deux "
        "fois avec le même en-tête `Idempotency-Key`, il n'est enregistré qu'une fois. Là où des courriels "
        "partent, il n'est comparé aux autres (`ouvert`) qu'une fois ouvert le lien envoyé à l'adresse "
        "donnée ; d'ici là, il est `a_confirmer`. Catégories : "
        + ", ".join(f"`{key}`" for key in categories())
        + "."
    ),
    status_code=201,
    responses=body_problems(404, 503),
    dependencies=[Depends(json_body)],
)
def deposit(
    request: Request,
    given: Annotated[GivenOffer, Body(examples=[_EXAMPLE])],
    idempotency_key: DepositKey = None,
) -> ShownReceipt:
    """Keep an offer or a need, then give its address."""
    receipt = keep_offer(between_of(request), given, idempotency_key, services_of(request).clock)
    return ShownReceipt.of(receipt)


@router.get(
    "/{offer_id}",
    summary="Suivre une offre ou un besoin",
    description=(
        "Donne le dépôt et les mises en relation proposées. Les autres entreprises n'y sont connues que par "
        "leur secteur, leur département et leur catégorie tant que tous n'ont pas accepté."
    ),
    responses=problems(404, 422, 503),
)
def follow(request: Request, offer_id: str, secret: Secret) -> ShownOffer:
    """Give what is proposed for an offer or a need."""
    between = between_of(request)
    one = followed_offer(between, offer_id, secret)
    category = categories().get(str(one.data.get("category")))
    return ShownOffer.model_validate(
        {
            "id": one.id,
            "created": one.created,
            "expires": one.expires,
            "follow": f"/offres/{one.id}?cle={secret}",
            "kind": one.kind,
            "state": one.state,
            "category": category.name if category else "",
            "text": one.data.get("text", ""),
            "introductions": [shown_introduction(each) for each in between.introductions.of_deposit(one.id)],
        }
    )


@router.delete(
    "/{offer_id}",
    summary="Retirer une offre ou un besoin",
    description="Retire le dépôt et efface ce qui a été écrit, ses mises en relation comprises.",
    status_code=204,
    responses=problems(404, 422, 503),
)
def withdraw(request: Request, offer_id: str, secret: Secret) -> Response:
    """Withdraw an offer or a need."""
    between = between_of(request)
    followed_offer(between, offer_id, secret)
    between.deposits.withdraw(offer_id, secret)
    return Response(status_code=HTTPStatus.NO_CONTENT)


def keep_offer(between: Between, given: GivenOffer, key: str | None, clock: Clock) -> DepositReceipt:
    """Check an offer or a need and keep it. Raises NeedFault, KeyReused or StorageUnavailable."""
    item = read_item(given.model_dump(), clock().date())
    party = given.party(item.place.departement)
    made = GivenDeposit(item.kind, item_data(item), party, given.consent_text, item.last)
    return between.deposits.submit(made, key)


def followed_offer(between: Between, identity: str, secret: str) -> Deposit:
    """Give the deposit of the board that this secret opens; raise NotFound for any other."""
    one = between.deposits.followed(identity, secret)
    if one.kind not in BOARD_KINDS:
        raise NotFound(DEPOSIT_NOT_FOUND)
    return one
