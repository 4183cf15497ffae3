"""The README: what it shows is run, what it names exists."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from databases import environment_of
from typer.main import get_command

from bot.cli import app
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8000"


def block(marker: str) -> str:
    """Give the fenced block that follows a marker."""
    found = re.search(rf"<!-- {marker} -->\n```sh\n(.*?)```", README, re.DOTALL)
    assert found, f"the README has no block « {marker} »"
    return found[1]


@dataclass(frozen=True)
class Live:
    """A real server, in a process of its own."""

    address: str
    process: subprocess.Popen[str]

    def run(self, commands: str) -> list[str]:
        """Run shell lines of the README against this server; give what each wrote."""
        lines = commands.replace(ADDRESS, self.address).strip().splitlines()
        done = [
            subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True) for line in lines
        ]
        return [one.stdout for one in done]


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed: apt-get install curl")
    data = tmp_path_factory.mktemp("data")
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", "--port", "0"],
        env={**os.environ, **environment_of(data), "BOT_TODAY": "2026-11-22", "no_proxy": "127.0.0.1"},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    told = process.stdout.readline()
    try:
        yield Live(told.rsplit(" ", 1)[-1].strip(), process)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.model
def test_the_api_examples_give_what_they_promise(live: Live) -> None:
    ready, reply, found, document = (json.loads(written) for written in live.run(block("run: api")))
    assert ready["status"] == "ok"
    assert reply["kind"] in ("answer", "abstention")
    assert all(citation["quote"] in citation["passage"] for citation in reply["citations"])
    assert len(found["results"]) == 3
    assert document["id"] == "occitanie-mission-californie"


@pytest.mark.model
def test_the_streaming_example_ends_with_the_whole_reply(live: Live) -> None:
    (written,) = live.run(block("run: events"))
    assert re.match(r"event: start\r?\n", written)
    assert re.search(r"event: done\r?\ndata: \{", written)


@pytest.mark.model
def test_the_server_leaves_cleanly_when_told_to(live: Live) -> None:
    begun = time.monotonic()
    live.process.send_signal(signal.SIGTERM)
    assert live.process.wait(30) == 0
    assert time.monotonic() - begun < 30


def test_the_settings_table_is_that_of_the_settings() -> None:
    rows = dict(re.findall(r"^\| `(BOT_\w+)` \| (.+?) \|", README, re.MULTILINE))
    assert set(rows) == {f"BOT_{name.upper()}" for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, int | float | Path) or (
            field.default and isinstance(field.default, str)
        ):
            assert rows[f"BOT_{name.upper()}"] == f"`{field.default}`"


def test_the_commands_table_is_that_of_the_command_line() -> None:
    rows = dict(re.findall(r"^\| `passerelle (\w+)` \| (.+) \|$", README, re.MULTILINE))
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert set(rows) == set(commands)
    for name, told in rows.items():
        options = {opt for one in commands[name].params for opt in (*one.opts, *one.secondary_opts)}
        assert set(re.findall(r"(?<=`)--?[a-z-]+", told)) <= options


def test_every_path_that_it_names_exists() -> None:
    named = set(re.findall(r"`((?:bot|tests|seeds|prompts|\.ci)/[\w./-]*)`", README))
    assert len(named) > 20
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_picture_that_it_shows_is_there_and_light() -> None:
    for path in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / path).stat().st_size < 300_000
