"""The evidence: what is measured of a sentence, what may answer, and how sure the judge is."""

import math
from dataclasses import replace

import numpy as np
import pytest
from bakery import WORDS_ALONE, bare_hit, evidence, sheet
from hypothesis import given
from hypothesis import strategies as st

from bot.bootstrap import Passerelle
from bot.conversation.answer_kinds import FORMAL, HEADED, RECOGNISABLE, AnswerKind, asked
from bot.conversation.evidence import Evidence, favour
from bot.conversation.extractive import choose
from bot.conversation.judge import QUESTION_FEATURES, Judge, summarise
from bot.conversation.measures import FEATURES, fits, measure_sentences
from bot.conversation.reconsidering import reconsider
from bot.evaluation.corpora import document_of
from bot.retrieval.query import Query, QueryWord
from bot.retrieval.words import stems_of

FOURNIL = sheet("fournil", ["Le fournil de Figeac emploie douze boulangers."])


def found(town: Passerelle, question: str, judge: Judge = WORDS_ALONE) -> list[Evidence]:
    query = town.search.prepare(question)
    return judge.judge(query, town.search.find(query, k=8), asked(question))


def one(ranked: list[Evidence], words: str) -> Evidence:
    return next(evidence for evidence in ranked if words in evidence.sentence.text)


def measured(evidence: Evidence, name: str) -> float:
    return float(evidence.row[FEATURES.index(name)])


def row(**measures: float) -> np.ndarray:
    return np.array([measures.get(name, 0.0) for name in FEATURES], np.float32)


def test_every_sentence_of_what_was_found_is_measured_whole(town: Passerelle) -> None:
    ranked = found(town, "Qui dirige le fournil de Figeac ?")
    hits = {one.hit.passage.id: one.hit.passage for one in ranked}
    assert len(ranked) == sum(len(passage.sentences) for passage in hits.values())
    assert all(one.row.shape == (len(FEATURES),) and np.isfinite(one.row).all() for one in ranked)


def test_the_likeliest_sentence_comes_first(town: Passerelle) -> None:
    ranked = found(town, "Qui dirige le fournil de Figeac ?")
    assert ranked[0].sentence.text == "Jeanne Delmas dirige le fournil de Figeac."
    assert [one.chance for one in ranked] == sorted((one.chance for one in ranked), reverse=True)


def test_a_question_that_leans_on_another_is_judged_by_its_own_model(town: Passerelle) -> None:
    query = town.search.prepare("Qui dirige le fournil de Figeac ?")
    hits = town.search.find(query, k=8)
    against = replace(WORDS_ALONE.sentence, weights=-WORDS_ALONE.sentence.weights)
    judge = replace(WORDS_ALONE, leaning=against)
    alone, leaning, same = (
        [one.sentence.text for one in ranked]
        for ranked in (
            judge.judge(query, hits, AnswerKind.OTHER),
            judge.judge(query, hits, AnswerKind.OTHER, leans=True),
            WORDS_ALONE.judge(query, hits, AnswerKind.OTHER, leans=True),
        )
    )
    assert alone == same
    assert alone[0] != leaning[0]
    assert set(alone) == set(leaning)


def test_nothing_found_gives_no_evidence_and_no_confidence(town: Passerelle) -> None:
    assert WORDS_ALONE.judge(town.search.prepare("rien"), [], AnswerKind.OTHER) == []
    assert WORDS_ALONE.confidence([]) == 0.0


def test_words_met_by_the_letter_count_whole(town: Passerelle) -> None:
    best = found(town, "Qui dirige le fournil de Figeac ?")[0]
    assert measured(best, "sentence_words") == pytest.approx(1.0)
    assert measured(best, "passage_weakest") == pytest.approx(1.0)
    assert best.passage_soft == pytest.approx(1.0)


def test_a_figure_must_stand_beside_the_very_thing_counted(town: Passerelle) -> None:
    ranked = found(town, "Combien d'apprentis emploie le fournil de Figeac ?")
    assert one(ranked, "sept apprentis").fits
    assert not one(ranked, "trois cantines").fits


