"""The API held against its own OpenAPI document by schemathesis: nothing undocumented, no 5xx."""

from typing import Any

import httpx
import schemathesis
from fakes import fake_services
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS, load_all_checks

from bot.companies.directory import Directory
from bot.settings import Settings
from bot.store.database import Database
from bot.web.app import create_app

BOUNDED = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
ACCEPTANCE = "positive_data_acceptance"
BEYOND = {
    "POST /api/v1/chat": "a profile is refused for what it means",
    "POST /api/v1/match": "a profile is refused for what it means",
    "POST /api/v1/requests": "an address or a telephone number is needed, and must be one",
    "POST /api/v1/companies": "what is asked for is a number or a name that a directory may know",
    "POST /api/v1/offers": "a commune must be one, a category too, and an address",
    "POST /api/v1/groups/needs": "a commune must be one, and an address too",
    "POST /api/v1/introductions/{introduction_id}/answer": "a refusal says why",
    "GET /api/v1/search": "a text is first rid of what nobody sees",
    "GET /api/v1/documents": "a cursor is one that was given",
    "GET /api/v1/conversations/{conversation_id}/messages": "a cursor is one that was given",
    "POST /v1/chat/completions": "the last message is the visitor's",
}
"""Calls that may be refused with a documented 422 for what no schema says; every other check holds."""


def empty_directory(_request: httpx.Request) -> httpx.Response:
    """Answer as the directory of companies does when it knows none of that name."""
    return httpx.Response(200, json={"results": []})


def hold(cases: Any, checks: Any) -> None:
    """Make a few calls of one kind, and hold each answer against the document."""

    @BOUNDED
    @given(case=cases)
    def called(case: Any) -> None:
        case.call_and_validate(checks=checks)

    called()


def test_every_answer_is_the_one_that_is_documented(database: Database) -> None:
    unlimited = Settings(rate_address="", rate_key="", rate_site="")
    directory = Directory("http://annuaire.example", httpx.MockTransport(empty_directory))
    app = create_app(fake_services(database, settings=unlimited, directory=directory))
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    load_all_checks()
    every = list(CHECKS.get_all())
    assert ACCEPTANCE in {one.__name__ for one in every}
    faults: dict[str, str] = {}
    held = 0
    for operation in (found.ok() for found in schema.get_all_operations()):
        held += 1
        taking = list(operation.iter_parameters()) or operation.body
        # A call that takes nothing cannot be made wrongly.
        for mode in schemathesis.GenerationMode if taking else (schemathesis.GenerationMode.POSITIVE,):
            checks = [one for one in every if operation.label not in BEYOND or one.__name__ != ACCEPTANCE]
            try:
                hold(operation.as_strategy(generation_mode=mode), checks)
            except BaseException as fault:  # noqa: BLE001 - all the faults are told together
                faults[f"{operation.label} ({mode.value})"] = str(fault) or repr(fault)
    assert held >= 14
    assert faults == {}, "\n\n".join(f"{label}\n{fault}" for label, fault in faults.items())
