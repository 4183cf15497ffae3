import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
from databases import database_url, environment_of
from fakes import fake_services
from serving import wait_until
from starlette.testclient import TestClient

from bot.clock import system_clock
from bot.store.database import Database, open_database
from bot.store.requests import Requests
from bot.web.app import create_app

TESTS = Path(__file__).parent.parent
REQUEST = {"name": "Jeanne Delmas", "phone": "0565000000", "need": "Un comptable.", "consent": True}


def test_a_new_application_on_the_same_database_remembers(database: Database) -> None:
    first = TestClient(create_app(fake_services(database)))
    conversation_id = first.post("/api/v1/chat", json={"message": "Bonjour"}).json()["conversation_id"]
    reopened = open_database(database.engine.url.render_as_string(hide_password=False))
    try:
        second = TestClient(create_app(fake_services(reopened)), cookies=dict(first.cookies))
        turns = second.get(f"/api/v1/conversations/{conversation_id}").json()["turns"]
    finally:
        reopened.close()
    assert [turn["message"] for turn in turns] == ["Bonjour"]


def test_a_server_killed_right_after_a_reply_has_lost_nothing(tmp_path: Path) -> None:
    with server_process(tmp_path) as (base, process), httpx.Client(base_url=base) as client:
        asked = client.post("/api/v1/chat", json={"message": "Qui aide à Figeac ?"}).json()
        receipt = client.post("/api/v1/requests", json=REQUEST, headers={"Idempotency-Key": "envoi"}).json()
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        cookies = dict(client.cookies)
    database = open_database(database_url(tmp_path))
    try:
        survivor = TestClient(create_app(fake_services(database)), cookies=cookies)
        turns = survivor.get(f"/api/v1/conversations/{asked['conversation_id']}").json()["turns"]
        again = survivor.post("/api/v1/requests", json=REQUEST, headers={"Idempotency-Key": "envoi"}).json()
    finally:
        database.close()
    assert [turn["reply"] for turn in turns] == [asked]
    assert again == receipt


def test_killed_while_a_hundred_requests_come_in_it_keeps_each_acknowledged_one_once(tmp_path: Path) -> None:
    given: dict[int, str] = {}
    with server_process(tmp_path) as (base, process):

        def send(position: int) -> None:
            body = {**REQUEST, "need": f"Besoin {position}"}
            with contextlib.suppress(httpx.TransportError):
                answer = httpx.post(
                    f"{base}/api/v1/requests", json=body, headers={"Idempotency-Key": str(position)}
                )
                given[position] = answer.json()["number"]
            if len(given) == 60:
                process.send_signal(signal.SIGKILL)

        with ThreadPoolExecutor(4) as senders:
            list(senders.map(send, range(100)))
        process.wait(10)
    database = open_database(database_url(tmp_path))
    try:
        kept = Requests(database, system_clock)
        found = {position: kept.request(number) for position, number in given.items()}
    finally:
        database.close()
    assert 60 <= len(given) < 100
    assert {position: f"Besoin {position}" for position in given} == {
        position: request.need for position, request in found.items() if request
    }
    assert len(set(given.values())) == len(given)


@contextmanager
def server_process(data: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Run the application on fakes in a process of its own, and kill it at the end."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "--factory", "--app-dir", str(TESTS)]
    command += ["fakes:create_fake_app", "--host", "127.0.0.1", "--port", str(port), "--log-level", "error"]
    environment = {**os.environ, **environment_of(data), "PYTHONPATH": str(TESTS.parent)}
    process = subprocess.Popen(command, env=environment)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: answers(base), 90)
        yield base, process
    finally:
        process.kill()
        process.wait(10)


def answers(base: str) -> bool:
    try:
        return httpx.get(f"{base}/livez").status_code == 200
    except httpx.TransportError:
        return False
