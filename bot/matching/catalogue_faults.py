"""The faults of a catalogue: each with its file, line and field, all told at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import ConfigurationFault


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend. `field` is empty when the fault is of the whole line or file."""

    file: str
    line: int
    field: str
    text: str

    def __str__(self) -> str:
        """Give one French line.

        >>> str(Fault("aides.csv", 3, "titre", "il est vide ; un texte est attendu."))
        'aides.csv, ligne 3, « titre » : il est vide ; un texte est attendu.'
        """
        named = f", « {self.field} »" if self.field else ""
        return f"{self.file}, ligne {self.line}{named} : {self.text}"


class FaultyCatalogue(ConfigurationFault):
    """A catalogue that cannot be used: `faults` holds everything there is to mend, in reading order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))
