"""The fitting: `fit`, which makes the committed coefficients again."""

import json
import tempfile
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.evaluation import Questions, for_langchain, question_set
from bot.commands.terminal import Bar, print_json, read_settings, set_up_logging
from bot.resources import packaged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.bootstrap import Passerelle
    from bot.documents.model import Document
    from bot.evaluation.examples import Example
    from bot.evaluation.questions import Question
    from bot.settings import Settings

_SETS = ("piaf", "fiches_travail")
_ALL = (*_SETS, "service_public_pro")
_OF_EACH = {"distress": 200, "asides": 400}
"""Questions of each public set that a classifier of messages is fitted on."""
_NO_QUESTIONS = {"distress": {"adversarial"}, "asides": {"adversarial", "small_talk"}}
"""Kinds of our own that are no ordinary questions for it."""
_OF_BUSINESS = ("fiches_travail", "service_public_pro")
"""Public sets of questions of companies, and of who works there."""
_NOT_OF_BUSINESS = {"adversarial", "small_talk", "off_topic"}
_ONE_IN = 4
"""The invented questions are many, and alike: one in so many tells what is business."""
_NOT_JUDGED = ("small_talk", "partly_answerable")
"""Kinds of our own that the judge is not fitted on."""


def fit(
    data: Annotated[
        Path, typer.Argument(help="Dossier de jeux publics : NOM.docs.jsonl et NOM.questions.jsonl.")
    ],
    sets: Annotated[list[str] | None, typer.Option("--set", help="Jeu public à prendre (répétable).")] = None,
    most: Annotated[int, typer.Option(help="Questions prises au plus dans un jeu public.")] = 640,
    questions: Questions = None,
    apart: Annotated[
        Path | None,
        typer.Option(help="Autres questions sur les fiches ; sans lui, celles de tests/questions_apart."),
    ] = None,
    contrast: Annotated[
        Path | None, typer.Option(help="Textes inventés et leurs questions ; sans lui, tests/contrast.")
    ] = None,
    projection: Annotated[
        Path | None,
        typer.Option(help="Refait seulement la projection des vecteurs de mots, et l'écrit dans ce fichier."),
    ] = None,
    distress: Annotated[
        Path | None,
        typer.Option(help="Refait seulement les coefficients de la détresse, d'après ces messages."),
    ] = None,
    asides: Annotated[
        Path | None,
        typer.Option(help="Refait seulement les coefficients des apartés, d'après ces messages."),
    ] = None,
    outside: Annotated[
        Path | None,
        typer.Option(help="Refait seulement les coefficients du hors-champ, d'après ces messages."),
    ] = None,
    cross_validate: Annotated[
        bool,
        typer.Option("--cross-validate", help="Mesure seulement le classement, sur ce qu'il n'a pas vu."),
    ] = False,
    write: Annotated[bool, typer.Option("--write/--dry-run", help="Remplace les coefficients.")] = False,
) -> None:
    """Fit the ranker and the judge on public sets and on the fitting halves of our own."""
    from bot.evaluation.examples import some
    from bot.evaluation.exchanging import foreign_words
    from bot.evaluation.fitting import coefficients_of, fit_judge, fit_ranking
    from bot.evaluation.questions import load_jsonl

    settings = read_settings()
    set_up_logging("ERROR")
    if projection is not None:
        _project(settings, data, sets or _ALL, projection)
        return
    if cross_validate:
        _cross_validate(settings, data, sets or _ALL, most)
        return
    _, ours = question_set(questions)
    messages = {name: path for name, path in (("distress", distress), ("asides", asides)) if path is not None}
    if messages:
        _classifiers(settings, data, [q for q in ours if q.half == "fitting"], messages, write=write)
        return
    _, others = question_set(apart or packaged("tests") / "questions_apart")
    invented = contrast or packaged("tests") / "contrast"
    if outside is not None:
        _outside(settings, data, _of_business([*ours, *others], invented), outside, write=write)
        return
    with Bar() as bar:
        public = {name: load_jsonl(data / f"{name}.questions.jsonl") for name in sets or _SETS}
        words = foreign_words(question.message for asked in public.values() for question in asked)
        gathered = {
            name: _public(settings, data / f"{name}.docs.jsonl", some(asked, most), bar, words)
            for name, asked in public.items()
        }
        ranking = fit_ranking(gathered)
        own = {
            "questions": _ours(settings, ours, bar, words),
            "apart": _ours(settings, others, bar),
            "contrast": _invented(settings, invented, most, bar),
        }
        judge = fit_judge(gathered | {"questions": own["questions"]}, own)
    if write:
        for path, found in coefficients_of(ranking, judge):
            path.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    print_json({"ranking": ranking, "judge": judge})


def _project(settings: "Settings", data: Path, sets: "Sequence[str]", path: Path) -> None:
    from bot.evaluation.corpora import load_corpus
    from bot.evaluation.projecting import fit_projection
    from bot.retrieval.embedder import load_embedder

    embedder = load_embedder(settings.embedding_model, settings.data_dir, threads=settings.threads)
    fit_projection(embedder, [load_corpus(data / f"{name}.docs.jsonl") for name in sets]).save(path)


def _cross_validate(settings: "Settings", data: Path, sets: "Sequence[str]", most: int) -> None:
    """Print MRR@10 on each set, of the ranker on what it was not fitted on and of the stock pipelines."""
    from bot.evaluation.cross_validation import cross_validate, gather_pools
    from bot.evaluation.examples import some
    from bot.evaluation.questions import load_jsonl
    from bot.evaluation.stock import stock_systems

    pools = {}
    with Bar() as bar:
        for name in sets:
            asked = load_jsonl(data / f"{name}.questions.jsonl")
            with _apart(settings, data / f"{name}.docs.jsonl", bar) as (passerelle, documents):
                stock, _ = stock_systems(documents, for_langchain(passerelle.embedder))
                pools[name] = gather_pools(passerelle.search, some(asked, most), stock, bar.show)
    print_json(cross_validate(pools))


