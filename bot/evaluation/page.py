"""The page: a report as one HTML file, every miss beside its evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.evaluation.comparison import Comparison
from bot.evaluation.facts import covers
from bot.evaluation.labels import BY_METRIC, KIND_NAMES, OUTCOME_NAMES
from bot.evaluation.report import ALL, Report, Result
from bot.evaluation.tables import comparison_lines, labels_of

CHARTED = ("right", "document_cited", "facts", "refusal_right", "mrr_10")


@dataclass(frozen=True)
class Miss:
    """A question that our system got wrong: why, and who among the others got it right."""

    result: Result
    reasons: tuple[str, ...]
    right_elsewhere: tuple[str, ...]


def render(report: Report, *, failures: Sequence[str] = (), comparison: Comparison | None = None) -> str:
    """Give the page: figures, chart, misses, settings; it loads nothing from anywhere."""
    environment = Environment(
        loader=PackageLoader("bot.evaluation", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html").render(
        report=report,
        labels=labels_of(report.systems),
        charted=[BY_METRIC[metric] for metric in CHARTED if metric in report.ours.figures[ALL]],
        kind_names=KIND_NAMES,
        outcome_names=OUTCOME_NAMES,
        misses=list(misses(report)),
        failures=failures,
        changes=list(comparison_lines(comparison)) if comparison else [],
        everything=ALL,
    )


def misses(report: Report) -> Iterator[Miss]:
    """Give every miss of ours, in the order of the questions."""
    right = {
        other.name: {result.question.id for result in other.results if result.is_right}
        for other in report.systems[1:]
    }
    for result in report.ours.misses():
        elsewhere = tuple(name for name, ids in right.items() if result.question.id in ids)
        yield Miss(result, tuple(_reasons(result)), elsewhere)


def _reasons(result: Result) -> Iterator[str]:
    question, scores = result.question, result.scores
    if scores.get("wrongful_refusal"):
        yield "refus à tort"
    if scores.get("wrongful_answer"):
        yield "réponse à tort"
    elif scores.get("refusal_right") == 0.0 or scores.get("small_talk_right") == 0.0:
        yield "genre de réponse inattendu"
    if result.outcome.kind == "answer" and scores.get("document_cited") == 0.0:
        yield "bon document non cité"
    if result.outcome.kind == "answer":
        for alternatives in question.facts:
            if not covers(result.outcome.answer, alternatives):
                yield f"fait absent : {' / '.join(alternatives)}"
    if scores.get("notice_shown") == 0.0:
        yield f"avis absent : {' ou '.join(question.notices)}"
    for said in question.forbidden:
        if covers(result.outcome.answer, [said]):
            yield f"dit à tort : {said}"
