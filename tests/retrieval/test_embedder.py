import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import ConfigurationFault
from bot.retrieval.embedder import SentenceTransformerEmbedder, folder_hash, load_embedder

QUESTION = "Comment partager un salarié à temps partiel ?"
PASSAGES = [
    "Un groupement d'employeurs permet à plusieurs entreprises de se partager un salarié.",
    "Cahors.",
    "La mission a conduit douze entreprises d'Occitanie en Californie, de San Francisco à Los Angeles, "
    "pour y rencontrer des investisseurs, des centres de recherche et de grands groupes.",
    "La laiterie de Figeac emploie 42 personnes.",
]


def test_importing_the_embedder_imports_neither_torch_nor_sentence_transformers() -> None:
    code = (
        "import sys, bot.retrieval.embedder\n"
        "print([name for name in ('torch', 'sentence_transformers', 'transformers') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_hash_of_a_folder_follows_names_sizes_and_bytes(tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(bytes(2 << 20))
    seen = {folder_hash(tmp_path)}
    assert folder_hash(tmp_path) in seen
    weights.write_bytes(b"\1" * (2 << 20))
    seen.add(folder_hash(tmp_path))
    (tmp_path / "config.json").write_text("{}")
    seen.add(folder_hash(tmp_path))
    (tmp_path / "config.json").rename(tmp_path / "other.json")
    seen.add(folder_hash(tmp_path))
    assert len(seen) == 4


@pytest.mark.model
def test_a_folder_without_a_model_is_refused_in_french(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationFault, match="ne se charge pas"):
        load_embedder(str(tmp_path / "vide"), tmp_path)


@pytest.mark.model
def test_the_fingerprint_names_the_model_and_survives_a_restart(
    embedder: SentenceTransformerEmbedder, model_data_dir: Path
) -> None:
    again = load_embedder("bundled", model_data_dir)
    assert embedder.fingerprint == again.fingerprint
    assert embedder.fingerprint.startswith("bundled@")
    assert embedder.dimension == again.dimension == 384


@pytest.mark.model
def test_a_question_is_nearest_to_the_passage_that_answers_it(embedder: SentenceTransformerEmbedder) -> None:
    question = embedder.embed_question(QUESTION).sentence
    scores = [float(vectors.sentence @ question) for vectors in embedder.embed_texts(PASSAGES)]
    assert scores.index(max(scores)) == 0


@pytest.mark.model
def test_the_prompt_and_the_special_tokens_are_left_out(embedder: SentenceTransformerEmbedder) -> None:
    question = "Comment partager un salarié ?"
    vectors = embedder.embed_question(question)
    assert [question[start:end] for start, end in vectors.offsets] == question.split()
    assert vectors.tokens.shape == (5, 384)
    assert vectors.tokens.dtype == vectors.sentence.dtype == np.float32
    assert vectors.offsets.dtype == np.int32


@pytest.mark.model
def test_offsets_point_into_the_text_as_it_was_given(embedder: SentenceTransformerEmbedder) -> None:
    text = "½ journée,\n n° 3 : ﬁn…  № 4, e\u0301te\u0301 </s> <mask>"
    for vectors in (embedder.embed_question(text), *embedder.embed_texts([text])):
        words = [text[start:end] for start, end in vectors.offsets]
        assert words[:2] == ["½", "journée"]
        assert {"ﬁn", "№", "e\u0301te\u0301"} <= set(words)
        assert "".join(words).replace(" ", "") == text.replace(" ", "").replace("\n", "")


@pytest.mark.model
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_offsets_are_bounds_in_order_whatever_the_text(
    embedder: SentenceTransformerEmbedder, text: str
) -> None:
    vectors = embedder.embed_question(text)
    starts, ends = vectors.offsets[:, 0], vectors.offsets[:, 1]
    assert len(vectors.tokens) == len(vectors.offsets)
    assert (starts >= 0).all()
    assert (starts <= ends).all()
    assert (ends <= len(text)).all()
    assert (np.diff(ends) >= 0).all()
    assert np.linalg.norm(vectors.sentence) == pytest.approx(1, abs=1e-5)


@pytest.mark.model
def test_a_text_has_the_same_vectors_alone_and_among_others(embedder: SentenceTransformerEmbedder) -> None:
    texts = PASSAGES * 3
    together = embedder.embed_texts(texts)
    for text, vectors in zip(PASSAGES, together, strict=False):
        alone = embedder.embed_texts([text])[0]
        assert vectors.sentence == pytest.approx(alone.sentence, abs=1e-5)
        assert vectors.tokens == pytest.approx(alone.tokens, abs=1e-3)
        assert (vectors.offsets == alone.offsets).all()
    assert embedder.embed_texts([]) == []


@pytest.mark.model
def test_a_text_beyond_the_longest_input_is_embedded_as_far_as_it_fits(
    embedder: SentenceTransformerEmbedder,
) -> None:
    text = "La laiterie de Figeac emploie 42 personnes. " * 60
    vectors = embedder.embed_texts([text])[0]
    assert 400 < len(vectors.tokens) < 512
    assert vectors.offsets[-1, 1] < len(text)


@pytest.mark.model
def test_langchain_gets_the_same_vectors(embedder: SentenceTransformerEmbedder) -> None:
    assert embedder.embed_query(QUESTION) == pytest.approx(embedder.embed_question(QUESTION).sentence)
    documents = embedder.embed_documents(PASSAGES)
    assert documents[3] == pytest.approx(embedder.embed_texts(PASSAGES)[3].sentence, abs=1e-6)
    assert isinstance(documents[0][0], float)


@pytest.mark.model
def test_many_threads_get_what_one_gets(embedder: SentenceTransformerEmbedder) -> None:
    questions = [f"Combien de personnes emploie l'entreprise {number} ?" for number in range(12)]
    expected = [embedder.embed_question(question).sentence for question in questions]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(embedder.embed_question, questions))
    for one, many in zip(expected, found, strict=True):
        assert many.sentence == pytest.approx(one, abs=1e-5)


@pytest.mark.model
def test_equal_texts_are_read_once(embedder: SentenceTransformerEmbedder) -> None:
    first, other, again = embedder.embed_texts(["Cahors.", "Figeac, dans le Lot.", "Cahors."])
    assert again is first
    # In a batch and alone, the last digits differ.
    assert np.allclose(first.sentence, embedder.embed_texts(["Cahors."])[0].sentence, atol=1e-5)
    assert not np.allclose(first.sentence, other.sentence, atol=1e-5)
