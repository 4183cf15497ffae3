from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from databases import copy_folder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workshop import SHEETS, Bench, Workshop

from bot.documents.model import Audience
from bot.errors import IndexUnavailable
from bot.resources import packaged
from bot.retrieval.embedder import SentenceTransformerEmbedder
from bot.retrieval.glossary import Glossary
from bot.retrieval.glossary_entries import Entry as GlossaryEntry
from bot.retrieval.index import View
from bot.retrieval.ranking import FEATURES

CANARY = "zibeline"
SECRET = f"Le budget {CANARY} de la chambre finance un fournil secret à Figeac."
BAKERY = GlossaryEntry("fournil", (), ("boulangerie", "acheter des croissants"), "")

Way = Callable[[Bench, str, int, Audience], list[str]]


def words(bench: Bench, question: str, k: int, audience: Audience = "public") -> list[str]:
    query = bench.search.prepare(question, audience=audience)
    boosts = {"title": 1.0, "heading": 1.0, "text": 1.0}
    return [row for row, _ in bench.index.view().by_words(query.terms, boosts, k, audience)]


def meaning(bench: Bench, question: str, k: int, audience: Audience = "public") -> list[str]:
    query = bench.search.prepare(question, audience=audience)
    return [row for row, _ in bench.index.view().by_meaning(query.sentence, k, audience)]


def fused(bench: Bench, question: str, k: int, audience: Audience = "public") -> list[str]:
    return [hit.entry.row for hit in bench.search.search(question, k=k, audience=audience)]


WAYS = pytest.mark.parametrize("way", [words, meaning, fused])


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    made = Workshop(tmp_path_factory.mktemp("atelier"))
    made.write_all()
    made.write("budget", SECRET, "internal")
    return made


@pytest.fixture(scope="module")
def bench(shop: Workshop) -> Iterator[Bench]:
    with shop.open(Glossary([BAKERY])) as opened:
        opened.ingestion.ingest([shop.sheets])
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Bench]:
    with Workshop(tmp_path).open() as opened:
        yield opened


@WAYS
def test_an_empty_index_gives_nothing(empty: Bench, way: Way) -> None:
    assert way(empty, "Qui cuit le pain ?", 5, "public") == []


@WAYS
def test_the_right_passage_comes_first(bench: Bench, way: Way) -> None:
    assert way(bench, "les artisans gantiers de Millau", 5, "public")[0].startswith("tannerie@")


@WAYS
@pytest.mark.parametrize("k", [1, 2, 3])
def test_no_more_than_asked_is_given_and_never_twice(bench: Bench, way: Way, k: int) -> None:
    found = way(bench, "Le fournil, le verger et la tannerie", k, "public")
    assert len(found) == len(set(found)) == k


@WAYS
@pytest.mark.parametrize("question", ["", "?", "de la", "🥐"])
def test_a_question_without_a_word_is_no_fault(bench: Bench, way: Way, question: str) -> None:
    assert len(way(bench, question, 3, "public")) <= 3


@WAYS
def test_an_internal_document_is_found_by_an_adviser_and_by_nobody_else(bench: Bench, way: Way) -> None:
    assert way(bench, SECRET, 10, "internal")[0].startswith("budget@")
    assert not any(row.startswith("budget@") for row in way(bench, SECRET, 10, "public"))


def test_words_that_nothing_holds_find_nothing_by_words(bench: Bench) -> None:
    assert words(bench, "xylophone", 5) == []


def test_internal_words_do_not_repair_public_questions(bench: Bench) -> None:
    slip = "zibelune"
    assert bench.search.prepare(slip).text == slip
    assert bench.search.prepare(slip, audience="internal").text == CANARY


def test_a_glossary_synonym_reaches_the_passage(bench: Bench) -> None:
    assert words(bench, "Où acheter des croissants ?", 5)[0].startswith("fournil@")
    assert fused(bench, "Où acheter des croissants ?", 5)[0].startswith("fournil@")


def test_a_slip_reaches_the_passage(bench: Bench) -> None:
    assert fused(bench, "le raisin de la cooperativ", 5)[0].startswith("verger@")


def test_candidates_are_measured_by_every_feature(bench: Bench) -> None:
    entries, rows = bench.search.candidates(bench.search.prepare("le pain de Figeac"))
    assert rows.shape == (len(entries), len(FEATURES))
    assert len(entries) == len(SHEETS)


def test_hits_come_best_first_with_their_document(bench: Bench) -> None:
    hits = bench.search.search("Qui cuit le pain à Figeac ?")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.passage in hit.document.passages for hit in hits)


