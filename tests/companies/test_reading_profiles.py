"""Reading a profile: what a message says of a company, in the words of those who write."""

from datetime import date
from typing import Any

import pytest

from bot.companies.profile import Profile
from bot.companies.reading import read_profile

TODAY = date(2026, 11, 22)

Told = dict[str, Any]
MESSAGES: list[tuple[str, Told]] = [
    # The personas
    (
        "On est une menuiserie de 9 personnes à Gramat, on voudrait vendre en Chine",
        {"effectif": 9, "code_naf": "43.32", "commune": "46128", "country": "CN", "needs": ["export"]},
    ),
    (
        "Nous sommes une entreprise agroalimentaire de 20 salariés à Figeac et le Japon nous intéresse",
        {"effectif": 20, "code_naf": "10", "commune": "46102", "country": "JP", "needs": ["export"]},
    ),
    ("Start-up audio à Cahors, on n'a pas encore de SIRET", {"commune": "46042", "to_be_created": True}),
    (
        "Je suis maçon à Rodez, curieux de la Californie",
        {"code_naf": "43.99C", "commune": "12202", "country": "US", "needs": ["export", "mission"]},
    ),
    (
        "On est trois entreprises du Lot et on voudrait partager un comptable",
        {"departement": "46", "needs": ["partage_emploi"]},
    ),
    (
        "Je transforme du chanvre dans le Lot et je cherche des débouchés",
        {"code_naf": "C", "departement": "46", "needs": ["debouches"]},
    ),
    (
        "J'ai une épicerie à Souillac et je cherche des légumes locaux",
        {"code_naf": "47.11", "commune": "46309", "needs": ["fournisseurs"]},
    ),
    ("On n'arrive plus à payer nos fournisseurs", {"needs": ["difficultes"]}),
    ("Il me faudrait une secrétaire deux jours par semaine", {"needs": ["partage_emploi"]}),
    # Headcounts
    ("On est à 46300", {"departement": "46"}),
    ("Nous sommes au 12000, garage de 4 salariés", {"effectif": 4, "departement": "12"}),
    ("Notre messagerie ne marche plus", {}),
    ("On est 6 au bureau d'études à Rodez", {"effectif": 6, "commune": "12202"}),
    ("nous sommes une vingtaine de salariés", {"effectif": {"least": 17, "most": 23}}),
    ("on est douze", {"effectif": 12}),
    ("Je suis seul dans ma boîte", {"effectif": 0}),
    ("2 associés + 3 salariés", {"effectif": 3}),
    ("nous avons entre 10 et 15 employés", {"effectif": {"least": 10, "most": 15}}),
    ("On est moins de 10 salariés", {"effectif": {"least": 0, "most": 9}}),
    ("J'ai un salarié", {"effectif": 1}),
    ("Nous comptons 1 200 salariés", {"effectif": 1200}),
    ("Effectif : 48", {"effectif": 48}),
    ("Mon équipe de cinq personnes est débordée", {"effectif": 5}),
    ("on bosse à quatre", {"effectif": 4}),
    ("notre PME de 50 personnes grandit", {"effectif": 50}),
    ("je n'ai pas de salarié", {"effectif": 0}),
    ("On passe de 5 à 8 salariés l'an prochain", {"effectif": 5}),
    ("nous employons quatre-vingt-dix personnes", {"effectif": 90}),
    ("J'emploie vingt et un ouvriers", {"effectif": 21}),
    # Trades
    ("Je suis boulanger à Figeac avec 3 salariés", {"effectif": 3, "code_naf": "10.71C", "commune": "46102"}),
    (
        "SARL de plomberie, 6 salariés, Villefranche-de-Rouergue",
        {"effectif": 6, "code_naf": "43.22", "commune": "12300", "forme_juridique": "SARL"},
    ),
    ("je tiens un gîte en Aveyron", {"code_naf": "55", "departement": "12"}),
    ("On est dans l'agroalimentaire, à Brive", {"code_naf": "10", "commune": "19031"}),
    ("On produit du safran dans le Lot", {"code_naf": "01.28Z", "departement": "46"}),
    ("Je vends mes confitures sur les marchés", {"code_naf": "10.39B"}),
    (
        "Nous sommes une PME du Tarn spécialisée dans la mécanique de précision",
        {"code_naf": "25", "departement": "81"},
    ),
    ("on distille de l'eau-de-vie à Martel", {"code_naf": "11.01Z", "commune": "46185"}),
    ("Je suis audioprothésiste à Cahors", {"code_naf": "47.74Z", "commune": "46042"}),
    ("nous éditons des logiciels", {"code_naf": "58.2"}),
    ("ma conjointe et moi gérons un camping", {"code_naf": "55.30Z"}),
    ("je suis menuisière", {"code_naf": "43.32"}),
    ("on répare des vélos", {"code_naf": "95.29Z"}),
    ("Notre code NAF est 1071C", {"code_naf": "10.71C"}),
    (
        "Menuiserie Gramat 9 salariés export Chine",
        {"effectif": 9, "code_naf": "43.32", "commune": "46128", "country": "CN", "needs": ["export"]},
    ),
    (
        "On travaille dans le BTP à Mende, 8 compagnons",
        {"effectif": 8, "code_naf": "F", "commune": "48095"},
    ),
    (
        "On a racheté une scierie de 14 salariés dans le Cantal",
        {"effectif": 14, "code_naf": "16.10A", "departement": "15"},
    ),
    # Places
    (
        "On fabrique des meubles à Saint-Céré (46)",
        {"code_naf": "31", "commune": "46251", "departement": "46"},
    ),
    (
        "Notre entreprise de 45 salariés est basée à St Céré dans le lot",
        {"effectif": 45, "commune": "46251", "departement": "46"},
    ),
    ("Nous sommes en Mayenne", {"departement": "53"}),
    ("je suis basé à Mayenne", {"commune": "53147"}),
    ("Je suis installé à Saint-Denis, à La Réunion", {"commune": "97411", "departement": "974"}),
    ("entreprise dans la région Occitanie, 12 salariés", {"effectif": 12, "region": "76"}),
    ("notre siège est au Puy-en-Velay", {"commune": "43157"}),
    ("on est installés à cahors", {"commune": "46042"}),
    ("J'ai des clients dans le Lot et je suis à Brive", {"commune": "19031"}),
    ("Nous sommes une entreprise lotoise", {"departement": "46"}),
    ("mon atelier est à Bio, dans le Lot", {"commune": "46030", "departement": "46"}),
    ("je suis en Corse-du-Sud", {"departement": "2A"}),
    ("notre ferme est en Midi-Pyrénées", {"code_naf": "01", "region": "76"}),
    ("nous sommes à 46500 Gramat", {"commune": "46128", "departement": "46"}),
    # Countries
    ("Qui peut nous aider à vendre en Chine ?", {"country": "CN", "needs": ["export"]}),
    ("nous exportons déjà en Allemagne et visons le Canada", {"country": "CA", "needs": ["export"]}),
    ("le marché japonais nous attire", {"country": "JP", "needs": ["export"]}),
    ("on aimerait prospecter au Québec", {"country": "CA", "needs": ["export"]}),
    ("je ne veux pas exporter en Chine", {}),
    (
        "Comment exporter au Québec quand on est une conserverie de 20 personnes ?",
        {"effectif": 20, "code_naf": "10.39A", "country": "CA", "needs": ["export"]},
    ),
    # Foundings
    ("Ma société a été créée en 2019", {"created": "2019"}),
    ("On existe depuis 5 ans", {"created": "2021"}),
    (
        "SASU numérique basée à Montauban, créée en mars 2021",
        {"code_naf": "62", "commune": "82121", "forme_juridique": "SASU", "created": "2021-03"},
    ),
    ("Notre entreprise a été fondée le 12 avril 2018", {"created": "2018-04-12"}),
    (
        "Je me lance dans la création d'une boulangerie à Souillac",
        {"code_naf": "10.71C", "commune": "46309", "to_be_created": True, "needs": ["creation"]},
    ),
    ("On se lance à l'export", {"needs": ["export"]}),
    ("je veux créer mon entreprise", {"to_be_created": True, "needs": ["creation"]}),
    (
        "je suis une femme de 45 ans qui veut ouvrir un salon de coiffure à Cajarc",
        {"code_naf": "96.02A", "commune": "46045", "to_be_created": True, "needs": ["creation"]},
    ),
    # Forms and numbers
    (
        "Auto-entrepreneur depuis 2 ans, je fais du nettoyage à Albi",
        {"code_naf": "81.2", "commune": "81004", "forme_juridique": "micro-entreprise", "created": "2024"},
    ),
    ("Nous sommes une association loi 1901 à Cahors", {"commune": "46042", "forme_juridique": "association"}),
    (
        "Je dirige une SCOP de 12 salariés à Decazeville",
        {"effectif": 12, "commune": "12089", "forme_juridique": "SCOP"},
    ),
    (
        "Notre SAS existe depuis 2015 et emploie 30 collaborateurs",
        {"effectif": 30, "forme_juridique": "SAS", "created": "2015"},
    ),
    (
        "GAEC de 3 associés, on élève des brebis près de Livernon",
        {"code_naf": "01.45Z", "commune": "46176", "forme_juridique": "GAEC"},
    ),
    ("Mon SIRET est 732 829 320 00074", {"siret": "73282932000074"}),
    ("siren 732829320", {"siren": "732829320"}),
    ("SIRET 356 000 000 49837", {"siret": "35600000049837"}),
    # Needs
    (
        "On cherche à embaucher un apprenti et à réduire notre facture d'énergie",
        {"needs": ["recrutement", "transition"]},
    ),
    ("Je suis traiteur, j'ai besoin d'un prêt", {"code_naf": "56.21Z", "needs": ["financement"]}),
    ("on voudrait recruter 3 personnes", {"needs": ["recrutement"]}),
    ("Nos chutes de bois partent à la benne, qui peut les recycler ?", {"needs": ["dechets"]}),
    (
        "Nous voulons partager à trois entreprises une assistante deux jours par semaine",
        {"needs": ["partage_emploi"]},
    ),
    ("On a 15 salariés, on cherche un local plus grand", {"effectif": 15, "needs": ["immobilier"]}),
    (
        "Quelles aides pour ma boulangerie de 5 salariés à Figeac ?",
        {"effectif": 5, "code_naf": "10.71C", "commune": "46102", "needs": ["financement"]},
    ),
    (
        "Mon restaurant à Rocamadour manque de personnel",
        {"code_naf": "56.10A", "commune": "46240", "needs": ["recrutement"]},
    ),
    # All at once
    (
        "Je gère une petite conserverie à Prayssac, on est 6 et on aimerait exporter vers la Belgique.",
        {"effectif": 6, "code_naf": "10.39A", "commune": "46225", "country": "BE", "needs": ["export"]},
    ),
    (
        "Notre jeune société (3 personnes, Cahors) développe une application pour malentendants",
        {"effectif": 3, "code_naf": "62.01Z", "commune": "46042"},
    ),
    (
        "Mon entreprise de maçonnerie emploie 7 ouvriers du côté de Gourdon dans le Lot",
        {"effectif": 7, "code_naf": "43.99C", "commune": "46127", "departement": "46"},
    ),
    (
        "J'ai créé ma SASU il y a 8 mois, je fais du conseil en informatique à Rodez",
        {"code_naf": "62.02A", "commune": "12202", "forme_juridique": "SASU", "created": "2026-03"},
    ),
    (
        "PME industrielle 120 salariés Decazeville, cherche financement pour robot",
        {"effectif": 120, "commune": "12089", "needs": ["financement"]},
    ),
    (
        "Ayant une exploitation viticole près de Cahors, j'aimerais rencontrer des importateurs américains",
        {"code_naf": "01.21Z", "commune": "46042", "country": "US", "needs": ["export"]},
    ),
    (
        "Je souhaite céder mon salon de coiffure de Capdenac-Gare",
        {"code_naf": "96.02A", "commune": "12052", "needs": ["reprise"]},
    ),
    (
        "l'entreprise existe depuis 1987, on fait de l'usinage à Cajarc, une quinzaine de personnes",
        {"effectif": {"least": 12, "most": 18}, "code_naf": "25.6", "commune": "46045", "created": "1987"},
    ),
    (
        "EURL Martin, 3 salariés, 46200 Souillac, électricité générale",
        {
            "effectif": 3,
            "code_naf": "43.21A",
            "commune": "46309",
            "departement": "46",
            "forme_juridique": "EURL",
        },
    ),
    ("Je ne suis pas dans le Lot mais dans le Cantal", {"departement": "15"}),
    ("On est passés de 12 à 15 salariés", {"effectif": 15}),
    (
        "Auriez-vous un contact pour m'aider à exporter au Mexique ?",
        {"country": "MX", "needs": ["export"]},
    ),
    (
        "On voudrait mutualiser un responsable qualité avec d'autres boîtes du coin",
        {"needs": ["partage_emploi"]},
    ),
    (
        "je cherche à vendre mon fromage de chèvre dans les cantines du département",
        {"code_naf": "10.5", "needs": ["debouches"]},
    ),
    ("J'aimerais m'associer avec une menuiserie de Cahors", {}),
    ("Notre client principal est une entreprise de 500 salariés à Toulouse", {}),
    ("Nous livrons des restaurants à Brive", {}),
    ("La CCI de Toulouse nous a conseillé de vous contacter", {}),
    ("Mon concurrent a 30 salariés", {}),
    # Other people's facts
    ("Je cherche un comptable", {"needs": ["recrutement"]}),
    ("mon comptable me dit que je peux exporter", {"needs": ["export"]}),
    ("On est 3 entreprises", {}),
    ("J'ai 3 enfants", {}),
    ("l'entreprise M2i compte 50 salariés", {}),
    ("Combien de salariés compte le pôle ?", {}),
    ("Qui a participé à la mission en Californie ?", {}),
    ("Je voudrais savoir qui a participé à la mission en Californie", {}),
    ("Comment la CCI accompagne-t-elle les menuiseries de Toulouse ?", {}),
    ("Les entreprises du Lot exportent au Japon", {}),
    ("Camping : quelle est la réglementation ?", {}),
    ("notre chiffre d'affaires est de 2 millions", {}),
]


