"""Extracts are exact, complete in themselves, in reading order, and never say a thing twice."""

import pytest
from bakery import evidence, sheet
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.evidence import Evidence
from bot.conversation.extractive import choose, compose
from bot.conversation.quoting import stated_again
from bot.conversation.statement import Statement
from bot.documents.model import Document
from bot.evaluation.corpora import document_of

FOURNIL = sheet(
    "fournil",
    [
        "Le fournil de Figeac emploie douze personnes.",
        "Il cuit ses pains au feu de bois.",
        "La mairie de Figeac loue le four au fournil",
        "Jeanne Delmas dirige la boutique depuis mai 2019.",
    ],
    ["Les cantines du Lot achètent la farine au moulin de Cajarc.", "Elles paient à trente jours."],
)
VERGER = sheet("verger", ["Le verger de Moissac récolte le chasselas.", "Le raisin part en septembre."])
ALL = [
    (document, passage, sentence)
    for document in (FOURNIL, VERGER)
    for passage in range(len(document.passages))
    for sentence in range(len(document.passages[passage].sentences))
]


def texts(*chosen: Evidence) -> list[str]:
    return [statement.text for statement in compose(chosen)]


def test_a_passage_begins_with_what_answers_best_and_goes_on_as_it_is_read() -> None:
    best, second, third = (
        evidence(FOURNIL, 0, 3, 0.9),
        evidence(FOURNIL, 0, 2, 0.6),
        evidence(FOURNIL, 0, 0, 0.5),
    )
    assert texts(best, second, third) == [
        "Jeanne Delmas dirige la boutique depuis mai 2019.",
        "Le fournil de Figeac emploie douze personnes.",
        "La mairie de Figeac loue le four au fournil.",
    ]


def test_a_sentence_quoted_already_as_an_antecedent_is_not_told_again() -> None:
    assert texts(evidence(FOURNIL, 0, 1, 0.9), evidence(FOURNIL, 0, 0, 0.5)) == [
        "Le fournil de Figeac emploie douze personnes. Il cuit ses pains au feu de bois."
    ]


def test_passages_come_in_the_order_of_their_best_sentence() -> None:
    told = texts(evidence(VERGER, 0, 1, 0.9), evidence(FOURNIL, 0, 0, 0.8), evidence(VERGER, 0, 0, 0.7))
    assert [text.split()[1] for text in told] == ["raisin", "verger", "fournil"]


@pytest.mark.parametrize(("passage", "sentence"), [(0, 1), (1, 1)])
def test_a_sentence_that_starts_with_a_pronoun_brings_its_antecedent(passage: int, sentence: int) -> None:
    (statement,) = compose([evidence(FOURNIL, passage, sentence)])
    sentences = FOURNIL.passages[passage].sentences
    assert statement.text == f"{sentences[sentence - 1].text} {sentences[sentence].text}"
    assert statement.quotes[0].text in FOURNIL.passages[passage].text


def test_a_sentence_brings_the_one_that_says_what_it_means() -> None:
    told = sheet(
        "levain",
        ["Le fournil vend du levain dur.", "Entendez par là un levain peu hydraté.", "Il coûte peu."],
    )
    assert texts(evidence(told, 0, 0, 0.9)) == [
        "Le fournil vend du levain dur. Entendez par là un levain peu hydraté."
    ]


def test_a_sentence_that_opens_on_a_place_or_a_date_stands_alone() -> None:
    told = sheet(
        "lot", ["Le fournil est à Figeac.", "En Occitanie, le pain est cuit au bois.", "En témoigne le four."]
    )
    assert texts(evidence(told, 0, 1, 0.9)) == ["En Occitanie, le pain est cuit au bois."]
    assert texts(evidence(told, 0, 2, 0.9)) == [
        "En Occitanie, le pain est cuit au bois. En témoigne le four."
    ]


def test_an_antecedent_that_is_told_already_is_not_told_again() -> None:
    assert texts(evidence(FOURNIL, 0, 0), evidence(FOURNIL, 0, 1)) == [
        "Le fournil de Figeac emploie douze personnes.",
        "Il cuit ses pains au feu de bois.",
    ]


def test_the_first_sentence_of_a_passage_stands_alone_even_with_a_pronoun() -> None:
    alone = sheet("seul", ["Elle vend du pain à Figeac."])
    assert texts(evidence(alone, 0, 0)) == ["Elle vend du pain à Figeac."]


def test_a_line_without_its_full_stop_is_shown_with_one_and_quoted_without() -> None:
    (statement,) = compose([evidence(FOURNIL, 0, 2)])
    assert statement.text == "La mairie de Figeac loue le four au fournil."
    assert statement.quotes[0].text == "La mairie de Figeac loue le four au fournil"


def test_the_first_chosen_has_the_form_of_what_is_asked() -> None:
    chosen = choose([evidence(FOURNIL, 0, 3, 0.9, fits=False), evidence(FOURNIL, 0, 0, 0.8)])
    assert chosen[0].position == 0