def test_a_reranker_has_the_last_word(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gantier:
        def score(self, question: str, texts: list[str]) -> list[float]:
            return [float("gantiers" in text) for text in texts]

    monkeypatch.setattr(bench.search, "_reranker", Gantier())
    assert fused(bench, "Qui cuit le pain à Figeac ?", 5)[0].startswith("tannerie@")


def test_an_outage_is_raised_and_never_told_as_nothing_found(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object, **named: object) -> None:
        raise ConnectionError("connection refused")

    collection = type("Down", (), {"query": refuse})()
    monkeypatch.setattr(bench.index.view().vectors, "_collections", {"public": collection})
    with pytest.raises(IndexUnavailable) as outage:
        bench.search.search("Qui cuit le pain ?")
    assert outage.value.user_message == "La recherche par le sens ne répond pas pour le moment."


def test_a_document_replaced_during_a_question_is_still_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = Workshop(tmp_path)
    shop.write_all()
    with shop.open() as bench:
        bench.ingestion.ingest([shop.sheets])
        shop.write("fournil", "Le fournil de Figeac vend des fouaces.")
        search_words = View.by_words
        replaced = False

        def replaced_meanwhile(self: View, *given: object) -> object:
            nonlocal replaced
            if not replaced:
                replaced = True
                bench.ingestion.ingest([shop.sheets])
            return search_words(self, *given)  # type: ignore[arg-type]

        monkeypatch.setattr(View, "by_words", replaced_meanwhile)
        assert bench.found("le fournil de Figeac")[0] == "Le fournil de Figeac vend des fouaces."


def test_internal_documents_change_no_score_of_a_public_question(tmp_path: Path) -> None:
    scores = []
    for count in (0, 5):
        shop = Workshop(tmp_path / str(count))
        shop.write_all()
        for number in range(count):
            shop.write(f"note-{number}", f"Le pain, le raisin et la {CANARY}.", "internal")
        with shop.open() as bench:
            bench.ingestion.ingest([shop.sheets])
            hits = bench.search.search(f"Le pain, le raisin et la {CANARY} ?")
            scores.append([(hit.passage.id, hit.score) for hit in hits])
    assert scores[0] == scores[1]


NAMES = st.sampled_from(["halle", "moulin", "atelier", "scierie", "poterie", "laiterie"])
BODIES = st.lists(NAMES, min_size=1, max_size=5).map(lambda names: "Voici " + " ".join(names) + ".")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    documents=st.dictionaries(
        st.sampled_from("abcdef"), st.tuples(BODIES, st.sampled_from(["public", "internal"])), min_size=1
    ),
    question=BODIES,
)
def test_a_public_question_is_answered_as_if_internal_documents_did_not_exist(
    tmp_path_factory: pytest.TempPathFactory, documents: dict[str, tuple[str, Audience]], question: str
) -> None:
    both, public = (Workshop(tmp_path_factory.mktemp("ensemble")) for _ in range(2))
    for shop in (both, public):
        shop.sheets.mkdir()
    for name, (body, audience) in documents.items():
        told = f"{body} {CANARY}." if audience == "internal" else body
        both.write(name, told, audience)
        if audience == "public":
            public.write(name, told, audience)
    answers = []
    for shop in (both, public):
        with shop.open() as bench:
            bench.ingestion.ingest([shop.sheets])
            hits = bench.search.search(f"{question} {CANARY}")
            answers.append([(hit.passage.id, round(hit.score, 4)) for hit in hits])
    assert answers[0] == answers[1]


@pytest.fixture(scope="module")
def real(
    tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbedder, seeded_folder: Path
) -> Iterator[Bench]:
    shop = Workshop(tmp_path_factory.mktemp("modele"))
    copy_folder(seeded_folder, shop.settings.data_dir)
    with shop.open(Glossary.load(packaged("seeds") / "glossary.yaml"), embedder) as opened:
        opened.ingestion.ingest([packaged("seeds") / "documents"])
        yield opened


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "document_id"),
    [
        ("Comment partager un salarié à temps partiel entre plusieurs entreprises ?", None),
        ("mision en californi", "occitanie-mission-californie"),
        ("Which companies went to the Silicon Valley?", "occitanie-mission-californie"),
        ("les clusters de Midi-Pyrénées selon Martin Malvy", "midi-pyrenees-clusters-malvy"),
        ("L'ECONOMIE DE MARSEILLE SELON M. SOTO", "cci-marseille-provence-soto"),
    ],
)
def test_the_sheets_answer_as_people_ask(real: Bench, question: str, document_id: str | None) -> None:
    hits = real.search.search(question)
    assert len(hits) == 10
    if document_id is None:
        assert "groupement" in hits[0].passage.text.lower()
    else:
        assert hits[0].document.id == document_id


@pytest.mark.model
def test_sentences_of_the_sheets_find_their_own_passage(real: Bench) -> None:
    asked = [
        (sentence.text, passage.id)
        for document in real.library.documents()
        for passage in document.passages[::4]
        for sentence in passage.sentences[:1]
    ]
    found = sum(real.search.search(text, k=1)[0].passage.id == key for text, key in asked)
    assert found >= 0.95 * len(asked)
