"""The functions: which family of work each belongs to, by its words or by its nearness in meaning.

The table `functions.tsv` is our own. It is like the families of the ROME (France Travail's directory of
trades) in spirit, and claims none of its codes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.companies.wording import bare

_TABLE = Path(__file__).with_name("functions.tsv")
OWN = "fonction:"
"""Opens the name of a family that is only the function itself."""


@dataclass(frozen=True)
class Family:
    """A family of functions; `pattern` finds its words in a bare text."""

    key: str
    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


class Meaning(Protocol):
    """Gives the vectors of short texts, one a row."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the vectors, in order."""
        ...


@dataclass(frozen=True)
class Nearness:
    """When a meaning is near enough. Cosines are taken once what all functions share is taken off.

    `least` is that with a family's nearest example, `lead` how far the next family must be, `same` what
    makes two functions of no family one.
    """

    least: float = 0.45
    lead: float = 0.04
    same: float = 0.6


@cache
def families() -> Mapping[str, Family]:
    """Read the table, once."""
    found = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        key, name, words, examples = line.split("\t")
        found[key] = Family(key, name, _pattern(words.split("; ")), tuple(examples.split("; ")))
    return found


def family_name(key: str) -> str:
    """Give the French name of a family, or the function that is a family of its own."""
    known = families().get(key)
    return known.name if known else key.removeprefix(OWN)


@lru_cache(maxsize=10_000)
def families_by_words(function: str) -> frozenset[str]:
    """Give the families that the words of a function name; often one, sometimes two, perhaps none.

    >>> sorted(families_by_words("Secrétaire comptable")), sorted(families_by_words("Chauffeur-livreur"))
    (['comptabilite', 'secretariat'], ['transport'])
    """
    text = bare(function)
    found = {family.key: [match.span() for match in family.pattern.finditer(text)] for family in _all()}
    spans = [(end - start, start, end) for every in found.values() for start, end in every]
    kept: list[tuple[int, int]] = []
    for _, start, end in sorted(spans, reverse=True):
        # « réseaux sociaux » is not « réseaux »: the longer wording speaks for its words.
        if all(end <= first or last <= start or (start, end) == (first, last) for first, last in kept):
            kept.append((start, end))
    return frozenset(key for key, every in found.items() if set(every) & set(kept))


def families_of(
    functions: Sequence[str], meaning: Meaning | None = None, nearness: Nearness | None = None
) -> dict[str, frozenset[str]]:
    """Give the families of each function: by words, else by meaning, else the function's own."""
    found = {function: families_by_words(function) for function in functions}
    unknown = sorted(function for function, keys in found.items() if not keys)
    if unknown and meaning is not None:
        found |= _by_meaning(unknown, meaning, nearness or Nearness())
    return {function: keys or frozenset({OWN + bare(function)}) for function, keys in found.items()}


def _by_meaning(functions: Sequence[str], meaning: Meaning, nearness: Nearness) -> dict[str, frozenset[str]]:
    examples, keys = _examples()
    raw = meaning.vectors(examples)
    middle = raw.mean(axis=0)
    known, asked = _centred(raw, middle), _centred(meaning.vectors(functions), middle)
    found: dict[str, frozenset[str]] = {}
    for index, function in enumerate(functions):
        best: dict[str, float] = {}
        for key, cosine in zip(keys, known @ asked[index], strict=True):
            best[key] = max(best.get(key, -1.0), float(cosine))
        (key, first), (_, second) = sorted(best.items(), key=lambda one: -one[1])[:2]
        if first >= nearness.least and first - second >= nearness.lead:
            found[function] = frozenset({key})
            continue
        twin = next((one for one in range(index) if float(asked[one] @ asked[index]) >= nearness.same), index)
        found[function] = found.get(functions[twin], frozenset({OWN + bare(function)}))
    return found


def _examples() -> tuple[list[str], list[str]]:
    pairs = [(example, family.key) for family in _all() for example in family.examples]
    return [example for example, _ in pairs], [key for _, key in pairs]


def _centred(rows: NDArray[np.float32], middle: NDArray[np.float32]) -> NDArray[np.float32]:
    moved = rows - middle
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(lengths, 1e-9), dtype=np.float32)


@cache
def _all() -> tuple[Family, ...]:
    return tuple(families().values())


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    written = sorted((wording_pattern(word) for word in words), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(written)})")


def wording_pattern(listed: str) -> str:
    """Give the regular expression of a wording of the table, where « * » stands for any ending.

    >>> wording_pattern("agent* d entretien")
    'agent\\\\w*\\\\ d\\\\ entretien\\\\b'
    """
    parts = [re.escape(bare(part)) + (r"\w*" if part.endswith("*") else "") for part in listed.split(" ")]
    return r"\ ".join(parts) + (r"\b" if not listed.endswith("*") else "")
