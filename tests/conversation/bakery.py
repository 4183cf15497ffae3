"""A made-up case of evidence around a bakery in Figeac, for the modules that turn it into answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from bot.conversation.evidence import Evidence
from bot.conversation.judge import Judge, Logistic
from bot.conversation.measures import FEATURES
from bot.conversation.statement import Quote
from bot.documents.model import Document, Passage, Published, Sentence
from bot.retrieval.fulltext import Entry
from bot.retrieval.query import Query
from bot.retrieval.search import Hit
from bot.retrieval.token_matrix import TokenMatrix

JUNE_2022 = Published(date(2022, 6, 17))


def sheet(document_id: str, *passages: Sequence[str], **more: Any) -> Document:
    """Give a document; each passage is a list of sentences, joined by a blank."""
    made, start = [], 0
    for position, parts in enumerate(passages, start=1):
        text, sentences = "", []
        for part in parts:
            text = f"{text} {part}".lstrip()
            sentences.append(Sentence(part, len(text) - len(part), len(text)))
        made.append(
            Passage(
                f"{document_id}.p{position}",
                document_id,
                position,
                "",
                text,
                start,
                start + len(text),
                tuple(sentences),
            )
        )
        start += len(text) + 2
    given = {"title": f"Fiche {document_id}", "content_hash": document_id, "published": JUNE_2022, **more}
    whole = "\n\n".join(passage.text for passage in made)
    return Document(id=document_id, text=whole, passages=tuple(made), **given)


def evidence(
    document: Document, passage: int, sentence: int, chance: float = 0.8, *, fits: bool = True, **row: float
) -> Evidence:
    """Give a sentence of a document, counted from 0, as evidence; `row` gives measures by name."""
    found = document.passages[passage]
    matrix = TokenMatrix(np.zeros(4, np.float32), np.zeros((0, 4), np.float32), np.zeros((0, 2), np.int32))
    entry = Entry(found.id, "1", document.audience, document.title, found, matrix)
    measures = np.array([row.get(name, 0.0) for name in FEATURES], np.float32)
    hit = Hit(document, found, 1.0, entry)
    return Evidence(hit, found.sentences[sentence], sentence, chance, fits, measures, np.ones(1, np.float32))


def bare_hit(document: Document, query: Query, at: int = 0) -> Hit:
    """Give a passage of a document as found, each sentence one word that is near nothing."""
    passage = document.passages[at]
    places = [(sentence.start, sentence.end) for sentence in passage.sentences]
    tokens = np.zeros((len(places), query.tokens.shape[1]), np.float32)
    matrix = TokenMatrix(tokens, np.array(places, np.int32), np.zeros_like(query.sentence))
    return Hit(document, passage, 1.0, Entry(passage.id, "1", "public", document.title, passage, matrix))


def quote(document: Document, passage: int = 0, sentence: int = 0) -> Quote:
    """Give a whole sentence of a document as a quote."""
    found = document.passages[passage]
    return Quote(document, found, found.sentences[sentence].text)


CANARY = "perroquet-indigo"
TOWN = (
    sheet(
        "fournil",
        [
            "Le fournil de Figeac emploie douze boulangers et sept apprentis.",
            "Il cuit ses pains au feu de bois.",
            "Jeanne Delmas dirige le fournil de Figeac.",
        ],
        [
            "Le fournil de Figeac livre trois cantines du Lot.",
            "Une fête du pain aura lieu à Figeac en mars 2023.",
            "La tournée du fournil passe par Capdenac et par Cajarc.",
        ],
        title="Le fournil de Figeac",
        people=("Jeanne Delmas",),
        organisations=("Fournil de Figeac", "CCI du Lot"),
    ),
    sheet(
        "verger",
        ["Le verger de Moissac récolte le chasselas.", "La coopérative expédie le raisin en septembre."],
        title="Le verger de Moissac",
    ),
    sheet(
        "note-interne",
        [f"Le fournil de Figeac emploie en secret des boulangers nommés {CANARY}."],
        title=f"Note {CANARY}",
        audience="internal",
    ),
)

WORDS_ALONE = Judge(
    sentence=Logistic(
        ("sentence_words", "passage_words"),
        np.zeros(2, np.float32),
        np.ones(2, np.float32),
        np.array([2.0, 0.5], np.float32),
        0.0,
    ),
    question=Logistic(
        ("passage_words",),
        np.zeros(1, np.float32),
        np.ones(1, np.float32),
        np.array([10.0], np.float32),
        -5.0,
    ),
    threshold=0.5,
)
"""A judge that a human can predict: more than half of the question's words must be in the passage."""
