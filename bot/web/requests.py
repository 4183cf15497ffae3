"""The requests: the route by which someone asks to be called back."""

from datetime import datetime
from typing import Annotated, Any, Self

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from fastapi import APIRouter, Body, Depends, Header, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from bot.store.requests import ContactRequest, Kind
from bot.web import visitors
from bot.web.admission import bearer, may
from bot.web.adviser.words import CONSENT
from bot.web.cleaning import Line, Message
from bot.web.documentation import body_problems
from bot.web.messages import CONSENT_MISSING, CONTACT_MISSING, EMAIL_INVALID, PHONE_INVALID
from bot.web.requirements import json_body
from bot.web.services import services_of

router = APIRouter(prefix="/api/v1", tags=["Demandes"], dependencies=[bearer(), may("request")])


def checked_email(text: str) -> str:
    """Give the address if it has the shape of one: only a message sent can prove more.

    >>> checked_email("jeanne@boulangerie-figeac.fr")
    'jeanne@boulangerie-figeac.fr'
    """
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as fault:
        raise PydanticCustomError("passerelle_email", EMAIL_INVALID) from fault


def checked_phone(text: str) -> str:
    """Give the number in its international form; without a prefix it is French.

    >>> checked_phone("+33 (0)5 65 00 00 00")
    '+33565000000'
    """
    try:
        number = phonenumbers.parse(text.replace("(0)", ""), "FR")
    except phonenumbers.NumberParseException as fault:
        raise PydanticCustomError("passerelle_phone", PHONE_INVALID) from fault
    if not phonenumbers.is_possible_number(number):
        raise PydanticCustomError("passerelle_phone", PHONE_INVALID)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def checked_consent(given: bool) -> bool:
    """Give True, or refuse: without consent nothing may be kept."""
    if not given:
        raise PydanticCustomError("passerelle_consent", CONSENT_MISSING)
    return given


class GivenRequest(BaseModel):
    """A request to be called back."""

    name: Line = Field(description="Nom de la personne à rappeler.")
    email: Annotated[Line, AfterValidator(checked_email)] | None = None
    phone: Annotated[Line, AfterValidator(checked_phone)] | None = None
    company: Line | None = Field(default=None, description="Nom de l'entreprise.")
    need: Message = Field(description="Le besoin, de 1 à 2 000 caractères.")
    consent: Annotated[bool, AfterValidator(checked_consent)] = Field(
        strict=True,
        json_schema_extra={"const": True},
        description="Accord pour que la chambre traite la demande.",
    )
    conversation_id: str | None = Field(default=None, max_length=64)
    kind: Kind = Field(default="autre", description="Ce qui est demandé.")
    departement: Annotated[str, StringConstraints(pattern=r"^(\d{2,3}|2[AB])$")] | None = None
    subject: Line | None = Field(default=None, description="Sujet, pour trouver le bon conseiller.")
    consent_text: Message = Field(default=CONSENT, description="Les mots exacts de l'accord donné.")
    share_conversation: bool = Field(default=False, description="La conversation peut être transmise.")

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if self.email is None and self.phone is None:
            raise PydanticCustomError("passerelle_contact", CONTACT_MISSING)
        return self


class GivenReceipt(BaseModel):
    """The proof that the request is kept."""

    model_config = ConfigDict(frozen=True)

    number: str = Field(description="Numéro à rappeler à la chambre.", examples=["2026-00042"])
    created: datetime
    follow: str = Field(
        description="Adresse secrète pour suivre, modifier ou retirer la demande.",
        examples=["/demandes/2026-00042?cle=hUqkZtH0M9m0"],
    )


_EXAMPLE: dict[str, Any] = {
    "name": "Jeanne Delmas",
    "email": "jeanne@boulangerie-figeac.fr",
    "company": "Boulangerie Delmas, Figeac",
    "need": "Partager un comptable avec d'autres entreprises.",
    "consent": True,
}


@router.post(
    "/requests",
    summary="Demander à être rappelé",
    description=(
        "Enregistre une demande pour la chambre, avec une adresse ou un téléphone. Elle est gardée avant "
        "que la réponse ne parte. Envoyée deux fois avec le même en-tête `Idempotency-Key`, elle n'est "
        "enregistrée qu'une fois et reçoit le même numéro."
    ),
    status_code=201,
    responses=body_problems(404, 503),
    dependencies=[Depends(json_body)],
)
def request_contact(
    request: Request,
    given: Annotated[GivenRequest, Body(examples=[_EXAMPLE])],
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=1,
            max_length=255,
            description="Clé propre à cette demande.",
            examples=["5b0c1f9e-6f0e-4c55-9d0a-1d4ff0e7a3b2"],
        ),
    ] = None,
) -> GivenReceipt:
    """Keep a request, then give its number."""
    contact = ContactRequest(
        name=given.name,
        need=given.need,
        email=given.email,
        phone=given.phone,
        company=given.company,
        conversation_id=given.conversation_id,
        kind=given.kind,
        departement=given.departement,
        subject=given.subject,
        consent_text=given.consent_text,
        shares_conversation=given.share_conversation,
    )
    receipt = services_of(request).requests.submit(
        contact, visitor=visitors.presented(request), key=idempotency_key
    )
    return GivenReceipt(number=receipt.number, created=receipt.created, follow=receipt.follow)
