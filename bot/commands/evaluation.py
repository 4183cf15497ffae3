"""The evaluation: `evaluate` and `bench`."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.commands.answers import AsJson
from bot.commands.desk import bench_desk
from bot.commands.load import bench_load, bench_scale, bench_workers, folder_apart
from bot.commands.matching import bench_matching, tell_measures
from bot.commands.terminal import Bar, read_settings, set_up_logging, told
from bot.errors import ConfigurationFault
from bot.resources import packaged

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

    from bot.documents.model import Document
    from bot.evaluation.bench import Measure
    from bot.evaluation.questions import Question
    from bot.retrieval.vectors import Embedder
    from bot.settings import Settings

Questions = Annotated[
    Path | None,
    typer.Option(
        "--questions", help="Fichier ou dossier de questions ; sans lui, celles de tests/questions."
    ),
]


def evaluate(
    questions: Questions = None,
    documents: Annotated[
        list[Path] | None,
        typer.Option("--documents", help="Évalue sur ces documents, dans un index à part."),
    ] = None,
    alias: Annotated[
        Path | None,
        typer.Option("--alias", help="YAML : identifiant d'un document lu → identifiant dans les questions."),
    ] = None,
    contrast: Annotated[
        Path | None,
        typer.Option(
            "--contrast", help="Évalue sur ces textes inventés (tests/contrast), dans un index à part."
        ),
    ] = None,
    presentations: Annotated[
        Path | None,
        typer.Option(
            "--presentations",
            help="YAML de présentations : chaque question est posée par quelqu'un qui se présente.",
        ),
    ] = None,
    half: Annotated[
        Literal["fitting", "held-out"] | None,
        typer.Option("--half", help="Une moitié seulement."),
    ] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Écrit le rapport en JSON.")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", help="Écrit le rapport en page HTML.")] = None,
    compare: Annotated[
        Path | None, typer.Option("--compare", help="Compare avec un rapport JSON antérieur.")
    ] = None,
    gate: Annotated[
        bool, typer.Option("--gate", help="Sort avec 1 quand un seuil du projet n'est pas tenu.")
    ] = False,
    stock: Annotated[
        bool, typer.Option("--stock/--no-stock", help="Compare avec des montages courants.")
    ] = True,
) -> None:
    """Put a question set to the assistant, on the seeds or on other documents, and print the figures."""
    settings = read_settings()
    set_up_logging("ERROR")
    from bot.evaluation.contrast import in_one_index, load_contrast
    from bot.evaluation.presentations import load_presentations, presented_by
    from bot.evaluation.run import run_evaluation
    from bot.evaluation.snapshot import snapshot
    from bot.evaluation.stock import stock_systems
    from bot.evaluation.support import library_lookup
    from bot.evaluation.trial import open_trial, read_aliases, trial_system, with_aliases

    made: list[Document] | None = None
    if contrast is None:
        path, chosen = question_set(questions)
    else:
        if questions or documents:
            raise typer.BadParameter("sans --questions ni --documents", param_hint="--contrast")
        told_of = [document for document in load_contrast(contrast) if half in (None, document.half)]
        path, (made, chosen) = contrast, in_one_index(told_of)
    chosen = [question for question in chosen if half in (None, question.half)]
    if presentations is not None:
        chosen = presented_by(chosen, load_presentations(presentations))
    if alias is not None:
        chosen = with_aliases(chosen, read_aliases(alias))
    with (
        Bar() as bar,
        open_trial(settings, documents or (), made=made, step=bar.step, progress=bar.show) as opened,
    ):
        passerelle, report = opened
        bar.stop()
        for _, reason in report.refused:
            told.print(f"Refusé : {reason}", markup=False, highlight=False, soft_wrap=True)
        held = list(passerelle.library.documents())
        _warn_of_strangers(chosen, {document.id for document in held})
        others, notes = stock_systems(held, for_langchain(passerelle.embedder)) if stock else ([], [])
        files = [path] if path.is_file() else sorted({*path.glob("*.yaml"), *path.glob("*.jsonl")})
        code = asyncio.run(
            run_evaluation(
                [trial_system("Passerelle", passerelle), *others],
                chosen,
                library_lookup(held),
                snapshot=snapshot(settings, files, documents=len(held), passages=passerelle.index.size),
                notes=notes,
                json_file=json_file,
                html_file=html_file,
                compare_with=compare,
                gate=gate,
            )
        )
    raise typer.Exit(code)


def bench(
    questions: Questions = None,
    server: Annotated[
        bool,
        typer.Option("--server/--no-server", help="Mesure aussi un serveur : charge, mémoire, démarrage."),
    ] = True,
    matching: Annotated[
        int, typer.Option("--matching", min=0, help="Mesure plutôt le catalogue, sur N programmes inventés.")
    ] = 0,
    desk: Annotated[
        int, typer.Option("--desk", min=0, help="Mesure plutôt le bureau, sur N conversations inventées.")
    ] = 0,
    load: Annotated[
        int,
        typer.Option(
            "--load", min=0, help="Mesure plutôt un serveur de 1 à 128 clients, sa mémoire sur N réponses."
        ),
    ] = 0,
    workers: Annotated[
        int,
        typer.Option(
            "--workers", min=0, help="Compare plutôt N processus à un, sur les serveurs des réglages."
        ),
    ] = 0,
    scale: Annotated[
        int, typer.Option("--scale", min=0, help="Mesure plutôt la recherche de 1 000 à N passages inventés.")
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Measure what an answer, an ingestion and a server cost; exit 1 when an aim is not kept."""
    settings = read_settings()
    set_up_logging("ERROR")
    if scale:
        bench_scale(settings, scale, as_json)
        return
    if matching:
        bench_matching(settings, matching, as_json)
        return
    if desk:
        bench_desk(settings, desk, as_json)
        return
    _, chosen = question_set(questions)
    messages = [question.message for question in chosen]
    if load:
        bench_load(settings, messages, load, as_json)
        return
    if workers:
        bench_workers(settings, messages, workers, as_json)
        return

    from bot.evaluation.bench import measure_answers, measure_ingest
    from bot.evaluation.trial import open_trial

    with Bar() as bar, open_trial(settings, step=bar.step, progress=bar.show) as (passerelle, _):
        assistant, folder = passerelle.assistant, passerelle.settings.data_dir

        def ingest_anew() -> int:
            held = list(passerelle.library.documents())
            for document in held:
                passerelle.ingestion.remove(document.id)
            passerelle.ingestion.ingest([settings.seeds_dir / "documents"])
            return passerelle.index.size

        bar.step("Réponses…")
        measures = asyncio.run(
            measure_answers(
                lambda message: assistant.reply(message, visitor="banc-d-essai"),
                passerelle.embedder,
                messages,
            )
        )
        bar.step("Ingestion…")
        measures += measure_ingest(ingest_anew, folder / "index")
    if server:
        told.print("Serveur…")
        measures += _measure_server(settings, messages)
    tell_measures(measures, as_json)


