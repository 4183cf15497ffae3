"""The matching: the route that gives what fits a company and its need."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from bot.conversation.reply import Citation
from bot.matching.given_profile import company_of, profile_of
from bot.matching.matchmaker import KINDS
from bot.matching.showing import shown_match
from bot.matching.traces import Asked
from bot.store.once import Done
from bot.web.admission import bearer, may
from bot.web.cleaning import Comment
from bot.web.documentation import body_problems
from bot.web.idempotency import IdempotencyKey, once
from bot.web.requirements import json_body
from bot.web.services import Services, services_of

router = APIRouter(prefix="/api/v1", tags=["Mise en relation"], dependencies=[bearer(), may("match")])

Fact = Literal["departement", "effectif", "created", "forme_juridique", "code_naf", "country"]
Kind = Literal["programme", "adviser", "organisation"]


class _Given(BaseModel):
    model_config = ConfigDict(frozen=True)


class HeadcountRange(_Given):
    """A range of employees."""

    least: int = Field(ge=0)
    most: int = Field(ge=0)


class GivenProfile(_Given):
    """What is known of a company; what is absent or null is unknown."""

    effectif: int | str | HeadcountRange | None = Field(
        default=None, description="Un nombre, ou une tranche (« 10-19 »).", examples=[20]
    )
    code_naf: str | None = Field(default=None, description="À tout niveau.", examples=["10.71C"])
    commune: str | None = Field(default=None, description="Nom ou code INSEE.", examples=["46102"])
    departement: str | int | None = Field(default=None, description="Nom ou numéro.", examples=["46"])
    region: str | int | None = Field(default=None, description="Nom ou code INSEE.", examples=["76"])
    forme_juridique: str | None = Field(default=None, examples=["SARL"])
    created: date | None = Field(default=None, description="Date de création.", examples=["2015-05-04"])
    siren: str | None = Field(default=None, examples=["732829320"])
    siret: str | None = Field(default=None, examples=["73282932000074"])
    country: str | None = Field(
        default=None, description="Pays que le projet vise : nom ou code ISO.", examples=["JP"]
    )
    to_be_created: bool | None = Field(default=None, description="Pas encore créée.")


class GivenMatchRequest(_Given):
    """A company, and what it needs."""

    profile: GivenProfile | None = None
    need: Comment | None = Field(default=None, description="Le besoin, avec les mots de l'entreprise.")
    kinds: list[Kind] | None = Field(default=None, max_length=10, description="Tout, sans ce champ.")
    limit: int = Field(default=10, ge=1, le=50)
    day: date | None = Field(default=None, description="Jour du verdict ; aujourd'hui sans ce champ.")
    asked: list[Fact] = Field(
        default=[], max_length=10, description="Questions déjà posées : il n'y en a jamais plus de trois."
    )


class ShownCriterion(_Given):
    """One criterion, judged."""

    name: str = Field(examples=["eligibilite_effectif_minimal"])
    state: Literal["met", "failed", "unknown", "to_check"]
    text: str = Field(examples=["Au moins 10 personnes : vous en avez 20."])
    source: str = Field(description="Les mots de la source, ou le champ du catalogue.")
    change: str | None = Field(description="Ce qui changerait le verdict.")


class ShownContact(_Given):
    """Whom to turn to."""

    id: str
    kind: Literal["adviser", "organisation"]
    name: str
    role: str
    email: str | None
    phone: str | None
    url: str | None


class ShownMatch(_Given):
    """An entry of the catalogue that fits, and why."""

    id: str = Field(examples=["reseau-export-quatre-pays"])
    kind: Kind
    title: str
    description: str
    verdict: Literal["eligible", "probable", "unknown", "ineligible", "past", "upcoming", "suspended"]
    score: float = Field(description="Ordonne les propositions d'une même réponse.")
    reasons: list[str]
    criteria: list[ShownCriterion]
    priorities: list[ShownCriterion] = Field(description="Elles changent le rang, jamais le verdict.")
    citations: list[Citation]
    contact: ShownContact | None
    next_step: str
    url: str | None


class ShownMatches(_Given):
    """What fits, best first, and the one question worth asking."""

    matches: list[ShownMatch]
    question: str | None
    question_fact: Fact | None = Field(description="Le champ du profil que la réponse remplit.")
    profile: dict[str, Any] = Field(description="Le profil tel qu'il a été compris.")
    trace: str = Field(description="Identifiant qui permet de refaire ces verdicts.")


_EXAMPLE: dict[str, Any] = {
    "profile": {"effectif": 20, "code_naf": "10.71C", "commune": "46102", "country": "JP"},
    "need": "On voudrait vendre nos biscuits au Japon.",
}


@router.post(
    "/match",
    summary="Trouver ce qui convient à une entreprise",
    description=(
        "Donne les programmes, personnes et organismes qui conviennent, chaque critère jugé (rempli, "
        "non rempli, inconnu ou à vérifier par une personne) avec sa source. Ce qui est passé est montré "
        "comme tel, après ce qui est ouvert."
    ),
    response_model=ShownMatches,
    responses=body_problems(409, 503),
    dependencies=[Depends(json_body)],
)
def match(
    request: Request,
    given: Annotated[GivenMatchRequest, Body(examples=[_EXAMPLE])],
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Give what fits a company."""
    with once(request, idempotency_key, given) as begun:
        if begun.done is None:
            begun.finish(Done(200, _matched(services_of(request), given).model_dump_json()))
        return begun.response()


def _matched(services: Services, given: GivenMatchRequest) -> ShownMatches:
    company = company_of(given.profile.model_dump() if given.profile else {})
    asked = Asked(
        company=company,
        day=given.day or services.clock().date(),
        need=given.need or None,
        kinds=tuple(given.kinds or KINDS),
        limit=given.limit,
        asked=tuple(given.asked),
    )
    result, trace = services.matching.match(asked)
    return ShownMatches.model_validate(
        {
            "matches": [shown_match(one, services.library) for one in result.matches],
            "question": result.question.text if result.question else None,
            "question_fact": result.question.fact if result.question else None,
            "profile": profile_of(company),
            "trace": trace,
        }
    )
