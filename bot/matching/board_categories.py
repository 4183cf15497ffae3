"""The categories of the board: what is offered and needed, by family, and which go together.

The table `board_categories.tsv` is our own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from bot.companies.wording import bare
from bot.matching.functions import wording_pattern

_TABLE = Path(__file__).with_name("board_categories.tsv")
OTHER: Final = "autre"
FAMILIES: Final[Mapping[str, str]] = {
    "residus": "Sous-produits, déchets et réemploi",
    "alimentaire": "Produits alimentaires",
    "numerique": "Numérique",
    "fournitures": "Fournitures et services",
}
"""The families of categories, in the order in which they are shown."""
_RELATED: Final = frozenset(
    frozenset(pair.split())
    for pair in (
        "bois_residus bois_meubles",
        "bois_residus batiment",
        "textiles_residus confection",
        "textiles_residus batiment",
        "metaux pieces",
        "papier_carton emballages",
        "plastiques emballages",
        "mineraux batiment",
        "mineraux emballages",
        "mineraux boissons",
        "emballages impression",
        "visibilite impression",
        "visibilite sites",
        "gestion reseaux",
        "gestion sites",
        "epicerie cereales_pain",
        "organiques cereales_pain",
    )
)
"""Categories of which one may serve the other."""


@dataclass(frozen=True)
class Category:
    """A category; `pattern` finds its words in a bare text, and is None where it has none."""

    key: str
    family: str
    name: str
    pattern: re.Pattern[str] | None
    examples: tuple[str, ...]


@cache
def categories() -> Mapping[str, Category]:
    """Read the table, once."""
    found = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        key, family, name, words, examples = line.split("\t")
        written = sorted((wording_pattern(word) for word in words.split("; ") if word), key=len, reverse=True)
        pattern = re.compile(rf"\b(?:{'|'.join(written)})") if written else None
        found[key] = Category(key, family, name, pattern, tuple(one for one in examples.split("; ") if one))
    return found


def examples() -> list[str]:
    """Give the examples of every category."""
    return [example for one in categories().values() for example in one.examples]


@lru_cache(maxsize=10_000)
def categories_by_words(text: str) -> frozenset[str]:
    """Give the categories that the words of a text name; the longer wording speaks for its words.

    >>> sorted(categories_by_words("Chutes de bois et sciures")), sorted(categories_by_words("Bonjour"))
    (['bois_residus'], [])
    """
    plain = bare(text)
    found = [
        (match.start(), match.end(), one.key)
        for one in categories().values()
        if one.pattern
        for match in one.pattern.finditer(plain)
    ]
    return frozenset(
        key
        for start, end, key in found
        if not any(first <= start and end <= last and last - first > end - start for first, last, _ in found)
    )


def compatibility(chosen: tuple[str, str], named: tuple[frozenset[str], frozenset[str]]) -> float:
    """Give how well two items go together, from 0 to 1: by the category each chose, and by those it names.

    The choice weighs more than the words. « Autre » says nothing: neither yes nor no.

    >>> nothing = frozenset[str]()
    >>> compatibility(("metaux", "metaux"), (nothing, nothing))
    1.0
    >>> compatibility(("metaux", "pieces"), (nothing, nothing))
    0.5
    >>> compatibility(("metaux", "laitiers"), (nothing, nothing))
    0.0
    """
    one, other = chosen
    if one == other != OTHER:
        return 1.0
    if one in named[1] or other in named[0]:
        return 0.7
    if OTHER in chosen and not (named[0] if one == OTHER else named[1]):
        return 0.4
    if frozenset(chosen) in _RELATED or named[0] & named[1]:
        return 0.5
    known = categories()
    return 0.2 if known[one].family == known[other].family else 0.0
