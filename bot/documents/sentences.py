"""Sentences: where the sentences of a French text begin and end."""

import re

LONGEST = 900
"""No sentence is longer: the embedding model reads about twice as many characters at most."""

_CANDIDATE = re.compile(r"[.!?…]+(?:[\"”’')\]]+|[ ]?»)*[.…]?(?=\s)")
_OPENING = re.compile(r"[\"“«‘'(\[—–-]*\s?")
_WORD_BEFORE = re.compile(r"[^\s(«\"“’'/]+$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the end of a sentence: what follows belongs to them.
_TITLES = _words("m mm mme mmes mlle mlles dr drs pr mgr st ste vve cf ex p pp tél réf")
# The end of a sentence only before a word that starts one.
_ABBREVIATIONS = _words(
    """etc janv févr fév avr juil sept oct nov déc coll soc inc ltd co corp vs suiv s art arts n no nos fig
    vol chap éd al av apr env bd boul ch dép hab cie ets éts resp dir max min approx fax tel me ref c.-à-d"""
)
STARTERS = _words(
    """le la les l un une des du de d ce c cet cette ces il elle ils elles on nous vous je j tu en dans
    pour par sur avec sans si mais et ou or donc car ainsi aussi au aux à après avant depuis pendant
    selon chaque tout toute tous toutes leur leurs son sa ses notre nos votre vos mon ma mes quand
    lorsque quel quelle quels quelles qui que qu quoi où comment combien pourquoi enfin ensuite puis
    cependant toutefois néanmoins pourtant parmi entre plus plusieurs certains certaines y voici
    voilà cela ceux celle celui côté grâce afin outre même"""
)
"""Words that, with a capital, most often begin a sentence."""
_SPEAKER = re.compile(
    r"(?:[A-ZÀ-Ý]{1,4}|(?:(?:[A-ZÀ-Ý][\w’'-]+|d[eu]|la|le)\s+){0,3}[A-ZÀ-Ý][\w’'-]+)\.(?=\s+[A-ZÀ-Ý«\"“])"
)
_SPACE = re.compile(r"\s")


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """Give the [start, end) of each sentence of one paragraph; together they hold all but spaces.

    >>> text = "M. Roux emploie 12 salariés à Figeac. Son chiffre d'affaires : 1,7 M€. Et vous ?"
    >>> [text[start:end] for start, end in cut_sentences(text)]
    ['M. Roux emploie 12 salariés à Figeac.', "Son chiffre d'affaires : 1,7 M€.", 'Et vous ?']
    """
    spans: list[tuple[int, int]] = []
    start = _skip_spaces(text, 0)
    speaker = _SPEAKER.match(text, start)
    for candidate in _CANDIDATE.finditer(text, speaker.end() if speaker else start):
        if _ends_sentence(text, candidate):
            spans.extend(_shortened(text, start, candidate.end()))
            start = _skip_spaces(text, candidate.end())
    end = len(text.rstrip())
    if start < end:
        spans.extend(_shortened(text, start, end))
    return spans


def _ends_sentence(text: str, candidate: re.Match[str]) -> bool:
    """Tell whether the punctuation found closes a sentence, from the words on both sides."""
    after = _OPENING.match(text, _skip_spaces(text, candidate.end()))
    following = text[after.end() : after.end() + 24] if after else ""
    if not following:
        return candidate.end() >= len(text.rstrip()) or bool(_SPACE.match(text, candidate.end()))
    if following[0].islower() or following[0] in ",;:.!?…»)":
        return False
    if candidate.group() != ".":
        return True
    found = _WORD_BEFORE.search(text, max(0, candidate.start() - 40), candidate.start())
    word = found.group() if found else ""
    return not _is_abbreviation(word, _begins_sentence(following))


def _begins_sentence(following: str) -> bool:
    """Tell whether words begin as sentences do; « L. 1253-1 » is no article, « L'été » is."""
    first = re.split(r"\W", following, maxsplit=1)[0].lower()
    elided = following[1:2] in ("'", "’")
    return first in STARTERS and (len(first) > 1 or elided or first in ("à", "y"))


def _is_abbreviation(word: str, starts: bool) -> bool:
    """Tell whether `word` and its full stop are an abbreviation inside a sentence."""
    lowered = word.lower().lstrip("-")
    if lowered in _TITLES:
        return True
    initial = len(word) == 1 and word.isalpha() and word.isupper()
    dotted = "." in word and all(len(part.strip("-")) <= 1 for part in word.split("."))
    if initial or dotted or re.fullmatch(r"[A-ZÀ-Ý][a-zé]?-[A-ZÀ-Ý]", word):
        return not starts
    if lowered in _ABBREVIATIONS:
        return not starts
    return False


def _shortened(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a sentence that is longer than LONGEST at a semicolon, a comma, a space, or anywhere."""
    spans = []
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        floor = LONGEST // 2
        cut = max(window.rfind("; ", floor), window.rfind(", ", floor))
        if cut < 0:
            cut = window.rfind(" ", floor)
        stop = start + (cut + 1 if cut >= 0 else LONGEST)
        spans.append((start, start + len(text[start:stop].rstrip())))
        start = _skip_spaces(text, stop)
    if start < end:
        spans.append((start, end))
    return spans


def _skip_spaces(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