def _measure_server(settings: "Settings", messages: list[str]) -> "list[Measure]":
    """Measure a server on a data folder of its own, that shares only the model with the real one."""
    from bot.evaluation.bench_server import measure_server

    with folder_apart(settings) as apart:
        return measure_server(messages, apart)


def for_langchain(embedder: "Embedder") -> "Embeddings":
    """Give the embedder as LangChain wants it, which every loaded model is."""
    from langchain_core.embeddings import Embeddings

    if not isinstance(embedder, Embeddings):
        raise ConfigurationFault("Ce modèle ne se prête pas aux montages de LangChain : --no-stock.")
    return embedder


def question_set(path: Path | None) -> tuple[Path, list["Question"]]:
    """Read the questions asked for, else those of the checkout."""
    from bot.evaluation.questions import load_jsonl, load_questions

    found = path or packaged("tests") / "questions"
    if not found.exists():
        missing = "ce fichier n'existe pas." if path else "absent de cette installation : donnez --questions."
        raise ConfigurationFault(f"{found} : {missing}")
    return found, load_jsonl(found) if found.suffix == ".jsonl" else load_questions(found)


def _warn_of_strangers(questions: list["Question"], held: set[str]) -> None:
    """Tell which documents the questions name and the index has not: their questions can only be missed."""
    strangers = sorted({name for question in questions for name in question.documents} - held)
    if strangers:
        told.print(
            f"Documents des questions absents de l'index : {', '.join(strangers)} (voir --alias).",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
