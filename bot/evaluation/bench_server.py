"""The server under load: a real one, on the loopback, in a process of its own."""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice

import httpx

from bot.errors import ConfigurationFault, Unavailable
from bot.evaluation.bench import Measure

CLIENTS = 8
EACH = 25
STARTS = 3
_HOST = "127.0.0.1"
COMMAND = (sys.executable, "-m", "bot", "serve", "--host", _HOST, "--port")
_IMPORT = (sys.executable, "-c", "import sentence_transformers")
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Server:
    """A server that is ready: where, in which process, and how long it took."""

    url: str
    process: subprocess.Popen[bytes]
    seconds: float


@contextmanager
def running_server(
    environment: Mapping[str, str], *, command: Sequence[str] = COMMAND, patience: float = 180
) -> Iterator[Server]:
    """Start a server with more environment variables, wait until it is ready, and stop it at the end.

    Raises Unavailable, with what the server last wrote, when it stops or is not ready in time.
    """
    port = _free_port()
    with tempfile.TemporaryFile() as written:
        begun = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
            [*command, str(port)],
            env={**os.environ, "BOT_RATE_ADDRESS": "", **environment},
            stdout=written,
            stderr=written,
        )
        try:
            url = f"http://{_HOST}:{port}"
            if not _becomes_ready(url, process, begun + patience):
                written.seek(0)
                last = written.read().decode(errors="replace")[-500:]
                raise Unavailable(f"Le serveur d'essai n'est pas prêt. Il a écrit : {last}")
            yield Server(url, process, time.perf_counter() - begun)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def measure_server(
    questions: Sequence[str], environment: Mapping[str, str], *, command: Sequence[str] = COMMAND
) -> list[Measure]:
    """Start servers on a data folder that is already filled; measure load, memory and warm start."""
    with running_server(environment, command=command) as server:
        load = asyncio.run(measure_load(server.url, questions))
        memory = resident_memory(server.process.pid)
    starts = []
    for _ in range(STARTS):
        with running_server(environment, command=command) as server:
            starts.append(server.seconds)
    start, imported = statistics.median(starts), statistics.median(_import_times())
    return [
        *load,
        Measure(name="mémoire résidente du serveur", value=memory / MEGABYTE, unit="Mo", most=800),
        Measure(name="démarrage à chaud", value=start, unit="s"),
        Measure(name="import de sentence-transformers", value=imported, unit="s"),
        Measure(name="démarrage / import", value=start / imported, most=3.0),
    ]


async def measure_load(
    url: str, questions: Sequence[str], *, clients: int = CLIENTS, each: int = EACH
) -> list[Measure]:
    """Ask over HTTP, one client alone and then several at once; count errors and compare medians."""
    alone, failed_alone = await _ask_all(url, list(islice(cycle(questions), each)))
    asked = list(islice(cycle(questions), clients * each))
    runs = await asyncio.gather(*(_ask_all(url, asked[place::clients]) for place in range(clients)))
    together = [seconds for times, _ in runs for seconds in times]
    errors = failed_alone + sum(failed for _, failed in runs)
    if not alone or not together:
        raise Unavailable("Le serveur d'essai n'a répondu à aucune question.")
    single, several = statistics.median(alone), statistics.median(together)
    return [
        Measure(name="réponse HTTP, un client (médiane)", value=1000 * single, unit="ms"),
        Measure(name=f"réponse HTTP, {clients} clients (médiane)", value=1000 * several, unit="ms"),
        Measure(name=f"{clients} clients / un client", value=several / single, most=10.0),
        Measure(name="erreurs", value=errors, most=0),
    ]


def resident_memory(pid: int) -> int:
    """Give the resident bytes of a process and of its children. Raises ConfigurationFault without psutil."""
    try:
        import psutil
    except ImportError as fault:
        raise ConfigurationFault(
            "La mémoire se mesure avec psutil : pip install 'passerelle[evaluation]'."
        ) from fault
    process = psutil.Process(pid)
    return sum(int(one.memory_info().rss) for one in (process, *process.children(recursive=True)))


async def _ask_all(url: str, questions: Sequence[str]) -> tuple[list[float], int]:
    """Ask one after the other; give the times of what was answered, and the number of the rest."""
    times, failed = [], 0
    async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as client:
        for question in questions:
            begun = time.perf_counter()
            try:
                response = await client.post("/api/v1/chat", json={"message": question})
                answered = response.status_code == httpx.codes.OK and "answer" in response.json()
            except (httpx.HTTPError, ValueError):
                answered = False
            if answered:
                times.append(time.perf_counter() - begun)
            else:
                failed += 1
    return times, failed


def _import_times() -> list[float]:
    times = []
    for _ in range(STARTS):
        begun = time.perf_counter()
        subprocess.run(_IMPORT, check=True, capture_output=True)  # noqa: S603 - our own interpreter
        times.append(time.perf_counter() - begun)
    return times


def _becomes_ready(url: str, process: subprocess.Popen[bytes], deadline: float) -> bool:
    while time.perf_counter() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/readyz", timeout=5, trust_env=False).status_code == httpx.codes.OK:
                return True
        except httpx.TransportError:
            pass  # not listening yet
        time.sleep(0.05)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])
