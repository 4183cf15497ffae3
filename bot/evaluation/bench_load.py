"""The benchmark of load: more and more clients at once, and a memory that does not grow."""

import asyncio
import re
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice

import httpx

from bot.errors import Unavailable
from bot.evaluation.bench import Measure
from bot.evaluation.bench_server import COMMAND, MEGABYTE, resident_memory, running_server

LEVELS = (1, 8, 32, 128)
"""Clients at once."""
_ROUNDS = 4
"""Questions of each client, and at least `_LEAST` in all."""
_LEAST = 100
_STEADY = 8
_PATIENCE = 600.0
"""Seconds left to a server to start, on a machine that others use too."""
_PROCESS = re.compile(r'passerelle_process\{pid="(\d+)"\}')
_REFUSED = httpx.codes.SERVICE_UNAVAILABLE
_PAUSE = 0.5
"""Seconds that a client which is refused waits before its next question."""


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


async def _client(url: str, asked: Iterator[str], done: Load) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=120, trust_env=False) as client:
        for question in asked:
            begun = time.perf_counter()
            try:
                response = await client.post("/api/v1/chat", json={"message": question})
            except httpx.HTTPError:
                done.errors += 1
                continue
            seconds = time.perf_counter() - begun
            if response.status_code == httpx.codes.OK:
                done.answered.append(seconds)
            elif response.status_code == _REFUSED and "retry-after" in response.headers:
                done.refused.append(seconds)
                await asyncio.sleep(_PAUSE)
            else:
                done.errors += 1


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
            Measure(
                name=f"{name} : refus, médiane",
                value=1000 * statistics.median(done.refused),
                unit="ms",
                most=200,
            ),
            Measure(name=f"{name} : refus, 95 % sous", value=1000 * _most(done.refused), unit="ms"),
        ]
    return measures


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
        first, rest = answers // 4, answers - answers // 4
        done = asyncio.run(load(server.url, questions, _STEADY, first))
        before = resident_memory(server.process.pid)
        later = asyncio.run(load(server.url, questions, _STEADY, rest))
        after = resident_memory(server.process.pid)
    return [
        *measures,
        Measure(name=f"mémoire après {first} réponses", value=before / MEGABYTE, unit="Mo"),
        Measure(name=f"mémoire après {answers} réponses", value=after / MEGABYTE, unit="Mo"),
        Measure(name="mémoire, fin / premier quart", value=after / before, most=1.05),
        Measure(name="erreurs en chemin", value=done.errors + later.errors, most=0),
    ]


def measure_workers(questions: Sequence[str], workers: int, environment: Mapping[str, str]) -> list[Measure]:
    """Compare several processes with one, over the same database and Chroma server, one thread each."""
    rates = []
    for number in (1, workers):
        command = (*COMMAND[:-1], "--workers", str(number), COMMAND[-1])
        one_thread = {**environment, "BOT_THREADS": "1"}
        with running_server(one_thread, command=command, patience=_PATIENCE) as server:
            _wait_for(server.url, number)
            asyncio.run(load(server.url, questions, _STEADY * number, _LEAST))
            rates.append(asyncio.run(load(server.url, questions, _STEADY * number, 2 * _LEAST)).rate)
    return [
        Measure(name="un processus", value=rates[0], unit="réponses/s"),
        Measure(name=f"{workers} processus", value=rates[1], unit="réponses/s"),
        # 1.6 times as fast with two: 0.625 of the time.
        Measure(
            name="temps d'une réponse, plusieurs / un", value=rates[0] / rates[1], most=1 / (0.8 * workers)
        ),
    ]


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