@pytest.mark.parametrize(
    ("question", "fit"),
    [
        ("Qui dirige le fournil ?", True),
        ("Qui préside le fournil ?", True),
        ("Qui dirige l'école de lutherie ?", False),
        ("Quel est le nom du directeur de la fonderie d'étain ?", False),
    ],
)
def test_who_leads_a_thing_is_told_only_by_what_tells_of_that_thing(
    town: Passerelle, question: str, fit: bool
) -> None:
    assert one(found(town, question), "Jeanne Delmas dirige").fits is fit


def test_a_number_of_something_that_no_sentence_counts_is_not_answered(town: Passerelle) -> None:
    ranked = found(town, "Combien de brevets le fournil de Figeac dépose-t-il ?")
    assert not any(one.fits for one in ranked)
    assert (choose(ranked), WORDS_ALONE.confidence(ranked)) == ([], 0.0)


def test_a_form_that_no_sentence_has_cannot_be_answered(town: Passerelle) -> None:
    ranked = found(town, "Quel est le numéro de téléphone de Jeanne Delmas ?")
    assert ranked
    assert WORDS_ALONE.confidence(ranked) == 0.0


def test_who_somebody_is_is_told_by_what_presents_them_then_by_what_names_them() -> None:
    none = np.zeros(1, np.float32)
    query = Query("Qui est Jeanne Delmas ?", np.zeros(4, np.float32), np.zeros((1, 4), np.float32), none, ())
    figeac = sheet(
        "figeac",
        [
            "Le fournil de Figeac cuit au bois.",
            "Le levain de Jeanne Delmas a cent ans.",
            "Jeanne Delmas, boulangère à Figeac, pétrit la nuit.",
        ],
    )
    ranked = WORDS_ALONE.judge(query, [bare_hit(figeac, query)], AnswerKind.PERSON)
    assert [(one.position, one.fits) for one in ranked] == [(2, True), (1, True), (0, False)]


def test_who_founded_something_is_told_by_a_sentence_that_names_it() -> None:
    none = np.zeros(1, np.float32)
    words = (QueryWord("moulinet", (stems_of("moulinet"),), 1.0, ()),)
    query = Query(
        "Qui a fondé Moulinet ?", np.zeros(4, np.float32), np.zeros((1, 4), np.float32), none, words
    )
    told, other = "Moulinet a été fondé par Jeanne Delmas.", "Le fournil a été fondé par Jeanne Delmas."
    hits = [bare_hit(sheet(str(number), [text]), query) for number, text in enumerate((told, other))]
    ranked = WORDS_ALONE.judge(query, hits, asked(query.text))
    assert {one.sentence.text: one.fits for one in ranked} == {told: True, other: False}


def test_a_name_far_from_what_is_asked_does_not_answer() -> None:
    none = np.zeros(1, np.float32)
    words = tuple(QueryWord(form, (stems_of(form),), 1.0, ()) for form in ("fours", "fournil", "bois"))
    query = Query(
        "Quelle société a livré les fours du fournil de bois ?",
        np.zeros(4, np.float32),
        np.zeros((1, 4), np.float32),
        none,
        words,
    )
    told, elsewhere = "Les fours du fournil sont au bois.", "Le moulin travaille avec Grain Doré."
    hits = [bare_hit(sheet(str(number), [text]), query) for number, text in enumerate((told, elsewhere))]
    far = WORDS_ALONE.judge(query, hits, AnswerKind.BODY)
    assert {one.sentence.text: one.fits for one in far} == {told: False, elsewhere: False}
    near = WORDS_ALONE.judge(query, hits[1:], AnswerKind.BODY)
    assert [one.fits for one in near] == [True]


def test_nothing_less_likely_than_what_is_beside_the_question_answers_it(town: Passerelle) -> None:
    closed = sheet(
        "gramat", ["Le fournil de Gramat a fermé.", "Le marché de Gramat se tient le mardi sous la halle."]
    )
    restated, other = evidence(closed, 0, 0, 0.8), evidence(closed, 0, 1, 0.4)
    query = town.search.prepare("Pourquoi le fournil de Gramat a-t-il fermé ?")
    assert [one.fits for one in reconsider([restated, other], query, AnswerKind.REASON)] == [False, False]
    query = town.search.prepare("Quand se tient le marché de Gramat ?")
    assert any(one.fits for one in reconsider([restated, other], query, AnswerKind.DATE))


