"""The generated answer: what a language model writes from the evidence, each sentence verified first."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from anyio import to_thread

from bot.clock import Clock
from bot.conversation.dates import spoken
from bot.conversation.evidence import Evidence
from bot.conversation.grounding import Verdict, Verifier, bare
from bot.conversation.lexicon import DANGLING
from bot.conversation.llm import LanguageModel, ModelFailed, connect
from bot.conversation.messages import say
from bot.conversation.orders import gives_orders
from bot.conversation.prompts import Prompt, render
from bot.conversation.proof import Source
from bot.conversation.reply import Language
from bot.conversation.sentence_stream import SentenceStream
from bot.conversation.statement import Statement
from bot.conversation.writer import WriterFailed
from bot.documents.model import Published
from bot.masking import masked
from bot.retrieval.words import fold
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.retrieval.token_matrix import Projection
    from bot.retrieval.vectors import Embedder

MOST: Final = 4
"""Sentences of an answer."""
_TRIED: Final = 12
"""Sentences read, good or bad, before the model is told to stop."""
_WHOLE: Final = 3.0
"""The whole answer may take this many times the delay of the first sentence."""
_LANGUAGE_NAMES: Final[dict[Language, str]] = {"fr": "français", "en": "anglais"}
_SILENCE: Final = "Les passages ne le disent pas."


class GeneratedWriter:
    """Writes with a language model. `given` and `refused` count sentences, the latter by reason."""

    def __init__(
        self,
        model: LanguageModel,
        verifier: Verifier,
        clock: Clock,
        timeout: float,
        prompts: Path | None = None,
    ) -> None:
        self.model = model
        self._verifier = verifier
        self._clock = clock
        self._timeout = timeout
        self._prompts = prompts
        self.given = 0
        self.refused: Counter[str] = Counter()

    async def write(
        self, question: str, evidence: Sequence[Evidence], language: Language
    ) -> AsyncGenerator[Statement]:
        """Give the verified sentences as they come, at most MOST.

        Raises WriterFailed when none holds, or the first has not come within the delay. A model that
        is cut off later ends the answer after what was verified.
        """
        sources = sources_of(evidence)
        if not sources:
            raise WriterFailed(say("degraded", language))
        prompt = self._prompt(question, sources, language)
        clock = asyncio.get_running_loop()
        started = clock.time()
        shown: list[str] = []
        sentences = self._sentences(prompt)
        try:
            async with aclosing(sentences):
                whole = True
                for _ in range(_TRIED):
                    limit = started + self._timeout * (_WHOLE if shown else 1)
                    async with asyncio.timeout_at(limit):
                        sentence = await anext(sentences, None)
                        if sentence is None:
                            break
                        verdict = await self._verified(sentence, sources, prompt, language)
                    holds = verdict.ok and verdict.text not in shown
                    # A pronoun after a withheld sentence would point at somebody else.
                    if holds and DANGLING.match(fold(verdict.text)) and not (shown and whole):
                        holds, verdict = False, Verdict(False, "name")
                    whole = holds
                    if not holds:
                        self.refused[verdict.reason if not verdict.ok else "repeated"] += 1
                        continue
                    self.given += 1
                    shown.append(verdict.text)
                    yield Statement(verdict.text, verdict.quotes)
                    if len(shown) == MOST:
                        break
        except (ModelFailed, TimeoutError) as fault:
            if isinstance(fault, TimeoutError) and not shown:
                # The delay ran out here before the stream's own did: the model was as slow all the same.
                self.model.breaker.failed()
            if not shown:
                raise WriterFailed(say("degraded", language)) from fault
        if not shown:
            raise WriterFailed(say("degraded", language))

    def check(self) -> None:
        """Raise WriterFailed while the model is left alone, having failed several times."""
        if self.model.breaker.state != "closed":
            raise WriterFailed(say("writer_down", "fr"))

    async def aclose(self) -> None:
        """Close the connections of the model."""
        await self.model.aclose()

    def _prompt(self, question: str, sources: Sequence[Source], language: Language) -> Prompt:
        return render(
            "answer",
            {
                "today": spoken(Published(self._clock().date())),
                "language_name": _LANGUAGE_NAMES[language],
                "most": MOST,
                "silence": _SILENCE,
                "question": masked(question),
                "sources": [_shown(source) for source in sources],
            },
            self._prompts,
        )

    async def _sentences(self, prompt: Prompt) -> AsyncGenerator[str]:
        """Give the sentences that the model writes. Raises ModelFailed."""
        stream = SentenceStream()
        pieces = self.model.stream(prompt, first_within=self._timeout, gap=self._timeout)
        async with aclosing(pieces):
            async for piece in pieces:
                try:
                    finished = stream.feed(piece)
                except ValueError as fault:
                    raise ModelFailed("Le service de rédaction n'écrit pas de phrases.") from fault
                for sentence in finished:
                    yield sentence
        for sentence in stream.finish():
            yield sentence

    async def _verified(
        self, sentence: str, sources: Sequence[Source], prompt: Prompt, language: Language
    ) -> Verdict:
        if fold(bare(sentence)).strip(" .") == fold(_SILENCE).strip(" ."):
            return Verdict(False, "silence")
        if _leaks(sentence, prompt):
            return Verdict(False, "secret")
        today = self._clock().date()
        return await to_thread.run_sync(self._verifier.verify, sentence, sources, today, language)


def make_writer(
    settings: Settings, embedder: "Embedder", projection: "Projection", clock: Clock
) -> GeneratedWriter | None:
    """Give the writer that the settings ask for, or None when they name no model."""
    from bot.conversation.closeness import TokenCloseness

    model = connect(settings)
    if model is None:
        return None
    return GeneratedWriter(model, Verifier(TokenCloseness(embedder, projection)), clock, settings.llm_timeout)


def sources_of(evidence: Sequence[Evidence]) -> list[Source]:
    """Number the passages of the evidence from 1, each once, those that give orders to a model left out."""
    passages = {one.hit.passage.id: one.hit for one in evidence if not gives_orders(one.hit.passage.text)}
    return [
        Source(number, hit.document, hit.passage) for number, hit in enumerate(passages.values(), start=1)
    ]


def _shown(source: Source) -> dict[str, object]:
    published = source.document.published
    dated = "date inconnue" if published is None else spoken(published)
    return {
        "number": source.number,
        "title": source.document.title,
        "publisher": source.document.publisher,
        "dated": dated,
        "heading": source.passage.heading,
        "text": source.passage.text,
    }


def _leaks(sentence: str, prompt: Prompt) -> bool:
    """Tell whether a sentence gives away what only the prompt holds, spaced out or not."""
    squeezed = re.sub(r"[^0-9a-z]", "", sentence.lower())
    return any(secret in squeezed for secret in prompt.secrets)
