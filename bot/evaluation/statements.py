"""The statement: a sentence of an answer as it is shown, with the numbers of the sources it cites."""

import re
from dataclasses import dataclass

from bot.evaluation.facts import fold

_MARKER = re.compile(r"\s*\[(\d+)\]")
_MARKERS = r"(?:\s*\[\d+\])*"
_END = re.compile(rf"(?<=[.!?…])[\"»”’)\s]*?{_MARKERS}[ \t\u00a0\u202f]+(?=[\"«“(\[]?\s*[A-ZÀ-ÖØ-Þ0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|St|Ste|art|al|cf|env|p|pp|vol|av|bd|tél|ex|éd|n)|\b[A-Z]|\betc)\.$"
)
_QUOTES = "«»“”\"'’‘ \u00a0\u202f"
_WORD = re.compile(r"\w+")
_LEAD_IN_WORDS = 12
# « According to my sources: … » names the sources and asserts nothing; no figure may hide in it.
_FRAME = re.compile(
    r"^[^.!?:\d\[\]\n]{0,60}\bsources?\b[^.!?:\d\[\]\n]{0,40}:[ \u00a0\u202f]+", re.IGNORECASE
)


@dataclass(frozen=True)
class Statement:
    """What is said (`text`, without markers), and the sources it names (`numbers`)."""

    text: str
    numbers: tuple[int, ...]


def statements(answer: str) -> list[Statement]:
    """Cut an answer into statements; a marker belongs to the sentence it stands in or right after.

    A short line that ends with a colon only introduces what follows, and is not a statement; nor
    is a first clause such as « Voici ce que disent les sources : ».

    >>> statements("M. Roux dirige le fournil de Figeac [2]. Il emploie 14 personnes. [1][3]")
    [Statement(text='M. Roux dirige le fournil de Figeac.', numbers=(2,)), \
Statement(text='Il emploie 14 personnes.', numbers=(1, 3))]
    """
    pieces: list[str] = []
    for piece in _pieces(_FRAME.sub("", answer)):
        if pieces and _only_markers(piece):
            pieces[-1] += f" {piece}"
        else:
            pieces.append(piece)
    found = [_statement(piece) for piece in pieces]
    return [one for one in found if _WORD.search(one.text) and not _leads_in(one)]


def bare(text: str) -> str:
    """Give a sentence folded, without the quotation marks and the stop around it.

    >>> bare("« La boulangerie emploie 14 personnes. »")
    'la boulangerie emploie 14 personnes'
    """
    return fold(text.strip(_QUOTES)).strip(_QUOTES).rstrip(".…").strip(_QUOTES)


def _pieces(answer: str) -> list[str]:
    pieces, start = [], 0
    for end in _END.finditer(answer):
        piece = answer[start : end.end()]
        if "\n" not in end.group() and _ABBREVIATION.search(answer[start : end.start()]):
            continue
        pieces.append(piece.strip())
        start = end.end()
    pieces.append(answer[start:].strip())
    return [piece for piece in pieces if piece]


def _only_markers(piece: str) -> bool:
    return bool(_MARKER.search(piece)) and not _MARKER.sub("", piece).strip(" .\t")


def _statement(piece: str) -> Statement:
    numbers = tuple(int(number) for number in _MARKER.findall(piece))
    text = _MARKER.sub("", piece).strip().lstrip("-•*– ")
    return Statement(text, numbers)


def _leads_in(statement: Statement) -> bool:
    short = len(_WORD.findall(statement.text)) <= _LEAD_IN_WORDS
    return not statement.numbers and statement.text.endswith(":") and short
