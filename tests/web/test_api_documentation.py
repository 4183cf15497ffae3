from typing import Any

import pytest
from starlette.testclient import TestClient

ROUTES = {
    ("/api/v1/chat", "post"),
    ("/api/v1/search", "get"),
    ("/api/v1/match", "post"),
    ("/api/v1/documents", "get"),
    ("/api/v1/documents/{document_id}", "get"),
    ("/api/v1/conversations/{conversation_id}/messages", "get"),
    ("/api/v1/feedback", "post"),
    ("/api/v1/conversations/{conversation_id}", "get"),
    ("/api/v1/conversations/{conversation_id}", "delete"),
    ("/api/v1/visitor", "get"),
    ("/api/v1/visitor", "delete"),
    ("/api/v1/requests", "post"),
    ("/api/v1/companies", "post"),
    ("/api/v1/introductions/{introduction_id}", "get"),
    ("/api/v1/introductions/{introduction_id}", "delete"),
    ("/api/v1/introductions/{introduction_id}/answer", "post"),
    ("/api/v1/offers", "post"),
    ("/api/v1/offers/{offer_id}", "get"),
    ("/api/v1/offers/{offer_id}", "delete"),
    ("/api/v1/groups/needs", "post"),
    ("/api/v1/groups/needs/{need_id}", "get"),
    ("/api/v1/groups/needs/{need_id}", "delete"),
    ("/v1/chat/completions", "post"),
    ("/v1/models", "get"),
    ("/v1/models/{model}", "get"),
    ("/livez", "get"),
    ("/readyz", "get"),
    ("/metrics", "get"),
}


@pytest.fixture
def documentation(client: TestClient) -> dict[str, Any]:
    body: dict[str, Any] = client.get("/openapi.json").json()
    return body


def test_every_route_is_described(documentation: dict[str, Any]) -> None:
    described = {(path, method) for path, methods in documentation["paths"].items() for method in methods}
    assert described == ROUTES
    for path, method in described:
        route = documentation["paths"][path][method]
        assert route["summary"]
        assert len(route["description"]) > 20


def test_every_error_is_a_problem_with_an_example(documentation: dict[str, Any]) -> None:
    for path, methods in documentation["paths"].items():
        media, schema = (
            ("application/json", "OpenAIError")
            if path.startswith("/v1/")
            else ("application/problem+json", "Problem")
        )
        for route in methods.values():
            errors = {status: told for status, told in route["responses"].items() if status >= "400"}
            assert "500" in errors
            for status, told in errors.items():
                content = told["content"][media]
                assert content["schema"] == {"$ref": f"#/components/schemas/{schema}"}
                assert content["example"].get("status", int(status)) == int(status)
                assert set(told["content"]) == {media}


def test_every_reference_leads_somewhere(documentation: dict[str, Any]) -> None:
    def references(node: Any) -> list[str]:
        if isinstance(node, dict):
            own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
            return own + [found for value in node.values() for found in references(value)]
        if isinstance(node, list):
            return [found for value in node for found in references(value)]
        return []

    schemas = documentation["components"]["schemas"]
    for reference in references(documentation):
        assert reference.rpartition("/")[2] in schemas


def test_every_body_has_an_example(documentation: dict[str, Any]) -> None:
    for methods in documentation["paths"].values():
        for route in methods.values():
            if "requestBody" in route:
                content = route["requestBody"]["content"]["application/json"]
                assert content.get("examples") or content["schema"].get("examples")


def test_the_chat_is_documented_in_both_its_forms(documentation: dict[str, Any]) -> None:
    answered = documentation["paths"]["/api/v1/chat"]["post"]["responses"]["200"]["content"]
    assert set(answered) == {"application/json", "text/event-stream"}
