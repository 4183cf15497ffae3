"""Told to stop, a server finishes what it says, takes nothing new, and is out in time."""

import json
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
from databases import environment_of
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

    def listen() -> None:
        with httpx.stream(
            "POST",
            f"{address}/api/v1/chat",
            json={"message": "Bonjour"},
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
    wait_until(lambda: bool(names))
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    wait_until(lambda: refuses(address))
    assert process.poll() is None, "it left before the stream was finished"
    process.wait(10)
    listening.join(5)
    record_property("figure", f"out in {time.monotonic() - began:.1f} s")
    assert time.monotonic() - began < 10
    assert names[-1] == "done"


def refuses(address: str) -> bool:
    try:
        httpx.get(f"{address}/livez", timeout=1)
    except httpx.TransportError:
        return True
    return False
