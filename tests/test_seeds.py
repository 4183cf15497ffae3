import re
from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from bot.documents.sentences import cut_sentences
from bot.resources import packaged

FIELDS = {
    "id", "title", "kind", "publisher", "published", "published_precision", "published_certain", "people",
    "organisations", "territories", "topics", "audience", "source",
}  # fmt: skip
SHAPES = {"day": r"\d{4}-\d{2}-\d{2}", "month": r"\d{4}-\d{2}", "year": r"\d{4}"}
DANGLING = re.compile(
    r"(Il|Elle|Ils|Elles|On|Nous|Ce|Cet|Cette|Ces|Cela|Ça|C'est|Celui|Celle|Ceux|Celles|Son|Sa|Ses|Leurs?|"
    r"Lui|Y|En outre|De plus|Par ailleurs|Ainsi|Donc|Enfin|Toutefois|Cependant|Néanmoins|Mais|Et|Car|Or|"
    r"Ensuite|Puis|Aussi|Par conséquent|Ceci|Là|Pour cela|De même|Le même|La même|Les mêmes|Un autre|"
    r"Une autre)\b",
)
UNNAMED = re.compile(
    r"\b(ce|cette|ces|cet) (territoire|département|région|chambre|atelier|article|mission|entretien|"
    r"dernier|dernière|derniers|projet|filière)\b|\ble département\b(?! du Lot)|\bla semaine dernière\b|"
    r"\baujourd'hui\b|\bnous\b|\bnotre\b",
    re.IGNORECASE,
)

# What a visitor may ask of each sheet: the names and figures that it must still hold.
_FACTS = {
    "occitanie-mission-californie": """
        samedi 24 septembre 2022 | 30 septembre 2022 | Quatorze personnes | huit entreprises | mars 2023 |
        depuis 2017 | Covid | CCI de l'Aveyron | cellule internationale | 35 prix Nobel |
        1,7 milliard de dollars | Olemps | Saint-Rémy | Savignac | standards téléphoniques | maçonnerie |
        marketing | Montpellier | deux de Toulouse | quinzaine d'intervenants | Trois jours | petits groupes |
        lunettes de réalité augmentée ou virtuelle | capital-risque | métavers | Manager Service Provider |
        véhicules autonomes | féminisme | inclusion | San Francisco | comme des gosses |
        ont financé elles-mêmes | clé en main | quatre implantées en Aveyron | viennoiseries |
        amélioration permanente
    """,
    "cci-lot-entretien-chardard": """
        108 000 emplois | 10 % du PIB | 30 entreprises par mois | 180 interventions | 29 juin | 450 lieux |
        une centaine d'adhérents | quatre ans avant | deux ans avant | mois de septembre | phéromones |
        biocontrôle | Figeac Aero | Whylot | M2i | acoustic vallée | aéronautique | agroalimentaire |
        Languedoc-Roussillon | Assises du Tourisme | Alain Di Crescenzo | Grand Cahors | association |
        fonds avaient déjà été collectés | clusters | généralistes | silo | nord du Lot | inventaire
    """,
    "lot-atelier-transitions": """
        noix | truffes | chanvre | laine | pierre | horizon 2023 | GIE | PCAET | PAT | Grand-Figeac |
        maraîchage bio | coworking | imprimante 3D | découpeuse laser | vidéoprojecteur | Toulouse |
        zones blanches | Territoire d'industrie | notes de frais | crise sanitaire | datacenters |
        industrie bashing | « diffus » | « concentré » | superficies | filiales de grands groupes |
        conditionnalité | écolabels | circuit court | matières secondaires | covoiturage |
        module « développement durable » | bilan carbone | internet haut-débit | aller vers | e-commerce |
        cybersécurité dans les lycées | Microsoft | Apple | ambassadeurs | 3 départements |
        deux, trois ou quatre entreprises | étude en cours | télétravailleurs | deuxième carrière |
        néo-ruraux | conjoints | densifier le bâti | Oh my Lot | cluster du bois | transition énergétique |
        ateliers relais
    """,
    "cci-marseille-provence-soto": """
        98 % | près de 30 fédérations | Energie PME | Medef | French Tech | chef de file | villages |
        comité stratégique | en un clic | digitalisée | audacieuse | agile | silo | atone | préfiguration |
        Christian Estrosi | smart région | marketing territorial | scrutin consulaire | agents de terrain
    """,
    "midi-pyrenees-clusters-malvy": """
        treize pôles et clusters | huit CCI | CCIR | Aerospace Valley | Digital Place | Mécanic Vallée |
        juillet 2012 | États-Unis | Canada | Chine | Japon | 1001 contrats d'appui | 2007 | ETI | Astères |
        0,9 % | deuxième rang | quelques mois plus tard | centres de recherche | chef de file
    """,
}
FACTS = {name: [fact.strip() for fact in facts.split("|")] for name, facts in _FACTS.items()}


