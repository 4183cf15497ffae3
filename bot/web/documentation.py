"""The documentation of the API: its descriptions, and the problems that each route may answer."""

from typing import Any, Final

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from bot.web.messages import STATUS_DETAILS, STATUS_TITLES
from bot.web.problems import MEDIA_TYPE, OpenAIError, Problem, openai_error

DESCRIPTION: Final = """
L'API de Passerelle, l'assistant des chambres de commerce et d'industrie : des réponses courtes dont
chaque phrase cite sa source.

Toute erreur est un document `application/problem+json` (RFC 9457) dont `detail` est un message en
français, fait pour être montré, et `request_id` l'identifiant à citer au support.
"""

TAGS: Final[list[dict[str, Any]]] = [
    {"name": "Conversation", "description": "Poser une question, suivre et effacer une conversation."},
    {"name": "Documents", "description": "Chercher dans les documents publics et les lire."},
    {"name": "Mise en relation", "description": "Trouver ce qui convient à une entreprise, et pourquoi."},
    {"name": "Demandes", "description": "Demander à être rappelé par la chambre."},
    {"name": "Compatible OpenAI", "description": "Pour les clients de discussion faits pour cette API."},
    {"name": "Service", "description": "L'état du service et ses mesures."},
]

SENT_EVENT: Final[dict[str, Any]] = {
    "type": "object",
    "description": "Un évènement envoyé par le serveur : son nom, et des données en JSON.",
    "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
    "required": ["data"],
}
"""What each event of a stream is."""
_REFERENCE: Final = "#/components/schemas/"
_EXAMPLES: Final[dict[int, dict[str, Any]]] = {
    422: {"errors": [{"field": "message", "message": "Ce champ est obligatoire."}]},
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Give the OpenAPI responses of these statuses, with those that any route may answer."""
    return {status: _response(status) for status in sorted({*statuses, 500})}


def api_problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Give the same for a route of the API, whose caller may be refused or asked to wait."""
    return problems(401, 403, 429, *statuses)


def read_problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Give the same for a read of the API, which a client may hold already."""
    return {
        304: {"description": "Inchangé depuis l'ETag donné dans `If-None-Match`."},
        **api_problems(*statuses),
    }


def openai_problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Give the same for a route of the OpenAI-compatible API, whose errors have OpenAI's shape."""
    schema = {"$ref": _REFERENCE + OpenAIError.__name__}
    return {
        status: {
            "description": STATUS_TITLES[status],
            "content": {"application/json": {"schema": schema, "example": openai_error(_example(status))}},
        }
        for status in sorted({*statuses, 401, 403, 429, 500})
    }


def body_problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Give the same for a route that reads a JSON body."""
    return api_problems(400, 413, 415, 422, *statuses)


class Documented(FastAPI):
    """An application whose OpenAPI document also defines the problems, which no route returns by type."""

    def openapi(self) -> dict[str, Any]:
        """Give the OpenAPI document."""
        document = super().openapi()
        for route in (route for methods in document["paths"].values() for route in methods.values()):
            _mend(route)
        _, definitions = models_json_schema(
            [(Problem, "serialization"), (OpenAIError, "serialization")], ref_template=_REFERENCE + "{model}"
        )
        document.setdefault("components", {}).setdefault("schemas", {}).update(definitions["$defs"])
        return document


def _mend(route: dict[str, Any]) -> None:
    """Say of a route what is said wrongly of it: a key is never needed, and an address holds no null."""
    if route.get("security"):
        route["security"] = [{}, *[one for one in route["security"] if one]]
    for parameter in route.get("parameters", ()):
        schema = parameter.get("schema", {})
        kinds = [kind for kind in schema.get("anyOf", ()) if kind.get("type") != "null"]
        if len(kinds) == 1:
            parameter["schema"] = {**{k: v for k, v in schema.items() if k != "anyOf"}, **kinds[0]}


def _example(status: int) -> Problem:
    title = STATUS_TITLES[status]
    return Problem.model_validate(
        {
            "type": "urn:passerelle:probleme:exemple",
            "title": title,
            "status": status,
            "detail": STATUS_DETAILS.get(status, title + "."),
            "instance": "/api/v1/…",
            "request_id": "9f1c2b7a5d3e4f60718293a4",
            **_EXAMPLES.get(status, {}),
        }
    )


def _response(status: int) -> dict[str, Any]:
    example = _example(status).model_dump(mode="json", exclude_none=True)
    schema = {"$ref": _REFERENCE + Problem.__name__}
    return {
        "description": STATUS_TITLES[status],
        "content": {MEDIA_TYPE: {"schema": schema, "example": example}},
    }
