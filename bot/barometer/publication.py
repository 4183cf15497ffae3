"""The publication: the tables of a year as they may be shown, their small counts hidden together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.barometer.suppression import LEAST, Cell, Count, hidden_in_grid, hidden_in_line

GROUPED: Final = "regroupes"
"""The key of the lines whose totals are hidden, which a table shows as one."""
LINES: Final = ("subject", "departement", "sector", "size", "month", "outcome")
GRIDS: Final = (
    ("subject", "month"),
    ("departement", "month"),
    ("sector", "month"),
    ("size", "month"),
    ("subject", "outcome"),
    ("subject", "departement"),
)


@dataclass(frozen=True)
class Line:
    """A list of counts with its total; None is a hidden count. Without a total nothing is shown."""

    values: Mapping[str, int | None]
    total: int | None


@dataclass(frozen=True)
class Grid:
    """A table of counts; None is a hidden count. The totals of its rows and columns are all shown."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Mapping[Cell, int | None]

    def total(self, counts: Iterable[Cell]) -> int | None:
        """Add up shown counts; nothing when one of them is hidden."""
        found = [self.values[cell] for cell in counts]
        known = [value for value in found if value is not None]
        return sum(known) if len(known) == len(found) else None


@dataclass(frozen=True)
class Publication:
    """What may be shown of one year: lists by each dimension, tables by two."""

    lines: Mapping[str, Line]
    grids: Mapping[Cell, Grid]


def publish(
    lines: Mapping[str, Mapping[str, Count]],
    grids: Mapping[Cell, Mapping[Cell, Count]],
    people: int,
) -> Publication:
    """Give what may be shown of counts that have the same total, of `people` people in all.

    A line whose own total is hidden takes part in tables only inside the group of all such lines, whose sum
    is known anyway. So tables share no hidden number, and what is safe in each is safe in all together.
    """
    if people < LEAST:
        return Publication({}, {})
    hidden = {name: hidden_in_line(counts) for name, counts in lines.items()}
    shown = {
        name: Line(
            {key: None if key in hidden[name] else count.value for key, count in counts.items()},
            sum(count.value for count in counts.values()),
        )
        for name, counts in lines.items()
    }
    tables = {
        (first, second): _grid(
            grids[first, second], lines[first], lines[second], (hidden[first], hidden[second])
        )
        for first, second in grids
    }
    return Publication(shown, tables)


def grid_data(grid: Grid) -> dict[str, Any]:
    """Give a table as plain data, to be stored."""
    return {
        "rows": list(grid.rows),
        "columns": list(grid.columns),
        "values": [[grid.values[row, column] for column in grid.columns] for row in grid.rows],
    }


def grid_from(data: Mapping[str, Any]) -> Grid:
    """Give the table of such data.

    >>> found = publish_grid({("export", "46"): Count(8, 8), ("export", "12"): Count(7, 7)})
    >>> grid_from(grid_data(found[0])) == found[0]
    True
    """
    cells = {
        (row, column): value
        for row, values in zip(data["rows"], data["values"], strict=True)
        for column, value in zip(data["columns"], values, strict=True)
    }
    return Grid(tuple(data["rows"]), tuple(data["columns"]), cells)


def publish_grid(counts: Mapping[Cell, Count]) -> tuple[Grid, Line, Line] | None:
    """Give a table that stands alone, with the totals of its rows and of its columns; None if too small."""
    rows, columns = _margins(counts, 0), _margins(counts, 1)
    total = Count(sum(one.value for one in rows.values()), sum(one.people for one in rows.values()))
    if total.value == 0 or total.is_small:
        return None
    published = publish({"rows": rows, "columns": columns}, {("rows", "columns"): counts}, total.people)
    return published.grids["rows", "columns"], published.lines["rows"], published.lines["columns"]


def _margins(counts: Mapping[Cell, Count], side: int) -> dict[str, Count]:
    found: dict[str, Count] = {}
    for cell, count in sorted(counts.items()):
        old = found.get(cell[side], Count())
        found[cell[side]] = old + count
    return found


def _grid(
    counts: Mapping[Cell, Count],
    rows: Mapping[str, Count],
    columns: Mapping[str, Count],
    hidden: tuple[frozenset[str], frozenset[str]],
) -> Grid:
    kept_rows, kept_columns = _kept(rows, hidden[0]), _kept(columns, hidden[1])
    merged = {(row, column): Count() for row in kept_rows for column in kept_columns}
    for (row, column), count in counts.items():
        cell = (GROUPED if row in hidden[0] else row, GROUPED if column in hidden[1] else column)
        old = merged[cell]
        merged[cell] = old + count
    unseen = hidden_in_grid(merged)
    values = {cell: None if cell in unseen else count.value for cell, count in merged.items()}
    return Grid(tuple(kept_rows), tuple(kept_columns), values)


def _kept(counts: Mapping[str, Count], hidden: frozenset[str]) -> Sequence[str]:
    kept = [key for key in counts if key not in hidden]
    return [*kept, GROUPED] if hidden else kept
