"""The national format for aid schemes, as CSV: a file in, programmes out, and back without loss."""

import csv
import io
from collections.abc import Iterable, Iterator

from bot.matching.catalogue import Programme
from bot.matching.catalogue_faults import Fault, FaultyCatalogue
from bot.matching.catalogue_rules import RULES, read_fields, write_field

Row = tuple[int, list[str]]
"""The line of the file where a record begins, and its cells."""


def read_csv(text: str, file: str = "fichier CSV") -> list[Programme]:
    """Give the programmes of a file of the national format, in its order.

    Raises FaultyCatalogue with every fault of the file. An imported programme takes its `id` for key.
    """
    return [programme for _, programme in read_lines(text, file)]


def read_lines(text: str, file: str) -> list[tuple[int, Programme]]:
    """Give the programmes as `read_csv` does, each with the line where its record begins."""
    faults: list[Fault] = []
    rows = list(_rows(text.removeprefix("\ufeff"), file, faults))
    if not rows:
        raise FaultyCatalogue(
            [*faults, Fault(file, 1, "", "fichier vide ; une ligne de titres est attendue.")]
        )
    (line, header), *records = rows
    faults.extend(Fault(file, line, name, wrong) for name, wrong in _header_problems(header))
    if faults and set(header) & set(RULES) == set():
        raise FaultyCatalogue(faults)
    programmes: list[tuple[int, Programme]] = []
    lines: dict[str, int] = {}
    for line, cells in records:
        if len(cells) != len(header):
            told = f"{len(cells)} valeurs ; attendu : {len(header)}, comme la ligne de titres."
            faults.append(Fault(file, line, "", told))
            continue
        written = dict(zip(header, cells, strict=True))
        values, problems = read_fields({name: written.get(name, "") for name in RULES})
        # A missing column is told once, at the header.
        faults.extend(Fault(file, line, name, wrong) for name, wrong in problems if name in written)
        key = str(values.get("id", ""))
        if key and lines.setdefault(key.lower(), line) != line:
            twin = lines[key.lower()]
            told = f"« {key} » est déjà celui de la ligne {twin} ; attendu : un identifiant unique."
            faults.append(Fault(file, line, "id", told))
        elif not problems:
            programmes.append((line, Programme(**values, key=key)))
    if faults:
        raise FaultyCatalogue(faults)
    return programmes


def write_csv(programmes: Iterable[Programme]) -> str:
    """Give a file of the national format: the 26 columns in its order, lines ended by CRLF."""
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(RULES)
    rows.writerows([write_field(programme, name) for name in RULES] for programme in programmes)
    return written.getvalue()


def _rows(text: str, file: str, faults: list[Fault]) -> Iterator[Row]:
    # Spreadsheets set to French write semicolons.
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        told = (
            "guillemet mal placé ou jamais refermé ; attendu : un texte entre guillemets, les siens doublés."
        )
        faults.append(Fault(file, line, "", told))


def _header_problems(header: list[str]) -> Iterator[tuple[str, str]]:
    for name in sorted(set(header) - set(RULES)):
        yield name, "colonne inconnue du format national ; attendu : l'un de ses 26 champs."
    for name in sorted({name for name in header if header.count(name) > 1}):
        yield name, "colonne donnée deux fois ; attendu : une seule."
    for name, rule in RULES.items():
        if rule.required and name not in header:
            yield name, "colonne absente ; elle est obligatoire."
