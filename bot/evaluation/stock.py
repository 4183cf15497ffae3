"""The stock pipeline: what one gets from well-known parts as their tutorials put them together."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from langchain_core.embeddings import Embeddings

from bot.conversation.reply import Citation
from bot.documents.model import Document
from bot.evaluation.systems import RANKED_PASSAGES, Outcome, System, distinct

SHOWN = 3
"""Passages that a stock pipeline gives as its answer."""

_NOTHING = "Aucun passage ne correspond."


@dataclass(frozen=True)
class Chunk:
    """A piece of a document as a stock splitter cuts it."""

    document: Document
    number: int
    text: str

    @property
    def id(self) -> str:
        """Give an id that no passage of ours bears."""
        return f"{self.document.id}#{self.number}"

    def cite(self, number: int) -> Citation:
        """Give the chunk as a source of an answer: all of it is the quote."""
        published = self.document.published
        return Citation(
            number=number,
            document_id=self.document.id,
            passage_id=self.id,
            title=self.document.title,
            publisher=self.document.publisher,
            published=str(published) if published else None,
            url=self.document.url,
            quote=self.text,
            passage=self.text,
            href=f"/sources/{self.document.id}",
        )


Retrieve = Callable[[str, int], Sequence[Chunk]]
"""Gives the best chunks for a question, best first; fewer than asked, or none, when so few match."""


class StockPipeline:
    """Shows the best passages as they are, and refuses only when nothing at all was found.

    What was said before is put in front of the last message: without a model of language, that is
    the usual way for a search to follow a conversation.
    """

    def __init__(self, name: str, retrieve: Retrieve) -> None:
        self.name = name
        self._retrieve = retrieve

    async def ask(self, turns: Sequence[str]) -> Outcome:
        """Give the best passages for the conversation; only the search for them is timed."""
        question = " ".join(turns)
        begun = time.perf_counter()
        shown = self._retrieve(question, SHOWN)
        seconds = time.perf_counter() - begun
        ranked = self._retrieve(question, RANKED_PASSAGES)
        parts = [f"{chunk.text} [{number}]" for number, chunk in enumerate(shown, start=1)]
        return Outcome(
            kind="answer" if shown else "abstention",
            answer="\n\n".join(parts) or _NOTHING,
            citations=tuple(chunk.cite(number) for number, chunk in enumerate(shown, start=1)),
            documents=distinct(chunk.document.id for chunk in ranked),
            seconds=seconds,
        )


def stock_systems(documents: Sequence[Document], embeddings: Embeddings) -> tuple[list[System], list[str]]:
    """Build every stock pipeline that is installed, and say in one line which are not, and why."""
    from bot.evaluation.stock_langchain import langchain_pipeline

    systems: list[System] = [langchain_pipeline(documents, embeddings)]
    notes: list[str] = []
    if _installed("bm25s", "Stemmer"):
        from bot.evaluation.stock_bm25 import bm25_pipeline

        systems.append(bm25_pipeline(documents))
    else:
        notes.append(_missing("BM25 seul", "bm25s et pystemmer"))
    if _installed("haystack"):
        from bot.evaluation.stock_haystack import haystack_pipeline

        systems.append(haystack_pipeline(documents, embeddings))
    else:
        notes.append(_missing("Haystack", "haystack-ai"))
    return systems, notes


def _installed(*modules: str) -> bool:
    return all(find_spec(module) is not None for module in modules)


def _missing(name: str, packages: str) -> str:
    return f"{name} n'est pas comparé : {packages} manque (pip install 'passerelle[evaluation]')."
