"""The finder: what the sources hold for one part of a question, and whether any of it answers."""

from dataclasses import dataclass, replace

from bot.conversation.evidence import Evidence, favour
from bot.conversation.extractive import choose
from bot.conversation.judge import Judge
from bot.conversation.localities import Widened, widened
from bot.conversation.presenting import is_about_its_writer
from bot.conversation.reply import Language
from bot.conversation.scope import Scope
from bot.conversation.understanding import Part
from bot.documents.model import Audience
from bot.retrieval.query import Query
from bot.retrieval.search import Search
from bot.tracing import step

_HITS = 8


@dataclass(frozen=True)
class Finding:
    """What the search gave for one part of the question. `chosen` is empty when nothing answers.

    `widened` is set when it was asked of a wider place than the visitor wrote. `is_outside`: it is of private
    life or general curiosity.
    """

    part: Part
    ranked: tuple[Evidence, ...]
    chosen: tuple[Evidence, ...]
    confidence: float
    widened: Widened | None = None
    is_outside: bool = False


class Finder:
    """Searches the documents that an audience may read, and judges what is found."""

    def __init__(self, search: Search, judge: Judge, audience: Audience, scope: Scope | None = None) -> None:
        self._search = search
        self._scope = scope
        self._judge = judge
        self._audience: Audience = audience

    @property
    def sure(self) -> float:
        """Give the confidence below which an answer may be one to something else."""
        return self._judge.sure

    def find(self, part: Part, language: Language) -> Finding:
        """Find the sentences that answer a part of a question, best first. Raises IndexUnavailable.

        What is told of whoever asks is left out; where nothing answers without it, or the question points at
        it, the subject may stand there.
        """
        found = self._find(part, language)
        if not part.presentation or (found.chosen and not is_about_its_writer(part.focus)):
            return found
        whole = self._find(replace(part, focus=f"{part.presentation}, {part.focus}"), language)
        better = (
            whole.chosen and not whole.widened and not (found.chosen and found.confidence >= whole.confidence)
        )
        return replace(whole, part=part) if better else found

    def _find(self, part: Part, language: Language) -> Finding:
        local = widened(part.question, self.tells_of)
        asked = local.question if local else part.question
        with step("embed"):
            query = self._search.prepare(asked, context=part.context, audience=self._audience)
        with step("search") as searching:
            hits = self._search.find(query, k=_HITS, audience=self._audience)
            searching.tell(passages=len(hits))
        with step("judge", kind=part.kind.value):
            # « Depuis quand ? » has no word of its own: it is asked of what was just quoted.
            quotes = () if query.words else part.quotes
            judged = self._judge.judge(query, hits, part.kind, leans=bool(part.context))
            ranked = favour(judged, part.documents, quotes)
        alone = not part.context and language == "fr"
        confidence = self._judge.confidence(ranked, same_words=alone, stays=bool(part.documents))
        outside = self._is_outside(part, query)
        enough = self._judge.sure if local or outside else self._judge.threshold
        chosen = choose(ranked) if confidence >= enough else []
        return Finding(part, tuple(ranked), tuple(chosen), confidence, local, outside)

    def _is_outside(self, part: Part, query: Query) -> bool:
        """Tell whether a question that stands alone is of private life: only what surely answers does."""
        return self._scope is not None and not part.context and self._scope.is_outside(query.sentence)

    def tells_of(self, name: str) -> bool:
        """Tell whether every word of a name is in some passage."""
        return self._search.tells_of(name, audience=self._audience)
