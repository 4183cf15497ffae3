"""The identity: whom « qui est … » asks about, and whether a sentence tells who that is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from bot.conversation.attribution import without_attribution
from bot.retrieval.words import fold

_ASKED = re.compile(
    r"(?:^|[,;:.!?] |\b(?:et|mais|alors|bonjour|salut|savoir|sais|sait|dire|dis) )"
    r"(?:qui (?:est|sont|etait|etaient)|c.?est qui|c.?etait qui|who (?:is|was|are|were)|who.s)"
    r" (?P<who>[^,;:.!?]+)|^(?P<before>[^,;:.!?]+?),? (?:c.?est qui|qui est.ce|qui c.?est)\W*$"
)
_TITLE = re.compile(r"\b(?:m|mr|mrs|ms|mme|monsieur|madame)\b\.? ")
_ASIDES = frozenset({"donc", "deja", "exactement", "svp", "stp"})
_JOINED = frozenset({"et", "and"})
_MOST_WORDS = 5
# What begins a description, « qui est le président », asks for a name instead.
_NOT_A_NAME = re.compile(
    r"(?:les?|la|l|une?|des?|du|d|ce|cet|cette|ces|[mts]on|[mts]a|[mts]es|[nv]otre|[nv]os|leurs?|a|au|aux|en|dans|vous|tu|toi"
    r"|the|an|in|your|our|their|that|this|to)"
)
_WORD = re.compile(r"\w+(?:-\w+)*")

_AFTER = re.compile(
    # « Jeanne Roux était … », « Jeanne Roux (boulangère) »
    r"^,? (?:est|était|sont|étaient|fut|sera)\b|^ \("
    # « Jeanne Roux, boulangère à Figeac, … », « Jeanne Roux, qui tient le fournil, … »
    r"|^, (?!(?:mais|et|ou|ni|car|donc|puis|selon|dans|en|à|au|aux|pour|par|sur|avec|lors|afin|comme|ce|cela"
    r"|ils?|elles?|on|d['’]après|depuis|sans|sous|chez|entre|avant|après|pendant|alors|quand|si|de|des|du|les?|la|un|une)\b)[a-zà-ÿ]"
    r"|^, (?:le|la|un|une|l['’])\s?[^,]{3,80},"
)
_BEFORE = re.compile(
    # « La boulangère de Figeac, Jeanne Roux, … »
    r"(?:(?:^|[,;:] |\b(?:que|et|par|avec|pour|à|de) )(?:[Ll][ea]s? |[Ll]['’]|[Uu]ne? )[^,;:]{3,80}, "
    # « la présidente était Jeanne Roux », « qui s'appelle Jeanne Roux »
    r"|\b(?:est|était|sont|étaient|nommée?|appelle|appelait) "
    # « la boulangère Jeanne Roux »
    r"|\b(?:[Ll][ea]s? |[Ll]['’]|[Dd]u |[Aa]u |[Uu]ne? )[a-zà-ÿ]{4,} )$"
)

# « qui interroge Jeanne Roux, … » : what follows the comma tells of another.
_IN_A_CLAUSE = re.compile(r"\bqu(?:i|e|['’])[^,]*$")


@dataclass(frozen=True)
class Somebody:
    """Somebody, or a body, whom a question names and asks about; `words` are folded, in their order."""

    words: tuple[str, ...]

    @classmethod
    @lru_cache(maxsize=2_000)
    def asked_about(cls, question: str) -> Self | None:
        """Read whom a question asks to be presented; None when it asks for something else.

        >>> Somebody.asked_about("c'est qui Jeanne Roux ?").words
        ('jeanne', 'roux')
        >>> Somebody.asked_about("Qui est la présidente du fournil ?") is None
        True
        """
        found = _ASKED.search(_TITLE.sub("", fold(question).strip()))
        if found is None:
            return None
        words = [word for word in _WORD.findall(found["who"] or found["before"]) if word not in _ASIDES]
        if not 0 < len(words) <= _MOST_WORDS or _NOT_A_NAME.fullmatch(words[0]):
            return None
        return cls(tuple(words))

    def is_named(self, sentence: str) -> bool:
        """Tell whether a sentence writes the name as a name, with a capital.

        >>> Somebody(("jeanne", "roux")).is_named("Le fournil de Jeanne Roux ouvre tôt.")
        True
        """
        return any(True for _ in self._places(sentence))

    def is_presented(self, sentence: str) -> bool:
        """Tell whether a sentence says who that is: an apposition, or a verb that identifies.

        >>> jeanne = Somebody(("jeanne", "roux"))
        >>> jeanne.is_presented("La boulangère de Figeac, Jeanne Roux, pétrit la nuit.")
        True
        >>> jeanne.is_presented("Le pain lève lentement, explique Jeanne Roux.")
        False
        """
        text = without_attribution(sentence)
        return any(
            _BEFORE.search(text[:start])
            or (_AFTER.search(text[end:]) and not _IN_A_CLAUSE.search(text[:start]))
            for start, end in self._places(text)
        )

    def _places(self, sentence: str) -> Iterator[tuple[int, int]]:
        """Give where the names stand: all in a row, or any of those that « et » joins."""
        written = list(_WORD.finditer(sentence))
        folded = [fold(word.group()) for word in written]
        for name in self._names():
            for at in range(len(written) - len(name) + 1):
                if folded[at : at + len(name)] == name and written[at].group()[0].isupper():
                    yield written[at].start(), written[at + len(name) - 1].end()

    def _names(self) -> Iterator[list[str]]:
        name: list[str] = []
        for word in (*self.words, "et"):
            if word not in _JOINED:
                name.append(word)
            elif name:
                yield name
                name = []