def test_nothing_is_chosen_when_nothing_has_the_form() -> None:
    assert choose([evidence(FOURNIL, 0, 3, 0.9, fits=False)]) == []
    assert choose([]) == []


def test_at_most_four_sentences_are_chosen() -> None:
    assert len(choose([evidence(*place, 0.8) for place in ALL])) == 4


def test_the_surer_the_first_the_fewer_follow() -> None:
    further = [evidence(*place, 0.3) for place in ALL[1:]]
    assert [len(choose([evidence(*ALL[0], sure), *further])) for sure in (0.5, 0.97, 0.99)] == [4, 2, 1]


def test_a_further_sentence_must_be_worth_its_words() -> None:
    told = sheet(
        "long",
        [
            "Le fournil ouvre à six heures.",
            "Le moulin tourne.",
            "La farine que le moulin de Cajarc vend aux boulangers du canton, moulue à la meule de pierre, "
            "attend au sec dans la grange de la mairie que chacun vienne prendre sa part.",
        ],
    )
    short, long = evidence(told, 0, 1, 0.4), evidence(told, 0, 2, 0.4)
    assert [one.position for one in choose([evidence(told, 0, 0, 0.9), long, short])] == [0, 1]
    assert [one.position for one in choose([evidence(told, 0, 0, 0.6), long])] == [0, 2]


def test_another_document_must_come_closer_than_a_sentence_beside() -> None:
    best = evidence(FOURNIL, 0, 0, 0.8)
    assert len(choose([best, evidence(FOURNIL, 0, 3, 0.08)])) == 2
    assert len(choose([best, evidence(VERGER, 0, 0, 0.08)])) == 1


def test_what_is_added_holds_the_names_of_the_question_where_the_first_does() -> None:
    of_the_town = evidence(FOURNIL, 0, 0, 0.8, names=1.0)
    of_another = evidence(VERGER, 0, 0, 0.79, names=0.0)
    assert choose([of_the_town, of_another]) == [of_the_town]
    assert choose([of_another, of_the_town]) == [of_another, of_the_town]


def test_the_same_news_in_two_documents_is_told_once() -> None:
    copy = sheet("copie", ["Douze personnes sont employées par le fournil de Figeac."])
    same = sheet("reprise", ["Le fournil de Figeac emploie douze personnes !"])
    assert len(choose([evidence(FOURNIL, 0, 0, 0.8), evidence(same, 0, 0, 0.8)])) == 1
    assert len(choose([evidence(copy, 0, 0, 0.8), evidence(VERGER, 0, 0, 0.8)])) == 2


@given(st.lists(st.tuples(st.sampled_from(ALL), st.floats(0, 1)), max_size=9, unique_by=lambda one: one[0]))
def test_every_quote_is_an_exact_substring_and_every_choice_is_told(
    picked: list[tuple[tuple[Document, int, int], float]],
) -> None:
    chosen = [evidence(*place, chance) for place, chance in picked]
    statements = compose(chosen)
    assert len(statements) <= len(chosen)
    for statement in statements:
        (quote,) = statement.quotes
        assert quote.text in quote.passage.text
    for one in chosen:
        assert any(one.sentence.text in statement.quotes[0].text for statement in statements)
    starts = [quote.passage.text.index(quote.text) for s in statements for quote in s.quotes]
    passages = [quote.passage.id for s in statements for quote in s.quotes]
    for passage in set(passages):
        inside = [start for start, held in zip(starts, passages, strict=True) if held == passage]
        assert inside[1:] == sorted(inside[1:])


@given(st.lists(st.tuples(st.sampled_from(ALL), st.floats(0, 1), st.booleans()), max_size=9))
def test_what_is_chosen_is_among_what_was_found_and_never_twice(
    found: list[tuple[tuple[Document, int, int], float, bool]],
) -> None:
    ranked = sorted(
        (evidence(*place, chance, fits=fits) for place, chance, fits in found),
        key=lambda one: -one.chance,
    )
    chosen = choose(ranked)
    assert bool(chosen) == any(one.fits for one in ranked)
    assert all(one in ranked for one in chosen)
    assert len({one.key for one in chosen}) == len(chosen)


STEPS = "\n".join(
    f"- {step}, ce qui prend du temps à chacun des dix-sept artisans du village et de ses hameaux, d'après "
    f"le président de leur association, qui en a vu d'autres et ne s'en étonne plus{end}"
    for step, end in (("pétrir la pâte", ";"), ("chauffer le four", ";"), ("enfourner", ";"), ("vendre", "."))
)
LISTS = document_of(
    "listes",
    "Le four banal",
    f"## Le dossier\n\nLe dossier comprend :\n\n- un devis\n- un plan,\n- une photographie\n\n"
    f"## Dépenses exclues\n\n- le bois de chauffe\n- la farine\n\n## La cuisson\n\nIl faut :\n\n{STEPS}",
)


def place(text: str) -> tuple[int, int]:
    """Give the passage and the position of the sentence of LISTS that begins so."""
    return next(
        (row, position)
        for row, passage in enumerate(LISTS.passages)
        for position, sentence in enumerate(passage.sentences)
        if sentence.text.startswith(text)
    )


