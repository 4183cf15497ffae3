import asyncio
import os

import pytest
from langchain_core.embeddings import Embeddings

from bot.documents.model import Document
from bot.evaluation.metrics import judge
from bot.evaluation.questions import Question
from bot.evaluation.stock import SHOWN, StockPipeline, stock_systems
from bot.evaluation.support import library_lookup
from bot.evaluation.systems import System

TEXTS = {
    "fournil": "Le fournil de Figeac emploie 14 personnes. Il cuit 1 200 pains par jour.",
    "halle": "La halle de Cahors ouvre le samedi matin. Elle accueille trente producteurs.",
    "abattoir": "L'abattoir de Gramat traite les agneaux du Quercy.",
    "tannerie": "La tannerie de Souillac a fermé ses portes.",
}
WORDS = ("fournil", "halle", "abattoir", "tannerie", "pains", "producteurs")


class WordEmbeddings(Embeddings):
    """One dimension a known word, and a last one that keeps every vector from being null."""

    def embed_query(self, text: str) -> list[float]:
        return [float(word in text.lower()) for word in WORDS] + [0.1]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [Document(name, name.title(), text, content_hash=name) for name, text in TEXTS.items()]


@pytest.fixture(scope="module")
def systems(documents: list[Document]) -> list[System]:
    built, notes = stock_systems(documents, WordEmbeddings())
    assert notes == []
    return built


def test_the_three_pipelines_rank_the_document_that_has_the_word(systems: list[System]) -> None:
    assert [system.name for system in systems] == ["LangChain + Chroma", "BM25 seul", "Haystack hybride"]
    for system in systems:
        outcome = asyncio.run(system.ask(["Combien de pains cuit le fournil ?"]))
        assert outcome.documents[0] == "fournil", system.name
        assert outcome.answer.startswith(TEXTS["fournil"] + " [1]"), system.name
        assert 0 < len(outcome.citations) <= SHOWN


def test_their_quotes_are_exact_and_their_sentences_cited(
    systems: list[System], documents: list[Document]
) -> None:
    asked = Question("pains", "answerable", ("Combien de pains ?",), ("fournil",), (("1200 pains",),))
    for system in systems:
        scores = judge(asked, asyncio.run(system.ask(asked.turns)), library_lookup(documents))
        for name in ("quotes_exact", "citation_recall", "citation_precision", "facts", "document_cited"):
            assert scores[name] == 1.0, (system.name, name)


def test_what_was_said_before_is_part_of_the_search(systems: list[System]) -> None:
    for system in systems:
        outcome = asyncio.run(system.ask(["Où est la tannerie ?", "Et qui la tient ?"]))
        assert outcome.documents[0] == "tannerie", system.name


def test_only_an_empty_search_makes_a_stock_pipeline_refuse() -> None:
    outcome = asyncio.run(StockPipeline("vide", lambda question, k: []).ask(["Bonjour ?"]))
    assert (outcome.kind, outcome.citations, outcome.documents) == ("abstention", (), ())


def test_no_document_is_no_fault() -> None:
    for system in stock_systems([], WordEmbeddings())[0]:
        assert asyncio.run(system.ask(["Le fournil ?"])).kind == "abstention", system.name


def test_a_pipeline_that_is_not_installed_is_told_in_one_line(
    documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.evaluation.stock.find_spec", lambda name: None)
    built, notes = stock_systems(documents, WordEmbeddings())
    assert [system.name for system in built] == ["LangChain + Chroma"]
    assert len(notes) == 2
    assert "haystack-ai" in notes[1]


def test_haystack_is_told_to_report_nothing() -> None:
    assert os.environ["HAYSTACK_TELEMETRY_ENABLED"] == "false"
    from haystack.telemetry import _telemetry

    assert _telemetry.telemetry is None
