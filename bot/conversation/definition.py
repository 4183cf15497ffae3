"""The definition: which notion « qu'est-ce que … » asks about, and whether a sentence says what it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from bot.retrieval.query import Query
from bot.retrieval.words import Word, fold, stems_of, words

_ASKED = re.compile(
    r"\b(?:qu.?est.ce (?:que? c.?est qu|qu)|c.?est quoi|c koi|que (?:signifien?t?|veu(?:len)?t dire)"
    r"|definition d|what (?:is|are)|what does)(?:e |['’]| )?\W*"
    r"(?:(?:l['’]|la |les? |(?P<one>une? )|des |du |de (?:la |l['’])?|the |an? )\W*)?"
    r"(?P<notion>[\w' -]{2,60}?)(?: mean)?\W*$"
)
_MOST_WORDS = 6

_AFTER = re.compile(
    # « Le fournil est un four à pain », « Le fournil (…) », « le fournil, qui cuit le pain »
    r"^ (?:est|sont) (?:une?|des|l[ea]s?|l['’])\b|^ \(|^,? qui\b|^ : "
    r"|^ (?:\S+ ){0,3}"
    r"(?:(?:désigne|signifie|consiste|regroupe|rassemble)(?:nt)?|permet(?:tent)?|réuni(?:t|ssent))\b"
    # « Le Plan Local de Boulangerie (PLB) »
    r"|^\)"
)


@dataclass(frozen=True)
class Notion:
    """A notion that a question asks to be defined: the stems of its words, in their order.

    `content` are those of its content words. `common` tells that it is any of its kind (« un fournil »):
    what does not name it does not define it.
    """

    stems: tuple[str, ...]
    content: frozenset[str] = frozenset()
    common: bool = False

    @classmethod
    @lru_cache(maxsize=2_000)
    def asked_about(cls, question: str) -> Self | None:
        """Read which notion a question asks about; None when it asks for something else.

        >>> Notion.asked_about("C'est quoi, un four banal ?").stems
        ('four', 'banal')
        >>> Notion.asked_about("Que fait le fournil ?") is None
        True
        """
        found = _ASKED.search(fold(question).strip())
        read = words(found["notion"]) if found else []
        if found is None or not 0 < len(read) <= _MOST_WORDS:
            return None
        return cls(tuple(word.stem for word in read), stems_of(found["notion"]), bool(found["one"]))

    def is_named(self, query: Query, text: str) -> bool:
        """Tell whether a text holds the words of the notion, or of a term that the glossary brings for it."""
        held = stems_of(text)
        return any(words and words <= held for words in (self.content, *query.brought))

    def is_defined(self, sentence: str) -> bool:
        """Tell whether a sentence says what the notion is, or writes out its acronym.

        >>> four = Notion.asked_about("Qu'est-ce qu'un four banal ?")
        >>> four.is_defined("Les fours banals, qui servent à tous, sont rares.")
        True
        >>> four.is_defined("Le maire aime le four banal.")
        False
        """
        return any(_AFTER.search(sentence[end:]) for end in self._ends(words(sentence)))

    def _ends(self, written: list[Word]) -> Iterator[int]:
        size = len(self.stems)
        for at in range(len(written) - size + 1):
            if tuple(word.stem for word in written[at : at + size]) == self.stems:
                yield written[at + size - 1].end
