"""A row of a table says what each of its cells is, whatever the file it comes from."""

from pathlib import Path

import pytest
from docx import Document as WordFile

from bot.documents.markdown import read_markdown
from bot.documents.reading import read_document
from bot.documents.tables import lines_of

ROOMS = [["Salle", "Places", "Journée"], ["Divona", "12", "90 euros"], ["Valentré", "40", "220 euros"]]
TOLD = [
    "Salle : Divona ; Places : 12 ; Journée : 90 euros",
    "Salle : Valentré ; Places : 40 ; Journée : 220 euros",
]
PAGE = """<html><head><title>Salles</title></head><body><main><h1>Les salles de la chambre</h1>
<p>La chambre de commerce de Cahors loue deux salles de réunion aux entreprises du Lot, toute l'année.</p>
<table>{rows}</table></main></body></html>"""


def html_of(rows: list[list[str]], head: str) -> str:
    first, *others = rows
    lines = ["".join(f"<{head}>{cell}</{head}>" for cell in first)]
    lines += ["".join(f"<td>{cell}</td>" for cell in row) for row in others]
    return PAGE.format(rows="".join(f"<tr>{line}</tr>" for line in lines))


def markdown_of(rows: list[list[str]]) -> str:
    first, *others = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([first, f"|{' --- |' * len(rows[0])}", *others])


@pytest.mark.parametrize("head", ["th", "td"])
def test_a_table_of_a_page_tells_each_cell_with_its_head(head: str, tmp_path: Path) -> None:
    path = tmp_path / "salles.html"
    path.write_text(html_of(ROOMS, head), "utf-8")
    assert [line for line in read_document(path).text.split("\n") if "Salle" in line] == TOLD


def test_so_does_one_of_a_markdown_and_of_a_word_file(tmp_path: Path) -> None:
    assert [block.text for block in read_markdown(markdown_of(ROOMS))] == TOLD
    word = WordFile()
    word.add_paragraph("La chambre loue deux salles.")
    table = word.add_table(3, 3)
    for row, cells in zip(table.rows, ROOMS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    word.save(str(tmp_path / "salles.docx"))
    assert read_document(tmp_path / "salles.docx").text.split("\n\n")[1:] == TOLD


def test_heads_of_words_alone_are_heads_where_the_source_marks_them() -> None:
    rows = [["Aide", "Pour qui"], ["Prêt", "les artisans"]]
    assert list(lines_of(rows, headed=True)) == ["Aide : Prêt ; Pour qui : les artisans"]
    assert list(lines_of(rows)) == ["Aide : Pour qui", "Prêt : les artisans"]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["2024", "2025", "2026"], ["11", "12", "14"]], ["2024 ; 2025 ; 2026", "11 ; 12 ; 14"]),
        ([["Lundi", "Mardi", "Jeudi"], ["fermé"] * 3], ["Lundi ; Mardi ; Jeudi", "fermé ; fermé ; fermé"]),
        ([["Salle", "Places", "Prix"], ["Divona", "12"]], ["Salle ; Places ; Prix", "Divona : 12"]),
        ([["Salle", "Places", "Prix"]], ["Salle ; Places ; Prix"]),
        ([[], ["", " "]], []),
    ],
)
def test_a_table_of_no_sure_heads_is_read_row_by_row(rows: list[list[str]], lines: list[str]) -> None:
    assert list(lines_of(rows)) == lines


def test_rows_and_columns_that_are_both_named_are_told_by_both() -> None:
    rows = [["", "2025", "2026"], ["Emplois", "douze", "quatorze"]]
    assert list(lines_of(rows)) == ["Emplois ; 2025 : douze ; 2026 : quatorze"]


def test_an_empty_cell_says_nothing_and_a_column_without_a_name_stands_alone() -> None:
    rows = [["", "Places", "Prix"], ["Divona", "12", ""], ["Valentré", "", "220 euros"]]
    assert list(lines_of(rows)) == ["Divona ; Places : 12", "Valentré ; Prix : 220 euros"]
