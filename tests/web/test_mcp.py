"""The MCP server, called by the real MCP client in process, over standard streams and over HTTP."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from databases import copy_folder, environment_of
from fakes import GROUPEMENT, INTERNAL
from fastapi import FastAPI
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from serving import served

from bot.web.mcp_doors import http_application, over_application, over_network

TESTS = Path(__file__).parent.parent
Talk = Callable[[Client], Awaitable[None]]


def talk(server: Any, conversation: Talk) -> None:
    async def run() -> None:
        with anyio.fail_after(150):
            async with Client(server) as client:
                await conversation(client)

    anyio.run(run)


async def all_four_tools(client: Client) -> None:
    listed = (await client.list_tools()).tools
    assert [tool.name for tool in listed] == ["ask", "search", "match", "read_source"]
    assert all(tool.description and tool.output_schema for tool in listed)
    asked = await client.call_tool("ask", {"question": "Qui partage un comptable ?"})
    reply = asked.structured_content
    assert reply is not None
    assert reply["citations"][0]["quote"] in reply["citations"][0]["passage"]
    (content,) = asked.content
    assert "[1] Le groupement d'employeurs de Figeac" in content.text  # type: ignore[union-attr]
    again = {"question": "Et où ?", "conversation_id": reply["conversation_id"]}
    gone_on = (await client.call_tool("ask", again)).structured_content
    assert gone_on is not None
    assert gone_on["conversation_id"] == reply["conversation_id"]
    found = (await client.call_tool("search", {"query": "groupement budget", "limit": 3})).structured_content
    assert found is not None
    assert {one["document_id"] for one in found["results"]} == {GROUPEMENT.id}
    profile = {"effectif": 20, "departement": "46"}
    matched = await client.call_tool("match", {"need": "Partager un salarié", "profile": profile})
    assert matched.structured_content is not None
    assert matched.structured_content["matches"][0]["verdict"] in ("eligible", "probable")
    read = (await client.call_tool("read_source", {"document_id": GROUPEMENT.id})).structured_content
    assert read is not None
    assert [one["id"] for one in read["passages"]] == [passage.id for passage in GROUPEMENT.passages]


async def only_what_is_public(client: Client) -> None:
    for document_id in (INTERNAL.id, "inconnu", "../conversations/x", ""):
        refused = await client.call_tool("read_source", {"document_id": document_id})
        assert refused.is_error
        assert "budget" not in str(refused.content)
    (told,) = (await client.call_tool("read_source", {"document_id": INTERNAL.id})).content
    assert "Ce document n'existe pas ou n'est pas public." in told.text  # type: ignore[union-attr]
    empty = await client.call_tool("ask", {"question": " "})
    assert empty.is_error
    assert "Ce texte ne peut pas être vide" in str(empty.content)


def test_the_tools_work_and_give_nothing_internal(app: FastAPI) -> None:
    talk(over_application(app), all_four_tools)
    talk(over_application(app), only_what_is_public)


def test_the_tools_work_over_http(app: FastAPI) -> None:
    with served(http_application(over_application(app), "http://127.0.0.1:8000")) as origin:
        talk(f"{origin}/mcp", all_four_tools)


def test_the_tools_can_call_a_server_that_runs_elsewhere(app: FastAPI) -> None:
    with served(app) as origin:
        talk(over_network(origin), all_four_tools)


async def told_that_it_is_away(client: Client) -> None:
    answer = await client.call_tool("search", {"query": "groupement"})
    assert answer.is_error
    assert "ne répond pas" in str(answer.content)


def test_a_server_that_is_away_is_told_in_french(app: FastAPI) -> None:
    with served(app) as origin:
        pass
    talk(over_network(origin), told_that_it_is_away)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "attaquant.example"},
        {"Host": "127.0.0.1.attaquant.example"},
        {"Origin": "https://attaquant.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1.attaquant.example"},
    ],
)
def test_another_host_or_origin_is_refused_over_http(app: FastAPI, headers: dict[str, str]) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    accepted = {"Accept": "application/json, text/event-stream", **headers}
    with served(http_application(over_application(app), "https://aide.cci.fr")) as origin:
        assert httpx.post(f"{origin}/mcp", json=call, headers=accepted).status_code in (403, 421)


def environment(data: Path) -> dict[str, str]:
    return {
        **os.environ,
        **environment_of(data),
        "BOT_TODAY": "2026-11-22",
        "PYTHONPATH": str(TESTS.parent),
    }


async def real_answers(client: Client) -> None:
    asked = await client.call_tool("ask", {"question": "Qui a participé à la mission en Californie ?"})
    reply = asked.structured_content
    assert reply is not None
    assert reply["kind"] in ("answer", "abstention")
    read = await client.call_tool("read_source", {"document_id": "occitanie-mission-californie"})
    assert read.structured_content is not None
    assert read.structured_content["passages"]


@pytest.mark.model
def test_over_standard_streams_the_command_answers_from_its_own_documents(
    tmp_path: Path, model_folder: Path, seeded_folder: Path
) -> None:
    copy_folder(seeded_folder, tmp_path)
    (tmp_path / "models").symlink_to(model_folder.parent)
    own = environment(tmp_path)
    talk(StdioServerParameters(command=sys.executable, args=["-m", "bot", "mcp"], env=own), real_answers)


def test_standard_output_carries_the_protocol_and_nothing_else(app: FastAPI, tmp_path: Path) -> None:
    arguments = ["-m", "bot", "mcp", "--server"]
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "essai", "version": "1"},
        },
    }
    with served(app) as origin:
        everything = StdioServerParameters(
            command=sys.executable, args=[*arguments, origin], env=environment(tmp_path)
        )
        talk(everything, all_four_tools)
        raw = subprocess.run(
            [sys.executable, *arguments, origin],
            input=json.dumps(hello) + "\n",
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
    (line,) = raw.stdout.splitlines()
    assert json.loads(line)["result"]["serverInfo"]["name"] == "passerelle"
    assert "entrée standard" in raw.stderr


@contextmanager
def command(*arguments: str, data: Path) -> Iterator[str]:
    """Run `passerelle mcp` over HTTP in a process of its own; give its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "mcp", "--http", "--port", "0", *arguments],
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        announced = re.search(r"http://\S+", process.stdout.readline())
        assert announced
        yield announced[0]
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


def test_the_command_serves_over_http_the_tools_of_a_running_server(app: FastAPI, tmp_path: Path) -> None:
    with served(app) as origin, command("--server", origin, data=tmp_path) as address:
        assert address.startswith("http://127.0.0.1:")
        talk(address, all_four_tools)
