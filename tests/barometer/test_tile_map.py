import re
from xml.etree import ElementTree

from bot.barometer.coverage import published_coverage
from bot.barometer.suppression import Count
from bot.barometer.tile_map import legend, step_of, tile_map
from bot.barometer.tiles import tiles

ASKED = {
    ("export", "46"): Count(12, 12),
    ("export", "31"): Count(7, 7),
    ("export", "12"): Count(3, 3),
    ("recrutement", "46"): Count(60, 60),
    ("recrutement", "31"): Count(9, 9),
    ("recrutement", "48"): Count(3, 3),
}


def test_a_map_has_every_departement_and_tells_what_each_square_counts() -> None:
    drawn = ElementTree.fromstring(tile_map("carte", "Sans interlocuteur <b>", {"46": 72, "12": None}))
    squares = drawn.findall("g")
    assert len(squares) == len(tiles())
    told = {square.findtext("text"): square for square in squares}
    assert told["46"].findtext("title") == "Lot (46) : 72 demandes"
    assert told["12"].findtext("title") == "Aveyron (12) : nombre masqué"
    assert told["75"].findtext("title") == "Paris (75) : aucune demande"
    assert [one.get("aria-label") for one in squares if one.get("tabindex")] == [
        "Aveyron (12) : nombre masqué",
        "Lot (46) : 72 demandes",
    ]


def test_each_colour_of_the_map_is_in_its_legend() -> None:
    counts = {"46": 5, "12": 10, "31": 20, "48": 50, "81": None}
    used = set(re.findall(r'class="tile tile-(\w+)"', tile_map("carte", "Carte", counts)))
    assert used == {step for step, _ in legend()}
    assert [step_of(count) for count in (9, 19, 49)] == ["1", "2", "3"]


def test_the_map_of_a_subject_shows_no_count_that_the_table_hides() -> None:
    found = published_coverage(ASKED)
    assert found is not None
    assert found.counts() == {"12": None, "31": 16, "46": 72, "48": None}
    for subject in found.table.rows:
        for code, count in found.counts(subject).items():
            exact = ASKED.get((subject, code), Count())
            assert count in (None, exact.value)
            assert count is None or not exact.is_small


def test_a_departement_whose_total_is_hidden_is_shown_empty_only_when_all_such_are() -> None:
    asked = {**ASKED, ("rse", "46"): Count(8, 8), ("rse", "31"): Count(6, 6)}
    found = published_coverage(asked)
    assert found is not None
    assert found.table.values["rse", "regroupes"] == 0
    assert found.counts("rse") == {"12": 0, "31": 6, "46": 8, "48": 0}
    assert {found.counts("export")[code] for code in ("12", "48")} == {None}
