"""The kind of answer: what a question asks for, what a sentence holds, what a figure counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.answer_kinds import FIGURES, FORMAL, AnswerKind, asked, holds
from bot.conversation.heads import head_of
from bot.conversation.names import names_in

ASKED = [
    ("Quel est le numéro de téléphone de la boulangerie ?", AnswerKind.PHONE),
    ("le tel de Jeanne Delmas svp", AnswerKind.PHONE),
    ("What is the phone number of the chamber?", AnswerKind.PHONE),
    ("Quelle est l'adresse mail du conseiller ?", AnswerKind.EMAIL),
    ("Un courriel où écrire à la chambre ?", AnswerKind.EMAIL),
    ("Quel est le site internet du cluster ?", AnswerKind.URL),
    ("Quelle est l'adresse de la chambre à Cahors ?", AnswerKind.ADDRESS),
    ("quel code postal pour l'antenne ?", AnswerKind.ADDRESS),
    ("Quel est le taux de chômage du Lot ?", AnswerKind.PERCENT),
    ("Et en part du PIB ?", AnswerKind.PERCENT),
    ("Combien coûte l'adhésion au groupement ?", AnswerKind.PRICE),
    ("L'adhésion est-elle payante ?", AnswerKind.CHARGE),
    ("Est-ce que la formation est gratuite ?", AnswerKind.CHARGE),
    ("Is there a fee for the workshop?", AnswerKind.CHARGE),
    ("Combien de dollars le fournil reçoit-il ?", AnswerKind.AMOUNT),
    ("Combien la coopérative de Figeac dépense-t-elle pour ses fours ?", AnswerKind.AMOUNT),
    ("Combien de fournils ont touché une aide ?", AnswerKind.NUMBER),
    ("Peut-on reprendre ce pain tel quel ?", AnswerKind.YES_NO),
    ("Que faire quand un client ne paie pas ?", AnswerKind.OTHER),
    ("Le marché, c'est quand ?", AnswerKind.DATE),
    ("Quels sont vos horaires ?", AnswerKind.HOURS),
    ("What is the unemployment rate in Figeac?", AnswerKind.PERCENT),
    ("Do you know when it opens?", AnswerKind.DATE),
    ("Le fournil qui a fermé rouvre-t-il ?", AnswerKind.YES_NO),
    ("Qu'est-ce qui est prévu pour les artisans ?", AnswerKind.OTHER),
    ("Il travaille avec qui ?", AnswerKind.PERSON),
    ("Une boulangère avec qui j'ai parlé est-elle là ?", AnswerKind.YES_NO),
    ("Quel est le budget de l'appel à projets ?", AnswerKind.AMOUNT),
    ("ça coûte combien ?", AnswerKind.PRICE),
    ("Quel âge a la lauréate du prix du fournil ?", AnswerKind.AGE),
    ("Qui a gagné le prix du meilleur pain ?", AnswerKind.PERSON),
    ("Qui fixe les tarifs de la halle ?", AnswerKind.PERSON),
    ("Pourquoi le tarif de la cantine augmente-t-il ?", AnswerKind.REASON),
    ("Comment les boulangers ont-ils tenu ?", AnswerKind.OTHER),
    ("Quel pain le fournil vend-il ?", AnswerKind.OTHER),
    ("How much does the trip cost?", AnswerKind.PRICE),
    ("C'est qui le patron du fournil ?", AnswerKind.PERSON),
    ("C'est qui qui tient le four ?", AnswerKind.PERSON),
    ("le fournil c'est où ?", AnswerKind.PLACE),
    ("c'est ou bien noir ou bien blanc", AnswerKind.OTHER),
    ("De quand date le four ?", AnswerKind.DATE),
    ("Quand est née l'école de boulangerie ?", AnswerKind.DATE),
    ("Quand est née Jeanne Delmas ?", AnswerKind.AGE),
    ("Depuis combien de temps le fournil existe-t-il ?", AnswerKind.DATE),
    ("How long ago did the bakery open?", AnswerKind.DATE),
    ("Combien de temps dure le stage ?", AnswerKind.DURATION),
    ("Est-ce que le fournil ouvre le lundi ?", AnswerKind.YES_NO),
    ("Quel âge a le fondateur ?", AnswerKind.AGE),
    ("Combien de temps dure la mission ?", AnswerKind.DURATION),
    ("How long is the trip?", AnswerKind.DURATION),
    ("Quand part la délégation ?", AnswerKind.DATE),
    ("En quelle année le cluster est-il né ?", AnswerKind.DATE),
    ("Jusqu'à quand peut-on candidater ?", AnswerKind.DEADLINE),
    ("Quelle est la date limite de dépôt ?", AnswerKind.DEADLINE),
    ("When does the call close?", AnswerKind.DATE),
    ("Combien d'entreprises participent ?", AnswerKind.NUMBER),
    ("cb dentreprise partent", AnswerKind.NUMBER),
    ("How many companies joined?", AnswerKind.NUMBER),
    ("Qui préside la chambre ?", AnswerKind.PERSON),
    ("À qui s'adresser pour exporter ?", AnswerKind.PROCEDURE),
    ("Who leads the cluster?", AnswerKind.PERSON),
    ("Où se trouve l'atelier ?", AnswerKind.PLACE),
    ("Dans quelle ville a lieu le forum ?", AnswerKind.TOWN),
    ("Dans quel pays part la mission ?", AnswerKind.COUNTRY),
    ("Où les boulangers livrent-ils ?", AnswerKind.PLACE),
    ("Dans quelle salle se tient le forum ?", AnswerKind.PLACE),
    ("Quelle entreprise a livré les fours ?", AnswerKind.BODY),
    ("Quelles entreprises peuvent partir ?", AnswerKind.OTHER),
    ("Quel est le nom de l'école du fournil ?", AnswerKind.BODY),
    ("Comment s'appelle la marque du Lot ?", AnswerKind.BODY),
    ("À quel numéro dois-je appeler ?", AnswerKind.PHONE),
    ("Quel est le num du fournil ?", AnswerKind.PHONE),
    ("Et son numéro ?", AnswerKind.PHONE),
    ("Qui contacter pour vendre au marché ?", AnswerKind.PROCEDURE),
    ("À qui dois-je m'adresser ?", AnswerKind.PROCEDURE),
    ("Comment y participer ?", AnswerKind.PROCEDURE),
    ("Qui contacte les boulangers ?", AnswerKind.PERSON),
    ("leur numéro svp", AnswerKind.PHONE),
    ("Quelles sont ses coordonnées ?", AnswerKind.CONTACT),
    ("Contact details of the bakery?", AnswerKind.CONTACT),
    ("quel est le num de jeanne delmas", AnswerKind.PHONE),
    ("Quel est le numéro de la boulangère ?", AnswerKind.PHONE),
    ("Quel est le numéro de la loi sur le pain ?", AnswerKind.OTHER),
    ("Quel est le numéro du formulaire ?", AnswerKind.OTHER),
    ("Comment on s'inscrit au forum ?", AnswerKind.PROCEDURE),
    ("Quels documents faut-il fournir ?", AnswerKind.PROCEDURE),
    ("Tous les combien de temps se tient le forum ?", AnswerKind.FREQUENCY),
    ("Quelle est l'année de création du fournil ?", AnswerKind.DATE),
    ("Que propose la chambre sur l'eau ?", AnswerKind.STANCE),
    ("Qu'est-ce qui explique la hausse du pain ?", AnswerKind.REASON),
    ("La boulangère qui a signé, c'est qui ?", AnswerKind.PERSON),
    ("Qui devrait tenir le four ?", AnswerKind.OTHER),
    ("Where is the forum?", AnswerKind.PLACE),
    ("Pourquoi créer un groupement ?", AnswerKind.REASON),
    ("Qu'est-ce qu'un GIE ?", AnswerKind.DEFINITION),
    ("c koi un PAT", AnswerKind.DEFINITION),
    ("Peut-on partager un comptable ?", AnswerKind.YES_NO),
    ("Est-ce que la mission est ouverte aux artisans ?", AnswerKind.YES_NO),
    ("Parlez-moi du chanvre dans le Lot", AnswerKind.OTHER),
]


@pytest.mark.parametrize(("question", "kind"), ASKED)
def test_a_question_asks_for_a_kind(question: str, kind: AnswerKind) -> None:
    assert asked(question) is kind


HELD = [
    (AnswerKind.PHONE, "Appelez le 05 65 20 35 02 le matin.", "La chambre répond à 46 entreprises."),
    (AnswerKind.PHONE, "Joignez-la au +33 5 65 20 35 02.", "Le projet a coûté 120 000 euros en 2019."),
    (AnswerKind.EMAIL, "Écrivez à accueil@fournil-figeac.fr.", "Écrivez à la chambre."),
    (AnswerKind.URL, "Voir www.fournil-figeac.fr pour s'inscrire.", "Voir le guide. Il est gratuit."),
    (AnswerKind.ADDRESS, "Le fournil est au 12 rue Gambetta.", "Le fournil est à Figeac."),
    (AnswerKind.ADDRESS, "Le siège est à 46100 Figeac.", "Il emploie 14 personnes."),
    (AnswerKind.AMOUNT, "La cotisation est de 150 €.", "Le fournil emploie 14 personnes."),
    (AnswerKind.AMOUNT, "L'adhésion est gratuite.", "L'adhésion est ouverte."),
    (AnswerKind.PRICE, "L'adhésion coûte 150 euros par an.", "La région a versé 150 euros à la chambre."),
    (AnswerKind.PRICE, "Il compte commercialiser son four autour de 690 euros.", "Il a reçu 690 euros."),
    (AnswerKind.PRICE, "Le courant revient à 13 centimes et coûte peu.", "Le fournil a 13 clients."),
    (AnswerKind.PRICE, "La commune devra débourser 46 000 euros.", "La commune compte 46 000 habitants."),
    (AnswerKind.PRICE, "L'atelier est gratuit.", "La chambre reçoit 1,7 milliard de dollars de dons."),
    (AnswerKind.CHARGE, "Les artisans paient leur voyage.", "Les artisans préparent leur voyage."),
    (AnswerKind.CHARGE, "Le repas est à la charge de la chambre.", "Le repas est servi à midi."),
    (AnswerKind.DEADLINE, "Les dossiers sont reçus jusqu'au 30 juin.", "L'appel a été lancé le 3 mars."),
    (AnswerKind.PERCENT, "L'export pèse 12 % du chiffre.", "L'export pèse 12 millions."),
    (AnswerKind.PERCENT, "Près d'un tiers des clients revient.", "Les clients reviennent."),
    (AnswerKind.HOURS, "Le fournil ouvre de 9 h à 18h30.", "Les artisans indiquent leurs horaires en ligne."),
    (AnswerKind.AGE, "Le fondateur a 42 ans.", "Le fondateur a 42 clients."),
    (AnswerKind.DURATION, "La mission dure trois jours.", "La mission part de Toulouse."),
    (AnswerKind.DATE, "Le forum ouvre en mars 2023.", "Le forum ouvre à tous."),
    (AnswerKind.DATE, "Le forum ouvre à la rentrée.", "Le forum prépare la chambre de demain."),
    (AnswerKind.DATE, "Le forum ouvre cet été.", "D'après la chambre, le forum a été mis en avant."),
    (AnswerKind.NUMBER, "Le groupement réunit douze salariés.", "Le groupement réunit des salariés."),
    (AnswerKind.PERSON, "Jeanne Delmas préside le cluster.", "Le cluster est présidé par un maraîcher."),
    (AnswerKind.PERSON, "La DREETS finance l'étude.", "L'atelier du Lot propose une étude."),
    (AnswerKind.PLACE, "Le forum se tient à Cahors.", "Le forum se tient dehors."),
    (AnswerKind.TOWN, "Le forum se tient à Cahors.", "Le forum se tient dans le Lot."),
    (AnswerKind.COUNTRY, "Le pain part au Japon.", "Le pain part par bateau."),
    (AnswerKind.BODY, "Les fours viennent de Grain Doré.", "Les fours viennent de Cahors."),
    (AnswerKind.FREQUENCY, "Le forum se tient chaque année.", "Le forum se tient à Cahors."),
    (AnswerKind.PROCEDURE, "Il faut contacter la cellule.", "Le contact avec les artisans est bon."),
    (
        AnswerKind.DEADLINE,
        "Les dossiers sont reçus avant le 30 juin.",
        "Elle était là avant de partir en mars.",
    ),
]


@pytest.mark.parametrize(("kind", "holding", "bare"), HELD)
def test_a_sentence_holds_a_kind_by_its_form(kind: AnswerKind, holding: str, bare: str) -> None:
    assert holds(kind, holding)
    assert not holds(kind, bare)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Qui dirige le fournil ?", "Le fournil a un four neuf, affirme Jeanne Delmas.", False),
        ("Qui dirige le fournil ?", "Selon Jeanne Delmas, le fournil a un four neuf.", False),
        ("Qui dirige le fournil ?", "Jeanne Delmas juge le four trop petit.", False),
        ("Qui dirige le fournil ?", "Jeanne Delmas dirige le fournil, selon la chambre.", True),
        ("Qui juge le four trop petit ?", "Jeanne Delmas juge le four trop petit.", True),
        ("Qui a formé Jeanne Delmas ?", "Jeanne Delmas a été formée à Cahors.", False),
        ("Qui est Jeanne Delmas ?", "Jeanne Delmas a été formée à Cahors.", True),
        ("Qui dirige le fournil ?", "Le fournil est animé par Jeanne Delmas.", True),
        ("Qui dirige le fournil ?", "Le fournil livre Jeanne Delmas.", False),
        ("Qui dirige le fournil ?", "La direction du fournil vend au Marché Couvert.", False),
        ("Qui livre le fournil ?", "Le moulin de Marché Couvert livre le fournil.", True),
        ("Qui tient le four ?", "Plusieurs « Halles Roses » tiennent un four.", False),
        ("Qui tient le four ?", "Paul Dumas tient un four.", True),
        ("Qui a photographié le four ?", "Le four a été photographié à San Francisco.", False),
        ("Qui finance le fournil ?", "Jeanne Delmas a formé les apprentis.", False),
        ("Qui finance le fournil ?", "Les frais sont payés par Jeanne Delmas.", True),
        ("Qui a fondé le fournil ?", "Jeanne Delmas y travaille.", False),
        ("Qui a fondé le fournil ?", "Le fournil a été créé par Jeanne Delmas.", True),
        ("Qui a fondé le fournil ?", "Le fournil de Grain Doré aime créer.", False),
        ("Qui préside le fournil ?", "Jeanne Delmas est candidate à la présidence du fournil.", False),
    ],
)
def test_somebody_asked_for_is_neither_who_says_it_nor_whom_the_question_names(
    question: str, sentence: str, expected: bool
) -> None:
    assert holds(AnswerKind.PERSON, sentence, question, ["Marché Couvert"]) is expected


@pytest.mark.parametrize(
    ("asks", "told"),
    [
        ("Quel jour ouvre le marché ?", False),
        ("What day does the market open?", False),
        ("À quelle date ouvre le marché ?", True),
        ("Quand ouvre le marché ?", True),
    ],
)
def test_a_day_that_is_asked_for_is_not_told_by_a_month(asks: str, told: bool) -> None:
    assert asked(asks) is AnswerKind.DATE
    assert holds(AnswerKind.DATE, "Le marché ouvre en mars 2024.", asks) is told
    for dated in ("le 3 mars 2024", "le samedi suivant", "le 03/03"):
        assert holds(AnswerKind.DATE, f"Le marché ouvre {dated}.", asks)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Le marché, de retour samedi, ravit les clients.", False),
        ("Le marché ouvre le samedi.", True),
        ("Le marché ouvre du lundi au mercredi.", True),
        ("Marché lundi et jeudi.", True),
        ("Marché : lundi 8 h.", True),
        ("Le marché ouvre mardi matin.", True),
        ("Le marché ouvre mardi prochain.", True),
        ("Le marché ouvre le samedi 4 mars.", True),
    ],
)
def test_a_weekday_alone_is_that_of_the_week_of_its_source(told: str, day: bool) -> None:
    assert holds(AnswerKind.DATE, told, "Quel jour ouvre le marché ?") is day


@pytest.mark.parametrize(
    ("question", "told", "age"),
    [
        ("Quel âge a-t-elle ?", "Le fournil a été créé il y a 4 ans.", False),
        ("Quel est l'âge de Jeanne Delmas ?", "Elle pétrit depuis 20 ans.", False),
        ("Quel âge a le fournil ?", "Le fournil a été créé il y a 4 ans.", True),
        ("Quel âge a-t-elle ?", "Jeanne Delmas, 45 ans, pétrit la nuit.", True),
    ],
)
def test_the_years_since_something_are_nobodys_age(question: str, told: str, age: bool) -> None:
    assert asked(question) is AnswerKind.AGE
    assert holds(AnswerKind.AGE, told, question) is age


@pytest.mark.parametrize(
    ("told", "lasts"),
    [
        ("Depuis le début de l'année, il a formé dix boulangers.", False),
        ("Le stage a été créé il y a deux ans.", False),
        ("Le stage tient sur la semaine.", True),
        ("Le stage dure deux ans.", True),
        ("Le stage prend une journée.", True),
    ],
)
def test_a_moment_is_no_duration(told: str, lasts: bool) -> None:
    assert holds(AnswerKind.DURATION, told, "Combien de temps dure le stage ?") is lasts


def test_kinds_without_a_form_are_held_by_any_sentence() -> None:
    assert all(
        holds(kind, "Le pain est cuit au bois.")
        for kind in (AnswerKind.REASON, AnswerKind.DEFINITION, AnswerKind.YES_NO, AnswerKind.OTHER)
    )


@pytest.mark.parametrize(
    ("kind", "question", "sentence", "told"),
    [
        (
            AnswerKind.TOWN,
            "Quelle ville du Lot accueille le forum ?",
            "Le forum du Lot réunit Jeanne Delmas.",
            False,
        ),
        (
            AnswerKind.TOWN,
            "Quelle ville du Lot accueille le forum ?",
            "Gourdon accueille le forum du Lot.",
            True,
        ),
        (
            AnswerKind.COUNTRY,
            "Dans quel pays va le pain du Japon ?",
            "Le pain du Japon part en bateau.",
            False,
        ),
        (AnswerKind.TOWN, "Quelle ville du Lot accueille le forum ?", "Le forum du Lot va à Amiens.", True),
        (AnswerKind.BODY, "Quelle société dirige Jeanne Delmas ?", "Jeanne Delmas aime Grain Doré.", False),
        (AnswerKind.BODY, "Quelle société dirige Jeanne Delmas ?", "Jeanne Delmas préside Grain Doré.", True),
        (AnswerKind.BODY, "Quelle école aide les Lotois ?", "Une école aide les Lotois.", False),
        (AnswerKind.PLACE, "Dans quelle salle est le forum ?", "Le forum du Pain Levé réunit tous.", False),
        (AnswerKind.PLACE, "Dans quelle salle est le forum ?", "Le forum est au Pain Levé.", True),
        (AnswerKind.PLACE, "Où est le forum ?", "Le forum est dans une petite commune.", True),
        (AnswerKind.PLACE, "Où trouver un four ?", "Plusieurs communes ont un four.", True),
    ],
)
def test_a_name_answers_when_it_is_one_of_what_is_asked_and_new(
    kind: AnswerKind, question: str, sentence: str, told: bool
) -> None:
    assert asked(question) is kind
    assert holds(kind, sentence, question, people=["Jeanne Delmas"]) is told


def test_figures_are_all_told_by_their_form() -> None:
    assert FIGURES < FORMAL


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("Combien d'apprentis accueille le fournil ?", "apprentis"),
        ("Combien de brevets la société a-t-elle déposés ?", "brevets"),
        ("Combien le fournil a-t-il reçu d'apprentis cette année ?", "apprentis"),
        ("Combien la chambre visite-t-elle de fournils par mois ?", "fournils"),
        ("How many bakers joined the group?", "bakers"),
        ("Quel est le taux de chômage du département ?", "chomage"),
        ("Quel est le budget de l'atelier ?", "atelier"),
        ("Combien de personnes emploie le fournil ?", None),
        ("Combien coûte la mission ?", "mission"),
        ("Pourquoi créer un cluster ?", None),
    ],
)
def test_a_figure_must_name_what_is_counted(question: str, head: str | None) -> None:
    assert head_of(question) == head


def test_names_of_a_question_leave_its_first_word_out() -> None:
    assert names_in("Quel rôle Jeanne Delmas joue-t-elle au GIE de Gourdon en 2021 ?") == (
        "jeanne",
        "delmas",
        "gie",
        "gourdon",
        "2021",
    )


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Jeanne Delmas a-t-elle gagné ?", ("jeanne", "delmas")),
        ("Saint-Céré accueille-t-il le marché ?", ("saint", "cere")),
        ("Présente Jeanne Delmas", ("jeanne", "delmas")),
        ("Madame Delmas est-elle présidente ?", ("delmas",)),
        ("Combien Jeanne Delmas a-t-elle de fours ?", ("jeanne", "delmas")),
        ("Boulangers et meuniers sont-ils alliés ?", ()),
    ],
)
def test_the_first_word_of_a_question_is_a_name_where_another_one_follows(
    question: str, named: tuple[str, ...]
) -> None:
    assert names_in(question) == named


def test_a_question_in_capitals_has_no_name_that_can_be_told() -> None:
    assert names_in("QUI PRESIDE LE GIE DE GOURDON ?") == ()


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Les apprentis logent dans l'ancien internat du fournil.", True),
        ("Les apprentis logent sur le parking.", True),
        ("Les apprentis logent dans les « villes et les villages ».", True),
        ("Les apprentis logent ensemble.", False),
    ],
)
def test_a_kind_of_place_tells_where(sentence: str, told: bool) -> None:
    assert holds(AnswerKind.PLACE, sentence, "Où logent les apprentis ?") is told


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Comment joindre Jeanne Delmas ?", AnswerKind.CONTACT),
        ("Comment puis-je contacter Jeanne Delmas ?", AnswerKind.CONTACT),
        ("How can I reach Jeanne Delmas?", AnswerKind.CONTACT),
        ("Comment contacter le fournil ?", AnswerKind.OTHER),
        ("Comment Jeanne Delmas a-t-elle ouvert ?", AnswerKind.OTHER),
    ],
)
def test_a_person_is_reached_by_their_details(question: str, kind: AnswerKind) -> None:
    assert asked(question) is kind


@given(st.text())
def test_any_text_asks_for_some_kind_and_can_be_held_to_it(text: str) -> None:
    kind = asked(text)
    assert holds(kind, text) in (True, False)
    assert head_of(text) != ""
    assert all(names_in(text))
