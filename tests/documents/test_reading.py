"""Files of every kind read into documents, and bad ones refused in one French line."""

import subprocess
import sys
import time
import zipfile
import zlib
from datetime import date
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from bot.documents.model import Document
from bot.documents.reading import read_document, readable_files
from bot.errors import UnreadableDocument

PAGE = """<!doctype html><html lang="fr"><head><title>Le moulin de Gramat | Chambre</title>
<meta property="og:site_name" content="Chambre du Causse">
<link rel="canonical" href="https://chambre.example/moulin">{head}</head><body>
<nav><a href="/">Accueil</a> <a href="/contact">Contact</a></nav><main><article>
<h1>Le moulin de Gramat</h1>
<p>Le moulin de Gramat réunit quatorze fournils du Quercy depuis 2019 et leur moud le blé du causse.</p>
<p>Partager sur Facebook</p>
<h2>Comment adhérer</h2>
<p>L'adhésion coûte 120 euros par an et se demande à la chambre, qui répond sous deux semaines.</p>
<ul><li>Un extrait du registre</li><li>Un relevé bancaire</li></ul>
</article></main><footer>Mentions légales</footer></body></html>"""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def pdf(*pages: str, filters: bytes = b"/FlateDecode") -> bytes:
    """Make a small PDF, one content stream a page, already packed as `filters` says."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, text in enumerate(pages):
        lines = "".join(f"({line}) Tj T* " for line in text.split("\n"))
        stream = f"BT /F1 12 Tf 14 TL 40 800 Td {lines}ET".encode("cp1252")
        for _ in range(filters.count(b"Flate")):
            stream = zlib.compress(stream, 9)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        objects.append(b"<</Length %d/Filter %s>>stream\n%s\nendstream" % (len(stream), filters, stream))
    out, offsets = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(path)
    message = caught.value.user_message
    assert "\n" not in message
    assert message.startswith(f"{path.name} : ")
    return message


def assert_sound(document: Document) -> None:
    for passage in document.passages:
        assert passage.text == document.text[passage.start : passage.end]
        assert all(s.text == passage.text[s.start : s.end] for s in passage.sentences)


def test_a_sheet_gives_all_its_metadata(tmp_path: Path) -> None:
    sheet = """---
id: moulin-gramat
title: Le moulin de Gramat
kind: article
publisher: Chambre du Causse
published: 2021-05
published_precision: month
published_certain: false
ends: 2024-12-31
people: [Jeanne Vidal]
organisations: [Coopérative du Causse]
territories: [Gramat, Lot]
topics: [blé]
audience: internal
source: Daté par son contenu.
url: https://chambre.example/moulin
---
# Le moulin de Gramat

