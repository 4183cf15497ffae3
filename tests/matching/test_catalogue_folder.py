from datetime import date
from pathlib import Path

import pytest

from bot.documents.reading import read_document
from bot.errors import ConfigurationFault
from bot.matching.catalogue import Programme
from bot.matching.catalogue_evidence import evidence_faults
from bot.matching.catalogue_faults import FaultyCatalogue
from bot.matching.catalogue_folder import catalogue_of, faults_between, load_catalogue, read_folder
from bot.matching.catalogue_writing import write_yaml
from bot.matching.catalogue_yaml import read_yaml
from bot.matching.standing import standing
from bot.resources import packaged

FOUR = """\
programmes:
  - key: four-a-bois
    titre: Four à bois
    description: Pour les boulangeries de Figeac.
    eligibilite: non précisée par la source
    types_aides: [financement]
    porteurs: [CCI du Lot]
    cibles: [professionnels]
    eligibilite_geographique: [DEP-46]
    date_mise_a_jour: 2026-11-23
    ciblage_secteur_activite: [IAA]
    besoins: [Chauffer mon four]
"""


@pytest.fixture(scope="module")
def seeds() -> tuple[Path, list[Programme]]:
    folder = packaged("seeds")
    return folder, list(load_catalogue(folder / "catalogue").programmes)


def test_every_quote_of_the_seeds_is_in_a_passage(seeds: tuple[Path, list[Programme]]) -> None:
    folder, _ = seeds
    entries, faults = read_folder(folder / "catalogue")
    assert faults == []
    paths = (folder / "documents").glob("*.md")
    documents = [read_document(path, root=folder / "documents") for path in paths]
    assert list(evidence_faults(entries, documents)) == []
    assert all(placed.entry.evidence for placed in entries)


def test_nothing_of_the_five_sheets_is_offered_as_open(seeds: tuple[Path, list[Programme]]) -> None:
    standings = {one.key: standing(one, date(2026, 11, 23)) for one in seeds[1]}
    assert set(standings.values()) == {"past", "uncertain"}
    assert standings["mission-californie-2022"] == "past"
    assert standings["mission-etudes-mars-2023"] == "past"


def test_every_programme_of_the_seeds_has_needs_in_the_words_of_companies(
    seeds: tuple[Path, list[Programme]],
) -> None:
    assert len(seeds[1]) >= 40
    assert all(5 <= len(one.besoins) <= 10 for one in seeds[1])


def test_ids_are_stable() -> None:
    (placed,), faults = read_yaml(FOUR, "four.yaml")
    assert faults == []
    assert isinstance(placed.entry, Programme)
    assert placed.entry.id == read_yaml(FOUR, "autre.yaml")[0][0].entry.id  # type: ignore[union-attr]
    assert placed.line == 2


def test_the_written_catalogue_reads_back_to_itself(seeds: tuple[Path, list[Programme]]) -> None:
    catalogue = load_catalogue(seeds[0] / "catalogue")
    entries, faults = read_yaml(write_yaml(catalogue), "export.yaml")
    assert faults == []
    assert catalogue_of(placed.entry for placed in entries) == catalogue


def test_every_fault_of_every_file_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    wrong = FOUR.replace("[DEP-46]", "[Lot]").replace("titre: Four à bois", "titre: ''\n    couleur: noir")
    (tmp_path / "a.yaml").write_text(wrong, "utf-8")
    (tmp_path / "b.yaml").write_text("advisers:\n  - key: Palous\n    name: [a]\n", "utf-8")
    (tmp_path / "c.csv").write_bytes("id,titre\n\xe9".encode("latin-1"))
    (tmp_path / "d.yaml").write_text("programmes: [", "utf-8")
    with pytest.raises(ConfigurationFault) as raised:
        load_catalogue(tmp_path)
    assert isinstance(raised.value, FaultyCatalogue)
    places = {(fault.file, fault.line, fault.field) for fault in raised.value.faults}
    assert places >= {
        ("a.yaml", 3, "titre"), ("a.yaml", 4, "couleur"), ("a.yaml", 10, "eligibilite_geographique"),
        ("b.yaml", 2, "key"), ("b.yaml", 3, "name"), ("b.yaml", 2, "role"), ("c.csv", 2, ""),
    }  # fmt: skip
    assert any(fault.file == "d.yaml" for fault in raised.value.faults)


def test_a_key_given_twice_and_a_contact_that_is_nobody_are_faults(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FOUR + "    contacts: [personne]\n", "utf-8")
    (tmp_path / "b.yaml").write_text(FOUR, "utf-8")
    _, faults = read_folder(tmp_path)
    told = "\n".join(map(str, faults))
    assert "déjà celui de a.yaml, ligne 2" in told
    assert "« personne »" in told


def test_a_key_of_the_catalogue_under_another_id_is_a_fault() -> None:
    entries, _ = read_yaml(FOUR, "four.yaml")
    renamed = FOUR.replace("titre:", "id: 0b8f9d2e-52a3-4c55-9d35-5f0f4e7e2a11\n    titre:")
    others, _ = read_yaml(renamed, "autre.yaml")
    (fault,) = faults_between(others, [placed.entry for placed in entries])
    assert str(fault).startswith("autre.yaml, ligne 2, « key »")
    assert faults_between(entries, [placed.entry for placed in entries]) == []


def test_a_folder_that_is_absent_is_an_empty_catalogue(tmp_path: Path) -> None:
    assert list(load_catalogue(tmp_path / "catalogue")) == []
