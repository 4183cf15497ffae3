"""The sheets: each published table in words, as a page shows it and as a file carries it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.barometer.charts import HIDDEN, Bar
from bot.barometer.facts import OTHER, UNKNOWN
from bot.barometer.publication import GROUPED, Grid, grid_from
from bot.companies.activities import label as naf_label
from bot.companies.geography import departement
from bot.companies.needs import SUBJECTS

MONTHS: Final = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
DIMENSIONS: Final = {
    "subject": "Sujet",
    "departement": "Département",
    "sector": "Secteur",
    "size": "Effectif",
    "month": "Mois",
    "outcome": "Réponse",
}
_SPECIAL: Final = {
    GROUPED: "Regroupés (totaux masqués)",
    UNKNOWN: "Non précisé",
    OTHER: "Autre sujet",
    "avec": "Avec réponse",
    "sans": "Sans réponse",
}


@dataclass(frozen=True)
class Sheet:
    """A table to read: a name for its file, a title, a head and rows."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def label(dimension: str, key: str) -> str:
    """Give the name of a value of a dimension.

    >>> label("subject", "export"), label("departement", "46"), label("month", "2026-11")
    ("Vendre à l'étranger", 'Lot (46)', 'nov.')
    """
    if key in _SPECIAL:
        return _SPECIAL[key]
    if dimension == "subject":
        return SUBJECTS.get(key, key)
    if dimension == "departement":
        return str(departement(key) or key)
    if dimension == "sector":
        return naf_label(key) or key
    if dimension == "month":
        return MONTHS[int(key[5:]) - 1]
    if dimension == "size":
        return "Aucun salarié" if key == "0" else f"{key} salariés"
    return key


def shown(value: int | None) -> str | int:
    """Give a count as it is written."""
    return HIDDEN if value is None else value


def line_bars(data: Mapping[str, Any], dimension: str) -> list[Bar]:
    """Give the bars of a list."""
    line = data["lines"][dimension]
    return [Bar(label(dimension, key), value) for key, value in line["values"]]


def line_sheet(data: Mapping[str, Any], dimension: str) -> Sheet:
    """Give a list as a table."""
    line = data["lines"][dimension]
    rows = [(label(dimension, key), shown(value)) for key, value in line["values"]]
    title = f"Par {DIMENSIONS[dimension].lower()}"
    return Sheet(
        dimension, title, (DIMENSIONS[dimension], "Conversations"), (*rows, ("Total", line["total"]))
    )


def grid_sheet(data: Mapping[str, Any], name: str) -> Sheet:
    """Give a table by two dimensions, its totals at the end."""
    first, second = name.split("/")
    table = grid_from(data["grids"][name])
    title = f"{DIMENSIONS[first]} par {DIMENSIONS[second].lower()}"
    return table_sheet(f"{first}-{second}", title, table, (first, second))


def table_sheet(name: str, title: str, grid: Grid, dimensions: tuple[str, str]) -> Sheet:
    """Give a table in words."""
    first, second = dimensions
    head = (DIMENSIONS.get(first, first), *(label(second, column) for column in grid.columns))
    rows = tuple(
        (label(first, row), *(shown(grid.values[row, column]) for column in grid.columns))
        for row in grid.rows
    )
    return Sheet(name, title, head, rows)


def departements_sheet(title: str, counts: Mapping[str, int | None]) -> Sheet:
    """Give counts by département as a table, the deepest first and the hidden ones last."""
    ordered = sorted(counts.items(), key=lambda one: (one[1] is None, -(one[1] or 0), one[0]))
    rows = tuple((label("departement", code), shown(count)) for code, count in ordered if count != 0)
    return Sheet("departements", title, (DIMENSIONS["departement"], "Demandes"), rows)


def share_bars(data: Mapping[str, Any]) -> list[Bar]:
    """Give the share of conversations of each subject in which a question stayed without an answer."""
    sheet = data["grids"].get("subject/outcome")
    if not sheet or "sans" not in sheet["columns"]:
        return []
    at = sheet["columns"].index("sans")
    found = []
    for row, values in zip(sheet["rows"], sheet["values"], strict=True):
        whole = None if None in values else sum(values)
        part = values[at]
        share = None if part is None or not whole else round(100 * part / whole)
        found.append(Bar(label("subject", row), share, "" if share is None else f"{share} %"))
    return found


def words_sheet(data: Mapping[str, Any]) -> Sheet:
    """Give the new words."""
    rows = [
        (word, people, "nouveau" if growth is None else f"× {growth}".replace(".", ","))
        for word, people, growth in data.get("words", ())
    ]
    return Sheet("mots", "Mots nouveaux du dernier mois", ("Mot", "Personnes", "Progression"), tuple(rows))


def documents_sheet(data: Mapping[str, Any]) -> Sheet:
    """Give the use of each document."""
    rows = [(title, shown(count)) for _, title, count in data.get("documents", ())]
    return Sheet("documents", "Usage des documents", ("Document", "Conversations"), tuple(rows))


def year_sheets(data: Mapping[str, Any]) -> Iterable[Sheet]:
    """Give every table of a year, in order."""
    if data.get("lines"):
        yield from (line_sheet(data, dimension) for dimension in data["lines"])
        yield from (grid_sheet(data, name) for name in data["grids"])
    yield words_sheet(data)
    yield documents_sheet(data)


def neutral(values: Sequence[str | int]) -> list[str | int]:
    """Give a row that no spreadsheet takes for a formula.

    >>> neutral(["=2+2", "-rire", "Lot (46)", 12])
    ["'=2+2", "'-rire", 'Lot (46)', 12]
    """
    return [
        f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
        for value in values
    ]