Le **moulin** tourne [trois jours](https://x.example) par semaine.
"""
    document = read_document(write(tmp_path, "fiche.md", sheet))
    assert document.id == "moulin-gramat"
    assert str(document.published) == "2021-05"
    assert document.published is not None
    assert not document.published.certain
    assert document.ends == date(2024, 12, 31)
    assert document.people == ("Jeanne Vidal",)
    assert document.audience == "internal"
    assert document.text == "Le moulin tourne trois jours par semaine."
    assert document.passages[0].id == "moulin-gramat.p1"
    assert_sound(document)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("published: 2022-13", "« published »"),
        ("published_precision: week", "« published_precision »"),
        ("published_certain: peut-être", "« published_certain »"),
        ("ends: bientôt", "« ends »"),
        ("audience: privée", "« audience »"),
        ("auteur: Jeanne", "clé inconnue « auteur »"),
        ("id: Été chaud", "« id »"),
        ("url: javascript:alert(1)", "« url »"),
        ("people: {a: b}", "« people »"),
        ("title: [", "YAML"),
        ("- une liste", "clé: valeur"),
    ],
)
def test_a_wrong_front_matter_names_what_is_wrong(tmp_path: Path, line: str, told: str) -> None:
    assert told in refusal(write(tmp_path, "fiche.md", f"---\n{line}\n---\nLe moulin tourne.\n"))


def test_a_plain_text_has_an_id_from_its_name_and_no_date(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "Été à Gramat_2.txt",
        "Le moulin\n\nPublié le 3 mai 2021\n\nIl tourne trois jours par semaine.",
    )
    document = read_document(path)
    assert (document.id, document.title, document.published) == ("ete-a-gramat-2", "Le moulin", None)
    assert document.text == "Il tourne trois jours par semaine."


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Trois questions à Jeanne Delmas, présidente du moulin", True),
        ("Jeanne Delmas, la nouvelle directrice", True),
        ("Le moulin de Gramat, un an après", False),
        ("Jeanne Delmas, quel avenir pour le moulin ?", False),
    ],
)
def test_a_title_that_says_who_somebody_is_can_be_quoted(tmp_path: Path, title: str, kept: bool) -> None:
    text = "Il tourne trois jours par semaine."
    document = read_document(write(tmp_path, "moulin.txt", f"{title}\n\n{text}"))
    assert document.title == title
    assert document.text == (f"{title}\n\n{text}" if kept else text)


def test_zero_characters_are_left_out(tmp_path: Path) -> None:
    long = "Le moulin de Gramat moud le blé du causse depuis deux mille dix-neuf.\n\n" * 2000
    document = read_document(write(tmp_path, "moulin.txt", f"{long}Il réunit quatorze\0 fournils.\n"))
    assert "\0" not in document.text
    assert "quatorze fournils" in document.text


def test_files_of_one_name_in_two_folders_have_two_ids(tmp_path: Path) -> None:
    (tmp_path / "lot").mkdir()
    path = write(tmp_path / "lot", "contact.txt", "Appelez la chambre à Cahors.")
    assert read_document(path, root=tmp_path).id == "lot-contact"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    text = "L’été à Gramat, le moulin tourne même la nuit. Le blé est livré dès août, près de la forêt."
    assert read_document(write(tmp_path, "note.txt", text.encode(encoding))).text == text


def test_a_web_page_gives_its_article_its_site_and_its_stated_date(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2021-05-03T08:00:00+02:00">'
    document = read_document(write(tmp_path, "page.html", PAGE.format(head=head)))
    assert document.title == "Le moulin de Gramat"
    assert document.publisher == "Chambre du Causse"
    assert document.url == "https://chambre.example/moulin"
    assert str(document.published) == "2021-05-03"
    assert document.published is not None
    assert document.published.certain
    assert [passage.heading for passage in document.passages] == ["", "Comment adhérer"]
    assert "- Un extrait du registre" in document.text
    assert all(word not in document.text for word in ("Accueil", "Partager", "Mentions"))
    assert_sound(document)


def test_a_date_guessed_from_a_page_is_not_certain(tmp_path: Path) -> None:
    page = PAGE.format(head="").replace("<h2>", "<p class='date'>3 mai 2021</p><h2>")
    published = read_document(write(tmp_path, "page.html", page)).published
    assert published is None or not published.certain


def test_a_word_file_keeps_headings_lists_and_tables(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Bilan du moulin", 0)
    word.add_heading("Chiffres", 1)
    word.add_paragraph("Quatorze fournils ont commandé. Ils paient leur sac huit pour cent moins cher.")
    word.add_paragraph("Un second local", style="List Bullet")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Effectif", "2 salariés"
    word.save(str(tmp_path / "bilan.docx"))
    document = read_document(tmp_path / "bilan.docx")
    assert document.title == "Bilan du moulin"
    assert document.passages[0].heading == "Chiffres"
    assert document.text.endswith("- Un second local\n\nEffectif : 2 salariés")
    assert document.published is None


def test_a_pdf_is_read_without_its_running_heads_and_its_lines_are_joined(tmp_path: Path) -> None:
    body = "Le moulin de {0} tourne trois jours par semaine et sert\nquatorze fournils, dont celui de {0}."
    pages = [
        f"Chambre du Causse\n{body.format(town)}\n{page}"
        for page, town in enumerate(["Figeac", "Cahors", "Martel"], 1)
    ]
    document = read_document(write(tmp_path, "rapport-moulin.pdf", pdf("Le moulin de Gramat", *pages)))
    assert document.title == "Le moulin de Gramat"
    assert [s.text for s in document.passages[0].sentences] == [
        f"{body.format(town)}".replace("\n", " ") for town in ("Figeac", "Cahors", "Martel")
    ]


def test_what_is_empty_or_nothing_but_clutter_is_refused(tmp_path: Path) -> None:
    assert "vide" in refusal(write(tmp_path, "a.txt", ""))
    assert "vide" in refusal(write(tmp_path, "b.md", " \n\n"))
    assert "aucun texte utile" in refusal(
        write(tmp_path, "c.txt", "Menu\nFermer le menu\nPartager sur Facebook")
    )
    assert "aucun texte utile" in refusal(write(tmp_path, "d.md", "---\ntitle: Rien\n---\n"))


def test_content_that_belies_its_extension_is_refused(tmp_path: Path) -> None:
    assert "n'est pas du texte" in refusal(write(tmp_path, "a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256))))
    assert "n'est pas du texte" in refusal(write(tmp_path, "b.md", bytes(range(256)) * 20))
    assert "ne correspond pas" in refusal(write(tmp_path, "c.pdf", "Bonjour"))
    assert "ne correspond pas" in refusal(write(tmp_path, "d.docx", "Bonjour"))
    assert "ne correspond pas" in refusal(write(tmp_path, "e.html", "Bonjour"))
    assert "n'est pas lu" in refusal(write(tmp_path, "f.xls", "Bonjour"))
    assert "n'existe pas" in refusal(tmp_path / "g.txt")


def test_a_broken_an_encrypted_and_a_scanned_pdf_are_told_apart(tmp_path: Path) -> None:
    assert "abîmé" in refusal(write(tmp_path, "a.pdf", b"%PDF-1.7\n" + bytes(500)))
    assert "ne contient pas de texte" in refusal(write(tmp_path, "b.pdf", pdf("")))
    writer = PdfWriter(clone_from=PdfReader(write(tmp_path, "c0.pdf", pdf("Le moulin."))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "c.pdf")
    assert "mot de passe" in refusal(tmp_path / "c.pdf")


def test_a_broken_word_file_and_an_archive_bomb_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<a>")
    assert "abîmé" in refusal(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "b.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    assert "démesuré" in refusal(tmp_path / "b.docx")
    assert "mot de passe" in refusal(
        write(tmp_path, "c.docx", b"\xd0\xcf\x11\xe0" + bytes(500) + "EncryptedPackage".encode("utf-16-le"))
    )


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    started = time.perf_counter()
    assert "50 Mo" in refusal(tmp_path / "a.txt")
    assert time.perf_counter() - started < 0.5


def test_a_pdf_that_wants_a_gigabyte_is_refused(tmp_path: Path) -> None:
    stream = zlib.compress(zlib.compress(b"\0" * (1 << 30), 1), 9)
    whole = pdf("x").replace(b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]")
    start = whole.index(b"stream\n") + 7
    bomb = whole[:start] + stream + whole[whole.index(b"\nendstream") :]
    started = time.perf_counter()
    assert "refusé" in refusal(write(tmp_path, "a.pdf", bomb)) or "abîmé" in refusal(tmp_path / "a.pdf")
    assert time.perf_counter() - started < 30


def test_a_hundred_thousand_nested_tags_leave_the_reader_standing(tmp_path: Path) -> None:
    path = write(tmp_path, "a.html", "<html><body>" + "<div>" * 100_000 + "<p>Le moulin tourne.</p>")
    assert "a.html : " in refusal(path)


def test_reading_twice_gives_the_same_hash_and_a_change_gives_another(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Le moulin tourne.")
    before = read_document(path)
    assert read_document(path) == before
    path.write_text("Le moulin tourne encore.")
    assert read_document(path).content_hash != before.content_hash


def test_folders_are_walked_in_order_and_hidden_files_left_out(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("z.txt", "a.md", ".cache.txt", "b/c.txt", ".git/d.txt"):
        write(tmp_path, name, "Le moulin.")
    found = [path.relative_to(tmp_path).as_posix() for path in readable_files([tmp_path, tmp_path / "z.txt"])]
    assert found == ["a.md", "z.txt", "b/c.txt", "z.txt"]


def test_a_long_plain_text_is_read_at_once(tmp_path: Path) -> None:
    line = "Le moulin de Gramat tourne trois jours par semaine. Il sert quatorze fournils du Quercy.\n\n"
    path = write(tmp_path, "a.txt", line * 1100)
    read_document(path)
    started = time.perf_counter()
    read_document(path)
    assert time.perf_counter() - started < 1


def test_reading_imports_no_model(tmp_path: Path) -> None:
    code = (
        "import sys, bot.documents.reading; sys.exit('torch' in sys.modules or 'trafilatura' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