def test_beyond_the_premise_of_a_question_only_what_is_worded_as_a_cause_answers(town: Passerelle) -> None:
    closed = sheet(
        "gramat",
        [
            "Le fournil de Gramat, bâti en 1902 par deux frères, a fermé.",
            "La place a été pavée en 1902.",
            "La farine était devenue trop chère.",
            "Les œufs aussi étaient devenus trop chers.",
        ],
    )
    found_here = [evidence(closed, 0, at, chance) for at, chance in enumerate((0.8, 0.5, 0.4, 0.02))]
    query = town.search.prepare("Pourquoi le fournil de Gramat a-t-il fermé ?")
    fit = [one.fits for one in reconsider(found_here, query, AnswerKind.REASON)]
    assert fit == [False, False, True, False]


def test_a_figure_far_less_likely_than_the_likeliest_sentence_is_that_of_something_else(
    town: Passerelle,
) -> None:
    sold = sheet("vente", ["Le four de Gramat est vendu cher.", "Le pain coûte deux euros."])
    query = town.search.prepare("Combien coûte le four ?")
    for chance, answers in ((0.1, False), (0.3, True)):
        ranked = [evidence(sold, 0, 0, 0.5, fits=False), evidence(sold, 0, 1, chance)]
        assert [one.fits for one in reconsider(ranked, query, AnswerKind.PRICE)] == [False, answers]


def test_a_document_that_holds_more_of_the_question_is_likelier_whichever_passage_says_it(
    town: Passerelle,
) -> None:
    here = sheet("gramat", ["L'atelier de Gramat tourne."], ["Il vend des meules."])
    there = sheet("moissac", ["Les meules de Moissac sont vendues."])
    query = town.search.prepare("L'atelier de Gramat vend-il des meules ?")
    found_there, atelier, sold = reconsider(
        [evidence(there, 0, 0, 0.5), evidence(here, 0, 0, 0.5), evidence(here, 1, 0, 0.5)],
        query,
        AnswerKind.OTHER,
    )
    assert found_there.chance < sold.chance == atelier.chance == 0.5


def test_a_matter_is_met_no_better_than_the_word_of_it_that_nothing_meets(town: Passerelle) -> None:
    query = town.search.prepare("Que propose la boulangerie sur le prix de la farine et des alambics ?")
    hit = bare_hit(sheet("prix", ["Elle propose de baisser le prix de la farine."]), query)
    rows, _ = measure_sentences(query, hit, AnswerKind.STANCE, 0)
    assert rows[0, FEATURES.index("head")] < 0.45


def test_whoever_is_asked_about_may_put_the_matter_in_other_words(town: Passerelle) -> None:
    question = "Que pense Jeanne Delmas de la farine et du sel ?"
    heads = []
    for text in ("Mme Delmas cuit la farine.", "Mme Delmas préfère la farine."):
        query = town.search.prepare(question)
        rows, _ = measure_sentences(query, bare_hit(sheet("avis", [text]), query), AnswerKind.STANCE, 0)
        heads.append(float(rows[0, FEATURES.index("head")]))
    assert heads[0] <= heads[1]


def test_what_does_not_name_a_common_notion_does_not_say_what_it_is() -> None:
    none = np.zeros(1, np.float32)
    group, shared, opened = (
        "Le groupe de boulangers est parti en photo.",
        "Le fournil mutualisé sert à quatre boulangers.",
        "Le FM a ouvert à Gramat.",
    )

    def fitting(question: str) -> list[str]:
        query = Query(question, np.zeros(4, np.float32), np.zeros((1, 4), np.float32), none, ())
        query = replace(query, brought=(stems_of("fournil mutualisé"),))
        hits = [bare_hit(sheet(str(number), [text]), query) for number, text in enumerate(told)]
        return [one.sentence.text for one in WORDS_ALONE.judge(query, hits, AnswerKind.OTHER) if one.fits]

    told = (group, shared, opened)
    assert set(fitting("C'est quoi un FM ?")) == {shared, opened}
    assert fitting("Qu'est-ce qu'un verger ?") == [shared]
    assert set(fitting("C'est quoi, le FM ?")) == set(told)


def test_a_body_is_led_by_whom_a_sentence_about_that_very_body_tells(town: Passerelle) -> None:
    assert one(found(town, "Qui dirige le fournil de Figeac ?"), "Jeanne Delmas").fits
    assert not any(one.fits for one in found(town, "Qui dirige le verger de Moissac ?"))


