"""The bundled model in memory: the same numbers as its folder gives, in a third of the room.

Read by sentence-transformers alone, the folder costs 290 MB for a `tokenizers` Unigram vocabulary
and up to 384 MB for the table of word vectors. Here SentencePiece cuts the text (55 MB), and the
table stays in its file, from which each pass reads the few rows that it needs.

Importing this module imports torch and sentence-transformers: only the encoder does.
"""

import json
import os
import struct
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule, Normalize
from sentence_transformers.sentence_transformer.modules import Pooling
from sentencepiece import SentencePieceProcessor
from transformers import BertModel

from bot.retrieval.bundled_files import PIECES, PROMPTS, WEIGHTS, WORD_TABLE


def bundled_model(folder: Path) -> SentenceTransformer:
    """Assemble the model that `bundled.unpack` wrote into `folder`, on the processor."""
    bert = BertModel.from_pretrained(folder, add_pooling_layer=False, local_files_only=True)
    table = RowsOnDisk(folder / WEIGHTS, WORD_TABLE)
    bert.set_input_embeddings(table)  # type: ignore[no-untyped-call]
    pieces = SentencePieceProcessor(model_file=str(folder / PIECES))
    reader = SentencePieceBert(bert, pieces)
    pooling = Pooling(bert.config.hidden_size, "mean")
    return SentenceTransformer(modules=[reader, pooling, Normalize()], prompts=dict(PROMPTS), device="cpu")


class RowsOnDisk(torch.nn.Module):
    """An embedding table that is read from its safetensors file row by row, and never kept."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__()
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            entry = json.loads(file.read(length))[name]
        self._start = 8 + length + entry["data_offsets"][0]
        self._width = entry["shape"][1]
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Give the rows of `ids`, in one more dimension."""
        wanted, places = np.unique(ids.numpy(), return_inverse=True)
        rows = np.empty((len(wanted), self._width), np.float32)
        for row, index in zip(rows, wanted.tolist(), strict=True):
            if os.preadv(self._file, [row], self._start + index * row.nbytes) != row.nbytes:
                raise OSError("the table of word vectors is cut short")
        return torch.from_numpy(rows[places.reshape(ids.shape)])


class SentencePieceBert(InputModule):
    """The first module: cuts texts into pieces, and gives the state of each after the last layer."""

    def __init__(self, bert: BertModel, pieces: SentencePieceProcessor) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.bert = bert
        self._pieces = pieces
        self.max_seq_length = int(bert.config.max_position_embeddings)

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any) -> dict[str, Any]:
        """Give ids, mask and offsets of the texts, padded to the longest, cut at the longest input.

        `offset_mapping` counts characters from the start of the prompt; the two ends of a text
        are marked in `special_tokens_mask`, and so is the padding.
        """
        cut = [self._pieces.encode((prompt or "") + text, return_type="offset_mapping") for text in inputs]
        room = self.max_seq_length - 2
        width = 2 + max(min(len(text["ids"]), room) for text in cut)
        ids = np.full((len(cut), width), self._pieces.pad_id(), np.int64)
        mask = np.zeros((len(cut), width), np.int64)
        special = np.ones((len(cut), width), np.int64)
        offsets = np.zeros((len(cut), width, 2), np.int64)
        for row, text in enumerate(cut):
            count = min(len(text["ids"]), room)
            ids[row, 0], ids[row, count + 1] = self._pieces.bos_id(), self._pieces.eos_id()
            mask[row, : count + 2] = 1
            if count:
                inside = slice(1, count + 1)
                ids[row, inside], offsets[row, inside] = text["ids"][:count], text["offsets"][:count]
                special[row, inside] = 0
        return {
            "input_ids": torch.from_numpy(ids),
            "attention_mask": torch.from_numpy(mask),
            "special_tokens_mask": special,
            "offset_mapping": offsets,
        }

    def forward(self, features: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Add `token_embeddings` to the features."""
        output = self.bert(input_ids=features["input_ids"], attention_mask=features["attention_mask"])
        return features | {"token_embeddings": output.last_hidden_state}

    def get_embedding_dimension(self) -> int:
        """Length of the vectors."""
        return int(self.bert.config.hidden_size)

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Refuse: the folder that the model was unpacked into is its saved form."""
        raise TypeError("the bundled model is saved as the folder that it was unpacked into")
