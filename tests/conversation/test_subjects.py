"""The subjects: what a document is about, whether or not each of its sentences says it."""

from bakery import sheet

from bot.conversation.subjects import subjects_of

REPORT = sheet(
    "compte-rendu",
    [
        "La fibre arrive dans le Lot.",
        "Le département attire des ateliers.",
        "Jeanne Delmas le regrette à Cahors.",
        "Des friches du Lot restent vides.",
    ],
    [
        "Le Lot manque de terrains.",
        "Les ateliers recrutent peu.",
        "Les friches coûtent cher.",
        "Rien ne bouge.",
    ],
    title="Ce que l'on retient des rencontres de Cahors",
)


def test_a_document_is_about_the_names_that_come_back_and_those_of_its_title() -> None:
    assert subjects_of(REPORT) == {"lot": 1 - 3 / 8, "cahor": 1 - 1 / 8}


def test_a_name_that_every_sentence_says_is_left_unsaid_by_none() -> None:
    told = sheet("fiche", ["Le Lot recrute.", "Le Lot exporte.", "Le Lot forme."])
    assert subjects_of(told) == {"lot": 0.0}


def test_a_document_without_a_name_is_about_none() -> None:
    assert subjects_of(sheet("avis", ["La salle est fermée."], title="Avis")) == {}
    assert subjects_of(sheet("vide", title="Vide")) == {}
