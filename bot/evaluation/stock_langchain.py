"""The LangChain pipeline: its recursive splitter, Chroma in memory, the nearest passages."""

import uuid
from collections.abc import Iterable, Sequence

import chromadb
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from bot.documents.model import Document
from bot.evaluation.stock import Chunk, StockPipeline

CHUNK_SIZE, CHUNK_OVERLAP = 1000, 200
"""Characters; the sizes of LangChain's own retrieval tutorial."""

_BATCH = 500


def cut(documents: Iterable[Document]) -> list[Chunk]:
    """Cut documents with LangChain's recursive splitter."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP)
    return [
        Chunk(document, number, text)
        for document in documents
        for number, text in enumerate(splitter.split_text(document.text))
    ]


def langchain_pipeline(documents: Iterable[Document], embeddings: Embeddings) -> StockPipeline:
    """Build the pipeline over an index of its own, in memory, gone with the process."""
    chunks = cut(documents)
    store = Chroma(
        collection_name=f"stock-{uuid.uuid4().hex}",
        embedding_function=embeddings,
        client=chromadb.EphemeralClient(ChromaSettings(anonymized_telemetry=False)),
        collection_configuration={"hnsw": {"space": "cosine"}},
    )
    for start in range(0, len(chunks), _BATCH):
        batch = chunks[start : start + _BATCH]
        rows = [str(start + place) for place in range(len(batch))]
        store.add_texts([chunk.text for chunk in batch], ids=rows)

    def retrieve(question: str, k: int) -> Sequence[Chunk]:
        found = store.similarity_search(question, k=min(k, len(chunks))) if chunks else []
        return [chunks[int(document.id)] for document in found if document.id is not None]

    return StockPipeline("LangChain + Chroma", retrieve)
