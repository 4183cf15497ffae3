"""The developers' page: it tells of every call, event and error, and each of its samples is run."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from databases import database_url
from fakes import GROUPEMENT, INTERNAL, fake_services
from serving import served
from starlette.testclient import TestClient

from bot.mailing.sending import signature
from bot.store.database import open_database
from bot.store.keys import ApiKeys
from bot.web.app import create_app
from bot.web.developers import EVENTS
from bot.web.problems import ERRORS
from bot.web.samples import LANGUAGES, TITLES, samples

RUNNERS = {"sh": ["bash", "-euo", "pipefail"], "python": [sys.executable], "mjs": ["node"]}
NEEDED = {"sh": "curl", "python": sys.executable, "mjs": "node"}
TOLD = {
    "ask": r"\[1\]",
    "stream": r"done",
    "search": r"groupement-figeac\.p",
    "documents": r"groupement-figeac",
    "source": r"304",
    "match": r"unknown|eligible|probable",
    "request": r"2026-0000\d",
    "feedback": r"useful|201",
    "key": r"\"key\";r=\d+|groupement-figeac",
    "openai": r"/sources/groupement-figeac#p1",
    "mcp": r"\[1\] Le groupement d'employeurs de Figeac",
}
RUN = [
    (call, suffix)
    for call in TOLD
    for suffix in LANGUAGES
    if (call, suffix) not in {("mcp", "sh"), ("mcp", "mjs")}
]


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A live server, and a key to it."""
    database = open_database(database_url(tmp_path_factory.mktemp("site")))
    services = fake_services(database)
    secret = ApiKeys(database, services.clock).add("Exemples")[1]
    with served(create_app(services)) as address:
        yield address, secret
    database.close()


def run(suffix: str, text: str, folder: Path, **environment: str) -> str:
    if shutil.which(NEEDED[suffix]) is None:
        pytest.skip(f"{NEEDED[suffix]} is not installed")
    file = folder / f"sample.{suffix}"
    file.write_text(text, "utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [*RUNNERS[suffix], str(file)],
        cwd=folder,
        env={**os.environ, "PATH": path, "no_proxy": "127.0.0.1", "BOT_DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(("call", "suffix"), RUN, ids=lambda one: one)
def test_a_sample_does_what_it_says(live: tuple[str, str], tmp_path: Path, call: str, suffix: str) -> None:
    address, secret = live
    (sample,) = [one for one in samples(call, address, GROUPEMENT.id) if one.language == suffix]
    assert re.search(TOLD[call], run(suffix, sample.text, tmp_path, PASSERELLE_KEY=secret))


@pytest.mark.parametrize("suffix", ["python", "mjs"])
def test_the_samples_tell_a_genuine_event_from_a_forged_or_an_old_one(tmp_path: Path, suffix: str) -> None:
    (sample,) = [one for one in samples("webhook", "", "") if one.language == suffix]
    body, verdicts = b'{"event": "request.created"}', []
    for secret, age in (("secret", 0), ("autre", 0), ("secret", 600)):
        now = str(int(time.time()) - age)
        given = signature(secret, now, body)
        line = (
            f"print(is_genuine({body!r}, {now!r}, {given!r}))"
            if suffix == "python"
            else f"console.log(isGenuine(Buffer.from({json.dumps(body.decode())}), '{now}', '{given}'));"
        )
        verdicts.append(run(suffix, f"{sample.text}\n{line}\n", tmp_path, BOT_WEBHOOK_SECRET="secret"))
    assert [one.strip().lower() for one in verdicts] == ["true", "false", "false"]


def test_every_call_has_its_sample_and_every_sample_its_test() -> None:
    assert set(TOLD) | {"webhook"} == set(TITLES)
    written = {(call, one.language) for call in TITLES for one in samples(call, "", "")}
    assert written == {*RUN, ("webhook", "python"), ("webhook", "mjs")}


def test_the_page_tells_of_every_call_event_and_error(client: TestClient) -> None:
    page = client.get("/developpeurs").text
    described: dict[str, Any] = client.get("/openapi.json").json()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert f'data-method="{method.upper()}" data-path="{path}"' in page
            assert operation["summary"].split(" (")[0].replace("'", "&#39;") in page
    for name, _, example in EVENTS:
        assert f"<code>{name}</code>" in page
        assert isinstance(json.loads(example), dict)
    for _, code in ERRORS.values():
        assert f"urn:passerelle:probleme:{code}" in page
    assert f"/api/v1/documents/{GROUPEMENT.id}" in page
    assert INTERNAL.id not in page


def test_the_samples_of_the_page_call_the_address_it_was_read_at(client: TestClient) -> None:
    page = client.get("/developpeurs").text
    assert "http://testserver/api/v1/chat" in page
    assert "127.0.0.1:8000" not in page


def test_the_page_keeps_the_strict_policy_of_the_others(client: TestClient) -> None:
    answer = client.get("/developpeurs")
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]* src=)| style=| on\w+=", answer.text)
