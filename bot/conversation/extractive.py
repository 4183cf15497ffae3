"""The extractive answer: the sentences of the sources themselves, chosen, completed and put in order."""

import re
from collections.abc import Collection, Sequence

from bot.conversation.answer_kinds import FORMAL, AnswerKind
from bot.conversation.evidence import Evidence
from bot.conversation.statement import Quote, Statement
from bot.retrieval.words import content_words, fold

_MOST = 3
_CLOSE = 0.35
"""A further sentence must have this share of the odds of the best one."""
_SAME = 0.8
_DANGLING = re.compile(
    r"^(il|elle|ils|elles|on|ce|cet|cette|ces|celui|celle|ceux|celles|c'est|c'etait|cela|ceci|ca|lui|leur|leurs|son|sa|ses|"
    r"lequel|laquelle|y|en|d'autre part|de plus|en effet|par ailleurs|mais|or|donc|ainsi|aussi|et|puis|ensuite|d'ou|enfin|"
    r"de meme|toutes?|tous|entendez|voila|pour (lui|elle|eux|cela))\b"
)


def answers(evidence: Evidence, kind: AnswerKind, threshold: float) -> bool:
    """Tell whether a sentence may be shown as an answer to a question of this kind."""
    return evidence.chance >= threshold and (kind not in FORMAL or evidence.holds_kind)


def choose(
    ranked: Sequence[Evidence], kind: AnswerKind, threshold: float, shown: Collection[str] = ()
) -> list[Evidence]:
    """Choose one to three sentences from the evidence, best first; none when none answers.

    `shown` are sentences that the visitor has read already.
    """
    fit = [e for e in ranked if answers(e, kind, threshold) and e.sentence.text not in shown]
    if not fit:
        return []
    chosen = fit[:1]
    floor = _CLOSE * _odds(fit[0].chance)
    for evidence in fit[1:]:
        if len(chosen) == _MOST or _odds(evidence.chance) < floor:
            break
        if not any(_alike(evidence.sentence.text, other.sentence.text) for other in chosen):
            chosen.append(evidence)
    return chosen


def compose(chosen: Sequence[Evidence]) -> list[Statement]:
    """Turn the chosen sentences into statements, in reading order, antecedents included."""
    order = {e.hit.document.id: rank for rank, e in reversed(list(enumerate(chosen)))}
    reading = sorted(chosen, key=lambda e: (order[e.hit.document.id], e.hit.passage.position, e.position))
    statements: list[Statement] = []
    told: set[tuple[str, int]] = set()
    for evidence in reading:
        first = _with_antecedent(evidence)
        passage = evidence.hit.passage
        if (passage.id, first) in told:
            first = evidence.position
        told.update((passage.id, position) for position in range(first, evidence.position + 1))
        quote = passage.text[passage.sentences[first].start : evidence.sentence.end]
        statements.append(Statement(_shown(quote), (Quote(evidence.hit.document, passage, quote),)))
    return statements


def _with_antecedent(evidence: Evidence) -> int:
    """Give the position of the sentence from which the quote must start to be understood."""
    opens = fold(evidence.sentence.text).lstrip('«"“ ')
    if evidence.position and _DANGLING.match(opens):
        return evidence.position - 1
    return evidence.position


def _shown(quote: str) -> str:
    text = " ".join(quote.split())
    return text if text[-1:] in '.!?…»"”' else f"{text.rstrip(' ,;:')}."


def _odds(chance: float) -> float:
    return chance / max(1e-6, 1 - chance)


def _alike(one: str, other: str) -> bool:
    """Tell whether two sentences say the same in nearly the same words."""
    first = {word.stem for word in content_words(one)}
    second = {word.stem for word in content_words(other)}
    return len(first & second) >= _SAME * max(1, min(len(first), len(second)))
