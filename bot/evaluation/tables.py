"""The tables: a report on the terminal, ours beside the stock pipelines."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from bot.evaluation.comparison import Comparison
from bot.evaluation.labels import BY_METRIC, KIND_NAMES, LABELS, Label
from bot.evaluation.report import ALL, Figures, Report, SystemReport, figures_by_style

_BY_KIND = {
    "right": "juste",
    "document_cited": "document",
    "facts": "faits",
    "refusal_right": "bon refus",
    "wrongful_refusal": "refus à tort",
    "mrr_10": "MRR",
    "latency_p50": "délai",
}
_STYLE: dict[str, Any] = {"title_justify": "left", "box": SIMPLE_HEAD, "padding": (0, 1), "pad_edge": False}


def labels_of(systems: Sequence[SystemReport]) -> list[Label]:
    """Give the metrics that at least one of the systems has."""
    return [label for label in LABELS if any(label.metric in one.figures[ALL] for one in systems)]


def systems_table(report: Report, *, intervals: bool = True) -> Table:
    """Show every metric, a column a system; for ours, the number of questions and the 95 % intervals.

    Without `intervals` the table is narrower, for a small terminal.
    """
    table = Table(title=f"Évaluation sur {len(report.ours.results)} questions", **_STYLE)
    table.add_column("mesure")
    table.add_column("n", justify="right", style="dim")
    table.add_column(report.ours.name, justify="right", style="bold")
    if intervals:
        table.add_column("à 95 %", justify="right", style="dim", no_wrap=True)
    for other in report.systems[1:]:
        table.add_column(other.name, justify="right")
    for label in labels_of(report.systems):
        table.add_row(*_row(report, label, intervals))
    if report.ours.auroc is not None:
        table.add_row("AUROC (a une réponse ou non)", "", f"{report.ours.auroc:.3f}".replace(".", ","))
    return table


def kinds_table(system: SystemReport) -> Table:
    """Show the main metrics of one system, a row a kind of question."""
    named = {KIND_NAMES[kind]: figures for kind, figures in system.figures.items()}
    return _rows(f"{system.name}, par genre de question", "genre", named)


def styles_table(system: SystemReport) -> Table:
    """Show the main metrics of one system, a row a style of question."""
    return _rows(f"{system.name}, par style de question", "style", figures_by_style(system.results))


def _rows(title: str, head: str, rows: Mapping[str, Figures]) -> Table:
    labels = [BY_METRIC[metric] for metric in _BY_KIND]
    table = Table(title=title, **_STYLE)
    table.add_column(head, no_wrap=True)
    table.add_column("n", justify="right", style="dim")
    for name in _BY_KIND.values():
        table.add_column(name, justify="right")
    for name, figures in rows.items():
        cells = [
            label.write(figures[label.metric].value) if label.metric in figures else "" for label in labels
        ]
        table.add_row(name, str(figures["right"].count), *cells)
    return table


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Tell in French what changed since an earlier run."""
    yield f"Par rapport au rapport du {comparison.created} :"
    for shift in comparison.shifts:
        label = BY_METRIC[shift.metric]
        sign = "+" if shift.value > 0 else ""
        yield (
            f"  {label.name} : {sign}{label.write(shift.value)} "
            f"[{label.write(shift.low)} ; {label.write(shift.high)}] sur {shift.count} questions"
        )
    for title, changes in (("Gagnées", comparison.gained), ("Perdues", comparison.lost)):
        yield f"  {title} : {len(changes)}"
        for change in changes:
            yield f"    {change.after.question.id} : {change.after.question.message}"
    for name, (before, after) in comparison.settings.items():
        yield f"  réglage {name} : {before or '(absent)'} → {after or '(absent)'}"
    for title, names in (("retirées", comparison.only_before), ("ajoutées", comparison.only_after)):
        if names:
            yield f"  questions {title} : {', '.join(names)}"


def _row(report: Report, label: Label, intervals: bool) -> list[str]:
    ours, *others = (system.figures[ALL].get(label.metric) for system in report.systems)
    cells = [label.name, str(ours.count) if ours else "", label.write(ours.value) if ours else ""]
    if intervals:
        cells.append(label.write_interval(ours) if ours else "")
    return [*cells, *(label.write(figure.value) if figure else "" for figure in others)]
