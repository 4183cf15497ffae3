"""The runner: puts every question to every system, and gathers the report."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.clock import Clock, system_clock
from bot.errors import ConfigurationFault
from bot.evaluation.answerability import auroc, risk_coverage
from bot.evaluation.metrics import judge
from bot.evaluation.questions import Question
from bot.evaluation.ranking import rank_scores
from bot.evaluation.report import Report, Result, SystemReport, figures_by_kind
from bot.evaluation.support import Lookup
from bot.evaluation.systems import Outcome, System

Progress = Callable[[str, int, int], None]
"""Told the name of the system, the questions done and their number, after each question."""


def silent(_name: str, _done: int, _total: int) -> None:
    """Tell nobody."""


async def evaluate(
    systems: Sequence[System],
    questions: Sequence[Question],
    lookup: Lookup,
    *,
    progress: Progress = silent,
    snapshot: Mapping[str, Any] | None = None,
    notes: Sequence[str] = (),
    clock: Clock = system_clock,
) -> Report:
    """Put the questions to the systems, one after the other; the first system is ours.

    Raises ConfigurationFault when there is no system or no question.
    """
    if not systems or not questions:
        raise ConfigurationFault("L'évaluation demande au moins un système et une question.")
    reports = [await _examine(system, questions, lookup, progress) for system in systems]
    return Report(
        created=clock().isoformat(timespec="seconds"),
        snapshot=dict(snapshot or {}),
        systems=tuple(reports),
        notes=tuple(notes),
    )


async def _examine(
    system: System, questions: Sequence[Question], lookup: Lookup, progress: Progress
) -> SystemReport:
    outcomes: dict[str, Outcome] = {}
    for done, question in enumerate(questions, start=1):
        outcomes[question.id] = await system.ask(question.turns)
        progress(system.name, done, len(questions))
    ranked = rank_scores(
        {question.id: question for question in questions},
        {name: outcome.documents for name, outcome in outcomes.items()},
    )
    results = tuple(
        Result(
            question=question,
            outcome=outcomes[question.id],
            scores=judge(question, outcomes[question.id], lookup) | ranked.get(question.id, {}),
        )
        for question in questions
    )
    return _summarised(system.name, results)


def _summarised(name: str, results: tuple[Result, ...]) -> SystemReport:
    """Add the figures; small talk says nothing of answerability, and stays out of it.

    A question that was refused has no answer to judge: for the curve, answering it would have
    been wrong when the search did not rank a right document first. The same goes for all.
    """
    believed = [
        (result.outcome.confidence, result)
        for result in results
        if result.outcome.confidence is not None and result.question.kind != "small_talk"
    ]
    confidences = [confidence for confidence, _ in believed]
    wrong = [result.scores.get("recall_1", 0.0) < 1.0 for _, result in believed]
    return SystemReport(
        name=name,
        figures=figures_by_kind(results),
        results=results,
        auroc=auroc(confidences, [bool(result.question.documents) for _, result in believed]),
        curve=tuple(risk_coverage(confidences, wrong)),
    )
