import asyncio
import os
from collections.abc import Iterator

import pytest
from bakery_server import COMMAND

from bot.errors import Unavailable
from bot.evaluation.bench_load import (
    Load,
    load,
    measure_levels,
    measure_refusals,
    measures_of,
    processes_of,
)
from bot.evaluation.bench_server import running_server


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running_server({}, command=COMMAND) as server:
        yield server.url


def test_answers_refusals_and_errors_are_told_apart(url: str) -> None:
    done = asyncio.run(load(url, ["Combien ?", "foule", "panne", "Où ?"], clients=2, count=8))
    assert (len(done.answered), len(done.refused), done.errors) == (4, 2, 2)
    measures = {one.name: one for one in measures_of(2, done)}
    assert measures["2 clients : erreurs"].kept is False
    assert measures["2 clients : refus (503, Retry-After)"].value == 2
    assert measures["2 clients : refus, médiane"].value > 0
    assert 0 < measures["2 clients : médiane"].value <= measures["2 clients : 95 % sous"].value


def test_a_level_without_an_answer_is_no_measure() -> None:
    with pytest.raises(Unavailable):
        measures_of(1, Load(errors=3))


def test_the_processes_behind_an_address_are_told_by_their_figures(url: str) -> None:
    (process,) = processes_of(url)
    assert int(process) != os.getpid()


def test_each_level_is_measured_and_then_the_memory() -> None:
    measures = {one.name: one for one in measure_levels(["Où ?"], 40, {}, command=COMMAND, levels=(1, 3))}
    assert measures["1 client : erreurs"].value == measures["3 clients : erreurs"].value == 0
    assert measures["mémoire après 40 réponses"].value > 1
    assert measures["erreurs en chemin"].kept is True
    assert [f"mémoire après {4 * step} réponses" in measures for step in range(11)] == [True] * 11
    assert measures["mémoire, fin / premier dixième"].value > 0


def test_what_a_full_queue_says_is_timed_beside_clients_that_keep_it_full() -> None:
    name = "file pleine : refus (503, Retry-After)"
    measures = {one.name: one for one in measure_refusals(["foule"], {}, command=COMMAND, probes=3)}
    assert measures[name].value == 3
    assert 0 < measures[f"{name}, médiane"].value <= measures[f"{name}, 95 % sous"].value
    assert measures["file pleine : erreurs"].kept is True
    with pytest.raises(Unavailable, match="aucune question"):
        measure_refusals(["Où ?"], {}, command=COMMAND, probes=1)
