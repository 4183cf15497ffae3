"""The application: the routes, the layers around them, and what becomes of errors."""

from dataclasses import replace
from http import HTTPStatus
from typing import cast

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from bot import __version__
from bot.errors import BotError
from bot.tracing import set_up
from bot.web import (
    chat,
    companies,
    completions,
    conversations,
    developers,
    following,
    group_pages,
    groups,
    health,
    introductions,
    knowledge,
    matching,
    offer_pages,
    offers,
    pages,
    requests,
    visitor_data,
)
from bot.web.admission import Admission, quotas_of
from bot.web.adviser import (
    assistant,
    barometer,
    desk,
    documents,
    drafts,
    journal_page,
    keys,
    login,
    questions,
    review,
    sites,
    users,
)
from bot.web.adviser import catalogue as catalogue_pages
from bot.web.adviser import groups as desk_groups
from bot.web.adviser import offers as desk_offers
from bot.web.adviser.editing import roomy
from bot.web.crowd import Crowd
from bot.web.documentation import DESCRIPTION, TAGS, Documented
from bot.web.headers import SecurityHeaders
from bot.web.journal import note_fault
from bot.web.limits import BodyLimit
from bot.web.metrics import Metrics
from bot.web.observing import Observing, route_of
from bot.web.problems import field_problems, problem, problem_of, problem_response
from bot.web.proxies import Proxies, networks_of
from bot.web.rates import RateExceeded, Rates
from bot.web.recognising import Recognised
from bot.web.resuming import Lines
from bot.web.revalidation import Revalidation
from bot.web.services import Services
from bot.web.widget import exchange, loader, page, preview
from bot.web.widget.guard import admitted, counted

_EXPLAINED = frozenset({401, 403, 409})
"""Statuses that only our own code raises; unless it says why in French, the detail is the phrase of HTTP."""


def create_app(services: Services) -> FastAPI:
    """Give the application over finished services. It starts nothing and loads nothing."""
    set_up(services.settings.otlp_endpoint)
    metrics = Metrics()
    rates = Rates(
        services.clock, redis_url.get_secret_value() if (redis_url := services.settings.redis_url) else ""
    )
    app = Documented(
        title="Passerelle",
        version=__version__,
        summary="Des réponses courtes, chaque phrase avec sa source.",
        description=DESCRIPTION,
        openapi_tags=TAGS,
        # The interactive pages load scripts from elsewhere; telemetry would carry what people write.
        docs_url=None,
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        middleware=[
            Middleware(Proxies, trusted=networks_of(services.settings.trusted_proxies)),
            Middleware(SecurityHeaders),
            Middleware(Observing, metrics=metrics),
            Middleware(Crowd, most=services.settings.queue),
            Middleware(Admission, keys=services.keys, rates=rates, quotas=quotas_of(services.settings)),
            Middleware(BodyLimit, roomy=roomy),
            Middleware(Revalidation),
        ],
    )
    shared = {"compteurs communs": rates.check} if rates.waits else {}
    app.state.services = replace(services, lesser_checks={**services.lesser_checks, **shared})
    app.state.metrics = metrics
    app.state.rates = rates
    app.state.recognised = Recognised()
    app.state.lines = Lines()
    app.add_exception_handler(BotError, _bot_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    for module in (
        chat,
        knowledge,
        matching,
        companies,
        conversations,
        requests,
        visitor_data,
        completions,
        health,
    ):
        app.include_router(module.router)
    for module in (
        pages,
        developers,
        following,
        login,
        desk,
        keys,
        users,
        journal_page,
        assistant,
        barometer,
    ):
        app.include_router(module.router)
    for module in (documents, drafts, questions, review, catalogue_pages):
        app.include_router(module.router)
    for module in (groups, group_pages, desk_groups, introductions, offers, offer_pages, desk_offers):
        app.include_router(module.router)
    for module in (exchange, loader, page, preview, sites):
        app.include_router(module.router)
    app.include_router(introductions.pages)
    app.include_router(visitor_data.pages)
    # The frame of the widget calls the very same routes, with a token instead of a cookie.
    for module, checks in (
        (chat, (admitted, counted)),
        (conversations, (admitted,)),
        (requests, (admitted,)),
        (visitor_data, (admitted,)),
    ):
        checked = [Depends(check) for check in checks]
        app.include_router(module.router, prefix="/widget", dependencies=checked, include_in_schema=False)
    app.mount("/static", pages.static_files(), name="static")
    return app


async def _bot_error(request: Request, error: Exception) -> Response:
    document = problem_of(request, error)
    if document.status >= 500:
        note_fault(error, request_id=document.request_id, route=route_of(request.scope))
    return problem_response(document, error.standing.headers if isinstance(error, RateExceeded) else None)


async def _http_error(request: Request, error: Exception) -> Response:
    refusal = cast(HTTPException, error)
    if refusal.status_code == 404 and _for_a_reader(request):
        return pages.not_found(request)
    plain = refusal.detail == HTTPStatus(refusal.status_code).phrase
    detail = refusal.detail if refusal.status_code in _EXPLAINED and not plain else None
    return problem_response(problem(request, refusal.status_code, detail), refusal.headers)


async def _validation_error(request: Request, error: Exception) -> Response:
    found = cast(RequestValidationError, error)
    errors = field_problems(found.errors())
    # What is shown to a person says what to mend, when there is one thing to mend.
    detail = errors[0].message if len(errors) == 1 else None
    return problem_response(problem(request, 422, detail, errors=errors))


def _for_a_reader(request: Request) -> bool:
    # A person who followed a dead link gets a page; a program gets a problem document.
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")
