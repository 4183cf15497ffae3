"""The entries of a glossary: how one is read, checked, and turned into keys to match."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.errors import ConfigurationFault
from bot.retrieval.words import FUNCTION_WORDS, Word, fold, words

Key = tuple[str, ...]
"""The content words of a phrase, in order: folded, and singular."""

_PHRASE_ENDS = frozenset(".?!;:,()\n")
_LISTS = ("expansions", "variants")
_TEXTS = ("term", "acronym", "definition")


@dataclass(frozen=True)
class Entry:
    """A notion of the field.

    Any of `term`, `acronym` and `variants` in a question brings the others among `term`,
    `acronym` and `expansions`. Variants are one-way: a question that says the term never brings
    them. A `case_sensitive` acronym is an ordinary word in lower case (VIE, AMI).
    """

    term: str
    expansions: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    acronym: str | None = None
    case_sensitive: bool = False
    definition: str | None = None
    line: int = field(default=0, compare=False)
    """Where its file defines it, counted from 1; 0 when no file does."""

    @property
    def brought(self) -> tuple[str, ...]:
        """Give what the entry adds to a search, the term first."""
        return tuple(filter(None, (self.term, self.acronym, *self.expansions)))

    @property
    def triggers(self) -> tuple[str, ...]:
        """Give the phrases that call the entry whatever their case."""
        acronym = () if self.case_sensitive or not self.acronym else (self.acronym,)
        return (self.term, *acronym, *self.variants)

    def fault(self, reason: str) -> ConfigurationFault:
        """Give the fault that says why this entry cannot be used."""
        return _fault(self.line, self.term, reason)


@dataclass(frozen=True)
class Spelling:
    """A text-message spelling, and what it stands for."""

    written: str
    meant: str
    line: int = field(default=0, compare=False)

    def fault(self, reason: str) -> ConfigurationFault:
        """Give the fault that says why this spelling cannot be used."""
        return _fault(self.line, self.written, reason)


def key_of(phrase: str) -> Key:
    """Give the key of a phrase: what makes two ways of writing it the same.

    >>> key_of("Groupements d’employeurs") == key_of("groupement employeur")
    True
    """
    return key_of_words([word for word in words(phrase) if word.form not in FUNCTION_WORDS])


def key_of_words(content: list[Word]) -> Key:
    """Give the key of content words already cut."""
    return tuple(_singular(word.form) for word in content)


def phrases(text: str) -> list[list[Word]]:
    """Give the runs of content words that no punctuation interrupts.

    >>> [[word.form for word in run] for run in phrases("Un GIE à Figeac, ou une boîte ?")]
    [['gie', 'figeac'], ['boite']]
    """
    runs: list[list[Word]] = [[]]
    end = 0
    for word in words(text):
        if not _PHRASE_ENDS.isdisjoint(text[end : word.start]):
            runs.append([])
        end = word.end
        if word.form not in FUNCTION_WORDS:
            runs[-1].append(word)
    return [run for run in runs if run]


def read_entries(data: Any, root: yaml.Node) -> list[Entry]:
    """Give the entries of a parsed file; `root` tells their lines."""
    if not isinstance(data, list):
        raise ConfigurationFault("« entries » doit être une liste.")
    lines = [node.start_mark.line + 1 for node in _child(root, "entries").value]
    return [_read_entry(item, line) for item, line in zip(data, lines, strict=True)]


def read_spellings(root: yaml.Node) -> list[Spelling]:
    """Give the spellings of a parsed file, as written: « on » and « no » are words here."""
    node = _child(root, "spellings")
    if not isinstance(node, yaml.MappingNode):
        raise ConfigurationFault("« spellings » doit associer une graphie à son sens.")
    spellings: list[Spelling] = []
    known: set[Key] = set()
    for key, value in node.value:
        spelling = Spelling(str(key.value), str(value.value), key.start_mark.line + 1)
        form = tuple(fold(spelling.written).split())
        if not isinstance(value, yaml.ScalarNode) or not words(spelling.meant) or not form:
            raise spelling.fault("il faut des mots des deux côtés.")
        if form in known:
            raise spelling.fault("cette graphie est donnée deux fois.")
        known.add(form)
        spellings.append(spelling)
    return spellings


def _read_entry(item: Any, line: int) -> Entry:
    term = item.get("term") if isinstance(item, dict) else None
    if not isinstance(term, str):
        raise _fault(line, str(term or item), "il faut un « term », en texte.")
    allowed = (*_TEXTS, *_LISTS, "case_sensitive")
    if unknown := [str(name) for name in item if name not in allowed]:
        raise _fault(line, term, f"champ inconnu « {unknown[0]} ».")
    for name in _LISTS:
        value = item.get(name, [])
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise _fault(line, term, f"« {name} » doit être une liste de textes.")
    for name in _TEXTS:
        if not isinstance(item.get(name), str | None):
            raise _fault(line, term, f"« {name} » doit être un texte.")
    if not isinstance(item.get("case_sensitive", False), bool):
        raise _fault(line, term, "« case_sensitive » vaut true ou false.")
    if item.get("case_sensitive") and not item.get("acronym"):
        raise _fault(line, term, "« case_sensitive » demande un « acronym ».")
    lists = {name: tuple(item.get(name, [])) for name in _LISTS}
    entry = Entry(**{**item, **lists, "line": line})
    if len(entry.brought) + len(entry.variants) < 2:
        raise entry.fault("il faut au moins un sigle, une variante ou un synonyme.")
    return entry


def _child(root: yaml.Node, name: str) -> yaml.Node:
    nodes: dict[str, yaml.Node] = {key.value: value for key, value in root.value}
    return nodes[name]


def _fault(line: int, name: str, reason: str) -> ConfigurationFault:
    place = f"ligne {line}, " if line else ""
    return ConfigurationFault(f"{place}« {name} » : {reason}")


def _singular(form: str) -> str:
    """Give one form for the plurals and feminine participles of a folded word.

    >>> [_singular(form) for form in ("boites", "reseaux", "partagees", "gie")]
    ['boite', 'reseau', 'partage', 'gie']
    """
    if len(form) > 3 and form[-1] in "sx":
        form = form[:-1]
    return form[:-1] if len(form) > 3 and form.endswith("ee") else form
