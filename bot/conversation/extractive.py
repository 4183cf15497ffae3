"""The extractive answer: the sentences of the sources themselves, chosen, completed and put in order."""

from collections.abc import Sequence

from bot.conversation.evidence import Evidence, odds_of
from bot.conversation.quoting import extent_of, statement_of
from bot.conversation.statement import Quote, Statement
from bot.retrieval.words import content_words

_MOST = 4
_WORTH = 0.002
"""Share of the odds of all sentences that a further one must have for each of its words."""
_ELSEWHERE = 0.5
"""What the odds of a sentence of another document than the first count for."""
_SAME = 0.8


def choose(ranked: Sequence[Evidence]) -> list[Evidence]:
    """Choose the sentences to show from evidence that answers, best first.

    The first has the form of what is asked. A further one must be worth its words: the surer the first, the
    fewer follow; where several may answer, more do, the short ones before the long. They are of documents that
    hold the names of the question if the first one is; without the form they may still tell what is around
    it (to leave those out lost 1.1 points of facts).
    """
    best = next((evidence for evidence in ranked if evidence.fits), None)
    if best is None:
        return []
    chosen = [best]
    meeting = [evidence for evidence in ranked if evidence.names_held >= best.names_held]
    together = sum(odds_of(evidence.chance) for evidence in meeting)
    for evidence in meeting:
        if len(chosen) == _MOST:
            break
        here = 1.0 if evidence.hit.document.id == best.hit.document.id else _ELSEWHERE
        price = _WORTH * len(evidence.sentence.text.split()) * together
        if here * odds_of(evidence.chance) < price:
            continue
        if not any(_alike(evidence.sentence.text, other.sentence.text) for other in chosen):
            chosen.append(evidence)
    return chosen


def compose(chosen: Sequence[Evidence]) -> list[Statement]:
    """Turn the chosen sentences, best first, into statements, antecedents included.

    Passages come in the order of their best sentence; a passage begins with it, and goes on as it is read.
    """
    best: dict[str, tuple[int, int]] = {}
    for rank, evidence in enumerate(chosen):
        best.setdefault(evidence.hit.passage.id, (rank, evidence.position))

    def reading(evidence: Evidence) -> tuple[int, bool, int]:
        rank, position = best[evidence.hit.passage.id]
        return rank, evidence.position != position, evidence.position

    statements: list[Statement] = []
    told: set[tuple[str, int]] = set()
    introductions: set[tuple[str, str]] = set()
    for evidence in sorted(chosen, key=reading):
        passage = evidence.hit.passage
        if (passage.id, evidence.position) in told:
            continue
        extent = extent_of(passage, evidence.position)
        first = evidence.position if (passage.id, extent.first) in told else extent.first
        told.update((passage.id, position) for position in range(first, extent.last + 1))
        text = passage.text[passage.sentences[first].start : passage.sentences[extent.last].end]
        quote = Quote(evidence.hit.document, passage, text)
        introduced = (passage.id, extent.introduction) in introductions
        introductions.add((passage.id, extent.introduction))
        statements.append(statement_of(quote, extent, introduced=introduced))
    return statements


def _alike(one: str, other: str) -> bool:
    """Tell whether two sentences say the same in nearly the same words."""
    first = {word.stem for word in content_words(one)}
    second = {word.stem for word in content_words(other)}
    return len(first & second) >= _SAME * max(1, min(len(first), len(second)))
