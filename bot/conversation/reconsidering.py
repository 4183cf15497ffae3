"""The second look at the evidence: what the words of the question and of the sentences change to it."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.conversation.answer_kinds import FIGURES, LOOSE, RECOGNISABLE, AnswerKind
from bot.conversation.definition import Notion
from bot.conversation.evidence import Evidence, likelier, odds_of
from bot.conversation.identity import Somebody
from bot.conversation.misfits import is_beside, says_no_more
from bot.conversation.reasons import restates, tells_cause
from bot.conversation.shapes import held_by, shapes_asked
from bot.retrieval.query import Query
from bot.retrieval.ranking import coverage

_PRESENTS = 20.0
"""By how much the odds of a sentence grow that says who or what is asked about, and shrink where it does not
name who is asked about."""

_HOLDS = 1.0
"""What the logarithm of the odds loses for the share of the question's words that the document of a sentence
lacks and another one holds, as far as they were found."""

_NEAR = 0.25
"""Share of the odds of the likeliest sentence that one of a loose form must have to answer."""

_IN_SIGHT = 0.2
"""The same share, for a figure."""

_OF_THE_PREMISE = 0.05
"""The same share, of the odds of what says a premise again, for a cause of it."""


def reconsider(found: Iterable[Evidence], query: Query, kind: AnswerKind) -> list[Evidence]:
    """Give the evidence of a question, as it is read, with chances and fits that its words change."""
    told = _of_documents_that_hold(list(_without_questions(found)), query)
    told = _presenting(told, Somebody.asked_about(query.text))
    told = _shaped(_defining(told, query), query.text)
    if kind in LOOSE | FIGURES:
        told = _close_enough(told, _NEAR if kind in LOOSE else _IN_SIGHT)
    if kind is AnswerKind.REASON:
        told = _beyond_premise(told, query.text)
    return _above_misfits(told, query.text, kind)


def _without_questions(found: Iterable[Evidence]) -> Iterator[Evidence]:
    """Give the evidence, as it is read, without the questions of the sources: they assert nothing.

    Each lends its chance to the sentence that follows it, where its answer begins.
    """
    lent = 0.0
    for evidence in found:
        if not evidence.position:
            lent = 0.0
        if evidence.sentence.text.rstrip(' »"').endswith("?"):
            lent = evidence.chance
            continue
        yield replace(evidence, chance=max(evidence.chance, lent)) if lent else evidence
        lent = 0.0


def _of_documents_that_hold(found: list[Evidence], query: Query) -> list[Evidence]:
    """Give the evidence with that of documents likelier whose passages, together, hold more of the question:
    « l'atelier » may stand in a hundred sentences and still tell which document is meant.
    """
    stems: dict[str, frozenset[str]] = {}
    for hit in {evidence.hit.entry.row: evidence.hit for evidence in found}.values():
        stems[hit.document.id] = stems.get(hit.document.id, frozenset()) | hit.entry.stems
    shares = {document: coverage(query, held) for document, held in stems.items()}
    most = max(shares.values(), default=0.0)
    times = {document: math.exp(_HOLDS * (share - most)) for document, share in shares.items()}
    return [replace(e, chance=likelier(e.chance, times[e.hit.document.id])) for e in found]


def _presenting(found: list[Evidence], who: Somebody | None) -> list[Evidence]:
    """Give the evidence with what presents somebody made likelier, where the question asks who they are."""
    if who is None:
        return found
    named = [who.is_named(evidence.sentence.text) for evidence in found]
    if not any(named):
        return found
    told = []
    for evidence, is_named in zip(found, named, strict=True):
        if not is_named:
            told.append(replace(evidence, chance=likelier(evidence.chance, 1 / _PRESENTS), fits=False))
        elif who.is_presented(evidence.sentence.text):
            told.append(replace(evidence, chance=likelier(evidence.chance, _PRESENTS), fits=True))
        else:
            told.append(replace(evidence, fits=True))
    return told


def _close_enough(found: list[Evidence], share: float) -> list[Evidence]:
    """Give the evidence, of which a form answers only in a sentence that has this share of the odds of the
    likeliest: far from it, a name or a figure is that of something else.
    """
    floor = share * max((odds_of(evidence.chance) for evidence in found), default=0.0)
    return [replace(e, fits=e.fits and odds_of(e.chance) >= floor) for e in found]


def _beyond_premise(found: list[Evidence], question: str) -> list[Evidence]:
    """Give the evidence without what only says again what the question asks the cause of.

    What is less likely answers if it is worded as a cause and not far from it.
    """
    again = [restates(evidence.sentence.text, question) for evidence in found]
    likeliest = max((one.chance for one, premise in zip(found, again, strict=True) if premise), default=0.0)
    floor = _OF_THE_PREMISE * odds_of(likeliest)

    def answers(evidence: Evidence) -> bool:
        caused = odds_of(evidence.chance) >= floor and tells_cause(evidence.sentence.text)
        return evidence.chance >= likeliest or caused

    return [
        replace(evidence, fits=evidence.fits and not premise and answers(evidence))
        for evidence, premise in zip(found, again, strict=True)
    ]


def _above_misfits(found: list[Evidence], question: str, kind: AnswerKind) -> list[Evidence]:
    """Give the evidence without what is close to the question but beside it.

    Nothing less likely answers either: the sources would tell it there.
    """
    beside = [
        is_beside(evidence.sentence.text, question, kind)
        or (kind in RECOGNISABLE and not evidence.fits and says_no_more(evidence.sentence.text, question))
        for evidence in found
    ]
    likeliest = max((one.chance for one, misfit in zip(found, beside, strict=True) if misfit), default=0.0)
    return [
        replace(evidence, fits=evidence.fits and not misfit and evidence.chance >= likeliest)
        for evidence, misfit in zip(found, beside, strict=True)
    ]


def _shaped(found: list[Evidence], question: str) -> list[Evidence]:
    """Give the evidence with what is put as an answer to the question often is made likelier."""
    shapes = shapes_asked(question)
    if not shapes:
        return found
    told = []
    for evidence in found:
        times = math.prod(shape.times for shape in held_by(evidence.sentence.text, shapes))
        told.append(replace(evidence, chance=likelier(evidence.chance, times)))
    return told


def _defining(found: list[Evidence], query: Query) -> list[Evidence]:
    """Give the evidence with what says what a notion is made likelier, where the question asks for that.

    What is in no passage that names a common notion does not say what it is.
    """
    notion = Notion.asked_about(query.text)
    if notion is None:
        return found
    told = []
    for evidence in found:
        if notion.is_defined(evidence.sentence.text):
            told.append(replace(evidence, chance=likelier(evidence.chance, _PRESENTS)))
        elif notion.common and not notion.is_named(query, evidence.hit.passage.text):
            told.append(replace(evidence, chance=likelier(evidence.chance, 1 / _PRESENTS), fits=False))
        else:
            told.append(evidence)
    return told
