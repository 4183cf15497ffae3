"""The closeness of a sentence to a text, from the token vectors of the embedding model."""

from collections.abc import Callable
from functools import lru_cache

from bot.retrieval.token_matrix import Projection, TokenMatrix, best_matches
from bot.retrieval.vectors import Embedder, Floats

Closeness = Callable[[str, str], float]
"""How near the meaning of a sentence is to what a text says: 1 when the text says each word of it."""


class TokenCloseness:
    """Mean, over the words of a sentence, of the best cosine among the words of the text.

    The vectors are centred on the mean token: unrelated texts fall near 0.3, not 0.8.
    """

    def __init__(self, embedder: Embedder, projection: Projection) -> None:
        self._embedder = embedder
        self._projection = projection
        self._tokens = lru_cache(maxsize=512)(self._embed)

    def __call__(self, sentence: str, text: str) -> float:
        """Give the closeness of `sentence` to `text`, from -1 to 1."""
        best = best_matches(self._tokens(sentence), self._tokens(text))
        return float(best.mean()) if len(best) else 0.0

    def _embed(self, text: str) -> Floats:
        return TokenMatrix.of(text, self._embedder.embed_texts([text])[0], self._projection).tokens
