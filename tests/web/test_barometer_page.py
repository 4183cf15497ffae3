import csv
import io
import re
from collections.abc import Iterator

import pytest
from fakes import TODAY, said
from fastapi import FastAPI
from openpyxl import load_workbook
from starlette.testclient import TestClient

from bot.barometer.charts import Bar, bars, columns
from bot.clock import fixed_clock
from bot.conversation.history import Turn
from bot.matching.routing import Hole
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.matching import CoverageHoles
from bot.store.rollup import Rollup
from bot.web.services import Desk, Services

PASSWORD = "quatre-mots-de-passe-longs"
CLOCK = fixed_clock(TODAY)


@pytest.fixture
def desk(services: Services, database: Database) -> Desk:
    conversations = Conversations(database, CLOCK)
    asked = (("Nous voulons vendre au Japon", 7), ("On voudrait recruter", 6), ("Passer en bio", 2))
    for message, count in asked:
        for number in range(count):
            identity = conversations.open(f"{message}{number}")
            reply = said(message, identity, "fr", {"departement": "46"})
            conversations.append(identity, Turn(message, message, reply, CLOCK()))
    Rollup(database, CLOCK).refresh(at_once=True)
    assert services.desk is not None
    return services.desk


@pytest.fixture
def adviser(app: FastAPI, desk: Desk) -> Iterator[TestClient]:
    yield from signed_in(app, desk, "adviser")


@pytest.fixture
def editor(app: FastAPI, desk: Desk) -> Iterator[TestClient]:
    yield from signed_in(app, desk, "editor")


def signed_in(app: FastAPI, desk: Desk, role: str) -> Iterator[TestClient]:
    desk.accounts.add(f"{role}@cci.fr", role, role, PASSWORD)  # type: ignore[arg-type]
    with TestClient(app, follow_redirects=False) as browser:
        browser.post("/conseiller/connexion", data={"email": f"{role}@cci.fr", "password": PASSWORD})
        yield browser


def test_each_chart_is_named_and_readable_as_a_table(adviser: TestClient) -> None:
    page = adviser.get("/conseiller/barometre").text
    charts = re.findall(r"<svg class=\"chart[ \"].*?</svg>", page, re.DOTALL)
    assert len(charts) == 6
    assert all("<title id=" in chart and "<desc id=" in chart for chart in charts)
    assert page.count("Lire en tableau") == 6
    assert "15 conversations" in page
    assert adviser.get("/conseiller/barometre?annee=1999").status_code == 422
    assert "Pas encore assez" in adviser.get("/conseiller/barometre?annee=2001").text


def test_small_counts_and_what_would_give_them_away_are_in_no_page_and_no_file(adviser: TestClient) -> None:
    page = adviser.get("/conseiller/barometre").text
    (desc,) = re.findall(r"<desc id=\"par-subject-desc\">(.*?)</desc>", page)
    assert desc.count("masqué") == 2
    assert "Labels et certifications : masqué" in desc
    rows = exported_csv(adviser)
    assert ["Labels et certifications", "masqué"] in rows
    book = load_workbook(io.BytesIO(adviser.get("/conseiller/barometre/export.xlsx").content))
    values = [list(row) for row in book["subject"].iter_rows(min_row=3, values_only=True)]
    assert values == [
        ["Vendre à l'étranger", 7],
        ["Recruter", "masqué"],
        ["Labels et certifications", "masqué"],
        ["Total", 15],
    ]


def test_the_map_of_what_nobody_covers_is_of_the_subject_chosen(
    adviser: TestClient, database: Database
) -> None:
    assert 'class="tile-map"' not in adviser.get("/conseiller/barometre").text
    count_holes(database, {("export", "46"): 12, ("export", "31"): 7, ("recrutement", "46"): 6})
    page = adviser.get("/conseiller/barometre").text
    assert told(page)["46"] == "Lot (46) : 18 demandes"
    assert told(page)["31"] == "Haute-Garonne (31) : 7 demandes"
    page = adviser.get("/conseiller/barometre?sujet=recrutement").text
    assert '<option value="recrutement" selected>Recruter</option>' in page
    assert told(page)["46"] == "Lot (46) : 6 demandes"
    assert told(page)["31"] == "Haute-Garonne (31) : aucune demande"
    assert '<option value="" selected>Tous les sujets</option>' in (
        adviser.get("/conseiller/barometre?sujet=licorne").text
    )


def test_a_map_hides_what_the_table_hides(adviser: TestClient, database: Database) -> None:
    count_holes(database, {("export", "46"): 12, ("export", "31"): 8, ("export", "12"): 3, ("rse", "48"): 2})
    page = adviser.get("/conseiller/barometre").text
    assert {told(page)[code] for code in ("12", "48")} == {
        "Aveyron (12) : nombre masqué",
        "Lozère (48) : nombre masqué",
    }
    assert "3 demandes" not in page
    assert "3" not in {cell for row in exported_csv(adviser) for cell in row[1:]}


def count_holes(database: Database, counts: dict[tuple[str, str], int]) -> None:
    holes = CoverageHoles(database)
    for (subject, departement), count in counts.items():
        for _ in range(count):
            holes.record(Hole(subject, departement, "2026-11"))


def told(page: str) -> dict[str, str]:
    """Give what each square of the map tells, by the number of its département."""
    squares = re.findall(r'<g class="tile .*?<title>(.*?)</title>.*?<text.*?>(\w+)</text>', page)
    return {code: words for words, code in squares}


def test_no_cell_of_the_csv_is_a_formula(adviser: TestClient, services: Services) -> None:
    rows = exported_csv(adviser)
    assert rows
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_subjects_are_corrected_by_editors_only(editor: TestClient, adviser: TestClient) -> None:
    assert adviser.get("/conseiller/barometre/sujets").status_code == 404
    page = editor.get("/conseiller/barometre/sujets?sujet=qualite").text
    assert page.count("Passer en bio") == 2
    found = re.search(r'name="csrf" value="(\w+)".*?name="conversation" value="([\w-]+)"', page, re.DOTALL)
    assert found is not None
    conversation = re.findall(r'name="conversation" value="([\w-]+)"', page)[0]
    given = {"csrf": found[1], "conversation": conversation, "subject": "export"}
    assert adviser.post("/conseiller/barometre/sujets", data=given).status_code in (403, 404)
    assert editor.post("/conseiller/barometre/sujets", data=given).status_code == 303
    assert editor.get("/conseiller/barometre/sujets?sujet=qualite").text.count("Passer en bio") == 1


def test_a_label_cannot_break_out_of_its_chart() -> None:
    for draw in (bars, columns):
        svg = draw("x", "<b>", [Bar("<script>alert(1)</script>", 3), Bar("&", None)])
        assert "<script" not in svg
        assert "<b>" not in svg


def exported_csv(browser: TestClient) -> list[list[str]]:
    text = browser.get("/conseiller/barometre/export.csv").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))
