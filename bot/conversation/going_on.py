"""Going on: what is told when whoever was answered asks for more of the same."""

from collections.abc import Collection, Sequence

from bot.conversation.evidence import Evidence
from bot.conversation.history import Turn
from bot.retrieval.words import content_words

_MOST = 3
_NEAR = 0.3
"""Each sentence must be this near to the matter, beside the nearest one."""


def matter_of(turn: Turn, looked_for: Collection[str]) -> str:
    """Give the matter of a turn: its question, and the words of its answer whose stems were looked for."""
    asked = {word.form for word in content_words(turn.searched)}
    told = content_words(" ".join(citation.quote for citation in turn.reply.citations[:1]))
    met = dict.fromkeys(word.form for word in told if word.stem in looked_for and word.form not in asked)
    return " ".join((turn.searched, *met))


def further(ranked: Sequence[Evidence], turns: Sequence[Turn]) -> list[Evidence]:
    """Give the sentences nearest to the matter that were not told yet, of the documents last quoted."""
    shown = frozenset(citation.quote for turn in turns for citation in turn.reply.citations)
    cited = {citation.document_id for citation in turns[-1].reply.citations}
    near = [
        (evidence.chance * evidence.sentence_words, evidence)
        for evidence in ranked
        if evidence.sentence_words
        and evidence.hit.document.id in cited
        and not any(evidence.sentence.text in quote for quote in shown)
    ]
    near.sort(key=lambda pair: -pair[0])
    return [evidence for nearness, evidence in near[:_MOST] if nearness >= _NEAR * near[0][0]]
