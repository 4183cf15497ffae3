"""The subjects: the names that a document is about, which most of its sentences leave unsaid."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from bot.conversation.names import names
from bot.documents.model import Document
from bot.retrieval.words import stem, stems_of

_OFTEN = 3
_SHARE = 0.1
"""A name keeps coming back from this number, and this share, of the sentences of a document."""


@lru_cache(maxsize=512)
def subjects_of(document: Document) -> Mapping[str, float]:
    """Give the stems of the names that a document is about: those that come back, and those of its title.

    Each with the share of its sentences that leave it unsaid, which is how far one of them speaks of it all
    the same: « notre territoire » is the Lot on a page about the Lot, but where every sentence names it, one
    that does not speaks of something else.
    """
    said: Counter[str] = Counter()
    sentences = [sentence.text for passage in document.passages for sentence in passage.sentences]
    for sentence in sentences:
        said.update({stem(word) for name in names(sentence) if not name.opens for word in name.words})
    often = max(_OFTEN, _SHARE * len(sentences))
    title = stems_of(document.title)
    return {
        name: 1 - count / len(sentences) for name, count in said.items() if count >= often or name in title
    }
