"""The ranking: how early a search puts a right document, as ir-measures counts it."""

from collections.abc import Mapping

import ir_measures
from ir_measures import RR, Success

from bot.evaluation.questions import Question

MEASURES = {"recall_1": Success @ 1, "recall_5": Success @ 5, "mrr_10": RR @ 10}
"""Any expected document is right, so recall at k is whether one of them is among the first k."""


def rank_scores(
    questions: Mapping[str, Question], rankings: Mapping[str, tuple[str, ...]]
) -> dict[str, dict[str, float]]:
    """Give the ranking scores of each question that expects a document, by its id."""
    expecting = [question for question in questions.values() if question.documents]
    if not expecting:
        return {}
    relevant = [
        ir_measures.Qrel(question.id, document, 1)
        for question in expecting
        for document in question.documents
    ]
    run = [
        ir_measures.ScoredDoc(question.id, document, -float(rank))
        for question in expecting
        for rank, document in enumerate(rankings[question.id])
    ]
    names = {str(measure): name for name, measure in MEASURES.items()}
    scores: dict[str, dict[str, float]] = {
        question.id: dict.fromkeys(MEASURES, 0.0) for question in expecting
    }
    # ir-measures knows nothing of a run without a line: such searches found nothing, and score 0.
    for metric in ir_measures.iter_calc(list(MEASURES.values()), relevant, run) if run else ():
        scores[metric.query_id][names[str(metric.measure)]] = float(metric.value)
    return scores
