import re
from pathlib import Path

import numpy as np
import pytest
from word_embedder import WordEmbedder

from bot.evaluation import bench_scale
from bot.evaluation.bench_scale import measure_scale, sizes_up_to
from bot.evaluation.composed import ComposedEmbedder
from bot.evaluation.made_up_passages import made_up_documents, made_up_lines, made_up_questions
from bot.settings import Settings


def test_made_up_passages_are_true_parts_of_their_documents_and_the_same_each_time() -> None:
    documents = list(made_up_documents(30, pool=20))
    assert documents == list(made_up_documents(30, pool=20))
    assert len({one.content_hash for one in documents}) == 3
    for document in documents:
        for passage in document.passages:
            assert document.text[passage.start : passage.end] == passage.text
            assert all(passage.text[one.start : one.end] == one.text for one in passage.sentences)


def test_composed_vectors_are_those_of_their_lines_near_but_never_equal_and_the_same_each_time() -> None:
    texts = [passage.text for one in made_up_documents(20, pool=5) for passage in one.passages]
    lines = made_up_lines(5)
    real = WordEmbedder()
    composed = ComposedEmbedder(real, lines)
    assert {line for text in texts for line in text.split("\n")} <= set(lines)
    leads = [f"Titre {number}.\n{text}" for number, text in enumerate(texts)]
    for one, other, text in zip(
        composed.embed_texts(leads), composed.embed_texts(leads[::-1])[::-1], leads, strict=True
    ):
        assert np.array_equal(one.sentence, other.sentence)
        assert np.linalg.norm(one.sentence) == pytest.approx(1, abs=1e-5)
        mean = np.mean([real.embed_question(line).sentence for line in text.split("\n")], axis=0)
        assert 0.98 < mean @ one.sentence / np.linalg.norm(mean) < 0.99999
        # A token of a line is where the line stands in the text, with the vector that it had there.
        assert [text[start:end] for start, end in one.offsets] == re.findall(r"\w+", text)
        assert np.allclose(one.tokens, real.embed_question(text).tokens, atol=0.01)
    question = made_up_questions(1)[0]
    assert composed.embed_query(question) == pytest.approx(real.embed_question(question).sentence.tolist())
    assert composed.question_seconds > 0


def test_sizes_grow_tenfold_up_to_the_largest() -> None:
    assert sizes_up_to(50_000) == [1_000, 10_000, 50_000]
    assert sizes_up_to(200) == [200]


def test_searches_are_timed_at_each_size_and_what_a_passage_weighs_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_scale, "_FIRST", 20)
    monkeypatch.setattr(bench_scale, "_STOCK", 0)
    monkeypatch.setattr(bench_scale, "POOL", 10)
    monkeypatch.setattr(bench_scale, "_QUESTIONS", 20)
    settings = Settings(data_dir=tmp_path)
    measures = {
        one.name: one.value
        for one in measure_scale(settings, 60, lambda _: None, lambda *_: None, WordEmbedder())
    }
    for size in (20, 60):
        whole = measures[f"{size} passages : recherche (médiane sur 20)"]
        assert whole > measures[f"{size} passages : sans le plongement"] > 0
        assert measures[f"{size} passages : dont les mots"] > 0
        assert measures[f"{size} passages : dont le sens"] > 0
    for name in ("recherche", "la même, sans le plongement", "les mots", "le sens"):
        assert measures[f"{name}, 60 passages / 20"] > 0
    assert measures["disque"] > 1000