def _classifiers(
    settings: "Settings",
    data: Path,
    ours: "Sequence[Question]",
    messages: "Mapping[str, Path]",
    *,
    write: bool,
) -> None:
    """Fit on messages by kind, on our own questions, and on some of every public set."""
    import yaml

    from bot.evaluation.classifier_fitting import MessageFitting
    from bot.evaluation.questions import load_jsonl
    from bot.retrieval.embedder import load_embedder

    embedder = load_embedder(settings.embedding_model, settings.data_dir, threads=settings.threads)
    fitting = MessageFitting(embedder)
    public = [load_jsonl(path) for path in sorted(data.glob("*.questions.jsonl"))]
    for name, path in messages.items():
        asked = [turn for one in ours if one.kind not in _NO_QUESTIONS[name] for turn in one.turns]
        asked += [question.message for questions in public for question in questions[: _OF_EACH[name]]]
        fit_on = {"distress": fitting.distress, "asides": fitting.asides}[name]
        found = fit_on(yaml.safe_load(path.read_text("utf-8")), asked)
        _keep_classifier(name, found, len(asked), write=write)


def _outside(settings: "Settings", data: Path, business: "list[str]", path: Path, *, write: bool) -> None:
    """Fit what tells private life from business, on messages and on questions of business."""
    import yaml

    from bot.evaluation.classifier_fitting import MessageFitting
    from bot.evaluation.questions import load_jsonl
    from bot.retrieval.embedder import load_embedder
    from bot.retrieval.glossary import Glossary

    embedder = load_embedder(settings.embedding_model, settings.data_dir, threads=settings.threads)
    # As the finder reads them: without the shortcuts of hasty messages.
    in_full = Glossary.load(settings.seeds_dir / "glossary.yaml").normalise
    public = [load_jsonl(data / f"{name}.questions.jsonl") for name in _OF_BUSINESS]
    asked = [*business, *(question.message for questions in public for question in questions)]
    messages = yaml.safe_load(path.read_text("utf-8"))
    told = {label: [in_full(message) for message in said] for label, said in messages.items()}
    found = MessageFitting(embedder).outside(told, [in_full(question) for question in asked])
    _keep_classifier("outside", found, len(asked), write=write)


def _of_business(ours: "Sequence[Question]", contrast: Path) -> list[str]:
    """Give the fitting halves of our own questions of business, of needs, and some of the invented ones."""
    from bot.evaluation.contrast import in_one_index, load_contrast
    from bot.evaluation.needs import load_needs

    _, invented = in_one_index(one for one in load_contrast(contrast) if one.half == "fitting")
    kept = [one for one in ours if one.half == "fitting" and one.kind not in _NOT_OF_BUSINESS]
    needs = [one for one in load_needs(packaged("tests") / "needs") if one.half == "fitting" and one.expected]
    return [
        *(turn for one in kept for turn in one.turns),
        *(need.text for need in needs),
        *(question.message for question in invented[::_ONE_IN]),
    ]


def _keep_classifier(name: str, found: "Mapping[str, Any]", questions: int, *, write: bool) -> None:
    if write:
        coefficients = Path(str(files("bot.conversation").joinpath(f"{name}.json")))
        coefficients.write_text(json.dumps(found) + "\n", "utf-8")
    print_json({"classifier": name, "threshold": found["threshold"], "questions": questions})


@contextmanager
def _apart(settings: "Settings", path: Path, bar: Bar) -> "Iterator[tuple[Passerelle, Sequence[Document]]]":
    """Open a trial that holds the documents of a public set and nothing else."""
    from bot.evaluation.corpora import load_corpus
    from bot.evaluation.trial import open_trial

    with (
        tempfile.TemporaryDirectory() as nothing,
        open_trial(settings, [Path(nothing)], step=bar.step) as (passerelle, _),
    ):
        bar.step(f"{path.stem} : lecture…")
        documents = list(load_corpus(path))
        passerelle.ingestion.add(documents, bar.show)
        yield passerelle, documents


def _public(
    settings: "Settings", documents: Path, asked: "Sequence[Question]", bar: Bar, words: "Sequence[str]"
) -> "Sequence[Example]":
    from bot.evaluation.examples import gather

    with _apart(settings, documents, bar) as (passerelle, _):
        return gather(passerelle.search, asked, bar.show, words)


def _ours(
    settings: "Settings", questions: "Sequence[Question]", bar: Bar, words: "Sequence[str]" = ()
) -> "Sequence[Example]":
    """Measure the fitting half of questions on the seeds."""
    from bot.evaluation.examples import gather
    from bot.evaluation.trial import open_trial

    with open_trial(settings, step=bar.step, progress=bar.show) as (passerelle, _):
        judged = [q for q in questions if q.half == "fitting" and q.kind not in _NOT_JUDGED]
        return gather(passerelle.search, judged, bar.show, words)


def _invented(settings: "Settings", folder: Path, most: int, bar: Bar) -> "Sequence[Example]":
    """Measure the questions that have an answer, of the fitting half of the invented documents."""
    from bot.evaluation.contrast import in_one_index, load_contrast
    from bot.evaluation.examples import gather, some
    from bot.evaluation.trial import open_trial

    documents, asked = in_one_index(one for one in load_contrast(folder) if one.half == "fitting")
    with open_trial(settings, made=documents, step=bar.step, progress=bar.show) as (passerelle, _):
        answered = [question for question in asked if question.documents]
        return gather(passerelle.search, some(answered, most), bar.show)
