"""The folder of a catalogue: every YAML and CSV file in it, read together."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.matching.catalogue import Adviser, Catalogue, Organisation, Programme
from bot.matching.catalogue_faults import Fault, FaultyCatalogue
from bot.matching.catalogue_yaml import Entry, Placed, read_yaml
from bot.matching.national_format import read_lines


def load_catalogue(folder: Path) -> Catalogue:
    """Give the catalogue of a folder; an absent or empty one gives an empty catalogue.

    Raises FaultyCatalogue, a ConfigurationFault, with every fault of every file.
    """
    entries, faults = read_folder(folder)
    if faults:
        raise FaultyCatalogue(faults)
    return catalogue_of(placed.entry for placed in entries)


def catalogue_of(entries: Iterable[Entry]) -> Catalogue:
    """Give a catalogue of entries, in their order."""
    kept = tuple(entries)
    return Catalogue(
        tuple(one for one in kept if isinstance(one, Programme)),
        tuple(one for one in kept if isinstance(one, Adviser)),
        tuple(one for one in kept if isinstance(one, Organisation)),
    )


def read_folder(folder: Path) -> tuple[list[Placed], list[Fault]]:
    """Give the entries of a folder with their places, and every fault: those between files as well."""
    entries: list[Placed] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        if path.suffix.lower() in (".yaml", ".yml", ".csv"):
            found, wrong = read_file(path)
            entries.extend(found)
            faults.extend(wrong)
    whole = not faults
    faults.extend(_twins(entries))
    # A contact may be in an entry that could not be read: that fault is told first.
    faults.extend(_unknown_contacts(entries, ()) if whole else ())
    return entries, faults


def faults_between(entries: Sequence[Placed], known: Iterable[Entry]) -> list[Fault]:
    """Give the faults of one file's entries among themselves, and against those already `known`."""
    others = list(known)
    return [*_twins(entries), *_taken(entries, others), *_unknown_contacts(entries, others)]


def read_file(path: Path) -> tuple[list[Placed], list[Fault]]:
    """Give the entries and the faults of one file, YAML or CSV by its suffix."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        return [], [Fault(path.name, 1, "", f"fichier illisible ({fault.strerror}).")]
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        return [], [Fault(path.name, line, "", "ce n'est pas de l'UTF-8 ; enregistrez le fichier en UTF-8.")]
    if path.suffix.lower() != ".csv":
        return read_yaml(text, path.name)
    try:
        return [Placed(one, path.name, line) for line, one in read_lines(text, path.name)], []
    except FaultyCatalogue as fault:
        return [], list(fault.faults)


def key_of(entry: Entry) -> str:
    """Give the name that no other entry has: the `id` of a programme, the `key` of the others."""
    return entry.id if isinstance(entry, Programme) else entry.key


def _twins(entries: Sequence[Placed]) -> Iterator[Fault]:
    seen: dict[str, Placed] = {}
    for placed in entries:
        for name in {placed.entry.key, key_of(placed.entry)}:
            twin = seen.setdefault(name, placed)
            if twin is not placed:
                told = f"« {name} » est déjà celui de {twin.file}, ligne {twin.line} ; attendu : un autre."
                yield Fault(placed.file, placed.line, "key", told)


def _taken(entries: Sequence[Placed], known: Iterable[Entry]) -> Iterator[Fault]:
    owners = {entry.key: key_of(entry) for entry in known}
    for placed in entries:
        name = placed.entry.key
        if owners.get(name, key_of(placed.entry)) != key_of(placed.entry):
            told = f"« {name} » est déjà la clé d'une autre entrée du catalogue ; attendu : une autre clé."
            yield Fault(placed.file, placed.line, "key", told)


def _unknown_contacts(entries: Sequence[Placed], known: Iterable[Entry]) -> Iterator[Fault]:
    everyone = [*known, *(placed.entry for placed in entries)]
    people = {entry.key for entry in everyone if not isinstance(entry, Programme)}
    for placed in entries:
        named = placed.entry.contacts if isinstance(placed.entry, Programme) else ()
        for name in named:
            if name not in people:
                told = f"« {name} » n'est la clé d'aucun conseiller ni organisme ; attendu : l'une d'elles."
                yield Fault(placed.file, placed.line, "contacts", told)
