"""The benchmark: what an answer costs beside one query embedding, and what a server makes of it."""

import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from rich.table import Table

from bot.retrieval.vectors import Embedder

QUESTIONS = 200
_WARM_UP = 5

Ask = Callable[[str], Awaitable[object]]
"""Answers one question from start to end, in a conversation of its own."""


class Measure(BaseModel):
    """A figure, how it is written, and the most it may be; `most` is None for one that is only told."""

    model_config = ConfigDict(frozen=True)

    name: str
    value: float
    unit: str = ""
    most: float | None = None

    @property
    def kept(self) -> bool | None:
        """Tell whether the aim is kept; None when there is none."""
        return None if self.most is None else self.value <= self.most

    def write(self, value: float) -> str:
        """Write a value with its unit, in French.

        >>> Measure(name="réponse", value=12.5, unit="ms").write(12.5)
        '12,5 ms'
        """
        digits = 0 if value == int(value) or value >= 1000 else 1
        return f"{value:.{digits}f} {self.unit}".replace(".", ",").strip()


async def measure_answers(
    ask: Ask, embedder: Embedder, questions: Sequence[str], *, count: int = QUESTIONS
) -> list[Measure]:
    """Time an answer and one query embedding of the same question, in turn, over `count` questions.

    Both share the machine's mood of the moment, so their ratio is steadier than either.
    """
    embeddings, answers = [], []
    for question in islice(cycle(questions), _WARM_UP):
        await ask(question)
    for question in islice(cycle(questions), count):
        begun = time.perf_counter()
        embedder.embed_question(question)
        embedded = time.perf_counter()
        await ask(question)
        answers.append(time.perf_counter() - embedded)
        embeddings.append(embedded - begun)
    embedding, answer = statistics.median(embeddings), statistics.median(answers)
    return [
        Measure(name=f"plongement d'une question (médiane sur {count})", value=1000 * embedding, unit="ms"),
        Measure(name=f"réponse extractive (médiane sur {count})", value=1000 * answer, unit="ms"),
        Measure(name="réponse / plongement", value=answer / embedding, most=4.0),
    ]


def measure_ingest(ingest: Callable[[], int], folder: Path) -> list[Measure]:
    """Time an ingestion, which gives its number of passages, and weigh the index it leaves in `folder`."""
    begun = time.perf_counter()
    passages = ingest()
    seconds = time.perf_counter() - begun
    weight = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return [
        Measure(name="passages", value=passages),
        Measure(name="ingestion", value=passages / seconds, unit="passages/s"),
        Measure(name="index", value=weight / max(passages, 1), unit="octets par passage"),
    ]


def measures_table(measures: Sequence[Measure]) -> Table:
    """Show the measures with their aims, for a terminal."""
    table = Table(title="Banc d'essai", title_justify="left")
    for column in ("mesure", "valeur", "au plus", "tenu"):
        table.add_column(column, justify="left" if column == "mesure" else "right")
    for one in measures:
        most = "" if one.most is None else one.write(one.most)
        kept = {None: "", True: "oui", False: "[bold red]non[/]"}[one.kept]
        table.add_row(one.name, one.write(one.value), most, kept)
    return table


def measures_json(measures: Sequence[Measure]) -> list[dict[str, Any]]:
    """Give the measures as plain data, for a machine."""
    return [{**one.model_dump(), "kept": one.kept} for one in measures]
