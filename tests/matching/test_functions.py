from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.matching.functions import families, families_by_words, families_of
from bot.retrieval.embedder import SentenceTransformerEmbedder


class Directions:
    """Gives a direction of its own to each of our examples; a text that ends on one has that one's."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        examples = [example for family in families().values() for example in family.examples]
        rows = np.zeros((len(texts), len(examples) + 1), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            named = [place for place, example in enumerate(examples) if text.endswith(example)]
            row[named[0] if named else -1] = 1
        return rows


class Real:
    def __init__(self, embedder: SentenceTransformerEmbedder) -> None:
        self._embedder = embedder

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._embedder.embed_question(text).sentence for text in texts])


@pytest.mark.parametrize(
    ("function", "keys"),
    [
        ("Comptable unique", {"comptabilite"}),
        ("secrétaire-comptable", {"comptabilite", "secretariat"}),
        ("Animatrice réseaux sociaux", {"communication", "animation-sport"}),
        ("Vendeuse", {"commerce"}),
        ("Vendangeur", {"agriculture"}),
        ("Agent d’entretien", {"nettoyage"}),
        ("Aide-soignante", {"sante-soins"}),
        ("croupier", set()),
    ],
)
def test_the_words_of_a_function_name_its_families(function: str, keys: set[str]) -> None:
    assert families_by_words(function) == keys


def test_every_family_knows_most_of_its_own_examples() -> None:
    for key, family in families().items():
        known = [example for example in family.examples if key in families_by_words(example)]
        assert known, key


def test_a_function_without_a_known_word_is_a_family_of_its_own() -> None:
    found = families_of(["croupier", "Croupier", "tatoueur"])
    assert found["croupier"] == found["Croupier"] != found["tatoueur"]


def test_what_means_the_same_is_of_the_same_family() -> None:
    assert families_of(["xx veilleur de nuit"], Directions())["xx veilleur de nuit"] == {"securite"}
    twins = families_of(["croupier", "donneur de cartes"], Directions())
    assert twins["croupier"] == twins["donneur de cartes"] == {"fonction:croupier"}


@pytest.mark.model
def test_the_bundled_model_brings_near_what_no_word_brings(embedder: SentenceTransformerEmbedder) -> None:
    found = families_of(["croupier", "technicien helpdesk", "prospection téléphonique"], Real(embedder))
    assert found["technicien helpdesk"] == {"informatique"}
    assert found["prospection téléphonique"] == {"commerce"}
    assert found["croupier"] == {"fonction:croupier"}
