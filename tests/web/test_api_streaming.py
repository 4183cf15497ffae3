import json
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from fakes import FakeAssistant
from fastapi import FastAPI
from serving import served, wait_until

from bot.conversation.reply import Reply
from bot.errors import IndexUnavailable
from bot.web.services import Services

STREAM = {"Accept": "text/event-stream"}


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    with served(app) as base:
        yield f"{base}/api/v1/chat"


def events(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def test_a_reply_streams_and_ends_with_the_whole_of_it(address: str, services: Services) -> None:
    with httpx.stream("POST", address, json={"message": "Bonjour"}, headers=STREAM) as response:
        assert response.headers["Content-Type"].startswith("text/event-stream")
        assert response.headers["Cache-Control"] == "no-store"
        assert "passerelle_visiteur" in response.cookies
        visitor = response.cookies["passerelle_visiteur"]
        received = list(events(response.iter_lines()))
    assert [name for name, _ in received] == ["start", "text", "citation", "notice", "done"]
    reply = Reply.model_validate(received[-1][1])
    assert reply.model_dump(mode="json") == received[-1][1]
    assert [turn.reply for turn in services.history.turns(reply.conversation_id, visitor)] == [reply]


def test_the_first_event_does_not_wait_for_the_rest(address: str, assistant: FakeAssistant) -> None:
    assistant.pause = 60
    with httpx.stream("POST", address, json={"message": "Bonjour"}, headers=STREAM, timeout=10) as response:
        name, data = next(events(response.iter_lines()))
    assert name == "start"
    assert data["conversation_id"]


@pytest.mark.parametrize("headers", [STREAM, {}])
def test_a_client_that_leaves_stops_the_work(
    address: str, assistant: FakeAssistant, headers: dict[str, str]
) -> None:
    assistant.pause = 60
    leave_after_asking(address, headers, lambda: bool(assistant.messages))
    wait_until(lambda: assistant.cancelled == 1)


def leave_after_asking(address: str, headers: dict[str, str], asked: Any) -> None:
    """Send a question, wait until it is being answered, and hang up."""
    parts = urlsplit(address)
    body = json.dumps({"message": "Bonjour"})
    head = {
        "Host": parts.netloc,
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        **headers,
    }
    lines = [f"POST {parts.path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", body]
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.sendall("\r\n".join(lines).encode())
        wait_until(asked)


@pytest.mark.parametrize(
    ("failure", "status", "detail"),
    [
        (IndexUnavailable("L'index ne répond pas."), 503, "L'index ne répond pas."),
        (
            RuntimeError("secret"),
            500,
            "Une erreur imprévue s'est produite de notre côté. Réessayez dans quelques instants.",
        ),
    ],
)
def test_an_error_in_the_stream_is_an_event_after_those_already_sent(
    address: str, assistant: FakeAssistant, failure: Exception, status: int, detail: str
) -> None:
    assistant.failure = failure
    response = httpx.post(address, json={"message": "Bonjour"}, headers=STREAM)
    received = list(events(iter(response.text.splitlines())))
    assert [name for name, _ in received] == ["start", "error"]
    problem = received[-1][1]
    assert (problem["status"], problem["detail"]) == (status, detail)
    assert problem["request_id"] == response.headers["X-Request-ID"]
    assert "secret" not in response.text


def test_wrong_input_is_a_problem_even_when_events_are_asked_for(address: str) -> None:
    response = httpx.post(address, json={"message": ""}, headers=STREAM)
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_large_body_is_refused_while_it_is_being_sent(address: str) -> None:
    sent = 0

    def pieces() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(2000):
            sent += 1
            yield b" " * 65_536

    response = httpx.post(address, content=pieces(), headers={"Content-Type": "application/json"})
    assert response.status_code == 413
    assert response.headers["Content-Type"] == "application/problem+json"
    assert sent < 2000


def test_eight_streams_run_side_by_side(address: str, assistant: FakeAssistant) -> None:
    assistant.pause = 0.1
    with httpx.Client(headers=STREAM) as client:
        requests = [client.build_request("POST", address, json={"message": str(n)}) for n in range(8)]
        responses = [client.send(request, stream=True) for request in requests]
        endings = [list(events(response.iter_lines()))[-1][0] for response in responses]
    assert endings == ["done"] * 8
