import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.catalogue_faults import FaultyCatalogue
from bot.matching.catalogue_rules import RULES
from bot.matching.national_format import read_csv, write_csv

GOOD = {
    "id": "0b8f9d2e-52a3-4c55-9d35-5f0f4e7e2a11",
    "titre": "  Chèque four à bois ",
    "promesse": "Chauffez votre four au bois du Lot",
    "description": 'Pour les boulangeries.\n • une ligne ; \r\n • et « deux », "entre" guillemets',
    "eligibilite": "Être boulanger, à Figeac ou à Cahors",
    "types_aides": "financement | information",
    "porteurs": "[{ nom: 'CCI du Lot', siren: '184600019', roles: [ 'instructeur' ]}]",
    "programmes_parents": "Plan bois|Plan four",
    "url_source": "https://exemple.fr/four",
    "cibles": "professionnels|secteur public",
    "eligibilite_geographique": "DEP-46|REG-76|PAYS-99100",
    "eligibilite_geographique_exclusions": "COM-46042",
    "date_ouverture": "2025-10-15T15:00:00+02:00",
    "date_cloture": "2026-10-15",
    "date_mise_a_jour": "2025-10-15T15:00:00Z",
    "base_juridique": "[{ libelle: 'Arrêté n° 1', lien: 'https://exemple.fr/arrete' }]",
    "eligibilite_effectif_minimal": "010",
    "eligibilite_effectif_maximal": "249",
    "eligibilite_categorie_taille_entreprise": "MIC|PME",
    "eligibilite_annees_existence_minimal": "2",
    "eligibilite_forme_juridique": "SARL|SAS",
    "eligibilite_forme_juridique_exclusions": "SA",
    "ciblage_secteur_activite": "IAA|commerce",
    "ciblage_naf": "10.71C|47|C",
    "ciblage_naf_exclusions": "10.1",
    "chainage_paiement": "DSP000123",
}


def table(*records: dict[str, str], header: tuple[str, ...] = tuple(RULES)) -> str:
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(header)
    rows.writerows([record.get(name, "") for name in header] for record in records)
    return written.getvalue()


def faults(text: str) -> list[str]:
    with pytest.raises(FaultyCatalogue) as raised:
        read_csv(text, "aides.csv")
    return raised.value.user_message.splitlines()


def test_a_file_comes_back_byte_for_byte() -> None:
    assert write_csv(read_csv(table(GOOD))) == table(GOOD)


def test_what_is_read_is_typed() -> None:
    (programme,) = read_csv(table(GOOD))
    assert programme.types_aides == ("financement", "information")
    assert programme.porteurs == ("CCI du Lot",)
    assert programme.eligibilite_effectif_minimal == 10
    assert programme.date_cloture is not None
    assert programme.date_cloture.isoformat() == "2026-10-15T23:59:59+00:00"


def test_codes_of_corsica_are_read_though_the_pattern_of_the_format_is_narrower() -> None:
    (programme,) = read_csv(table({**GOOD, "eligibilite_geographique": "DEP-2A|COM-2B033"}))
    assert programme.eligibilite_geographique == ("DEP-2A", "COM-2B033")


def test_ten_planted_faults_give_ten_messages_each_with_its_line_and_field() -> None:
    planted = {
        "id": "abc", "titre": " ", "promesse": "p" * 181, "description": "d" * 5001, "porteurs": "CCI [",
        "url_source": "exemple.fr", "cibles": "boulangers", "eligibilite_geographique": "46",
        "date_ouverture": "15/10/2025", "ciblage_naf": "1071C",
    }  # fmt: skip
    told = faults(table(GOOD, {**GOOD, **planted}))
    assert len(told) == 10
    # The first record spreads over lines 2 to 4: the second one begins on line 5.
    assert all(line.startswith("aides.csv, ligne 5, « ") for line in told)
    assert {line.split("«")[1].split("»")[0].strip() for line in told} == set(planted)


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        ("eligibilite_effectif_maximal", "5", "au-dessous"),
        ("eligibilite_effectif_minimal", "-1", "entier"),
        ("date_cloture", "2024-01-01", "précède"),
        ("types_aides", "financement||information", "vide"),
        ("base_juridique", "[{ libelle: 'Arrêté' }]", "lien"),
        ("eligibilite_categorie_taille_entreprise", "TPE", "MIC, PME, ETI, GE"),
        ("porteurs", "[{ nom: 'CCI', siren: '12' }]", "neuf chiffres"),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_is_expected(field: str, written: str, expected: str) -> None:
    (told,) = faults(table({**GOOD, field: written}))
    assert f"« {field} »" in told
    assert expected in told


def test_the_same_id_twice_names_both_lines() -> None:
    (told,) = faults(table(GOOD, GOOD))
    assert "ligne 5" in told
    assert "ligne 2" in told


def test_columns_unknown_doubled_and_missing_are_told() -> None:
    header = (*[name for name in RULES if name != "cibles"], "titre", "montant")
    told = " ".join(faults(table(GOOD, header=header)))
    assert "« montant » : colonne inconnue" in told
    assert "« titre » : colonne donnée deux fois" in told
    assert "« cibles » : colonne absente" in told


@pytest.mark.parametrize(
    "text", ["", "titre;montant\n", 'id,titre\n"jamais refermé', table(GOOD) + "a,b\r\n"]
)
def test_a_broken_file_is_told_and_never_breaks_the_reader(text: str) -> None:
    assert faults(text)


def test_the_semicolons_and_the_mark_of_a_spreadsheet_are_read() -> None:
    plain = {**GOOD, "description": "Pour les boulangeries", "eligibilite": "Être boulanger"}
    text = "\ufeff" + ";".join(RULES) + "\r\n" + ";".join(plain[name] for name in RULES) + "\r\n"
    assert write_csv(read_csv(text)) == table(plain)


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(
    str.strip
)


@given(titre=words, description=words, eligibilite=words)
def test_any_text_survives(titre: str, description: str, eligibilite: str) -> None:
    texts = {"titre": titre, "description": description, "eligibilite": eligibilite}
    text = table({**GOOD, **texts})
    (programme,) = read_csv(text)
    assert (programme.titre, programme.description, programme.eligibilite) == tuple(texts.values())
    assert write_csv([programme]) == text