@dataclass(frozen=True)
class Sheet:
    """A fact sheet: its front matter, its body, and the sentences of its body."""

    meta: dict[str, Any]
    body: str
    sentences: tuple[str, ...]


def _read(name: str) -> Sheet:
    text = (packaged("seeds") / "documents" / f"{name}.md").read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    lines = [line.removeprefix("- ") for line in body.splitlines() if line and not line.startswith("#")]
    sentences = [line[start:end] for line in lines for start, end in cut_sentences(line)]
    return Sheet(yaml.safe_load(front), body, tuple(sentences))


SHEETS = {name: _read(name) for name in FACTS}
each_sheet = pytest.mark.parametrize("name", SHEETS)


@each_sheet
def test_front_matter_is_complete_and_valid(name: str) -> None:
    meta = SHEETS[name].meta
    assert set(meta) == FIELDS
    assert meta["id"] == name
    assert re.fullmatch(SHAPES[meta["published_precision"]], meta["published"])
    assert isinstance(meta["published_certain"], bool)
    assert meta["audience"] == "public"
    for field in ("title", "kind", "publisher", "source"):
        assert meta[field].strip()
    for field in ("people", "organisations", "territories", "topics"):
        assert all(isinstance(value, str) for value in meta[field])


@each_sheet
def test_a_date_that_was_deduced_says_why(name: str) -> None:
    meta = SHEETS[name].meta
    assert meta["published_certain"] or meta["published"][:4] in meta["source"]


@each_sheet
def test_everyone_listed_is_in_the_text(name: str) -> None:
    sheet = SHEETS[name]
    for field in ("people", "organisations", "territories"):
        for listed in sheet.meta[field]:
            assert listed in sheet.body, f"{field} : {listed}"


@each_sheet
def test_every_sentence_stands_alone(name: str) -> None:
    for sentence in SHEETS[name].sentences:
        assert not DANGLING.match(sentence), sentence
        assert not UNNAMED.search(sentence), sentence


@each_sheet
def test_every_sentence_is_whole_and_of_a_length_to_quote(name: str) -> None:
    for sentence in SHEETS[name].sentences:
        assert sentence[0].isupper(), sentence
        assert sentence.endswith("."), sentence
        assert 6 <= len(sentence.split()) <= 40, sentence


@each_sheet
def test_no_sentence_is_said_twice(name: str) -> None:
    sentences = SHEETS[name].sentences
    assert len(sentences) == len(set(sentences))


@each_sheet
def test_the_typography_is_french(name: str) -> None:
    body = SHEETS[name].body
    assert '"' not in body
    assert not re.search(r"«\S|\S»", body)
    assert not re.search(r"\S[:;?!%](?:\s|$)", body.replace("](", ""))
    assert "  " not in body


@pytest.mark.parametrize(("name", "fact"), [(name, fact) for name, facts in FACTS.items() for fact in facts])
def test_the_sheet_still_holds_the_fact(name: str, fact: str) -> None:
    assert fact in SHEETS[name].body


def test_no_other_sheet_is_left_unchecked() -> None:
    stored = {path.stem for path in (packaged("seeds") / "documents").glob("*.md")}
    assert stored == set(FACTS)
    assert all(len(facts) >= 12 for facts in FACTS.values())
