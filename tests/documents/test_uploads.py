from pathlib import Path

import pytest

from bot.documents.reading import cut, read_document, read_upload, write_sheet
from bot.errors import UnreadableDocument

PAGE = """<html><head><title>Le prêt</title><script>suivi()</script></head><body>
<nav><a href="/">Accueil</a> <a href="/plan">Plan du site</a></nav>
<article><h1>Le prêt du Lot</h1><p>Le prêt du Lot aide les <b>boulangers</b> de Figeac à s'installer, sans
garantie ni intérêt, depuis 2024.</p><p>Le prêt du Lot se demande à la chambre, avant le premier achat.</p>
</article><footer>Mentions légales</footer></body></html>"""


def test_an_upload_is_the_document_that_its_file_would_be(tmp_path: Path) -> None:
    path = tmp_path / "pret.html"
    path.write_text(PAGE, "utf-8")
    assert read_upload(PAGE.encode(), "pret.html").document == read_document(path)


def test_what_was_cut_off_a_page_is_told_and_nothing_that_is_searched() -> None:
    reading = read_upload(PAGE.encode(), "pret.html")
    assert "boulangers de Figeac" in reading.document.text
    assert "Accueil Plan du site" in reading.cut
    assert "Mentions légales" in reading.cut
    assert not any("boulangers" in line or "suivi" in line for line in reading.cut)


def test_what_was_cut_off_a_text_is_told() -> None:
    text = "Partager sur Facebook\n\nLe four de Figeac ouvre à sept heures tous les jours.\n"
    assert read_upload(text.encode(), "four.txt").cut == ("Partager sur Facebook",)


@pytest.mark.parametrize("data", [b"", b"\0 \n"])
def test_an_empty_upload_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="vide"):
        read_upload(data, "four.txt")


def test_a_sheet_written_by_a_person_loses_nothing_and_is_cut_the_same_again() -> None:
    sheet = write_sheet("Le four", "## Horaires\n\nPartager sur Facebook\n\n- lundi\n- mardi", id="four")
    assert "Partager sur Facebook" in sheet.text
    assert cut(sheet) == sheet
