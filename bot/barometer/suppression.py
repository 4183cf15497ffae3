"""The suppression: small counts hidden, and with them what would give them away.

A count of fewer than five people is hidden. Where a total is shown, others are hidden beside it
(complementary suppression), so that no hidden count follows from those shown: not by subtraction, not
through several totals at once, even for someone who knows that no count is below zero. A table whose rows
and columns have totals is a graph (rows and columns its nodes, hidden cells its edges); a cell can take
another value exactly when it lies on a cycle along which one can be added and taken away in turn.
Source of the rule: L. Willenborg, T. de Waal, « Elements of Statistical Disclosure Control », 2001, ch. 4.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

LEAST = 5
"""The fewest people that a shown count may speak of."""

Key = TypeVar("Key", bound=Hashable)
Cell = tuple[str, str]


@dataclass(frozen=True)
class Count:
    """How many things were counted, and how many people they come from."""

    value: int = 0
    people: int = 0

    @property
    def is_small(self) -> bool:
        """Tell whether so few people are behind it that they might be recognised."""
        return self.value > 0 and self.people < LEAST

    def __add__(self, other: "Count") -> "Count":
        """Give the two together."""
        return Count(self.value + other.value, self.people + other.people)


def hidden_in_line(counts: Mapping[Key, Count]) -> frozenset[Key]:
    """Give the keys to hide in a list whose total is shown.

    >>> sorted(hidden_in_line({"export": Count(40, 30), "rse": Count(12, 9), "bio": Count(2, 2)}))
    ['bio', 'rse']
    """
    hidden = {key for key, count in counts.items() if count.is_small}
    while hidden and not _covers(counts[key] for key in hidden):
        spare = [key for key in counts if key not in hidden]
        if not spare:
            break
        hidden.add(min(spare, key=lambda key: (counts[key].value == 0, counts[key].value, str(key))))
    return frozenset(hidden)


def hidden_in_grid(counts: Mapping[Cell, Count]) -> frozenset[Cell]:
    """Give the cells to hide in a table whose totals, of rows and of columns, are all shown.

    `counts` holds every cell, also those of zero, and every total speaks of enough people.
    """
    hidden = {cell for cell, count in counts.items() if count.is_small}
    lines: tuple[dict[str, list[Cell]], dict[str, list[Cell]]] = (defaultdict(list), defaultdict(list))
    for cell in sorted(counts):
        for side in (0, 1):
            lines[side][cell[side]].append(cell)
    while True:
        short = [
            line
            for side in (0, 1)
            for name in sorted({cell[side] for cell in hidden})
            if (line := lines[side][name]) and not _covers(counts[one] for one in line if one in hidden)
        ]
        if not _hide_beside(counts, hidden, short):
            fixed = fixed_cells({cell: counts[cell].value for cell in sorted(hidden)})
            around = [lines[0][row] + lines[1][column] for row, column in fixed]
            if not _hide_beside(counts, hidden, around) and not (
                fixed and _hide_beside(counts, hidden, [list(counts)])
            ):
                return frozenset(hidden)


def _hide_beside(counts: Mapping[Cell, Count], hidden: set[Cell], lines: Iterable[list[Cell]]) -> bool:
    """Hide one more cell of each line that has one; tell whether any was."""
    before = len(hidden)
    helped: set[Cell] = set()
    for line in lines:
        spare = [cell for cell in line if cell not in hidden]
        # What was just hidden for a crossing line may be enough for this one too.
        if spare and not helped.intersection(line):
            helped.add(cell := _complement(counts, hidden, spare))
            hidden.add(cell)
    return len(hidden) > before


def fixed_cells(hidden: Mapping[Cell, int]) -> list[Cell]:
    """Give the hidden cells that can have no other value, when all totals and all other cells are known.

    >>> fixed_cells({("a", "x"): 3, ("a", "y"): 4, ("b", "y"): 9})
    [('a', 'x'), ('a', 'y'), ('b', 'y')]
    >>> fixed_cells({("a", "x"): 3, ("a", "y"): 4, ("b", "y"): 9, ("b", "x"): 0})
    []
    """
    after: dict[Cell, set[Cell]] = defaultdict(set)
    for (row, column), value in hidden.items():
        after["row", row].add(("column", column))
        if value > 0:
            after["column", column].add(("row", row))
    return [cell for cell in hidden if not _can_change(cell, hidden[cell], after)]


def _can_change(cell: Cell, value: int, after: Mapping[Cell, set[Cell]]) -> bool:
    row, column = ("row", cell[0]), ("column", cell[1])
    if _leads(column, row, after):
        return True
    return value > 0 and _leads(row, column, after)


def _leads(start: Cell, end: Cell, after: Mapping[Cell, set[Cell]]) -> bool:
    """Tell whether steps lead from a node to another, the direct one left out."""
    seen, pending = {start}, deque([start])
    while pending:
        node = pending.popleft()
        for other in after.get(node, ()):
            if other == end and node != start:
                return True
            if other != end and other not in seen:
                seen.add(other)
                pending.append(other)
    return False


def _covers(counts: Iterable[Count]) -> bool:
    """Tell whether counts hidden together leave open which of them is which, and speak of enough people."""
    found = list(counts)
    return len(found) > 1 and min(sum(one.value for one in found), sum(one.people for one in found)) >= LEAST


def _complement(counts: Mapping[Cell, Count], hidden: set[Cell], spare: list[Cell]) -> Cell:
    """Choose what costs least to hide: in a line that hides something already, small, and not zero."""
    rows, columns = {row for row, _ in hidden}, {column for _, column in hidden}

    def cost(cell: Cell) -> tuple[bool, bool, int, Cell]:
        crossing = cell[0] in rows and cell[1] in columns
        return (counts[cell].value == 0, not crossing, counts[cell].value, cell)

    return min(spare, key=cost)
