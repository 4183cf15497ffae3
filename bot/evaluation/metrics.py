"""The metrics: what one outcome is worth for one question, each a number between 0 and 1 or a size."""

import re
from collections.abc import Callable

from bot.evaluation.facts import covers, fold
from bot.evaluation.questions import Question
from bot.evaluation.statements import statements
from bot.evaluation.support import Lookup, is_exact, quotes_of, supports, with_carried_markers
from bot.evaluation.systems import Outcome

Scores = dict[str, float]
"""Metric by name; a metric that does not apply to the question is absent."""

WRONG_ANSWER_COST = 4.0
"""A wrong answer costs four times what a wrong refusal does."""

_WORD = re.compile(r"\w+")
_REFUSALS = {
    "unanswerable": ("abstention", "clarification"),
    "off_topic": ("abstention", "clarification", "small_talk"),
    "adversarial": ("abstention", "clarification", "small_talk"),
    "small_talk": ("small_talk",),
}


def judge(question: Question, outcome: Outcome, lookup: Lookup) -> Scores:
    """Give every score of an outcome that needs nothing but the question and the library."""
    scores: Scores = {"seconds": outcome.seconds}
    parts: tuple[Callable[[], Scores], ...] = (
        lambda: _decision(question, outcome),
        lambda: _content(question, outcome),
        lambda: _citations(outcome, lookup),
        lambda: _manners(question, outcome),
    )
    for part in parts:
        scores |= part()
    scores["right"] = float(_is_right(question, scores))
    if question.kind == "follow_up":
        scores["follow_up_right"] = scores["right"]
    return scores


def _decision(question: Question, outcome: Outcome) -> Scores:
    """Score whether it answered when it should, and refused when it should."""
    answered = outcome.kind == "answer"
    if question.documents:
        return {"wrongful_refusal": float(not answered), "cost": float(not answered)}
    refused = outcome.kind in _REFUSALS.get(question.kind, ("abstention", "clarification"))
    if question.kind == "small_talk":
        return {"small_talk_right": float(refused)}
    return {
        "wrongful_answer": float(answered),
        "refusal_right": float(refused),
        "cost": WRONG_ANSWER_COST * answered,
    }


def _content(question: Question, outcome: Outcome) -> Scores:
    """Score the documents cited and the facts told; a refusal tells none."""
    if not question.documents:
        return {}
    answer = outcome.answer if outcome.kind == "answer" else ""
    cited = {citation.document_id for citation in outcome.citations} if answer else set()
    scores = {"document_cited": float(bool(cited & set(question.documents)))}
    if question.facts:
        found = [covers(answer, alternatives) for alternatives in question.facts]
        scores |= {"facts": sum(found) / len(found), "facts_all": float(all(found))}
    if question.answers:
        scores["reference"] = max(_shared_words(answer, text) for text in question.answers)
    return scores


def _citations(outcome: Outcome, lookup: Lookup) -> Scores:
    """Score how the answer is backed: every sentence cited, every quote exact and sufficient."""
    scores: Scores = {}
    if outcome.citations:
        exact = [is_exact(citation, lookup) for citation in outcome.citations]
        scores["quotes_exact"] = sum(exact) / len(exact)
    if outcome.kind != "answer":
        return scores
    shown = with_carried_markers(statements(outcome.answer), outcome.citations)
    real = {citation.number for citation in outcome.citations}
    cited = [one for one in shown if real & set(one.numbers)]
    scores["citation_recall"] = len(cited) / len(shown) if shown else 0.0
    if cited:
        backed = [supports(one, quotes_of(one, outcome.citations), outcome.mode) for one in cited]
        scores["citation_precision"] = sum(backed) / len(backed)
    scores["sentences"] = float(len(shown))
    scores["words"] = float(sum(len(one.text.split()) for one in shown))
    return scores


def _manners(question: Question, outcome: Outcome) -> Scores:
    """Score the notices shown, and what should not have been said."""
    scores: Scores = {}
    if question.notices:
        scores["notice_shown"] = float(bool(set(question.notices) & set(outcome.notices)))
    if question.forbidden:
        scores["forbidden_absent"] = float(not covers(outcome.answer, question.forbidden))
    return scores


def _is_right(question: Question, scores: Scores) -> bool:
    """Tell whether nothing at all is wrong: the one verdict by which two runs are compared."""
    wanted = ("facts_all", "notice_shown", "forbidden_absent", "refusal_right", "small_talk_right")
    if any(scores.get(name, 1.0) < 1.0 for name in wanted):
        return False
    return scores.get("document_cited", 1.0) == 1.0


def _shared_words(answer: str, reference: str) -> float:
    """Give the share of the reference's different words that the answer holds."""
    words = set(_WORD.findall(fold(reference)))
    return len(words & set(_WORD.findall(fold(answer)))) / len(words) if words else 0.0
