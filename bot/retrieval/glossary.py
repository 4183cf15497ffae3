"""The glossary: the field's acronyms, synonyms and text-message spellings, which a chamber may extend."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import yaml

from bot.errors import ConfigurationFault
from bot.retrieval.glossary_entries import (
    Entry,
    Key,
    Spelling,
    key_of,
    key_of_words,
    phrases,
    read_entries,
    read_spellings,
)
from bot.retrieval.words import Word, fold, words

_GLUE = frozenset("'’-")


class Glossary:
    """Entries and spellings, ready to match. Without any, it changes nothing.

    Invariant: a phrase leads to one entry, and no spelling is written out into another.
    """

    def __init__(self, entries: Iterable[Entry] = (), spellings: Iterable[Spelling] = ()) -> None:
        self.entries = tuple(entries)
        self.spellings = tuple(spellings)
        self._triggers: dict[Key, Entry] = {}
        for entry in self.entries:
            self._add(entry)
        self._capitals = {entry.acronym: entry for entry in self.entries if entry.case_sensitive}
        self._acronyms = {fold(entry.acronym): entry for entry in self.entries if entry.acronym}
        self._meant = {tuple(w.form for w in words(s.written)): s.meant for s in self.spellings}
        self._longest = max(map(len, self._triggers), default=0)
        self._longest_spelling = max(map(len, self._meant), default=0)
        for spelling in self.spellings:
            self._check(spelling)

    @classmethod
    def load(cls, path: Path) -> "Glossary":
        """Read a glossary file; one that is absent or empty gives an empty glossary.

        Raises ConfigurationFault, with the entry and its line, for anything that cannot be used.
        """
        if not path.exists():
            return cls()
        try:
            text = path.read_text(encoding="utf-8")
            root, data = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise ConfigurationFault(f"Glossaire {path.name}, ligne {line} : YAML illisible.") from error
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise ConfigurationFault(f"Glossaire {path.name} : illisible, UTF-8 attendu.") from error
        try:
            return cls._read(data, root)
        except ConfigurationFault as fault:
            raise ConfigurationFault(f"Glossaire {path.name}, {fault.user_message}") from fault

    @classmethod
    def _read(cls, data: object, root: yaml.Node | None) -> "Glossary":
        if data is None or root is None:
            return cls()
        if not isinstance(data, dict) or not set(data) <= {"entries", "spellings"}:
            raise ConfigurationFault("seules les rubriques « entries » et « spellings » sont attendues.")
        return cls(
            read_entries(data["entries"], root) if data.get("entries") else (),
            read_spellings(root) if data.get("spellings") else (),
        )

    def expand(self, question: str) -> tuple[str, ...]:
        """Give the extra terms to search for; the question itself stays as it is.

        Function words, case, accents and plurals are ignored; the longest phrase wins.

        >>> entry = Entry("groupement d'employeurs", ("temps partiel",), ("partager un comptable",), "GE")
        >>> Glossary([entry]).expand("Ma boulangerie de Figeac peut-elle partager des comptables ?")
        ("groupement d'employeurs", 'GE', 'temps partiel')
        """
        found: dict[str, None] = {}
        for key, entry in self._matches(question):
            found.update(dict.fromkeys(_others(entry, key)))
        return tuple(found)

    def meanings(self, question: str) -> dict[int, tuple[str, ...]]:
        """Give, by where a word starts, the terms that its phrase stands for; a word inside a longer phrase
        no longer brings what it means alone.

        >>> night = Entry("boîte de nuit", ("discothèque",))
        >>> glossary = Glossary([night, Entry("entreprise", (), ("boîte",))])
        >>> glossary.meanings("Ma boîte est une boîte de nuit")
        {3: ('entreprise',), 17: ('discothèque',), 26: ('discothèque',)}
        """
        found = {}
        for run, entry in self._runs(question):
            if entry is not None:
                terms = _others(entry, key_of_words(run))
                found.update({word.start: terms for word in run if terms})
        return found

    def write_out(self, question: str, is_known: Callable[[str], bool]) -> str:
        """Give the question with its acronyms written out, but those whose stem `is_known` to the documents.

        >>> glossary = Glossary([Entry("groupement d'employeurs", acronym="GE")])
        >>> glossary.write_out("À quoi sert un GE ?", lambda stem: False)
        "À quoi sert un groupement d'employeurs ?"
        """
        pieces, end = [], 0
        for word in words(question):
            written = question[word.start : word.end]
            entry = self._acronyms.get(word.form)
            if entry is None or is_known(word.stem) or (entry.case_sensitive and written != entry.acronym):
                continue
            pieces += [question[end : word.start], entry.term]
            end = word.end
        return "".join([*pieces, question[end:]])

    def normalise(self, question: str) -> str:
        """Give the question with its text-message spellings written out.

        >>> glossary = Glossary(spellings=[Spelling("bjr", "bonjour"), Spelling("pr", "pour")])
        >>> glossary.normalise("Bjr, une aide pr mon fournil ?")
        'Bonjour, une aide pour mon fournil ?'
        """
        tokens = words(question)
        pieces: list[str] = []
        end = position = 0
        while position < len(tokens):
            run = self._spelling_at(question, tokens, position)
            if run:
                meant = self._meant[tuple(word.form for word in run)]
                if question[run[0].start].isupper():
                    meant = meant[0].upper() + meant[1:]
                pieces += [question[end : run[0].start], meant]
                end = run[-1].end
            position += len(run) or 1
        return "".join([*pieces, question[end:]])

    def _matches(self, question: str) -> Iterator[tuple[Key, Entry]]:
        for run, entry in self._runs(question):
            if entry is not None:
                yield key_of_words(run), entry
        if any(c.islower() for c in question):  # in a question all in capitals, VIE is just « vie »
            for word in words(question):
                acronym = question[word.start : word.end]
                if acronym in self._capitals:
                    yield key_of(acronym), self._capitals[acronym]

    def _runs(self, question: str) -> Iterator[tuple[list[Word], Entry | None]]:
        """Give each longest phrase with its entry, and each word that is in none, in their order."""
        for phrase in phrases(question):
            position = 0
            while position < len(phrase):
                run, entry = self._trigger_at(phrase, position)
                yield run, entry
                position += len(run)

    def _trigger_at(self, phrase: list[Word], position: int) -> tuple[list[Word], Entry | None]:
        """Give the longest known run of words from this one on, with its entry; else the word alone."""
        for size in range(min(self._longest, len(phrase) - position), 0, -1):
            run = phrase[position : position + size]
            entry = self._triggers.get(key_of_words(run))
            if entry is not None:
                return run, entry
        return phrase[position : position + 1], None

    def _spelling_at(self, text: str, tokens: list[Word], position: int) -> list[Word]:
        """Give the longest run of words from this one that is a spelling, or none."""
        for size in range(min(self._longest_spelling, len(tokens) - position), 0, -1):
            run = tokens[position : position + size]
            if (
                tuple(word.form for word in run) in self._meant
                and not _glued(text, run[0].start, run[-1].end)
                and all(text[a.end : b.start].strip() in ("", "-") for a, b in pairwise(run))
            ):
                return run
        return []

    def _add(self, entry: Entry) -> None:
        for trigger in entry.triggers:
            key = key_of(trigger)
            if not key:
                raise entry.fault(f"« {trigger} » n'a aucun mot qui se cherche.")
            known = self._triggers.setdefault(key, entry)
            if known is not entry:
                raise entry.fault(f"« {trigger} » mène déjà à « {known.term} ».")

    def _check(self, spelling: Spelling) -> None:
        """Refuse a spelling whose meaning would itself be rewritten: `normalise` settles at once."""
        parts = {part for written in self._meant for part in written}
        for word in words(spelling.meant):
            if word.form in parts and not _glued(spelling.meant, word.start, word.end):
                raise spelling.fault(f"« {word.form} » serait réécrit à son tour.")


def _others(entry: Entry, key: Key) -> tuple[str, ...]:
    """Give the terms that an entry brings to a phrase of this key, itself aside."""
    return tuple(extra for extra in entry.brought if key_of(extra) != key)


def _glued(text: str, start: int, end: int) -> bool:
    """Tell whether an apostrophe or a hyphen ties [start, end) to a neighbour (« c'est », « peut-on »)."""
    return text[max(0, start - 1) : start] in _GLUE or text[end : end + 1] in _GLUE
