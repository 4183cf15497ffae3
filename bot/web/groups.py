"""The employer groups: the routes by which a need is deposited, followed and withdrawn."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Body, Depends, Header, Query, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.matching.given_need import need_data, read_need
from bot.matching.group_showing import shown_law, shown_miss, shown_set
from bot.store.deposits import Deposit, DepositReceipt, GivenDeposit, Party
from bot.web.between import Between
from bot.web.cleaning import Comment, Line, Message
from bot.web.documentation import body_problems, problems
from bot.web.group_words import CONSENT
from bot.web.requests import checked_consent, checked_email, checked_phone
from bot.web.requirements import json_body
from bot.web.services import services_of

router = APIRouter(prefix="/api/v1/groups", tags=["Mise en relation"])
Sector = Literal[
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U"
]
DepositKey = Annotated[str | None, Header(min_length=1, max_length=255, description="Clé propre à ce dépôt.")]
Secret = Annotated[str, Query(alias="cle", max_length=64, description="La clé reçue au dépôt.")]


class _Given(BaseModel):
    model_config = ConfigDict(frozen=True)


class GivenParty(_Given):
    """Who deposits; nobody else sees it before both sides agree."""

    company: Line = Field(description="Nom de l'entreprise.")
    name: Line = Field(description="Nom de la personne à joindre.")
    email: Annotated[Line, AfterValidator(checked_email)]
    phone: Annotated[Line, AfterValidator(checked_phone)] | None = None
    sector: Sector | None = Field(default=None, description="Section de la NAF.", examples=["C"])
    consent: Annotated[bool, AfterValidator(checked_consent)] = Field(
        strict=True, json_schema_extra={"const": True}, description="Accord pour traiter le dépôt."
    )

    def party(self, departement: str | None) -> Party:
        """Give who deposits, as it is kept."""
        return Party(
            company=self.company,
            name=self.name,
            email=self.email,
            phone=self.phone or "",
            sector=self.sector or "",
            departement=departement or "",
        )


class GivenGroupNeed(GivenParty):
    """A need for a shared worker."""

    function: Line = Field(description="La fonction, avec vos mots.", examples=["comptable"])
    hours: float | None = Field(default=None, description="Heures par semaine, de 1 à 44.")
    days_a_week: float | None = Field(default=None, description="Jours par semaine, par demi-journée.")
    days: list[int | str] = Field(default=[], max_length=7, description="Jours possibles : lundi, ou 1 à 7.")
    months: list[int | str] = Field(default=[], max_length=12, description="Mois ; aucun : toute l'année.")
    weeks: Literal["toutes", "paires", "impaires"] | None = None
    commune: Line = Field(description="Nom ou code INSEE.", examples=["46102"])
    remote: int = Field(default=0, ge=0, le=100, description="Part à distance, en pourcentage.")
    start: date = Field(description="Début souhaité.", examples=["2027-01-04"])
    qualification: Comment = ""
    idcc: str | None = Field(default=None, max_length=4, description="Convention collective.")
    consent_text: Message = Field(default=CONSENT, description="Les mots exacts de l'accord donné.")


class ShownReceipt(_Given):
    """The proof that a deposit is kept."""

    id: str
    created: datetime
    expires: datetime
    follow: str = Field(description="Adresse secrète pour suivre ou retirer le dépôt.")

    @classmethod
    def of(cls, receipt: DepositReceipt) -> Self:
        """Show the receipt of a deposit."""
        return cls(id=receipt.id, created=receipt.created, expires=receipt.expires, follow=receipt.follow)


class ShownMember(_Given):
    """A company of a set, without a word by which it could be known."""

    letter: str
    yours: bool
    function: str
    departement: str | None
    hours: float
    time: str = Field(description="Les heures par semaine, en mots.", examples=["17 h 30"])
    days: list[str]
    season: str
    remote: int


class ShownHalf(_Given):
    """The mornings, or the afternoons, of a week: the letters at work each day."""

    half: str
    days: list[list[str]]


class ShownMonth(_Given):
    """Hours a week of each member in a month."""

    month: str
    hours: list[float]


class ShownGroup(_Given):
    """A set of companies whose needs make one job, and why."""

    share: float = Field(description="Part d'un temps plein sur l'année.")
    function: str
    farthest_km: int
    members: list[ShownMember]
    reasons: list[str]
    week: list[ShownHalf]
    year: list[ShownMonth]


class ShownNearMiss(_Given):
    """A set that one rule keeps from holding, and by how much."""

    text: str = Field(examples=["Il manque 4 heures le mardi : la journée est déjà prise."])
    fault: Literal["hours_short", "hours_over", "travel", "start", "clash"]
    amount: float
    members: list[ShownMember]


class ShownPoint(_Given):
    """What a text of law says, to be checked."""

    text: str
    source: str


class ShownLaw(_Given):
    """Dated statements, never advice."""

    warning: str
    noted: date
    points: list[ShownPoint]


class ShownGroupNeed(_Given):
    """A need, what is proposed for it, and what nearly is."""

    id: str
    state: Literal["a_confirmer", "ouvert", "pourvu", "retire"]
    expires: datetime
    group: ShownGroup | None
    near_misses: list[ShownNearMiss]
    law: ShownLaw


_EXAMPLE: dict[str, Any] = {
    "function": "comptable",
    "days_a_week": 2,
    "days": ["lundi", "mardi"],
    "commune": "46102",
    "start": "2027-01-04",
    "company": "Boulangerie Delmas",
    "name": "Jeanne Delmas",
    "email": "jeanne@boulangerie-figeac.fr",
    "sector": "C",
    "consent": True,
}


@router.post(
    "/needs",
    summary="Déposer un besoin de salarié partagé",
    description=(
        "Enregistre un besoin ; il est comparé aux autres pour former des groupements d'employeurs. "
        "Envoyé deux fois avec le même en-tête `Idempotency-Key`, il n'est enregistré qu'une fois et reçoit "
        "la même adresse de suivi. Là où des courriels partent, il n'est comparé aux autres (`ouvert`) "
        "qu'une fois ouvert le lien envoyé à l'adresse donnée ; d'ici là, il est `a_confirmer`."
    ),
    status_code=201,
    responses=body_problems(404, 503),
    dependencies=[Depends(json_body)],
)
def deposit(
    request: Request,
    given: Annotated[GivenGroupNeed, Body(examples=[_EXAMPLE])],
    idempotency_key: DepositKey = None,
) -> ShownReceipt:
    """Keep a need, then give its address."""
    receipt = keep_need(between_of(request), given, idempotency_key)
    return ShownReceipt.of(receipt)


@router.get(
    "/needs/{need_id}",
    summary="Suivre un besoin de salarié partagé",
    description=(
        "Donne l'ensemble proposé pour ce besoin, avec ses raisons, sa semaine et son année, et ce qui s'en "
        "approche. Les autres entreprises n'y sont connues que par leur fonction et leur département."
    ),
    responses=problems(404, 422, 503),
)
def follow(request: Request, need_id: str, secret: Secret) -> ShownGroupNeed:
    """Give what is proposed for a need."""
    between = between_of(request)
    return ShownGroupNeed.model_validate(followed_need(between, between.deposits.followed(need_id, secret)))


@router.delete(
    "/needs/{need_id}",
    summary="Retirer un besoin de salarié partagé",
    description="Retire le besoin et efface ce qui a été écrit.",
    status_code=204,
    responses=problems(404, 422, 503),
)
def withdraw(request: Request, need_id: str, secret: Secret) -> Response:
    """Withdraw a need."""
    between_of(request).deposits.withdraw(need_id, secret)
    return Response(status_code=HTTPStatus.NO_CONTENT)


def between_of(request: Request) -> Between:
    """Give what companies deposit for one another; where there is none, these routes do not exist."""
    between = services_of(request).between
    if between is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return between


def keep_need(between: Between, given: GivenGroupNeed, key: str | None) -> DepositReceipt:
    """Check a need and keep it. Raises NeedFault, KeyReused or StorageUnavailable."""
    need = read_need(given.model_dump(), "")
    party = given.party(need.place.departement)
    return between.deposits.submit(
        GivenDeposit("groupement", need_data(need), party, given.consent_text), key
    )


def followed_need(between: Between, one: Deposit) -> dict[str, Any]:
    """Give what the author of a need may see of what is proposed for it."""
    outcome = between.groups.outcome() if one.is_open else None
    found = outcome.set_of(one.id) if outcome else None
    return {
        "id": one.id,
        "state": one.state,
        "expires": one.expires,
        "group": shown_set(found, one.id) if found else None,
        "near_misses": [shown_miss(miss, outcome.limits, one.id) for miss in outcome.misses_of(one.id)]
        if outcome
        else [],
        "law": shown_law(),
    }
