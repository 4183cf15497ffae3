"""The benchmark of load: more and more clients at once, a queue that is full, a memory that does not grow."""

import asyncio
import re
import ssl
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice

import httpx

from bot.errors import Unavailable
from bot.evaluation.bench import Measure
from bot.evaluation.bench_server import COMMAND, MEGABYTE, Server, resident_memory, running_server

LEVELS = (1, 8, 32, 128)
"""Clients at once."""
_ROUNDS = 4
"""Questions of each client, and at least `_LEAST` in all."""
_LEAST = 100
_STEADY = 8
_TURNS = 3
_STEPS = 10
"""Readings of the memory on the way."""
_ROOM = 8
"""Answers made or waiting at a time where the queue is full, with twice as many clients at it."""
_PROBES = 100
"""Refusals that are timed."""
_PATIENCE = 600.0
"""Seconds left to a server to start, on a machine that others use too."""
_PROCESS = re.compile(r'passerelle_process\{pid="(\d+)"\}')
_REFUSED = httpx.codes.SERVICE_UNAVAILABLE
_PAUSE = 0.5
"""Seconds that a client which is refused waits before its next question."""
_PROBE_PAUSE = 0.05
_TRUSTS_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Nothing is encrypted here, and reading the authorities for each client would hold up all the others."""


@dataclass
class Load:
    """What came of questions: the seconds of the answers and of the refusals, and the number of errors."""

    answered: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    errors: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.answered) / self.seconds if self.seconds else 0.0


async def load(url: str, questions: Sequence[str], clients: int, count: int) -> Load:
    """Ask `count` questions, shared between clients that ask one after the other."""
    done, asked = Load(), iter(list(islice(cycle(questions), count)))
    begun = time.perf_counter()
    await asyncio.gather(*(_client(url, asked, done) for _ in range(clients)))
    done.seconds = time.perf_counter() - begun
    return done


async def full_queue(url: str, questions: Sequence[str], clients: int, probes: int) -> Load:
    """Keep a queue full with clients that ask without end; give what one more gets in `probes` refusals."""
    probed, held = Load(), Load()
    asking = [asyncio.create_task(_client(url, cycle(questions), held)) for _ in range(clients)]
    try:
        async with _connected(url) as client:
            while len(probed.refused) < probes and not probed.errors and len(probed.answered) < 10 * probes:
                await _ask(client, questions[0], probed)
                await asyncio.sleep(_PROBE_PAUSE)
    finally:
        for one in asking:
            one.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
    probed.errors += held.errors
    return probed


def _connected(url: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=url, timeout=120, trust_env=False, verify=_TRUSTS_NOBODY)


async def _client(url: str, asked: Iterator[str], done: Load) -> None:
    async with _connected(url) as client:
        for question in asked:
            if await _ask(client, question, done) == _REFUSED:
                await asyncio.sleep(_PAUSE)


async def _ask(client: httpx.AsyncClient, question: str, done: Load) -> int:
    """Ask one question, note what came of it, and give its status; 0 when there was none."""
    begun = time.perf_counter()
    try:
        response = await client.post("/api/v1/chat", json={"message": question})
    except httpx.HTTPError:
        done.errors += 1
        return 0
    seconds = time.perf_counter() - begun
    if response.status_code == httpx.codes.OK:
        done.answered.append(seconds)
    elif response.status_code == _REFUSED and "retry-after" in response.headers:
        done.refused.append(seconds)
    else:
        done.errors += 1
    return response.status_code


def measures_of(clients: int, done: Load) -> list[Measure]:
    """Give the figures of one level. Raises Unavailable when nothing was answered."""
    if not done.answered:
        raise Unavailable("Le serveur d'essai n'a répondu à aucune question.")
    name = f"{clients} client{'s' if clients > 1 else ''}"
    measures = [
        Measure(name=f"{name} : médiane", value=1000 * statistics.median(done.answered), unit="ms"),
        Measure(name=f"{name} : 95 % sous", value=1000 * _most(done.answered), unit="ms"),
        Measure(name=f"{name} : réponses par seconde", value=done.rate),
        Measure(name=f"{name} : erreurs", value=done.errors, most=0),
    ]
    if done.refused:
        measures += [
            Measure(name=f"{name} : refus (503, Retry-After)", value=len(done.refused)),
            Measure(name=f"{name} : refus, médiane", value=1000 * statistics.median(done.refused), unit="ms"),
        ]
    return measures


def measure_refusals(
    questions: Sequence[str],
    environment: Mapping[str, str],
    *,
    command: Sequence[str] = COMMAND,
    probes: int = _PROBES,
) -> list[Measure]:
    """Time what a server whose queue is full says to one client more. Raises Unavailable when it never is."""
    room = {**environment, "BOT_QUEUE": str(_ROOM)}
    with running_server(room, command=command, patience=_PATIENCE) as server:
        done = asyncio.run(full_queue(server.url, questions, 2 * _ROOM, probes))
    if not done.refused:
        raise Unavailable("Le serveur d'essai n'a refusé aucune question.")
    name = "file pleine : refus (503, Retry-After)"
    return [
        Measure(name=name, value=len(done.refused)),
        Measure(name=f"{name}, médiane", value=1000 * statistics.median(done.refused), unit="ms", most=200),
        Measure(name=f"{name}, 95 % sous", value=1000 * _most(done.refused), unit="ms", most=200),
        Measure(name="file pleine : erreurs", value=done.errors, most=0),
    ]


def measure_levels(
    questions: Sequence[str],
    answers: int,
    environment: Mapping[str, str],
    *,
    command: Sequence[str] = COMMAND,
    levels: Sequence[int] = LEVELS,
) -> list[Measure]:
    """Load a server level after level, then ask it `answers` questions and see whether its memory grows."""
    measures: list[Measure] = []
    with running_server(environment, command=command, patience=_PATIENCE) as server:
        for clients in levels:
            count = max(_LEAST, _ROUNDS * clients)
            measures += measures_of(clients, asyncio.run(load(server.url, questions, clients, count)))
        measures += _memory(server, questions, answers)
    return measures


def _memory(server: Server, questions: Sequence[str], answers: int) -> list[Measure]:
    """Read the memory of a server before `answers` answers, ten times on the way, and compare the last with
    the first of them: what is kept once for all is then there."""
    step = max(answers // _STEPS, 1)
    read = [resident_memory(server.process.pid)]
    errors = 0
    for _ in range(_STEPS):
        done = asyncio.run(load(server.url, questions, _STEADY, step))
        errors += done.errors + len(done.refused)
        read.append(resident_memory(server.process.pid))
    return [
        *(
            Measure(name=f"mémoire après {step * place} réponses", value=one / MEGABYTE, unit="Mo")
            for place, one in enumerate(read)
        ),
        Measure(name="mémoire, fin / premier dixième", value=read[-1] / read[1], most=1.05),
        Measure(name="erreurs en chemin", value=errors, most=0),
    ]


def measure_workers(questions: Sequence[str], workers: int, environment: Mapping[str, str]) -> list[Measure]:
    """Compare several processes with one, over the same database and Chroma server, one thread each.

    One and several take turns, since a machine is not as fast from one minute to the next: the ratio is the
    median of those of the turns.
    """
    one_thread = {**environment, "BOT_THREADS": "1", "OMP_NUM_THREADS": "1"}
    turns = [
        (_rate_of(1, questions, one_thread), _rate_of(workers, questions, one_thread)) for _ in range(_TURNS)
    ]
    ratios = [one / several for one, several in turns]
    name = "temps d'une réponse, plusieurs / un"
    return [
        Measure(name="un processus", value=statistics.median(one for one, _ in turns), unit="réponses/s"),
        Measure(
            name=f"{workers} processus",
            value=statistics.median(several for _, several in turns),
            unit="réponses/s",
        ),
        # 1.6 times as fast with two: 0.625 of the time.
        Measure(name=name, value=statistics.median(ratios), most=1 / (0.8 * workers)),
        Measure(name=f"{name}, au mieux", value=min(ratios)),
        Measure(name=f"{name}, au pire", value=max(ratios)),
    ]


def _rate_of(processes: int, questions: Sequence[str], environment: Mapping[str, str]) -> float:
    """Start a server of so many processes, warm it, and give the answers a second to the same questions."""
    command = (*COMMAND[:-1], "--workers", str(processes), COMMAND[-1])
    with running_server(environment, command=command, patience=_PATIENCE) as server:
        _wait_for(server.url, processes)
        asyncio.run(load(server.url, questions, _STEADY * processes, 2 * _LEAST))
        return asyncio.run(load(server.url, questions, _STEADY * processes, 4 * _LEAST)).rate


def processes_of(url: str) -> set[str]:
    """Give the processes that take connections at an address, as far as a dozen new ones tell."""
    found = (_PROCESS.search(httpx.get(f"{url}/metrics", trust_env=False).text) for _ in range(12))
    return {match[1] for match in found if match}


def _wait_for(url: str, processes: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while len(processes_of(url)) < processes:
        if time.monotonic() > deadline:
            raise Unavailable("Les processus d'essai ne sont pas tous prêts.")
        time.sleep(0.2)


def _most(seconds: Sequence[float]) -> float:
    return sorted(seconds)[int(0.95 * (len(seconds) - 1))]
