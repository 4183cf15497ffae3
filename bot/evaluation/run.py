"""The run: an evaluation from the systems to the terminal, the files and the exit code."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from bot.errors import ConfigurationFault
from bot.evaluation.comparison import Comparison, compare, read_report
from bot.evaluation.gate import load_gate
from bot.evaluation.page import render
from bot.evaluation.questions import Question
from bot.evaluation.report import Report
from bot.evaluation.runner import evaluate
from bot.evaluation.support import Lookup
from bot.evaluation.systems import System
from bot.evaluation.tables import comparison_lines, kinds_table, styles_table, systems_table

_WIDE = 100
"""Columns from which a terminal has room for the intervals."""


async def run_evaluation(
    systems: Sequence[System],
    questions: Sequence[Question],
    lookup: Lookup,
    *,
    snapshot: Mapping[str, Any],
    notes: Sequence[str] = (),
    json_file: Path | None = None,
    html_file: Path | None = None,
    compare_with: Path | None = None,
    gate: bool = False,
    gate_file: Path | None = None,
    output: Console | None = None,
    errors: Console | None = None,
) -> int:
    """Evaluate, show the tables on `output`, write the files asked for, and give the exit code.

    `gate` holds the run to the project's thresholds, or to those of `gate_file`: the code is 1 when
    one is not kept. What can be refused is refused before the first question: raises
    ConfigurationFault.
    """
    output, errors = output or Console(), errors or Console(stderr=True)
    before = read_report(compare_with) if compare_with else None
    thresholds = load_gate(gate_file) if gate or gate_file else None
    for file in (json_file, html_file):
        if file is not None and not file.resolve().parent.is_dir():
            raise ConfigurationFault(f"{file} : ce dossier n'existe pas.")

    with _Bar(errors) as bar:
        report = await evaluate(systems, questions, lookup, progress=bar.show, snapshot=snapshot, notes=notes)
    comparison = compare(before, report) if before else None
    failures = thresholds.failures(report) if thresholds else []
    _print(report, comparison, output)
    if json_file:
        json_file.write_text(report.model_dump_json(indent=1), encoding="utf-8")
    if html_file:
        html_file.write_text(render(report, failures=failures, comparison=comparison), encoding="utf-8")
    for failure in failures:
        errors.print(f"Seuil non tenu : {failure}", style="bold red", highlight=False, markup=False)
    if thresholds and not failures:
        errors.print("Tous les seuils sont tenus.", highlight=False)
    return 1 if failures else 0


def _print(report: Report, comparison: Comparison | None, output: Console) -> None:
    output.print(systems_table(report, intervals=output.width >= _WIDE))
    output.print(kinds_table(report.ours))
    output.print(styles_table(report.ours))
    for line in comparison_lines(comparison) if comparison else ():
        output.print(line, highlight=False, markup=False)
    for note in report.notes:
        output.print(note, highlight=False, markup=False)


class _Bar:
    """A progress bar on standard error, a task a system; nothing where there is no terminal."""

    def __init__(self, console: Console) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, disable=not console.is_terminal)
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "_Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, name: str, done: int, total: int) -> None:
        """Move the bar of a system."""
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(name, total=total)
        self._progress.update(self._tasks[name], completed=done)
