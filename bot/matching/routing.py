"""The routing: whom a company is sent to, the near generalist first, the specialist behind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.companies.company import Company
from bot.matching import messages
from bot.matching.catalogue import Adviser
from bot.matching.naf import fold
from bot.matching.rules import absence_on
from bot.matching.territories import ABROAD, Reach, possible_departements

Loads = Callable[[], Mapping[str, int]]
"""Gives the number of open requests of each adviser, by key."""
_LOCAL = 1
"""The farthest level at which a chamber is the local one: its département."""
_STEM = 5
"""Letters that two words of one family share: « export » and « exportation »."""


@dataclass(frozen=True)
class Hole:
    """A subject that nobody covers in a département, in a month (« 2026-11 »)."""

    subject: str
    departement: str
    month: str


@dataclass(frozen=True)
class Route:
    """Whom to turn to, best first. With nobody, a person must look: `to_tray`; and there may be a `hole`."""

    chain: tuple[Adviser, ...]
    hole: Hole | None = None

    @property
    def to_tray(self) -> bool:
        """Tell whether the request goes to the tray that all advisers share."""
        return not self.chain


def no_loads() -> Mapping[str, int]:
    """Give the loads where nobody counts them."""
    return {}


class Router:
    """Finds advisers by territory, subject, absence and load."""

    def __init__(self, advisers: Sequence[Adviser], loads: Loads = no_loads) -> None:
        self._advisers = [(adviser, Reach.of(adviser.territories)) for adviser in advisers]
        self._subjects = sorted({subject for adviser in advisers for subject in adviser.subjects})
        self._loads = loads

    def route(self, company: Company, subject: str, day: date) -> Route:
        """Give whom to send a company to, for a subject in any words."""
        departements = possible_departements(company)
        loads = self._loads()
        found = []
        for adviser, reach in self._advisers:
            near = reach.nearness(company.commune, departements)
            about = closeness(subject, adviser.subjects)
            if near is None or absence_on(adviser, day) or not (adviser.generalist or about):
                continue
            load = loads.get(adviser.key, 0)
            is_full = adviser.most_requests is not None and load >= adviser.most_requests
            # Near home the generalist receives; farther away only a specialist is worth the distance.
            welcoming = adviser.generalist if near <= _LOCAL else bool(about)
            order = (is_full, near > _LOCAL, not welcoming, near, -about, adviser.status == "uncertain", load)
            found.append(((*order, adviser.key), adviser))
        if found:
            return Route(tuple(adviser for _, adviser in sorted(found, key=lambda pair: pair[0])))
        placed = len(departements) == 1 and ABROAD not in departements
        return Route((), self._hole(subject, departements, day) if placed else None)

    def _hole(self, subject: str, departements: frozenset[str], day: date) -> Hole:
        # The words of the need may name someone: only a subject of the catalogue is kept.
        close = max(self._subjects, key=lambda known: closeness(subject, (known,)), default="")
        known = close if closeness(subject, (close,)) else messages.OTHER_SUBJECT
        return Hole(known, min(departements), f"{day:%Y-%m}")


def closeness(text: str, subjects: Sequence[str]) -> float:
    """Give the share of a subject's words that a text holds, for the closest subject.

    >>> closeness("une aide à l'exportation", ["mission d'études", "export"])
    1.0
    """
    held = _stems(text)
    return max((len(stems & held) / len(stems) for stems in map(_stems, subjects) if stems), default=0.0)


def _stems(text: str) -> frozenset[str]:
    words = fold(text).replace("'", " ").replace(",", " ").replace("-", " ").split()
    return frozenset(word.strip(".?!:;()«»")[:_STEM] for word in words if len(word) > 3)
