from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from word_embedder import WordEmbedder

from bot.retrieval.token_matrix import Projection, TokenMatrix, best_matches

LEAD = "Fiche fournil.\n"
TEXT = "Le fournil cuit le pain. Le boulanger livre la mairie."
PLAIN = Projection.plain(64, 16)


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


@st.composite
def matrices(draw: st.DrawFn) -> TokenMatrix:
    count, reduced = draw(st.integers(0, 12)), draw(st.integers(1, 32))
    seed = draw(st.integers(0, 2**32 - 1))
    tokens = unit(np.random.default_rng(seed).standard_normal((count, reduced))).astype(np.float32)
    starts = np.array(
        sorted(draw(st.lists(st.integers(-200, 30_000), min_size=count, max_size=count))), np.int32
    )
    lengths = draw(arrays(np.int32, count, elements=st.integers(0, 20)))
    sentence = unit(np.random.default_rng(seed + 1).standard_normal((1, 24)))[0].astype(np.float32)
    return TokenMatrix(tokens, np.stack([starts, starts + lengths], axis=1).reshape(-1, 2), sentence)


@given(matrices())
def test_a_matrix_comes_back_within_the_quantisation_error(matrix: TokenMatrix) -> None:
    back = TokenMatrix.from_bytes(matrix.to_bytes())
    assert np.array_equal(back.offsets, matrix.offsets)
    assert np.abs(back.sentence - matrix.sentence).max() < 1e-3
    cosines = (back.tokens * matrix.tokens).sum(axis=1)
    assert (cosines > 0.999).all()


@given(matrices())
def test_packing_what_was_unpacked_loses_nothing_more(matrix: TokenMatrix) -> None:
    once = TokenMatrix.from_bytes(matrix.to_bytes())
    twice = TokenMatrix.from_bytes(once.to_bytes())
    assert np.abs(once.tokens - twice.tokens).max(initial=0) < 1e-6


@given(matrices(), st.integers(-50, 30_000), st.integers(0, 500))
def test_the_tokens_within_bounds_are_those_that_lie_there_whole(
    matrix: TokenMatrix, start: int, length: int
) -> None:
    chosen = matrix.within(start, start + length)
    for (first, last), inside in zip(matrix.offsets, chosen, strict=True):
        assert inside == (first >= start and last <= start + length)


def test_each_sentence_has_its_own_tokens_and_the_title_none() -> None:
    whole = LEAD + TEXT
    (vectors,) = WordEmbedder().embed_texts([whole])
    matrix = TokenMatrix.of(whole, vectors, PLAIN, len(LEAD))
    cut = TEXT.index(" Le boulanger")
    told = [
        [TEXT[start:end] for start, end in matrix.offsets[matrix.within(*bounds)]]
        for bounds in ((0, cut), (cut, len(TEXT)))
    ]
    assert told == [["Le", "fournil", "cuit", "le", "pain"], ["Le", "boulanger", "livre", "la", "mairie"]]


def test_a_word_matches_itself_best() -> None:
    (vectors,) = WordEmbedder().embed_texts([TEXT])
    matrix = TokenMatrix.of(TEXT, vectors, PLAIN)
    asked = PLAIN(WordEmbedder().embed_question("boulanger").tokens)
    assert best_matches(asked, matrix.tokens) == pytest.approx([1.0], abs=1e-5)


def test_nothing_matches_nothing() -> None:
    empty = np.zeros((0, 16), np.float32)
    assert best_matches(np.ones((2, 16), np.float32), empty).tolist() == [0.0, 0.0]
    assert PLAIN(np.zeros((0, 64), np.float32)).shape == (0, 16)


def test_a_fitted_projection_comes_back_from_its_file(tmp_path: Path) -> None:
    tokens = np.random.default_rng(7).standard_normal((200, 64)).astype(np.float32)
    fitted = Projection.fit(tokens, 16)
    fitted.save(tmp_path / "projection.npz")
    back = Projection.load(tmp_path / "projection.npz")
    assert np.abs(back(tokens) - fitted(tokens)).max() < 0.01
    assert np.linalg.norm(fitted(tokens), axis=1) == pytest.approx(np.ones(200), abs=1e-5)
