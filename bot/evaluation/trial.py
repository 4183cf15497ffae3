"""The trial: a Passerelle apart, on documents of one's choice, that leaves no trace in the real one."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import yaml

from bot.bootstrap import Passerelle, Step, open_passerelle
from bot.conversation.answer_kinds import asked
from bot.conversation.judge import Judge
from bot.errors import ConfigurationFault
from bot.evaluation.questions import Question
from bot.evaluation.systems import AssistantSystem
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.documents.model import Document
    from bot.retrieval.ingestion import IngestReport, Progress

_HITS = 8


@contextmanager
def open_trial(
    settings: Settings,
    documents: Sequence[Path] = (),
    *,
    made: "Sequence[Document] | None" = None,
    step: Step,
    progress: "Progress | None" = None,
) -> Iterator[tuple[Passerelle, "IngestReport"]]:
    """Open parts in a throw-away data folder that holds only `documents` (the seeds by default), or those
    that are `made` already.

    The model, the prompts and the glossary are those of the settings; the database, the index and
    the conversations are new, and gone at the end.
    """
    from bot.retrieval.embedder import load_embedder

    step("Chargement du modèle d'embeddings…")
    embedder = load_embedder(settings.embedding_model, settings.data_dir, threads=settings.threads)
    with TemporaryDirectory(prefix="passerelle-essai-") as place:
        seeds = _seeds_without_documents(settings.seeds_dir, Path(place) / "seeds")
        apart = settings.model_copy(
            update={
                "data_dir": Path(place) / "data",
                "seeds_dir": seeds,
                "database_url": None,
                "chroma_url": None,
            }
        )
        passerelle = open_passerelle(apart, embedder=embedder, step=lambda _: None)
        try:
            chosen = list(documents) or [settings.seeds_dir / "documents"]
            if made is not None:
                passerelle.ingestion.add(made, progress)
                chosen = []
            yield passerelle, passerelle.ingestion.ingest(chosen, progress=progress)
        finally:
            passerelle.close()


def trial_system(name: str, passerelle: Passerelle) -> AssistantSystem:
    """Give the assistant of a trial as a system to evaluate, with its belief that there is an answer."""
    judge, search = Judge.fitted(), passerelle.search

    def confidence(question: str) -> float:
        query = search.prepare(question)
        ranked = judge.judge(query, search.find(query, k=_HITS), asked(query.text))
        return judge.confidence(ranked)

    return AssistantSystem(
        name,
        passerelle.assistant,
        lambda question, k: [hit.document.id for hit in search.search(question, k=k)],
        history=passerelle.conversations,
        confidence=confidence,
    )


def read_aliases(path: Path) -> dict[str, str]:
    """Read which document of the index stands for which document of the questions.

    Raises ConfigurationFault unless the file is a YAML mapping of texts.
    """
    try:
        aliases = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise ConfigurationFault(f"{path} : fichier d'alias illisible (YAML en UTF-8 attendu).") from fault
    if not isinstance(aliases, dict) or not all(
        isinstance(one, str) and isinstance(other, str) for one, other in aliases.items()
    ):
        raise ConfigurationFault(f"{path} : des lignes « document: document-des-questions » sont attendues.")
    return aliases


def with_aliases(questions: Iterable[Question], aliases: Mapping[str, str]) -> list[Question]:
    """Give the questions with their documents named as the index names them.

    >>> asked = Question("q1", "answerable", ("Où est le fournil ?",), documents=("fournil-figeac",))
    >>> with_aliases([asked], {"003-fournil": "fournil-figeac"})[0].documents
    ('003-fournil',)
    """
    standing: dict[str, list[str]] = {}
    for own, meant in aliases.items():
        standing.setdefault(meant, []).append(own)
    return [
        replace(
            question,
            documents=tuple(own for name in question.documents for own in standing.get(name, [name])),
        )
        for question in questions
    ]


def _seeds_without_documents(seeds: Path, place: Path) -> Path:
    """Copy what goes with the documents: the glossary, the catalogue."""
    place.mkdir()
    for path in seeds.iterdir() if seeds.is_dir() else ():
        if path.is_dir() and path.name != "documents":
            shutil.copytree(path, place / path.name)
        elif path.is_file():
            shutil.copy(path, place)
    return place
