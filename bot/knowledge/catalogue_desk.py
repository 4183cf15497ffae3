"""The catalogue's desk: entries edited in forms, at once those that the matching proposes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.clock import Clock
from bot.documents.library import Library
from bot.errors import NotFound
from bot.knowledge.messages import ENTRY_GONE, KEY_TAKEN
from bot.matching.catalogue import Kind
from bot.matching.catalogue_forms import Checked, check_form
from bot.store.catalogue import Shelved, StoredCatalogue


@dataclass(frozen=True)
class CatalogueDesk:
    """Checks, saves and withdraws entries; `changed` is called once an entry is durable."""

    stored: StoredCatalogue
    library: Library
    clock: Clock
    changed: Callable[[], None]

    def entry(self, key: str) -> Shelved:
        """Give an entry by its key, withdrawn or not. Raises NotFound."""
        for shelved in self.stored.shelf():
            if shelved.entry.key == key:
                return shelved
        raise NotFound(ENTRY_GONE)

    def save(self, kind: Kind, typed: Mapping[str, str], before: Shelved | None) -> Checked:
        """Store a form that is right; give what was made of it, or the faults."""
        key = typed.get("key", "").strip()
        if before is None and key in {shelved.entry.key for shelved in self.stored.shelf()}:
            return Checked(None, {"key": KEY_TAKEN.format(key=key)})
        checked = check_form(
            kind,
            typed,
            before=before.entry if before else None,
            others=self.stored.catalogue(),
            documents=self.library.documents(),
            now=self.clock(),
        )
        if checked.entry is not None:
            self.stored.put([checked.entry], "hand")
            self.changed()
        return checked

    def withdraw(self, key: str, *, withdrawn: bool) -> None:
        """Take an entry away, or put it back. Raises NotFound."""
        self.stored.withdraw(self.entry(key).name, withdrawn=withdrawn)
        self.changed()
