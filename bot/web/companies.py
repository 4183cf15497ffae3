"""The companies: the route that asks the public directory, once the visitor agrees."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from bot.companies.listing import Listing
from bot.companies.profile import Profile
from bot.web.admission import bearer, may
from bot.web.cleaning import Line
from bot.web.documentation import body_problems
from bot.web.requirements import json_body
from bot.web.services import services_of

router = APIRouter(prefix="/api/v1", tags=["Mise en relation"], dependencies=[bearer(), may("match")])


_WANTED: dict[str, Any] = {
    "siren": {"summary": "Par son numéro", "value": {"asked": "732829320"}},
    "name": {"summary": "Par son nom", "value": {"asked": "le fournil de Figeac"}},
}


class Wanted(BaseModel):
    """A company to look up."""

    asked: Line = Field(description="Un nom, un SIREN ou un SIRET.", examples=["732829320"])


class FoundCompany(BaseModel):
    """A company of the public directory."""

    model_config = ConfigDict(frozen=True)

    siren: str = Field(examples=["732829320"])
    name: str = Field(examples=["LE FOURNIL DE FIGEAC"])
    town: str = Field(examples=["Figeac (46)"])
    is_open: bool = Field(description="En activité, d'après l'annuaire.")
    profile: dict[str, Any] = Field(description="À joindre au message suivant, dans `profile`.")


class FoundCompanies(BaseModel):
    """The companies found, the likeliest first."""

    model_config = ConfigDict(frozen=True)

    companies: list[FoundCompany]


@router.post(
    "/companies",
    summary="Chercher une entreprise dans l'annuaire public",
    description=(
        "Envoie le nom ou le numéro à l'annuaire public des entreprises, et rien d'autre ; à n'appeler "
        "qu'avec l'accord de la personne. 503 si aucun annuaire n'est relié, ou s'il ne répond pas."
    ),
    responses=body_problems(404, 503),
    dependencies=[Depends(json_body)],
)
def companies(request: Request, wanted: Annotated[Wanted, Body(openapi_examples=_WANTED)]) -> FoundCompanies:
    """Give the companies of the directory for a name or a number."""
    found = services_of(request).directory.look_up(wanted.asked)
    return FoundCompanies(companies=[_shown(listing) for listing in found])


def _shown(listing: Listing) -> FoundCompany:
    profile = Profile().with_facts(listing.facts()).to_json()
    profile.pop("contradictions", None)
    return FoundCompany(
        siren=listing.siren, name=listing.name, town=listing.town, is_open=listing.is_open, profile=profile
    )