def told(message: str, known: Profile | None = None) -> Told:
    """Give what a profile's JSON states: bare values, and the subjects of needs."""
    shown = read_profile(message, known or Profile(), TODAY).to_json()
    values = {name: entry["value"] for name, entry in shown.items() if isinstance(entry, dict)}
    if "needs" in shown:
        values["needs"] = [need["subject"] for need in shown["needs"]]
    return values


@pytest.mark.parametrize(("message", "expected"), MESSAGES, ids=[message for message, _ in MESSAGES])
def test_a_message_tells_these_facts_and_no_other(message: str, expected: Told) -> None:
    assert told(message) == expected


@pytest.mark.parametrize("message", [message for message, _ in MESSAGES])
def test_each_fact_carries_words_of_the_message(message: str) -> None:
    profile = read_profile(message, Profile(), TODAY)
    assert all(fact.words and fact.words in message for fact in profile.facts.values())
    assert all(fact.origin == "said" for fact in profile.facts.values())


@pytest.mark.parametrize("message", [message for message, _ in MESSAGES])
def test_reading_the_same_message_again_changes_nothing(message: str) -> None:
    once = read_profile(message, Profile(), TODAY)
    assert read_profile(message, once, TODAY) == once


@pytest.mark.parametrize("message", [message for message, _ in MESSAGES])
def test_a_profile_survives_its_json(message: str) -> None:
    profile = read_profile(message, Profile(), TODAY)
    assert Profile.from_json(profile.to_json()) == profile


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("micro-entreprise de 60 personnes", "micro-entreprise"),
        ("Nous sommes à Toulouse, en Normandie", "Toulouse n'est pas en Normandie"),
        ("Je suis à Saint-Denis", "plusieurs communes nommées Saint-Denis"),
        ("siren 123456789", "123456789"),
        ("on aimerait se développer au Maroc et en Tunisie", "Maroc, Tunisie"),
        ("Je crée mon entreprise, notre société existe depuis 2015", "existe-t-elle déjà"),
        ("Nous sommes 9 salariés. Nous avons 14 salariés.", "deux effectifs"),
    ],
)
def test_what_cannot_be_true_together_is_asked_about(message: str, question: str) -> None:
    (asked,) = read_profile(message, Profile(), TODAY).contradictions
    assert question in asked
    assert asked.rstrip(")").rstrip().endswith("?") or asked.endswith(")")


def test_a_contested_fact_is_shown_but_not_used() -> None:
    profile = read_profile("Nous sommes à Toulouse, en Normandie", Profile(), TODAY)
    assert {"commune", "region"} <= set(profile.to_json())
    assert (profile.company.commune, profile.company.departement, profile.company.region) == (
        None,
        None,
        None,
    )