def test_a_name_that_the_source_does_not_hold_is_not_answered_for_another(town: Passerelle) -> None:
    of_figeac = found(town, "Combien de cantines livre le fournil de Figeac ?")
    of_gourdon = found(town, "Combien de cantines livre le fournil de Gourdon ?")
    assert one(of_figeac, "trois cantines").fits
    assert not one(of_gourdon, "trois cantines").fits


def test_a_name_that_stands_elsewhere_in_the_source_is_held(town: Passerelle) -> None:
    interview = sheet("entretien", ["Il livre trois cantines."], ["Le fournil de Gourdon a un four neuf."])
    for town_named, held in (("Gourdon", 1.0), ("Cahors", 0.0)):
        query = town.search.prepare(f"Combien de cantines livre le fournil de {town_named} ?")
        [found] = WORDS_ALONE.judge(query, [bare_hit(interview, query)], AnswerKind.NUMBER)
        assert measured(found, "names") == held


def test_a_question_of_the_source_answers_nothing_and_lends_its_chance_to_what_follows(
    town: Passerelle,
) -> None:
    talk = sheet(
        "entretien", ["Qui dirige le fournil de Figeac ?", "C'est ma sœur.", "Le four a trente ans."]
    )
    query = town.search.prepare("Qui dirige le fournil de Figeac ?")
    ranked = WORDS_ALONE.judge(query, [bare_hit(talk, query)], AnswerKind.OTHER)
    assert [evidence.sentence.text for evidence in ranked] == ["C'est ma sœur.", "Le four a trente ans."]
    assert ranked[0].chance > 0.5 > ranked[1].chance


def test_a_sentence_speaks_of_what_its_document_is_about_without_saying_it(town: Passerelle) -> None:
    query = town.search.prepare("Combien de terrains dans le Lot ?")
    unsaid = ["La vallée manque de terrains."]
    about = sheet("bilan", unsaid, ["Le Lot exporte.", "Le Lot recrute.", "Le Lot forme."])
    elsewhere = sheet("autre", unsaid, ["Le Gers exporte.", "Le Gers recrute.", "Le Gers forme."])
    soft = [
        measure_sentences(query, bare_hit(document, query), AnswerKind.OTHER, 0)[0][0][
            FEATURES.index("sentence_soft")
        ]
        for document in (about, elsewhere)
    ]
    assert soft[0] > soft[1] > 0


def test_a_price_may_be_told_by_the_heading_that_a_row_stands_under(town: Passerelle) -> None:
    query = town.search.prepare("Quel est le prix de la salle Divona ?")
    row = "Salle : Divona ; Journée : 90 euros"
    marks = [
        measure_sentences(query, bare_hit(document, query), AnswerKind.PRICE, 0)[0][0][FEATURES.index("kind")]
        for heading in ("Tarifs", "Dons reçus")
        for document in (document_of("salles", "Salles", f"## {heading}\n\n{row}"),)
    ]
    assert marks == [1.0, -1.0]


@pytest.mark.parametrize(
    ("sentence", "question", "fit"),
    [
        ("L'école a pour présidente Odette Vauquelin.", "Qui préside l'école de lutherie de Cajarc ?", True),
        (
            "L'école a pour présidente Odette Vauquelin.",
            "Qui préside l'école de lutherie de Souillac ?",
            False,
        ),
        (
            "Cette école a pour présidente Odette Vauquelin.",
            "Qui préside l'école de lutherie de Cajarc ?",
            False,
        ),
        ("L'école d'Albi a pour présidente Odette Vauquelin.", "Qui préside l'école de Cajarc ?", False),
    ],
)
def test_a_body_without_its_name_is_that_of_the_title(
    town: Passerelle, sentence: str, question: str, fit: bool
) -> None:
    document = sheet("lutherie", [sentence], title="L'école de lutherie de Cajarc")
    query = town.search.prepare(question)
    (evidence,) = WORDS_ALONE.judge(query, [bare_hit(document, query)], AnswerKind.PERSON)
    assert evidence.fits is fit


