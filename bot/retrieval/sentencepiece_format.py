"""The SentencePiece model file: a protocol-buffer message, written field by field.

The numbers are those of SentencePiece's own `sentencepiece_model.proto`. Written here, the message asks
for no protobuf library, whose releases the solver and SentencePiece each want for themselves.
"""

import struct
from typing import Final

NORMAL: Final = 1
UNKNOWN: Final = 2
CONTROL: Final = 3

_PIECES: Final = 1
_TRAINER: Final = 2
_PIECE_TEXT: Final = 1
_PIECE_SCORE: Final = 2
_PIECE_KIND: Final = 3
_UNIGRAM: Final = (3, 1)
_VOCABULARY_SIZE: Final = 4
_UNKNOWN_ID: Final = 40
_START_ID: Final = 41
_END_ID: Final = 42
_PAD_ID: Final = 43

_VARINT: Final = 0
_BYTES: Final = 2
_FLOAT: Final = 5


def piece_message(text: str, score: float, kind: int) -> bytes:
    """Give one piece of the vocabulary, as a field of the model.

    >>> piece_message("▁pain", -8.5, NORMAL).hex(" ", 2)
    '0a10 0a07 e296 8170 6169 6e15 0000 08c1 1801'
    """
    written = text.encode()
    inner = (
        _key(_PIECE_TEXT, _BYTES)
        + _varint(len(written))
        + written
        + _key(_PIECE_SCORE, _FLOAT)
        + struct.pack("<f", score)
        + _key(_PIECE_KIND, _VARINT)
        + _varint(kind)
    )
    return _key(_PIECES, _BYTES) + _varint(len(inner)) + inner


def trainer_message(size: int, *, unknown: int, start: int, end: int, pad: int) -> bytes:
    """Give what the model says of its vocabulary: Unigram, its size and its special ids."""
    fields = (
        _UNIGRAM,
        (_VOCABULARY_SIZE, size),
        (_UNKNOWN_ID, unknown),
        (_START_ID, start),
        (_END_ID, end),
        (_PAD_ID, pad),
    )
    inner = b"".join(_key(number, _VARINT) + _varint(value) for number, value in fields)
    return _key(_TRAINER, _BYTES) + _varint(len(inner)) + inner


def _key(number: int, kind: int) -> bytes:
    return _varint(number << 3 | kind)


def _varint(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)
