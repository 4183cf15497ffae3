"""The disagreements: two sources that say otherwise are both quoted, each with its date."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from bakery import evidence, sheet
from databases import settings_of
from talking import ask

from bot.bootstrap import Passerelle, open_passerelle
from bot.conversation.disagreement import Disagreement, disagreements, notice_of, subject_and_values
from bot.conversation.evidence import Evidence
from bot.conversation.reply import Language
from bot.documents.model import Published
from bot.retrieval.embedder import SentenceTransformerEmbedder

OLD = Published(date(2021, 5, 1), "month")
NEW = Published(date(2024, 3, 1), "month")
FORTY = "Le groupement d'employeurs de Figeac réunit 40 entreprises adhérentes."
SIXTY = "Le groupement d'employeurs de Figeac réunit 60 entreprises adhérentes."


def pair(one: str, other: str) -> tuple[Evidence, Evidence]:
    return (
        evidence(sheet("un", [one], title="Lettre de mai", published=OLD), 0, 0),
        evidence(sheet("deux", [other], title="Bilan de mars", published=NEW), 0, 0),
    )


def between(one: str, other: str) -> list[Disagreement]:
    first, second = pair(one, other)
    return list(disagreements([first], [first, second]))


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        (FORTY, SIXTY, "number"),
        ("L'adhésion au groupement de Figeac coûte 150 euros par an.",
         "L'adhésion au groupement de Figeac coûte 200 euros par an.", "amount"),
        ("Le forum des métiers de Cahors ouvre le 3 mars 2024.",
         "Le forum des métiers de Cahors ouvre le 10 mars 2024.", "date"),
    ],
)  # fmt: skip
def test_two_values_for_the_same_thing_disagree(one: str, other: str, what: str) -> None:
    (found,) = between(one, other)
    assert (found.what, found.other.sentence.text) == (what, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FORTY, FORTY),
        (FORTY, "Le groupement d'employeurs de Figeac réunit quarante entreprises adhérentes."),
        (FORTY, "La pépinière de Cahors loge 60 ateliers d'artistes."),
        (FORTY, "Le groupement d'employeurs de Figeac réunit des entreprises adhérentes."),
        ("Le forum des métiers de Cahors ouvre en mars 2024.",
         "Le forum des métiers de Cahors ouvre le 10 mars 2024."),
    ],
)  # fmt: skip
def test_what_can_be_true_together_does_not_disagree(one: str, other: str) -> None:
    assert between(one, other) == []


def test_two_sentences_of_one_document_do_not_disagree() -> None:
    document = sheet("un", [FORTY, SIXTY])
    ranked = [evidence(document, 0, 0), evidence(document, 0, 1)]
    assert list(disagreements(ranked[:1], ranked)) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["le même nombre", "« Bilan de mars » (mars 2024) et « Lettre de mai » (mai 2021)"]),
        ("en", ["the same number", "“Bilan de mars” (mars 2024) and “Lettre de mai” (mai 2021)"]),
    ],
)
def test_the_notice_names_both_sources_with_their_dates_the_newer_first(
    language: Language, words: Sequence[str]
) -> None:
    notice = notice_of(between(FORTY, SIXTY)[0], language)
    assert notice.kind == "disagreement"
    assert all(part in notice.text for part in words)


def test_the_subject_of_a_sentence_is_what_is_left_without_its_values() -> None:
    assert subject_and_values(FORTY)[0] == subject_and_values(SIXTY)[0]
    assert subject_and_values(FORTY)[1] != subject_and_values(SIXTY)[1]


@pytest.fixture
def two_sources(tmp_path: Path, embedder: SentenceTransformerEmbedder) -> Iterator[Passerelle]:
    settings = settings_of(tmp_path / "data", seeds_dir=tmp_path / "seeds", today=date(2026, 11, 22))
    with closing(open_passerelle(settings, embedder=embedder)) as opened:
        opened.ingestion.add(
            [
                sheet("lettre", [FORTY], title="Lettre du groupement", published=OLD),
                sheet("bilan", [SIXTY], title="Bilan du groupement", published=NEW),
            ]
        )
        yield opened


@pytest.mark.model
def test_the_answer_quotes_both_sources_and_says_that_they_differ(two_sources: Passerelle) -> None:
    (reply,) = ask(two_sources, "Combien d'entreprises réunit le groupement d'employeurs de Figeac ?")
    assert {citation.document_id for citation in reply.citations} == {"lettre", "bilan"}
    assert "40" in reply.answer
    assert "60" in reply.answer
    (notice,) = [notice for notice in reply.notices if notice.kind == "disagreement"]
    assert "« Bilan du groupement » (mars 2024) et « Lettre du groupement » (mai 2021)" in notice.text