@pytest.mark.parametrize("kind", list(AnswerKind))
def test_only_kinds_with_a_form_refuse_a_sentence(kind: AnswerKind) -> None:
    assert fits(kind, row(kind=1, head=1, names=1))
    assert fits(kind, row(kind=-1, head=0, names=0)) == (kind not in RECOGNISABLE)
    assert fits(kind, row(kind=1, head=0, names=1)) == (kind not in HEADED)
    assert fits(kind, row(kind=1, head=1, names=0)) == (kind not in FORMAL)


def test_the_committed_judge_knows_its_measures() -> None:
    judge = Judge.fitted()
    assert set(judge.sentence.names) <= set(FEATURES)
    assert set(judge.question.names) <= set(QUESTION_FEATURES)
    assert 0 < judge.threshold < 1
    for model in (judge.sentence, judge.question):
        assert len(model.names) == len(model.weights) == len(model.mean) == len(model.scale)
        assert (model.scale > 0).all()


def test_the_committed_judge_gives_probabilities(town: Passerelle) -> None:
    ranked = found(town, "Combien de cantines livre le fournil de Figeac ?", Judge.fitted())
    assert all(0 <= one.chance <= 1 for one in ranked)
    assert 0 <= Judge.fitted().confidence(ranked) <= 1


def test_confidence_counts_only_what_has_the_form() -> None:
    strong = evidence(FOURNIL, 0, 0, 0.9, fits=False, passage_words=1.0)
    weak = evidence(FOURNIL, 0, 0, 0.2, passage_words=0.1)
    assert WORDS_ALONE.confidence([strong, weak]) == WORDS_ALONE.confidence([weak])
    assert WORDS_ALONE.confidence([strong]) == 0.0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_a_summary_is_finite_whatever_the_chances(chances: list[float]) -> None:
    rows = np.stack([row(sentence_soft=chance) for chance in chances])
    met = np.array([[chance, 1 - chance] for chance in chances], np.float32) / 2
    summary = summarise(rows, np.array(sorted(chances, reverse=True)), met)
    assert summary.shape == (len(QUESTION_FEATURES),)
    assert np.isfinite(summary).all()
    best = summary[QUESTION_FEATURES.index("best_sentence_soft")]
    assert math.isclose(best, max(chances[:3]), rel_tol=1e-5, abs_tol=1e-9)


def test_three_sentences_meet_together_the_words_that_each_meets() -> None:
    rows = np.stack([row(), row(), row(), row()])
    met = np.array([[0.5, 0.0], [0.0, 0.2], [0.1, 0.1], [0.5, 0.5]], np.float32)
    summary = summarise(rows, np.array([0.9, 0.5, 0.4, 0.1]), met)
    assert math.isclose(summary[QUESTION_FEATURES.index("words_of_three")], 0.7, rel_tol=1e-5)


def test_a_follow_up_stays_with_the_document_answered_from_unless_another_is_far_better() -> None:
    verger = sheet("verger", ["Le verger récolte le chasselas.", "Le raisin part en septembre."])
    here, near, far = evidence(FOURNIL, 0, 0, 0.3), evidence(verger, 0, 0, 0.4), evidence(verger, 0, 1, 0.9)
    assert favour([near, here], ["fournil"])[0].sentence is here.sentence
    assert favour([far, here], ["fournil"])[0].sentence is far.sentence
    assert favour([near, here], []) == [near, here]


def test_a_question_without_a_word_of_its_own_is_asked_of_the_sentence_just_quoted() -> None:
    told = sheet("verger", ["Le verger vend depuis 1998.", "Le verger plante depuis 2007."])
    first, second = evidence(told, 0, 0, 0.4, kind=1.0), evidence(told, 0, 1, 0.2, kind=1.0)
    quotes = ["Le verger plante depuis 2007. Il replante chaque hiver."]
    assert favour([first, second], ["verger"])[0].sentence is first.sentence
    assert favour([first, second], ["verger"], quotes)[0].sentence is second.sentence
    formless = evidence(told, 0, 1, 0.2, kind=0.0)
    assert favour([first, formless], ["verger"], quotes)[0].sentence is first.sentence


def test_a_question_that_goes_on_with_an_answered_one_is_answered_sooner() -> None:
    weak = evidence(FOURNIL, 0, 0, 0.2, passage_words=0.45)
    alone, going_on = WORDS_ALONE.confidence([weak]), WORDS_ALONE.confidence([weak], stays=True)
    assert alone < WORDS_ALONE.threshold < going_on
    assert going_on < 1
