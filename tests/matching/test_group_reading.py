from pathlib import Path

import pytest

from bot.errors import InvalidInput
from bot.matching.group_calendar import weeks_of_months
from bot.matching.group_reading import read_needs

YAML = """
besoins:
  - id: boulangerie
    fonction: comptable
    jours par semaine: 2
    jours: [lundi, mardi]
    commune: Figeac
    début: 2027-01-04
  - fonction: cuisinier
    heures: 30
    mois: [6, 7, 8]
    commune: "46102"
    début: 2027-06-01
"""
CSV = (
    "id;fonction;heures;jours;commune;début;idcc\n"
    'a;comptable;14;"lundi, mardi";Figeac;2027-01-04;1518\n'
    "b;secrétaire;10,5;;Gramat;2027-01-04;\n"
)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_yaml_file_is_read_with_french_headings(tmp_path: Path) -> None:
    one, other = read_needs(written(tmp_path, "besoins.yaml", YAML))
    assert (one.key, one.half_days, one.days) == ("boulangerie", 4, (0, 1))
    assert (other.key, other.weeks) == ("besoin-2", weeks_of_months((6, 7, 8)))


def test_a_csv_file_of_a_french_spreadsheet_is_read(tmp_path: Path) -> None:
    one, other = read_needs(written(tmp_path, "besoins.csv", "\ufeff" + CSV))
    assert (one.idcc, one.hours) == ("1518", 14)
    assert (other.hours, other.idcc, str(other.place)) == (10.5, None, "Gramat (46)")


def test_every_fault_is_told_with_its_place(tmp_path: Path) -> None:
    text = CSV.replace("14;", ";").replace("Gramat", "Nulle-Part") + "a;comptable;14;;Figeac;2027-01-04;\n"
    with pytest.raises(InvalidInput) as caught:
        read_needs(written(tmp_path, "besoins.csv", text + "a;comptable;14;;Figeac;2027-01-04;\n"))
    lines = caught.value.user_message.splitlines()
    assert [line.partition(" : ")[0] for line in lines] == [
        "besoins.csv, besoin 1",
        "besoins.csv, besoin 2",
        "besoins.csv, besoin 4",
    ]


@pytest.mark.parametrize("text", ["fonction: comptable", "- rien", "[", "besoins: 3"])
def test_what_is_no_list_of_needs_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InvalidInput):
        read_needs(written(tmp_path, "besoins.yaml", text))
