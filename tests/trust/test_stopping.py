"""Told to stop, a server finishes what it says, takes nothing new, and is out in time."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import httpx
import pytest
from databases import copy_folder, environment_of
from scripted_model import Endpoint, saying, serving
from serving import wait_until

TESTS = Path(__file__).parent.parent
SERVER = """
import socket, sys
sys.path.insert(0, sys.argv[2])
from fakes import create_fake_app
from bot.serving import _announcing_server
app = create_fake_app()
app.state.services.assistant.pause = 0.5
taken = socket.create_server(("127.0.0.1", int(sys.argv[1])))
_announcing_server(app, lambda: print("ok", flush=True)).run(sockets=[taken])
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    environment = {**environment_of(tmp_path), "PYTHONPATH": f"{TESTS.parent}:{TESTS}"}
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(port), str(TESTS)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ok\n"
        yield f"http://127.0.0.1:{port}", process
        process.kill()


def test_a_stream_under_way_is_finished_nothing_new_is_taken_and_it_is_out_in_ten_seconds(
    server: tuple[str, "subprocess.Popen[str]"], record_property: Callable[[str, object], None]
) -> None:
    address, process = server
    names: list[str] = []
    seconds = stopped_while_it_streams(address, process, names, lambda: bool(names))
    record_property("figure", f"out in {seconds:.1f} s")


@pytest.fixture
def slow_model() -> Iterator[Endpoint]:
    """A language model that takes two seconds to say what no source says."""
    with serving(saying(*("Le conseiller rappelle bientôt. " for _ in range(10)), pause=0.2)) as endpoint:
        yield endpoint


@pytest.fixture
def real_server(
    tmp_path: Path, seeded_folder: Path, model_folder: Path, slow_model: Endpoint
) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """`passerelle serve` itself, on the sheets and with the bundled model."""
    copy_folder(seeded_folder, tmp_path)
    (tmp_path / "models").symlink_to(model_folder.parent)
    model = {"BOT_LLM_BASE_URL": slow_model.url, "BOT_LLM_MODEL": "essai", "BOT_LLM_TIMEOUT": "8"}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", "--port", "0"],
        env={**os.environ, **environment_of(tmp_path), **model, "BOT_TODAY": "2026-11-22"},
        cwd=TESTS.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().rsplit(" ", 1)[-1].strip(), process
        finally:
            process.kill()


@pytest.mark.model
def test_the_command_itself_finishes_its_stream_and_leaves_with_a_code_of_success(
    real_server: tuple[str, "subprocess.Popen[str]"], slow_model: Endpoint
) -> None:
    address, process = real_server
    stopped_while_it_streams(address, process, [], lambda: bool(slow_model.calls))
    assert process.returncode == 0


def stopped_while_it_streams(
    address: str, process: "subprocess.Popen[str]", names: list[str], streams: Callable[[], bool]
) -> float:
    """Tell a server to stop while it streams a reply; give the seconds that it took to be out."""

    def listen() -> None:
        with httpx.stream(
            "POST",
            f"{address}/api/v1/chat",
            json={"message": "Comment partager un salarié entre plusieurs entreprises ?"},
            headers={"Accept": "text/event-stream"},
            timeout=20,
        ) as response:
            for line in response.iter_lines():
                if line.startswith("event:"):
                    names.append(line.removeprefix("event:").strip())
                if line.startswith("data:") and names[-1:] == ["done"]:
                    assert json.loads(line.removeprefix("data:"))["answer"]

    listening = Thread(target=listen)
    listening.start()
    wait_until(streams, 30)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    wait_until(lambda: refuses(address))
    assert process.poll() is None, "it left before the stream was finished"
    process.wait(10)
    seconds = time.monotonic() - began
    listening.join(5)
    assert seconds < 10
    assert names[-1] == "done"
    return seconds


def refuses(address: str) -> bool:
    try:
        httpx.get(f"{address}/livez", timeout=1)
    except httpx.TransportError:
        return True
    return False
