"""The catalogue, kept in the database: imported again it stays the same, and nothing leaves it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import func, select

from bot.matching.catalogue import Adviser, Catalogue, Kind, Organisation, Programme
from bot.matching.catalogue_faults import Fault, FaultyCatalogue
from bot.matching.catalogue_folder import catalogue_of, key_of, load_catalogue
from bot.matching.catalogue_yaml import Entry
from bot.store.catalogue_tables import CatalogueEntryRow
from bot.store.changes import note_change
from bot.store.database import Database

Origin = Literal["seeds", "import", "hand"]
_ADAPTERS: dict[Kind, TypeAdapter[Any]] = {
    "programme": TypeAdapter(Programme),
    "adviser": TypeAdapter(Adviser),
    "organisation": TypeAdapter(Organisation),
}
_KINDS: dict[type, Kind] = {Programme: "programme", Adviser: "adviser", Organisation: "organisation"}
_OWN = (
    "key", "recurrence", "suspended", "status", "pays", "besoins", "contacts", "evidence",
    "criteria_evidence",
)  # fmt: skip


@dataclass(frozen=True)
class Imported:
    """What an import did, by id."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shelved:
    """An entry, where it comes from (« seeds », « import » or « hand »), and whether it is withdrawn."""

    name: str
    kind: Kind
    entry: Entry
    origin: str
    withdrawn: bool

    @property
    def title(self) -> str:
        """What it is called."""
        return self.entry.titre if isinstance(self.entry, Programme) else self.entry.name


class StoredCatalogue:
    """The entries in the database; those of an import stand before those of the seeds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def catalogue(self) -> Catalogue:
        """Give every entry that may be shown. A programme that was withdrawn comes as suspended."""
        with self._database.reading() as session:
            rows = session.scalars(select(CatalogueEntryRow).order_by(CatalogueEntryRow.position))
            entries = [(_from_row(row), row.withdrawn) for row in rows]
        return catalogue_of(
            replace(entry, suspended=True) if withdrawn and isinstance(entry, Programme) else entry
            for entry, withdrawn in entries
            if not withdrawn or isinstance(entry, Programme)
        )

    def put(self, entries: Iterable[Entry], origin: Origin = "import") -> Imported:
        """Add or change entries, all or none; the same again changes nothing.

        What a file of the national format cannot say (needs, contacts, evidence…) is kept from before.
        An import, and what was changed by hand, are never changed by the seeds. Raises FaultyCatalogue
        when a key is already taken.
        """
        added: list[str] = []
        changed: list[str] = []
        unchanged: list[str] = []
        with self._database.writing() as session:
            rows = {row.id: row for row in session.scalars(select(CatalogueEntryRow))}
            keys = {row.data["key"]: row.id for row in rows.values()}
            last = session.scalar(select(func.max(CatalogueEntryRow.position))) or 0
            for entry in entries:
                name, row = key_of(entry), rows.get(key_of(entry))
                kept = entry if row is None or origin == "hand" else _carried_over(entry, _from_row(row))
                _refuse_twin(kept, keys, name)
                if row is None:
                    last += 1
                    row = CatalogueEntryRow(id=name, position=last, kind=kind_of(entry))
                    _fill(row, kept, origin)
                    session.add(row)
                    rows[name], keys[kept.key] = row, name
                    added.append(name)
                elif (origin == "seeds" and row.origin != "seeds") or _same(row, kept):
                    unchanged.append(name)
                else:
                    _fill(row, kept, origin)
                    changed.append(name)
            if added or changed:
                note_change(session, "catalogue")
        return Imported(tuple(added), tuple(changed), tuple(unchanged))

    def shelf(self) -> list[Shelved]:
        """Give every entry with its standing, those withdrawn included."""
        with self._database.reading() as session:
            rows = session.scalars(select(CatalogueEntryRow).order_by(CatalogueEntryRow.position))
            return [Shelved(row.id, _kind(row), _from_row(row), row.origin, row.withdrawn) for row in rows]

    def withdraw(self, name: str, *, withdrawn: bool) -> None:
        """Take an entry away or put it back, by its `key_of`; from then on it is held by hand."""
        with self._database.writing() as session:
            row = session.get_one(CatalogueEntryRow, name)
            row.withdrawn, row.origin = withdrawn, "hand"
            note_change(session, "catalogue")

    def sync_seeds(self, folder: Path) -> Imported:
        """Bring the entries of the seeds in line with their folder; those it has no more are withdrawn.

        Raises FaultyCatalogue, and changes nothing, when a file is at fault.
        """
        catalogue = load_catalogue(folder)
        done = self.put(catalogue, "seeds")
        live = {key_of(entry) for entry in catalogue}
        with self._database.writing() as session:
            gone = [
                row
                for row in session.scalars(select(CatalogueEntryRow).filter_by(origin="seeds"))
                if row.id not in live and not row.withdrawn
            ]
            for row in gone:
                row.withdrawn = True
            if gone:
                note_change(session, "catalogue")
            names = tuple(row.id for row in gone)
        return replace(done, withdrawn=names)


def sync_seeds(database: Database, folder: Path) -> StoredCatalogue:
    """Give the stored catalogue, its seeds in line with `folder` (that of `BOT_SEEDS_DIR`)."""
    stored = StoredCatalogue(database)
    stored.sync_seeds(folder)
    return stored


def kind_of(entry: Entry) -> Kind:
    """Give the kind of an entry."""
    return _KINDS[type(entry)]


def _from_row(row: CatalogueEntryRow) -> Entry:
    entry: Entry = _ADAPTERS[_kind(row)].validate_python(row.data, strict=False)
    return entry


def _kind(row: CatalogueEntryRow) -> Kind:
    return next(kind for kind in _ADAPTERS if kind == row.kind)


def _fill(row: CatalogueEntryRow, entry: Entry, origin: Origin) -> None:
    row.data = _dumped(entry)
    row.origin, row.withdrawn = origin, False


def _dumped(entry: Entry) -> dict[str, Any]:
    data: dict[str, Any] = _ADAPTERS[kind_of(entry)].dump_python(entry, mode="json")
    return data


def _same(row: CatalogueEntryRow, entry: Entry) -> bool:
    return not row.withdrawn and row.kind == kind_of(entry) and row.data == _dumped(entry)


def _carried_over(entry: Entry, before: Entry) -> Entry:
    """Give an entry of the national format with what only Passerelle's form says of it."""
    if not isinstance(entry, Programme) or not isinstance(before, Programme) or entry.key != entry.id:
        return entry
    return replace(entry, **{name: getattr(before, name) for name in _OWN})


def _refuse_twin(entry: Entry, keys: dict[str, str], name: str) -> None:
    if keys.get(entry.key, name) != name:
        told = f"« {entry.key} » est déjà la clé d'une autre entrée ; attendu : une autre clé."
        raise FaultyCatalogue([Fault("catalogue", 1, "key", told)])
