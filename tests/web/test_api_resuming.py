"""A stream that was cut is gone on with: what was missed comes once, in order, even when it has ended."""

import asyncio
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import httpx
import pytest
from fakes import FakeAssistant, fake_services
from fastapi import FastAPI
from serving import served, wait_until

from bot.conversation.reply import Event
from bot.store.database import Database
from bot.web.app import create_app
from bot.web.resuming import Lines
from bot.web.services import Services

STREAM = {"Accept": "text/event-stream"}
QUESTION = {"message": "Qui partage un comptable ?"}


@pytest.fixture
def visitor(app: FastAPI) -> Iterator[httpx.Client]:
    with served(app) as base, httpx.Client(base_url=base, headers=STREAM, timeout=10) as client:
        yield client


def events(lines: Iterator[str]) -> Iterator[tuple[str, str, Any]]:
    found: dict[str, str] = {}
    for line in lines:
        if line:
            field, _, value = line.partition(": ")
            found[field] = value
        elif "data" in found:
            yield found.get("id", ""), found["event"], json.loads(found["data"])
            found = {}


def cut_after(client: httpx.Client, count: int, **headers: str) -> list[tuple[str, str, Any]]:
    """Ask, read so many events and hang up."""
    with client.stream("POST", "/api/v1/chat", json=QUESTION, headers=headers) as response:
        return list(islice(events(response.iter_lines()), count))


def gone_on_with(client: httpx.Client, last: str) -> list[tuple[str, str, Any]]:
    answer = client.post("/api/v1/chat", json=QUESTION, headers={"Last-Event-ID": last})
    assert answer.status_code == 200, answer.text
    return list(events(iter(answer.text.split("\n"))))


def test_every_event_has_a_number_of_its_own(visitor: httpx.Client) -> None:
    received = list(events(iter(visitor.post("/api/v1/chat", json=QUESTION).text.split("\n"))))
    message = received[0][2]["message_id"]
    assert [number for number, _, _ in received] == [f"{message}.{place}" for place in range(5)]


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_client_cut_off_goes_on_with_the_answer_under_way(
    visitor: httpx.Client, assistant: FakeAssistant, services: Services, count: int
) -> None:
    assistant.pause = 0.1
    seen = cut_after(visitor, count)
    rest = gone_on_with(visitor, seen[-1][0])
    whole = [*seen, *rest]
    message = whole[0][2]["message_id"]
    assert [number for number, _, _ in whole] == [f"{message}.{place}" for place in range(5)]
    assert [name for _, name, _ in whole] == ["start", "text", "citation", "notice", "done"]
    assert assistant.messages == [QUESTION["message"]]
    turns = services.history.turns(whole[0][2]["conversation_id"], None)
    assert [turn.reply.model_dump(mode="json") for turn in turns] == [whole[-1][2]]


def test_an_answer_that_ended_meanwhile_is_told_to_its_end(
    visitor: httpx.Client, app: FastAPI, assistant: FakeAssistant
) -> None:
    assistant.pause = 0.05
    seen = cut_after(visitor, 2)
    lines: Lines = app.state.lines
    line = lines.find(seen[0][2]["message_id"])
    assert line is not None
    wait_until(lambda: line.ended)
    for _ in range(2):  # cut off again, and again
        rest = gone_on_with(visitor, seen[-1][0])
        assert [name for _, name, _ in rest] == ["citation", "notice", "done"]
    assert len(assistant.messages) == 1


def test_after_a_restart_the_end_is_told_from_what_is_stored(
    visitor: httpx.Client, database: Database
) -> None:
    seen = list(events(iter(visitor.post("/api/v1/chat", json=QUESTION).text.split("\n"))))
    again = fake_services(database)
    with served(create_app(again)) as base, httpx.Client(base_url=base, headers=STREAM) as client:
        client.cookies.update(visitor.cookies)
        rest = gone_on_with(client, seen[1][0])
    assert [(name, data) for _, name, data in rest] == [("done", seen[-1][2])]
    assert isinstance(again.assistant, FakeAssistant)
    assert again.assistant.messages == []


def test_an_answer_that_was_given_up_is_begun_anew(
    visitor: httpx.Client, app: FastAPI, assistant: FakeAssistant, services: Services
) -> None:
    app.state.lines = Lines(grace=0.05)
    assistant.pause = 30
    seen = cut_after(visitor, 1)
    wait_until(lambda: assistant.cancelled == 1)
    assistant.pause = 0
    rest = gone_on_with(visitor, seen[-1][0])
    assert [name for _, name, _ in rest] == ["start", "text", "citation", "notice", "done"]
    assert rest[0][2]["message_id"] != seen[0][2]["message_id"]
    assert services.history.turns(seen[0][2]["conversation_id"], None) == []
    assert len(services.history.turns(rest[0][2]["conversation_id"], None)) == 1


def test_nobody_goes_on_with_the_answer_of_another(visitor: httpx.Client) -> None:
    seen = list(events(iter(visitor.post("/api/v1/chat", json=QUESTION).text.split("\n"))))
    other = httpx.Client(base_url=visitor.base_url, headers=STREAM)
    with other:
        other.post("/api/v1/chat", json={"message": "Bonjour"})
        refused = other.post("/api/v1/chat", json=QUESTION, headers={"Last-Event-ID": seen[0][0]})
    assert refused.status_code == 404


def test_an_erased_conversation_is_gone_on_with_by_nobody(visitor: httpx.Client) -> None:
    seen = list(events(iter(visitor.post("/api/v1/chat", json=QUESTION).text.split("\n"))))
    assert visitor.delete("/api/v1/visitor").status_code == 200
    refused = visitor.post("/api/v1/chat", json=QUESTION, headers={"Last-Event-ID": seen[0][0]})
    assert refused.status_code == 404


@pytest.mark.parametrize("number", ["n'importe quoi", "inconnu-inconnu.3", "x" * 20 + ".99999"])
def test_a_number_of_no_reply_is_a_new_question(
    visitor: httpx.Client, assistant: FakeAssistant, number: str
) -> None:
    rest = gone_on_with(visitor, number)
    assert [name for _, name, _ in rest] == ["start", "text", "citation", "notice", "done"]
    assert len(assistant.messages) == 1


def test_no_more_replies_are_kept_than_there_is_room_for() -> None:
    async def told(message: str) -> Any:
        yield Event(name="start", data={"conversation_id": "c", "message_id": message})
        yield Event(name="done", data={})

    async def run() -> list[bool]:
        lines = Lines(most=2)
        for number in range(3):
            async for _ in lines.begin(told(f"message-{number}")):
                pass
        return [lines.find(f"message-{number}") is not None for number in range(3)]

    assert asyncio.run(run()) == [False, True, True]
