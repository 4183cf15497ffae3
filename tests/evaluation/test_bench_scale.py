from pathlib import Path

import numpy as np
import pytest
from word_embedder import WordEmbedder

from bot.evaluation import bench_scale
from bot.evaluation.bench_scale import measure_scale, sizes_up_to
from bot.evaluation.drawn import DrawnEmbedder
from bot.evaluation.made_up_passages import made_up_documents, made_up_questions
from bot.settings import Settings


def test_made_up_passages_are_true_parts_of_their_documents_and_the_same_each_time() -> None:
    documents = list(made_up_documents(30))
    assert documents == list(made_up_documents(30))
    assert len({one.content_hash for one in documents}) == 3
    for document in documents:
        for passage in document.passages:
            assert document.text[passage.start : passage.end] == passage.text
            assert all(passage.text[one.start : one.end] == one.text for one in passage.sentences)


def test_drawn_vectors_are_of_norm_one_near_real_ones_and_the_same_each_time() -> None:
    texts = [passage.text for one in made_up_documents(20) for passage in one.passages]
    real = WordEmbedder()
    drawn = DrawnEmbedder(real, texts)
    ones, again = drawn.embed_texts(texts), drawn.embed_texts(texts)
    known = np.array([one.sentence for one in real.embed_texts(texts)])
    for text, one, other in zip(texts, ones, again, strict=True):
        assert np.array_equal(one.sentence, other.sentence)
        assert np.linalg.norm(one.sentence) == pytest.approx(1, abs=1e-5)
        assert (known @ one.sentence).max() > 0.7
        assert one.offsets.max() <= len(text)
    question = made_up_questions(1)[0]
    assert drawn.embed_query(question) == pytest.approx(real.embed_question(question).sentence.tolist())


def test_sizes_grow_tenfold_up_to_the_largest() -> None:
    assert sizes_up_to(50_000) == [1_000, 10_000, 50_000]
    assert sizes_up_to(200) == [200]


def test_searches_are_timed_at_each_size_and_what_a_passage_weighs_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_scale, "_FIRST", 20)
    monkeypatch.setattr(bench_scale, "_STOCK", 0)
    settings = Settings(data_dir=tmp_path)
    measures = {
        one.name: one.value
        for one in measure_scale(settings, 60, lambda _: None, lambda *_: None, WordEmbedder())
    }
    assert measures["20 passages : sans le plongement"] > 0
    assert measures["60 passages : recherche (médiane sur 40)"] > 0
    assert measures["recherche, 60 passages / 20"] > 0
    assert measures["disque"] > 1000
