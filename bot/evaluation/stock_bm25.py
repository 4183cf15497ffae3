"""The BM25 pipeline: French words, stemmed, and nothing else."""

from collections.abc import Iterable, Sequence

import bm25s
import Stemmer

from bot.documents.model import Document
from bot.evaluation.stock import Chunk, StockPipeline
from bot.evaluation.stock_langchain import cut


def bm25_pipeline(documents: Iterable[Document]) -> StockPipeline:
    """Build the pipeline over the chunks of LangChain's splitter, with bm25s and its defaults."""
    chunks = cut(documents)
    stemmer = Stemmer.Stemmer("french")

    def words(texts: list[str]) -> list[list[str]]:
        found: list[list[str]] = bm25s.tokenize(
            texts, stopwords="fr", stemmer=stemmer, return_ids=False, show_progress=False
        )
        return found

    index = bm25s.BM25()
    if chunks:
        index.index(words([chunk.text for chunk in chunks]), show_progress=False)

    def retrieve(question: str, k: int) -> Sequence[Chunk]:
        asked = words([question])
        if not chunks or not asked[0]:
            return []
        rows, scores = index.retrieve(asked, k=min(k, len(chunks)), show_progress=False)
        return [chunks[int(row)] for row, score in zip(rows[0], scores[0], strict=True) if score > 0]

    return StockPipeline("BM25 seul", retrieve)
