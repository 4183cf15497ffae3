"""The alignment: where a sentence that repeats its source parts from it, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from bot.conversation.dates import MONTHS
from bot.conversation.names import names
from bot.retrieval.words import fold

_TOKEN = re.compile(r"[^\W_]+")
# An aside that names who speaks: « , annonçait Martin Malvy en 2012, ».
_ASIDE = re.compile(
    r",\s*(?:(?:\w+ ){0,2}(?:annonc|indiqu|expliqu|precis|affirm|estim|rapport|soulign|rappel|jug)\w*|selon|d'apres)\b[^,.;:]*"
)
_PLAN = re.compile(
    r"(?:propos(?:e|ent|ait|aient|er)|souhait(?:e|ent|ait|aient|er)|veut|veulent|voulait|voulaient|voudrai\w+|envisag\w+"
    r"|annonc(?:e|ent|ait|aient)|promet|promettait|promettent|prevoit|prevoyait|prevu\w*|devai\w+|devrai\w+|doit|doivent"
    r"|pourrai\w+|prepar(?:e|ait|ent)|espere\w*|compte|projet|projette|vise|visait|ambition\w*|idee|demand\w+|recommand\w+"
    r"|candidat\w*|prochain\w*|futur\w*|venir|voul\w+|proposition|objectif|ferait|serait|permettrait)"
)

_SHORT = 3
_FORM = 3
"""Letters that the forms of one verb share."""
_MONTHS = frozenset(fold(month) for month in MONTHS)
_LINKS = frozenset("a au d de des du en l la le les que qu un une".split())  # noqa: SIM905


def swaps_name(sentence: str, source: str) -> bool:
    """Tell whether a sentence puts one name, or month, in the place where its source has another.

    >>> swaps_name("Le fournil de Cahors vend du pain bio.", "Le fournil de Figeac vend du pain bio à Cahors.")
    True
    >>> swaps_name("Du pain bio est vendu à Cahors par le fournil.", "Le fournil de Figeac vend du pain à Cahors.")
    False
    """
    mine, theirs = _named(sentence), _named(source)
    said, held = [word for word, _ in mine], [word for word, _ in theirs]
    for start, end, first, last in _replaced(said, held):
        new = {word for word, named in mine[start:end] if named} - {word for word, _ in theirs[first:last]}
        old = {word for word, named in theirs[first:last] if named} - {word for word, _ in mine[start:end]}
        # A long stretch that names whom the source names elsewhere is a turn of phrase, not a swap.
        turned = new <= set(held) and (old <= set(said) or end - start > _SHORT)
        if new and old and not turned:
            return True
        if _MONTHS.intersection(said[start:end]) and _MONTHS.intersection(held[first:last]):
            return True
    return False


def drops_plan(sentence: str, source: str) -> bool:
    """Tell whether a sentence repeats its source without the verb that made it a plan.

    >>> drops_plan("Le fournil vient d'ouvrir une boutique.", "Le fournil veut ouvrir une boutique.")
    True
    """
    said = _TOKEN.findall(_ASIDE.sub("", fold(sentence)))
    held = _TOKEN.findall(_ASIDE.sub("", fold(source)))
    matcher = SequenceMatcher(None, said, held, autojunk=False)
    same = {
        place for block in matcher.get_matching_blocks() for place in range(block.b, block.b + block.size)
    }
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag not in ("replace", "delete", "insert"):
            continue
        new = said[start:end]
        # « propose de créer » told as « a créé »: the verb itself stays, in another form.
        kept = {word[:_FORM] for word in new}
        left = [word for word in held[first:last] if word not in _LINKS and word[:_FORM] not in kept]
        planned = bool(left) and _PLAN.fullmatch(left[-1]) is not None
        followed = len({last, last + 1} & same) == 2
        if planned and followed and not any(_PLAN.fullmatch(word) for word in new):
            return True
    return False


def _replaced(said: list[str], held: list[str]) -> Iterator[tuple[int, int, int, int]]:
    matcher = SequenceMatcher(None, said, held, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "replace":
            yield start, end, first, last


def _named(text: str) -> list[tuple[str, bool]]:
    """Give the folded words of a text, each with whether it is part of a name."""
    known = {word for name in names(text) for word in name.words}
    found: list[tuple[str, bool]] = []
    for token in _TOKEN.finditer(text):
        word = fold(token.group())
        capital = token.group() != token.group().lower()
        found.append((word, capital and (word in known or bool(found))))
    return found
