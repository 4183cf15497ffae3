import asyncio
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from bakery_server import COMMAND

from bot.errors import Unavailable
from bot.evaluation.bench import Measure, measure_answers, measure_ingest, measures_json, measures_table
from bot.evaluation.bench_server import measure_load, resident_memory, running_server
from bot.retrieval.vectors import TextVectors


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running_server({}, command=COMMAND) as server:
        assert 0 < server.seconds < 60
        yield server.url


class SlowEmbedder:
    fingerprint, dimension = "lent", 1

    def embed_question(self, text: str) -> TextVectors:
        time.sleep(0.002)
        return TextVectors(np.ones(1, np.float32), np.zeros((0, 1), np.float32), np.zeros((0, 2), np.int32))

    def embed_texts(self, texts: Sequence[str]) -> list[TextVectors]:
        return [self.embed_question(text) for text in texts]


def test_the_cost_of_an_answer_is_told_in_query_embeddings() -> None:
    asked: list[str] = []

    async def ask(question: str) -> None:
        asked.append(question)
        time.sleep(0.02)

    measures = asyncio.run(measure_answers(ask, SlowEmbedder(), ["Combien ?", "Où ?"], count=4))
    ratio = measures[-1]
    assert asked[-4:] == ["Combien ?", "Où ?", "Combien ?", "Où ?"]
    assert ratio.value == pytest.approx(measures[1].value / measures[0].value)
    assert ratio.kept is False


def test_an_ingestion_is_weighed_by_the_passage(tmp_path: Path) -> None:
    def ingest() -> int:
        (tmp_path / "vectors.bin").write_bytes(b"x" * 1000)
        return 4

    passages, rate, weight = measure_ingest(ingest, tmp_path)
    assert (passages.value, weight.value) == (4, 250)
    assert rate.value > 0


def test_a_measure_without_aim_is_only_told() -> None:
    told, kept = Measure(name="import", value=4.0), Measure(name="mémoire", value=512.4, unit="Mo", most=800)
    assert [one["kept"] for one in measures_json([told, kept])] == [None, True]
    assert measures_table([told, kept]).row_count == 2


def test_clients_at_once_are_all_answered(url: str) -> None:
    measures = {one.name: one for one in asyncio.run(measure_load(url, ["Combien ?"], clients=3, each=4))}
    assert measures["erreurs"].value == 0
    assert measures["3 clients / un client"].value > 0


def test_answers_that_fail_are_counted(url: str) -> None:
    questions = ["Combien ?", "panne"]
    errors = asyncio.run(measure_load(url, questions, clients=2, each=4))[-1]
    assert (errors.value, errors.kept) == (2 + 4, False)


def test_a_server_that_answers_nothing_is_no_measure(url: str) -> None:
    with pytest.raises(Unavailable):
        asyncio.run(measure_load(url, ["panne"], clients=1, each=1))


def test_a_server_that_stops_is_told_with_its_last_words() -> None:
    dying = (sys.executable, "-c", "raise SystemExit('dossier déjà ouvert')")
    with pytest.raises(Unavailable, match="dossier déjà ouvert"), running_server({}, command=dying):
        pass


def test_memory_is_that_of_the_process_asked_for() -> None:
    assert 1_000_000 < resident_memory(os.getpid()) < 20_000_000_000
