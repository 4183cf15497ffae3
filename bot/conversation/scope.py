"""The scope: whether a message is of private life or general curiosity, told by its vector."""

from typing import Self

from bot.conversation.classifier import Classifier
from bot.retrieval.vectors import Embedder, Floats

_OUTSIDE = "outside"
_PLAINLY = 0.85
"""Chance from which a wish or a trouble is no need of a company: short ones look alike."""


class Scope:
    """Tells messages that have nothing to do with companies; without coefficients for the model, none.

    It refuses nothing alone: a question outside is answered where the sources surely do.
    """

    def __init__(self, embedder: Embedder, classifier: Classifier | None) -> None:
        self._embedder = embedder
        self._classifier = classifier

    @classmethod
    def fitted(cls, embedder: Embedder) -> Self:
        """Load the committed coefficients; `passerelle fit DATA --outside` makes them again."""
        return cls(embedder, Classifier.fitted(_OUTSIDE, embedder.fingerprint))

    def is_outside(self, vector: Floats) -> bool:
        """Tell it of a question by its sentence vector, shape (dimension,)."""
        return self._classifier is not None and self._classifier.likeliest(vector)[0] is not None

    def is_plainly_outside(self, message: str) -> bool:
        """Tell it of a message, which is embedded, where that is beyond doubt."""
        if self._classifier is None:
            return False
        vector = self._embedder.embed_question(message).sentence
        return self._classifier.chances(vector)[_OUTSIDE] >= _PLAINLY
