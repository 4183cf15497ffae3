"""The encoder: the one door to sentence-transformers, which gives sentence and token vectors at once."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.errors import ConfigurationFault
from bot.imports import left_out
from bot.retrieval.vectors import Floats, Offsets, TextVectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 8
"""Texts a pass: more is no faster on a processor, and takes more memory."""


def load_bundled(folder: Path, *, threads: int = 2) -> "Encoder":
    """Load the model that `bundled.unpack` wrote into `folder`, without a look at any network."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    _prepare(threads)
    from bot.retrieval.bundled_module import bundled_model

    return Encoder(bundled_model(folder))


def load_encoder(name: str, *, threads: int = 2) -> "Encoder":
    """Load any sentence-transformers model by name or folder.

    Code that a model brings along is never run. Raises ConfigurationFault when it does not load.
    """
    _prepare(threads)
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(name, trust_remote_code=False)
    except (OSError, ValueError, ImportError, KeyError) as error:
        raise ConfigurationFault(
            f"Le modèle « {name} » (BOT_EMBEDDING_MODEL) ne se charge pas : {error}"
        ) from error
    return Encoder(model)


def _prepare(threads: int) -> None:
    """Set what the libraries read when they are imported, then import the two that matter."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    # OpenMP threads that wait by spinning make a question ten times slower on a busy machine.
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")
    # Buffers that the matrix library would keep for the next pass (5 MB, and no time is lost without).
    os.environ.setdefault("MKL_DISABLE_FAST_MM", "1")
    import torch

    # scikit-learn looks for pandas, to read tables (30 MB), and transformers for Pillow, to read pictures.
    with left_out("pandas", "PIL"):
        import sentence_transformers  # noqa: F401
    from transformers.utils.logging import disable_progress_bar

    torch.set_num_threads(threads)
    disable_progress_bar()  # type: ignore[no-untyped-call]


class Encoder:
    """A loaded model. One forward pass at a time, whatever the number of threads that call.

    All are made in one thread: each that computes keeps buffers and helpers (40 MB for eight clients).
    """

    def __init__(self, model: "SentenceTransformer") -> None:
        self._model = model.eval()
        self._worker = ThreadPoolExecutor(1, "encoder")

    @property
    def prompts(self) -> dict[str, str]:
        """What the model wants before a text, by the kind of text; empty for many models."""
        return {name: prompt for name, prompt in self._model.prompts.items() if prompt}

    @property
    def dimension(self) -> int:
        """Length of the sentence vectors."""
        return int(self._model.get_embedding_dimension() or self.encode([""], "")[0].sentence.size)

    @property
    def revision(self) -> str | None:
        """The commit of a model that came from a hub."""
        config = getattr(self._model[0], "config", None)
        return getattr(config, "_commit_hash", None)

    def encode(self, texts: Sequence[str], prompt: str) -> list[TextVectors]:
        """Give the vectors of `texts`, in their order; `prompt` is read before each, and left out.

        Texts of like length share a batch, so that little is computed for padding; equal ones are read once.
        """
        order = sorted(dict.fromkeys(texts), key=len)
        found: dict[str, TextVectors] = {}
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            vectors = self._worker.submit(self._forward, batch, prompt).result()
            found.update(zip(batch, vectors, strict=True))
        return [found[text] for text in texts]

    def _forward(self, texts: list[str], prompt: str) -> list[TextVectors]:
        import torch
        from sentence_transformers.util import batch_to_device

        with torch.inference_mode():
            features = batch_to_device(
                self._model.preprocess(texts, prompt=prompt or None), self._model.device
            )
            output = self._model.forward(features)
        sentences = output["sentence_embedding"].float().cpu().numpy()
        norms = np.linalg.norm(sentences, axis=1, keepdims=True)
        sentences = sentences / np.maximum(norms, 1e-12)
        spans = self._spans(texts, prompt, output)
        if spans is None:
            none = np.zeros((0, sentences.shape[1]), np.float32), np.zeros((0, 2), np.int32)
            return [TextVectors(sentence, *none) for sentence in sentences]
        states = output["token_embeddings"].float().cpu().numpy()
        return [
            TextVectors(sentence, *_own_tokens(row, span, mask, text, len(prompt)))
            for sentence, row, span, mask, text in zip(sentences, states, *spans, texts, strict=True)
        ]

    def _spans(self, texts: list[str], prompt: str, output: dict[str, Any]) -> tuple[Any, Any] | None:
        """Give the offsets of the tokens and the mask of the text's own, or None if there is no telling."""
        if "offset_mapping" in output:
            return output["offset_mapping"], output["special_tokens_mask"] == 0
        tokenizer = self._model.tokenizer
        if "token_embeddings" not in output or not getattr(tokenizer, "is_fast", False):
            return None
        encoded = tokenizer(
            [prompt + text for text in texts],
            padding=True,
            truncation=True,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
            return_tensors="np",
        )
        if not np.array_equal(encoded["input_ids"], output["input_ids"].cpu().numpy()):
            return None
        return encoded["offset_mapping"], encoded["special_tokens_mask"] == 0


def _own_tokens(states: Floats, spans: Offsets, mask: Any, text: str, skipped: int) -> tuple[Floats, Offsets]:
    """Keep the tokens that cover some of `text`, which starts `skipped` characters into the input."""
    keep = mask & (spans[:, 1] > skipped)
    offsets = np.maximum(spans[keep] - skipped, 0).astype(np.int32)
    for span in offsets:
        start, end = int(span[0]), int(span[1])
        blank = len(text[start:end]) - len(text[start:end].lstrip())
        if start + blank < end:
            span[0] = start + blank
    return np.ascontiguousarray(states[keep]), offsets
