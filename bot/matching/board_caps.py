"""The caps: how often a company is written to, and when a deposit has found enough."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.matching.board_item import BoardItem


@dataclass(frozen=True)
class BoardLimits:
    """The limits. `a_week` proposals a company in seven days; `spare` more under way than are wanted."""

    a_week: int = 3
    spare: int = 2


@dataclass
class Caps:
    """What was proposed so far. `approached` counts, by company mark, the last seven days.

    `under_way` counts, by item, the introductions that are neither refused nor closed, `interested` those
    among them that the other side has accepted.
    """

    limits: BoardLimits = field(default_factory=BoardLimits)
    proposed: set[frozenset[str]] = field(default_factory=set)
    approached: Counter[str] = field(default_factory=Counter)
    under_way: Counter[str] = field(default_factory=Counter)
    interested: Mapping[str, int] = field(default_factory=dict)

    def admit(self, offer: BoardItem, need: BoardItem) -> bool:
        """Tell whether the two may be proposed to each other once more, today."""
        if frozenset({offer.key, need.key}) in self.proposed:
            return False
        return all(self.leave_room(item) for item in (offer, need))

    def leave_room(self, item: BoardItem) -> bool:
        """Tell whether an item, and its company, may get another proposal."""
        if any(self.approached[mark] >= self.limits.a_week for mark in item.companies):
            return False
        if self.interested.get(item.key, 0) >= item.partners:
            return False
        return self.under_way[item.key] < item.partners + self.limits.spare

    def note(self, offer: BoardItem, need: BoardItem) -> None:
        """Count a proposal just made."""
        self.proposed.add(frozenset({offer.key, need.key}))
        self.approached.update(marks_of((offer, need)))
        self.under_way.update((offer.key, need.key))


def marks_of(items: Iterable[BoardItem]) -> list[str]:
    """Give the marks of the companies behind items."""
    return [mark for item in items for mark in sorted(item.companies)]
