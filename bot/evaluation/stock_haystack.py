"""The Haystack pipeline: its own splitter, BM25 and vectors joined by reciprocal rank fusion."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace

# Read when the package is imported, and on by default: nothing of a run may leave the machine.
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "false"

from haystack import Document as HaystackDocument
from haystack import Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from langchain_core.embeddings import Embeddings

from bot.documents.model import Document
from bot.evaluation.stock import Chunk, StockPipeline


def haystack_pipeline(documents: Iterable[Document], embeddings: Embeddings) -> StockPipeline:
    """Build the hybrid pipeline of Haystack's guide, in memory, with the same embedding model."""
    by_id = {document.id: document for document in documents}
    pieces = _cut(by_id.values())
    vectors = embeddings.embed_documents([piece.content or "" for piece in pieces])
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    store.write_documents(
        [replace(piece, embedding=vector) for piece, vector in zip(pieces, vectors, strict=True)]
    )
    pipeline = _joined(store)

    def retrieve(question: str, k: int) -> Sequence[Chunk]:
        inputs = {
            "words": {"query": question, "top_k": max(k, 10)},
            "meaning": {"query_embedding": embeddings.embed_query(question), "top_k": max(k, 10)},
            "joiner": {"top_k": k},
        }
        found: list[HaystackDocument] = pipeline.run(inputs)["joiner"]["documents"]
        return [
            Chunk(by_id[piece.meta["document_id"]], piece.meta["split_id"], piece.content or "")
            for piece in found
        ]

    return StockPipeline("Haystack hybride", retrieve)


def _cut(documents: Iterable[Document]) -> list[HaystackDocument]:
    splitter = DocumentSplitter()
    splitter.warm_up()
    whole = [
        HaystackDocument(content=document.text, meta={"document_id": document.id}) for document in documents
    ]
    cut: list[HaystackDocument] = splitter.run(whole)["documents"]
    return cut


def _joined(store: InMemoryDocumentStore) -> Pipeline:
    pipeline = Pipeline()
    pipeline.add_component("words", InMemoryBM25Retriever(store))
    pipeline.add_component("meaning", InMemoryEmbeddingRetriever(store))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
    pipeline.connect("words", "joiner")
    pipeline.connect("meaning", "joiner")
    return pipeline