def quoted(*openings: str) -> list[Statement]:
    return compose([evidence(LISTS, *place(text), 0.9 - 0.1 * n) for n, text in enumerate(openings)])


def test_a_short_list_is_quoted_whole_and_written_on_one_line() -> None:
    (statement,) = quoted("Le dossier comprend")
    assert statement.text == "Le dossier comprend : un devis ; un plan, une photographie."
    assert statement.quotes[0].text == "Le dossier comprend :\n\n- un devis\n- un plan,\n- une photographie"


def test_items_that_only_a_heading_introduces_are_told_under_it_once() -> None:
    first, second = quoted("le bois", "la farine")
    assert first.text == "Dépenses exclues : le bois de chauffe."
    assert second.text == "[…] la farine."
    assert [quote.text for quote in (*first.quotes, *second.quotes)] == ["le bois de chauffe", "la farine"]


def test_an_item_cut_from_its_list_is_told_under_what_introduced_it() -> None:
    (far,) = quoted("vendre")
    assert far.text.startswith("Il faut : vendre, ")
    assert [quote.text[:7] for quote in far.quotes] == ["vendre,"]


def test_an_item_of_a_long_list_brings_the_line_that_introduces_it() -> None:
    (far,) = quoted("chauffer le four")
    assert far.text.startswith("Il faut : […] chauffer le four, ")
    assert [quote.text[:9] for quote in far.quotes] == ["Il faut :", "chauffer "]
    (next_to_it,) = quoted("pétrir")
    assert next_to_it.text.startswith("Il faut : pétrir la pâte, ")
    assert len(next_to_it.quotes) == 1


def test_what_introduces_a_list_is_never_quoted_alone() -> None:
    (statement,) = quoted("Il faut")
    assert statement.text.startswith("Il faut : pétrir la pâte, ")
    assert all(quote.text in quote.passage.text for quote in statement.quotes)


def test_what_was_quoted_is_stated_again_with_what_introduces_it() -> None:
    before = quoted("chauffer le four", "le bois")
    again = stated_again([quote for statement in before for quote in statement.quotes])
    assert [one.text for one in again] == [one.text for one in before]


def test_an_item_that_is_a_whole_sentence_stands_alone_or_behind_the_one_it_leans_on() -> None:
    whole = document_of("avis", "Avis", "## Avis\n\n- Le four est neuf.\n- Il cuit mal.\n- Le bois est sec.")
    told = [compose([evidence(whole, 0, position)])[0] for position in range(3)]
    assert [one.text for one in told] == [
        "Le four est neuf.",
        "Le four est neuf. Il cuit mal.",
        "Le bois est sec.",
    ]


def test_a_heading_that_asks_needs_no_colon() -> None:
    asking = document_of("qui", "Qui", "## Qui peut louer ?\n\n- les associations")
    assert compose([evidence(asking, 0, 0)])[0].text == "Qui peut louer ? les associations."


def test_a_row_of_a_table_is_told_under_its_heading() -> None:
    rooms = document_of("salles", "Salles", "## Tarifs\n\nSalle : Divona ; Journée : 90 euros")
    (row,) = compose([evidence(rooms, 0, 0)])
    assert row.text == "Tarifs – Salle : Divona ; Journée : 90 euros."
    assert row.quotes[0].text == "Salle : Divona ; Journée : 90 euros"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "## Ce qui n'est pas compris\n\nLe repas et l'hébergement. Le café.",
            ["Ce qui n'est pas compris : Le repas et l'hébergement.", "Ce qui n'est pas compris : Le café."],
        ),
        (
            "## Le stand est-il gratuit ?\n\nOui, pour les associations. Les autres paient.",
            ["Le stand est-il gratuit ? Oui, pour les associations.", "Les autres paient."],
        ),
        (
            "## Le stand\n\nEst-il gratuit ? Non. Il coûte 450 euros.",
            ["Est-il gratuit ?", "Est-il gratuit ? Non.", "Est-il gratuit ? Non. Il coûte 450 euros."],
        ),
        ("## Le stand\n\nSi vous venez à deux, prévenez-nous.", ["Si vous venez à deux, prévenez-nous."]),
    ],
)
def test_what_a_heading_turns_round_or_a_question_asks_is_told_with_it(text: str, told: list[str]) -> None:
    faq = document_of("faq", "Questions", text)
    sentences = range(len(faq.passages[0].sentences))
    assert [compose([evidence(faq, 0, position)])[0].text for position in sentences] == told


def test_a_heading_that_turns_its_sentences_round_is_told_once() -> None:
    costs = document_of(
        "frais", "Frais", "## Ce qui n'est pas compris\n\nLe repas et l'hébergement. Le café."
    )
    assert texts(evidence(costs, 0, 0, 0.9), evidence(costs, 0, 1, 0.8)) == [
        "Ce qui n'est pas compris : Le repas et l'hébergement.",
        "Le café.",
    ]
