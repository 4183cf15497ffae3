"""Retrieval: the embedder, the index and the search over passages, and a retriever for LangChain."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.retrieval.retriever import PasserelleRetriever

__all__ = ["PasserelleRetriever"]


def __getattr__(name: str) -> Any:
    """Give the retriever when it is asked for: whoever searches otherwise does not load LangChain's."""
    if name != "PasserelleRetriever":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from bot.retrieval.retriever import PasserelleRetriever

    return PasserelleRetriever
