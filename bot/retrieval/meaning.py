"""The meaning of short texts: their vectors, each made once."""

from collections.abc import Callable, Sequence

import numpy as np

from bot.retrieval.vectors import Embedder, Floats

_MOST = 20_000


class ShortTexts:
    """Gives the vectors of short texts. The embedder is asked for when a text is, and only then."""

    def __init__(self, embedder: Callable[[], Embedder]) -> None:
        self._embedder = embedder
        self._known: dict[str, Floats] = {}

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Give the vectors of texts, one a row. Short texts of like kinds are told apart as questions."""
        known = self._known
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            embedder = self._embedder()
            fresh = {text: embedder.embed_question(text).sentence for text in missing}
            known = {**known, **fresh}
            self._known = known if len(known) < _MOST else fresh
        return np.stack([known[text] for text in texts])
