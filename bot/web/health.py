"""The health: whether the process lives, whether every part is ready, and the figures."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.errors import BotError
from bot.web.documentation import problems
from bot.web.metrics import Metrics
from bot.web.problems import problem, problem_response
from bot.web.services import Check, services_of

router = APIRouter(tags=["Service"])

UP = "ok"
LESS = "degrade"


class Alive(BaseModel):
    """The process answers."""

    model_config = ConfigDict(frozen=True)

    status: str = Field(default=UP, examples=[UP])


class Ready(BaseModel):
    """Every part that an answer needs works; another may not."""

    model_config = ConfigDict(frozen=True)

    status: str = Field(
        default=UP,
        description="`ok`, ou `degrade` quand une partie dont on peut se passer ne va pas.",
        examples=[UP],
    )
    parts: dict[str, str] = Field(
        description="L'état de chaque partie : `ok`, ou ce qui ne va pas.",
        examples=[{"base de données": UP, "recherche": UP}],
    )


@router.get(
    "/livez",
    summary="Le service vit-il ?",
    description="Répond dès que le processus tourne, sans rien vérifier d'autre.",
    responses=problems(),
)
async def livez() -> Alive:
    """Tell that the process answers."""
    return Alive()


@router.get(
    "/readyz",
    summary="Le service est-il prêt ?",
    description=(
        "Vérifie chaque partie ; `parts` dit laquelle ne va pas. 503 quand on ne peut répondre sans elle ; "
        "200 et l'état `degrade` quand on répond sans elle : modèle de langue, courriels, compteurs communs."
    ),
    response_model=Ready,
    responses=problems(503),
)
def readyz(request: Request) -> Ready | Response:
    """Tell which parts work."""
    services = services_of(request)
    needed, lesser = _states(services.checks), _states(services.lesser_checks)
    if not all(state == UP for state in needed.values()):
        return problem_response(problem(request, 503, parts={**needed, **lesser}))
    status = UP if all(state == UP for state in lesser.values()) else LESS
    return Ready(status=status, parts={**needed, **lesser})


@router.get(
    "/metrics",
    summary="Les mesures",
    description="Nombres et durées des requêtes, nombres de réponses par genre, au format de Prometheus.",
    response_class=Response,
    responses={
        200: {
            "description": "Les mesures.",
            "content": {
                "text/plain": {
                    "schema": {"type": "string"},
                    "example": 'passerelle_replies_total{kind="answer"} 12.0\n',
                }
            },
        },
        **problems(),
    },
)
def metrics(request: Request) -> Response:
    """Give the figures of this process."""
    figures: Metrics = request.app.state.metrics
    return Response(figures.exposition(), media_type=figures.content_type)


def _states(checks: Mapping[str, Check]) -> dict[str, str]:
    return {name: _state(check) for name, check in checks.items()}


def _state(check: Check) -> str:
    try:
        check()
    except BotError as error:
        return error.user_message
    return UP
