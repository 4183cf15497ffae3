"""Tables: the rows of a table as lines that say what each of their cells is."""

import re
from collections.abc import Iterable, Iterator, Sequence

_DIGIT = re.compile(r"\d")
_LONGEST_LABEL = 60
"""Characters beyond which a cell of the first row is a text, not the name of its column."""


def lines_of(rows: Iterable[Iterable[str]], *, headed: bool = False) -> Iterator[str]:
    """Give the rows of a table as lines; `headed` when its source marks the first row as its heads.

    Behind heads, each cell is told with its own, and the heads are no line. Without them, two cells are a
    label and its value, more a list.

    >>> list(lines_of([["Salle", "Places", "Prix"], ["Divona", "12", "90 €"], ["Valentré", "40", "220 €"]]))
    ['Salle : Divona ; Places : 12 ; Prix : 90 €', 'Salle : Valentré ; Places : 40 ; Prix : 220 €']
    >>> list(lines_of([["Effectif", "12 salariés"], ["Siège", "Figeac"]]))
    ['Effectif : 12 salariés', 'Siège : Figeac']
    """
    table = [[" ".join(cell.split()) for cell in row] for row in rows]
    table = [row for row in table if any(row)]
    heads = table[0] if table and (headed or _names_columns(table)) else []
    told = [row for row in table[1:] if len(row) == len(heads)]
    if heads and told and len(told) == len(table) - 1:
        for row in told:
            yield " ; ".join(_cell(head, cell) for head, cell in zip(heads, row, strict=True) if cell)
        return
    for row in table:
        filled = [cell for cell in row if cell]
        yield " : ".join(filled) if len(filled) == 2 else " ; ".join(filled)


def _names_columns(table: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row of a table of three columns or more names them: above names of rows, with
    none for their own column; or in short words without figures, above rows that hold some."""
    heads, *rows = table
    if len(heads) < 3 or not rows or not all(heads[1:]):
        return False
    if not heads[0]:
        return all(row and row[0] for row in rows)
    words = all(len(head) <= _LONGEST_LABEL and not _DIGIT.search(head) for head in heads)
    return words and all(any(_DIGIT.search(cell) for cell in row) for row in rows)


def _cell(head: str, cell: str) -> str:
    return f"{head.rstrip(' :')} : {cell}" if head else cell
