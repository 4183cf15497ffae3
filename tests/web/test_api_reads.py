"""Reads of the API: tags that spare a second transfer, and lists given by pages."""

import pytest
from fakes import GROUPEMENT, INTERNAL, make_document
from starlette.testclient import TestClient

from bot.web.services import Services

DOCUMENT = f"/api/v1/documents/{GROUPEMENT.id}"


@pytest.mark.parametrize(
    "address", [DOCUMENT, "/api/v1/documents", "/api/v1/search?q=groupement", "/v1/models", "/openapi.json"]
)
def test_a_read_is_not_sent_again_to_who_has_it(client: TestClient, address: str) -> None:
    first = client.get(address)
    tag = first.headers["ETag"]
    assert tag.startswith('"')
    for given in (tag, f'"autre", W/{tag}', "*"):
        again = client.get(address, headers={"If-None-Match": given})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
        assert again.headers["X-Request-ID"]
    assert client.get(address, headers={"If-None-Match": '"autre"'}).json() == first.json()


def test_the_tag_changes_with_what_is_read(client: TestClient, services: Services) -> None:
    before = client.get(DOCUMENT).headers["ETag"]
    services.library.save(make_document(GROUPEMENT.id, "Un autre texte.", title=GROUPEMENT.title))
    changed = client.get(DOCUMENT, headers={"If-None-Match": before})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != before


def test_an_error_and_a_page_have_no_tag(client: TestClient) -> None:
    assert "ETag" not in client.get("/api/v1/documents/inconnu").headers
    assert "ETag" not in client.get("/").headers


def test_the_public_documents_come_by_pages_each_once(client: TestClient, services: Services) -> None:
    for number in range(5):
        services.library.save(make_document(f"fiche-{number}", "Un texte."))
        services.library.save(make_document(f"secret-{number}", "Un secret.", audience="internal"))
    pages, address = [], "/api/v1/documents?limit=4"
    while address:
        page = client.get(address).json()
        pages.append([document["id"] for document in page["documents"]])
        # What is added behind the cursor does not shift what follows.
        services.library.save(make_document("aaa-arrivée", "Un texte."))
        address = f"/api/v1/documents?limit=4&cursor={page['next']}" if page["next"] else ""
    assert [len(page) for page in pages] == [4, 2]
    found = [identity for page in pages for identity in page]
    assert found == sorted([GROUPEMENT.id, *(f"fiche-{number}" for number in range(5))])
    assert INTERNAL.id not in found


def test_a_conversation_comes_by_pages_to_its_visitor_only(client: TestClient) -> None:
    first = client.post("/api/v1/chat", json={"message": "Question 0"}).json()["conversation_id"]
    for number in range(1, 5):
        client.post("/api/v1/chat", json={"message": f"Question {number}", "conversation_id": first})
    address = f"/api/v1/conversations/{first}/messages"
    said, cursor = [], ""
    for _ in range(3):
        page = client.get(f"{address}?limit=2{cursor}").json()
        said.append([turn["message"] for turn in page["messages"]])
        cursor = f"&cursor={page['next']}"
    assert said == [["Question 0", "Question 1"], ["Question 2", "Question 3"], ["Question 4"]]
    assert page["next"] is None
    client.cookies.clear()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("cursor", ["", "abc", "é", "ZG9jdW1lbnRzOg", "bWVzc2FnZXM6eA"])
def test_a_cursor_that_is_not_ours_is_refused(client: TestClient, cursor: str) -> None:
    refused = client.get("/api/v1/documents", params={"cursor": cursor})
    assert refused.status_code == 422
    assert "curseur" in refused.json()["detail"]
