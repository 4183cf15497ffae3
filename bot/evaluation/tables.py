"""The tables: a report on the terminal, ours beside the stock pipelines."""

from collections.abc import Iterator, Sequence

from rich.table import Table

from bot.evaluation.comparison import Comparison
from bot.evaluation.labels import BY_METRIC, KIND_NAMES, LABELS, Label
from bot.evaluation.report import ALL, Report, SystemReport

_BY_KIND = ("right", "document_cited", "facts", "refusal_right", "wrongful_refusal", "mrr_10", "latency_p50")


def labels_of(systems: Sequence[SystemReport]) -> list[Label]:
    """Give the metrics that at least one of the systems has."""
    return [label for label in LABELS if any(label.metric in one.figures[ALL] for one in systems)]


def systems_table(report: Report) -> Table:
    """Show every metric, a column a system; under ours, its 95 % interval and number of questions."""
    table = Table(title=f"Évaluation sur {len(report.ours.results)} questions", title_justify="left")
    table.add_column("mesure")
    table.add_column(report.ours.name, justify="right", style="bold")
    table.add_column("intervalle à 95 %", justify="right", style="dim")
    table.add_column("n", justify="right", style="dim")
    for other in report.systems[1:]:
        table.add_column(other.name, justify="right")
    for label in labels_of(report.systems):
        table.add_row(*_row(report, label))
    if report.ours.auroc is not None:
        table.add_row("AUROC (a une réponse ou non)", f"{report.ours.auroc:.3f}".replace(".", ","))
    return table


def kinds_table(system: SystemReport) -> Table:
    """Show the main metrics of one system, a row a kind of question."""
    labels = [BY_METRIC[metric] for metric in _BY_KIND]
    table = Table(title=f"{system.name}, par genre de question", title_justify="left")
    table.add_column("genre")
    table.add_column("n", justify="right", style="dim")
    for label in labels:
        table.add_column(label.name, justify="right")
    for kind, figures in system.figures.items():
        cells = [
            label.write(figures[label.metric].value) if label.metric in figures else "" for label in labels
        ]
        table.add_row(KIND_NAMES[kind], str(figures["right"].count), *cells)
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


def _row(report: Report, label: Label) -> list[str]:
    ours = report.ours.figures[ALL].get(label.metric)
    cells = [label.write(ours.value), label.write_interval(ours), str(ours.count)] if ours else [""] * 3
    for other in report.systems[1:]:
        figure = other.figures[ALL].get(label.metric)
        cells.append(label.write(figure.value) if figure else "")
    return [label.name, *cells]
