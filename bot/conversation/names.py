"""The proper names of a question or a sentence, and whether a source writes them so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.conversation.lexicon import FRENCH_NAMES, OPENERS, PARTICLES, TITLES
from bot.documents.sentences import STARTERS
from bot.retrieval.words import FUNCTION_WORDS, fold, stem

_TOKEN = re.compile(r"[^\W_]+(?:[-&][^\W_]+)*")
# Between two words of one name: nothing but a space, or a particle.
_BARE = re.compile(r"[ \u00a0\u202f-]+")
_PARTICLE = re.compile(
    r"[ \u00a0\u202f]+(?:de la|de l['’]|des|du|de|d['’]|la|le|les|et|of|of the|the)[ \u00a0\u202f]*",
    re.IGNORECASE,
)
# How a common word ends that opens a sentence more often than a name does.
_ORDINARY_END = re.compile(r"(?:er|ir|ant|ment|ments|tion|tions|ees?|es|aux|ites?|ing|ly)$")

_NEXT_CAPITAL = re.compile(r"[ \u00a0-][A-ZÀ-Ý][\wÀ-ÿ]")
# Verbs that open a request: « Présente Jeanne Roques ».
_ORDERS = re.compile(
    r"(?:present|cit|donn|racont|resum|montr|list|contact|appel+|detaill|cherch|compar|nomm|rappel+|indiqu)(?:e|es|ez|er)"
    r"|decri(?:s|vez|re)|joindre|rencontrer|tell|show|give|list|describe|present|name|contact|meet|find"
)
_PROPER = re.compile(r"\b(?:[A-ZÀ-Ý][\wÀ-ÿ]*\d*|\w*\d[\w]*)\b")


@dataclass(frozen=True)
class Name:
    """A run of capitalised words, folded. `opens` when it may only be the first word of its sentence."""

    words: tuple[str, ...]
    opens: bool = False


def names(sentence: str) -> list[Name]:
    """Give the proper names of a sentence, acronyms included.

    >>> [name.words for name in names("À Figeac, Jeanne Delmas (CCI du Lot) reçoit les fournils.")]
    [('figeac',), ('jeanne', 'delmas'), ('cci', 'lot')]
    """
    runs: list[list[re.Match[str]]] = []
    for token in _TOKEN.finditer(sentence):
        if not _is_capital(token.group()):
            continue
        if runs and _joins(sentence, runs[-1], token):
            runs[-1].append(token)
        else:
            runs.append([token])
    found = []
    for run in runs:
        name = _name(sentence, run)
        if name is not None:
            found.append(name)
    return found


@lru_cache(maxsize=2_000)
def names_in(question: str) -> tuple[str, ...]:
    """Give the folded proper names, acronyms and figures of a question.

    Its first word has a capital anyway: it is a name where another one follows it. A question written all in
    capitals has none that can be told.

    >>> names_in("Quand la CCI du Lot aide-t-elle Whylot en 2017 ?")
    ('cci', 'lot', 'whylot', '2017')
    >>> names_in("Jeanne Roques est-elle boulangère ?")
    ('jeanne', 'roques')
    """
    if question.isupper():
        return ()
    first = len(question) - len(question.lstrip(" «\"'"))
    found = [
        match
        for match in _PROPER.finditer(question)
        if match.start() > first or match.group().isupper() or _opens_name(question, match)
    ]
    return tuple(fold(match.group()) for match in found if len(match.group()) > 1)


def _opens_name(question: str, first: re.Match[str]) -> bool:
    """Tell whether the first word of a question begins a name of several words."""
    form = fold(first.group())
    asks = form in FUNCTION_WORDS or form in TITLES or _ORDERS.fullmatch(form) is not None
    return not asks and _NEXT_CAPITAL.match(question, first.end()) is not None


class Nameable:
    """The words of the sources, among which a name must stand as it is written."""

    def __init__(self, texts: Sequence[str]) -> None:
        # A name may not straddle two texts.
        self._line = " | ".join(" ".join(_words(text)) for text in texts)
        self._line = f" {self._line} "
        self._stems = {stem(word) for word in self._line.split()}

    def holds(self, name: Name) -> bool:
        """Tell whether the sources write this name: its words side by side, particles aside.

        A longer run may be several names in a row, each of two words or more.

        >>> sources = Nameable(["Jeanne Delmas préside la CCI du Lot avec Paul Roux."])
        >>> sources.holds(Name(("jeanne", "roux"))), sources.holds(Name(("cci", "lot", "jeanne", "delmas")))
        (False, True)
        """
        if name.opens and len(name.words) == 1:
            word = name.words[0]
            return (
                self._side_by_side(name.words)
                or stem(word) in self._stems
                or bool(_ORDINARY_END.search(word))
            )
        return self._partitioned(name.words)

    def resembles(self, name: Name) -> bool:
        """Tell whether the sources write a name that an English sentence translates: California, Spain."""
        if name.opens:
            return True
        held = self._line.split()
        return all(
            any(word == other or FRENCH_NAMES.get(word) == other or word[:5] == other[:5] for other in held)
            for word in name.words
        )

    def _partitioned(self, words: tuple[str, ...]) -> bool:
        if self._side_by_side(words):
            return True
        return any(
            self._side_by_side(words[:cut]) and self._partitioned(words[cut:])
            for cut in range(2, len(words) - 1)
        )

    def _side_by_side(self, words: tuple[str, ...]) -> bool:
        return f" {' '.join(words)} " in self._line


def _name(sentence: str, run: list[re.Match[str]]) -> Name | None:
    opens = (
        not _TOKEN.search(sentence[: run[0].start()]) or sentence[: run[0].start()].rstrip()[-1:] in ':«“"'
    )
    words = [part for token in run for part in _words(token.group())]
    if opens and words and (words[0] in FUNCTION_WORDS or words[0] in STARTERS or words[0] in OPENERS):
        words, opens = words[1:], False
    while words and words[0] in TITLES:
        words, opens = words[1:], False
    words = [word for word in words if word not in TITLES] if len(words) > 1 else words
    if not words or all(len(word) == 1 and not word.isdigit() for word in words):
        return None
    return Name(tuple(words), opens and len(run) == 1 and not run[0].group().isupper())


def _joins(sentence: str, run: list[re.Match[str]], token: re.Match[str]) -> bool:
    between = sentence[run[-1].end() : token.start()]
    if _BARE.fullmatch(between):
        return True
    # « CCI du Lot » is one name; « Palous de Rodez » is two.
    return run[-1].group().isupper() and len(run[-1].group()) > 1 and bool(_PARTICLE.fullmatch(between))


def _words(text: str) -> Iterator[str]:
    for token in re.finditer(r"[^\W_]+", fold(text)):
        if token.group() not in PARTICLES:
            yield token.group()


def _is_capital(token: str) -> bool:
    return any(part[:1].isupper() for part in re.split(r"[-&]", token)) or (
        token.lower() != token and not token.islower()
    )
