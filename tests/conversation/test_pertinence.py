"""What a sentence holds is the answer only where it is that of the very thing asked of."""

import pytest
from bakery import bare_hit, sheet

from bot.bootstrap import Passerelle
from bot.conversation.answer_kinds import asked
from bot.conversation.pertinence import kind_mark
from bot.conversation.subjects import subjects_of
from bot.documents.model import Document

LATE = ["Il a été créé en 2011.", "Il emploie dix personnes.", "Il ferme en 2030."]
PRESS = sheet(
    "presse",
    ["Jeanne Delmas cite deux fournils, Grain Doré et Levain Vif.", "Le four date de 2011.", *LATE[1:]],
    ["Le moulin, près de Cahors, tourne depuis 1990.", "Le bail du moulin finit en 2040."],
)
STORY = sheet("portrait", LATE, ["Le moulin a ouvert en 1990."], title="Levain Vif, dix ans après")
MILL = sheet(
    "filature", ["Une étude de Grain Doré a paru.", "Elle compte dix fours."], ["L'étude date de 2011."]
)
ROLES = sheet(
    "liste",
    [
        "Luc Roux, trésorier de Levain Vif, vote.",
        "Luc Roux est candidat contre la liste de Levain Vif.",
        "Sont venus le fournil de Luc Roux, Grain Doré, une école et Levain Vif.",
    ],
)


def marks(town: Passerelle, document: Document, question: str, at: int = 0) -> list[float]:
    query = town.search.prepare(question)
    kind = asked(question)
    hit = bare_hit(document, query, at)
    return [
        kind_mark(kind, query, hit, position, subjects_of(document))
        for position in range(len(hit.passage.sentences))
    ]


def test_a_date_is_that_of_what_is_named_near_it(town: Passerelle) -> None:
    told = marks(town, PRESS, "En quelle année Levain Vif a-t-il été créé ?")
    assert told == [-1.0, 1.0, -1.0, -1.0]  # 2030 stands three sentences after the name


def test_a_date_is_that_of_what_its_document_is_about(town: Passerelle) -> None:
    question = "En quelle année Levain Vif a-t-il été créé ?"
    assert marks(town, STORY, question) == [1.0, -1.0, 1.0]
    assert marks(town, STORY, question.replace("Levain Vif", "Grain Doré")) == [-1.0, -1.0, -1.0]


def test_what_is_named_may_stand_at_the_end_of_the_passage_before(town: Passerelle) -> None:
    assert marks(town, MILL, "De quand date l'étude de Grain Doré ?", at=1) == [1.0]
    assert marks(town, MILL, "De quand date l'étude de Levain Vif ?", at=1) == [-1.0]


def test_a_place_is_where_things_happen_and_need_not_be_said(town: Passerelle) -> None:
    assert marks(town, PRESS, "Quand finit le bail du moulin de Figeac ?", at=1) == [1.0, 1.0]


def test_a_role_is_that_in_the_very_body_and_not_in_what_is_stood_against(town: Passerelle) -> None:
    assert marks(town, ROLES, "Qui est le trésorier de Levain Vif ?") == [1.0, -1.0, -1.0]
    assert marks(town, ROLES, "Qui est le trésorier de Gramat Rose ?") == [-1.0, -1.0, -1.0]


@pytest.mark.parametrize(("event", "mark"), [("à l'atelier", -1.0), ("au salon", 1.0), ("au fournil", 1.0)])
def test_a_figure_is_that_of_the_very_event(town: Passerelle, event: str, mark: float) -> None:
    document = sheet("salon", ["Le salon du pain a réuni cent personnes."])
    assert marks(town, document, f"Combien de personnes sont venues {event} ?") == [mark]


@pytest.mark.parametrize(
    ("question", "mark"),
    [
        ("Avec quelle banque travaille le fournil ?", 1.0),
        ("Avec quel hôtel travaille le fournil ?", -1.0),
        ("Avec quelle entreprise travaille le fournil ?", 1.0),
        ("Quel éditeur suit le fournil ?", 1.0),
    ],
)
def test_a_special_body_is_told_where_its_kind_is_said(town: Passerelle, question: str, mark: float) -> None:
    document = sheet("banque", ["Le fournil travaille avec Crédit Rose, une banque de Figeac."])
    assert marks(town, document, question) == [mark]


JURY = sheet(
    "jury",
    ["Graines Dorées prime un fournil.", "Le jury, présidé par Luc Roux, se réunit en mai.", "Il vote."],
    ["La mairie prête la salle.", "Le jury, présidé par Luc Roux, se réunit en mai."],
    title="Le concours",
)


def test_who_leads_is_told_of_the_thing_itself_when_its_name_is_near(town: Passerelle) -> None:
    asked_of = "Qui préside le jury de Graines Dorées ?"
    assert marks(town, JURY, asked_of) == [-1.0, 1.0, -1.0]
    assert marks(town, JURY, asked_of.replace("Graines Dorées", "Levain Vif")) == [-1.0, -1.0, -1.0]
    assert marks(town, JURY, asked_of.replace("jury", "comité")) == [-1.0, -1.0, -1.0]


def test_a_view_is_that_of_whoever_is_named_near_it(town: Passerelle) -> None:
    document = sheet(
        "avis",
        ["Jeanne Delmas pétrit.", "Elle juge le pain bio trop cher.", "Luc Roux vend du pain.", "Il rit."],
    )
    assert marks(town, document, "Que pense Jeanne Delmas du pain bio ?") == [1.0, 1.0, 1.0, -1.0]
    assert marks(town, document, "Que pense Paul Cros du pain bio ?") == [-1.0, -1.0, -1.0, -1.0]
