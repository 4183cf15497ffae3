"""The problems: every error of the API as an RFC 9457 document with a French message."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.errors import (
    BotError,
    DataFolderBusy,
    InvalidInput,
    MessageTooLong,
    NotFound,
    Unavailable,
    UnreadableDocument,
)
from bot.store.once import KeyInUse
from bot.store.requests import KeyReused
from bot.web.messages import FIELD_MESSAGES, FIELD_REFUSED, REFUSED, STATUS_DETAILS, STATUS_TITLES, UNEXPECTED
from bot.web.rates import RateExceeded
from bot.web.widget.refusals import SiteRefused, TokenRefused

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:passerelle:probleme:"
RETRY_AFTER = "5"

ERRORS: Mapping[type[BotError], tuple[int, str]] = {
    BotError: (500, "erreur-interne"),
    InvalidInput: (422, "demande-incorrecte"),
    MessageTooLong: (422, "message-trop-long"),
    UnreadableDocument: (422, "document-illisible"),
    KeyInUse: (409, "envoi-en-cours"),
    KeyReused: (422, "cle-deja-utilisee"),
    NotFound: (404, "introuvable"),
    RateExceeded: (429, "trop-de-demandes"),
    TokenRefused: (401, "jeton-refuse"),
    SiteRefused: (403, "site-refuse"),
    Unavailable: (503, "indisponible"),
    DataFolderBusy: (503, "dossier-occupe"),
}
"""The status and the code of each class of error; a class that is not here has those of its parent."""

_CODES = {
    400: "demande-illisible",
    401: "cle-refusee",
    403: "droit-manquant",
    404: "introuvable",
    405: "methode-non-admise",
    409: "envoi-en-cours",
    413: "demande-trop-volumineuse",
    415: "type-non-admis",
    422: "demande-incorrecte",
    429: "trop-de-demandes",
    500: "erreur-interne",
    503: "indisponible",
}


OPENAI = "/v1/"
"""Where clients expect errors in the shape of OpenAI's API."""
_OPENAI_TYPES = {401: "authentication_error", 403: "permission_error", 404: "not_found_error"}


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    model_config = ConfigDict(frozen=True)

    field: str = Field(description="Chemin du champ.", examples=["message"])
    message: str = Field(examples=["Ce champ est obligatoire."])


class OpenAIFault(BaseModel):
    """What is wrong, for a client of OpenAI's API."""

    model_config = ConfigDict(frozen=True)

    message: str = Field(description="Message en français, fait pour être montré.")
    type: str = Field(examples=["invalid_request_error"])
    param: str | None = Field(description="Champ en cause.", examples=["messages"])
    code: str = Field(examples=["demande-incorrecte"])
    request_id: str


class OpenAIError(BaseModel):
    """An error in the shape of OpenAI's API."""

    model_config = ConfigDict(frozen=True)

    error: OpenAIFault


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(description="Code stable de l'erreur.", examples=[TYPE + "introuvable"])
    title: str = Field(examples=["Introuvable"])
    status: int = Field(examples=[404])
    detail: str = Field(description="Message en français, fait pour être montré.")
    instance: str = Field(description="Adresse demandée.", examples=["/api/v1/documents/inconnu"])
    request_id: str = Field(description="À citer au support ; aussi dans l'en-tête `X-Request-ID`.")
    errors: list[FieldProblem] | None = Field(default=None, description="Les champs en cause (422).")
    parts: dict[str, str] | None = Field(default=None, description="L'état de chaque partie (`/readyz`).")


def problem(
    request: Request, status: int, detail: str | None = None, *, code: str | None = None, **more: Any
) -> Problem:
    """Give the problem of a status; the detail is that of the status unless one is given."""
    return Problem(
        type=TYPE + (code or _CODES.get(status, f"http-{status}")),
        title=STATUS_TITLES.get(status, REFUSED),
        status=status,
        detail=detail or STATUS_DETAILS.get(status, REFUSED),
        instance=request.url.path,
        request_id=getattr(request.state, "request_id", ""),
        **more,
    )


def problem_of(request: Request, error: Exception) -> Problem:
    """Give the problem of an error; one that nobody foresaw tells nothing of itself."""
    for cls in type(error).__mro__:
        if isinstance(error, BotError) and cls in ERRORS:
            status, code = ERRORS[cls]
            # A fault of ours may quote a path or a setting: the visitor is told only that there is one.
            return problem(request, status, error.user_message if status != 500 else UNEXPECTED, code=code)
    return problem(request, 500)


def problem_response(document: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Give the response that carries a problem, in the shape that its caller understands."""
    more = {"Retry-After": RETRY_AFTER} if document.status in (409, 503) else {}
    if document.instance.startswith(OPENAI):
        return JSONResponse(openai_error(document), document.status, headers={**more, **(headers or {})})
    return JSONResponse(
        document.model_dump(mode="json", exclude_none=True),
        document.status,
        media_type=MEDIA_TYPE,
        headers={**more, **(headers or {})},
    )


def openai_error(document: Problem) -> dict[str, Any]:
    """Give a problem in the shape of OpenAI's errors."""
    kind = "rate_limit_error" if document.status == 429 else _OPENAI_TYPES.get(document.status)
    if kind is None:
        kind = "server_error" if document.status >= 500 else "invalid_request_error"
    first = document.errors[0] if document.errors else None
    return {
        "error": {
            "message": first.message if first else document.detail,
            "type": kind,
            "param": first.field if first else None,
            "code": document.type.removeprefix(TYPE),
            "request_id": document.request_id,
        }
    }


def field_problems(errors: Sequence[Mapping[str, Any]]) -> list[FieldProblem]:
    """Say in French what pydantic found, without repeating what was sent.

    >>> field_problems([{"type": "string_too_long", "loc": ("body", "message"), "ctx": {"max_length": 2000}}])
    [FieldProblem(field='message', message='Ce texte est trop long : au plus 2000 caractères.')]
    """
    return [FieldProblem(field=_field(error), message=_field_message(error)) for error in errors]


def _field(error: Mapping[str, Any]) -> str:
    place = [str(part) for part in error["loc"]]
    if error["type"] == "json_invalid" or len(place) == 1:
        return place[0]
    return ".".join(place[1:])


def _field_message(error: Mapping[str, Any]) -> str:
    if error["type"].startswith("passerelle_"):
        return str(error["msg"])
    context = {name: _french(value) for name, value in error.get("ctx", {}).items()}
    return FIELD_MESSAGES.get(error["type"], FIELD_REFUSED).format_map(context)


def _french(value: Any) -> str:
    return str(value).replace(" or ", " ou ")
