"""The retriever: Passerelle's search as LangChain knows it, for the chains of an integrator."""

from collections.abc import Sequence
from typing import Any, Literal, Protocol

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field, SkipValidation

from bot.documents.model import Document, Passage


class _Hit(Protocol):
    @property
    def document(self) -> Document: ...
    @property
    def passage(self) -> Passage: ...
    @property
    def score(self) -> float: ...


class PublicSearch(Protocol):
    """Finds passages of the public documents."""

    def search(self, question: str, *, k: int, audience: Literal["public"]) -> Sequence[_Hit]:
        """Give the best passages, best first."""
        ...


class PasserelleRetriever(BaseRetriever):
    """Gives the public passages nearest to a question, each with the id by which it is cited.

    There is no way to ask it for an internal document: the audience is not a parameter.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, extra="forbid")

    search: SkipValidation[PublicSearch] = Field(repr=False, exclude=True)
    k: int = Field(default=6, ge=1, le=50)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        hits = self.search.search(query, k=self.k, audience="public")
        return [_document(hit, rank) for rank, hit in enumerate(hits, start=1)]


def _document(hit: _Hit, rank: int) -> LangChainDocument:
    return LangChainDocument(
        id=hit.passage.id,
        page_content=hit.passage.text,
        metadata={**_metadata(hit.document, hit.passage), "rank": rank, "score": float(hit.score)},
    )


def _metadata(document: Document, passage: Passage) -> dict[str, Any]:
    published = document.published
    return {
        "document_id": document.id,
        "passage_id": passage.id,
        "title": document.title,
        "heading": passage.heading,
        "publisher": document.publisher,
        "published": str(published) if published else None,
        "published_certain": published.certain if published else None,
        "ends": document.ends.isoformat() if document.ends else None,
        "kind": document.kind,
        "url": document.url,
        "source": f"/sources/{document.id}#{passage.id.rpartition('.')[2]}",
    }
