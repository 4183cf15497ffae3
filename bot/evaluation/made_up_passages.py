"""The made-up passages: French documents on what companies do and where, as many as a benchmark needs."""

import gzip
import random
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

from bot.companies.gazetteer import COMMUNES_FILE
from bot.documents.model import Document, Passage, Sentence

PASSAGES = 10
"""Of each document."""
_SENTENCES = 4
_PATTERNS = (
    "À {commune}, {name} emploie {number} salariés dans l'activité « {trade} ».",
    "La chambre de commerce de {commune} accompagne {number} entreprises par an.",
    "{name} a repris l'atelier de {commune} en {year} et cherche un apprenti pour {month}.",
    "Une aide de {amount} euros finance l'achat d'une machine par une entreprise de {commune}.",
    "L'activité « {trade} » occupe {number} personnes autour de {commune}.",
    "Le groupement d'employeurs de {commune} partage un comptable entre {number} entreprises.",
    "Depuis {year}, {name} exporte une partie de sa production vers l'Espagne et l'Allemagne.",
    "La facture d'énergie de l'atelier a baissé de {share} % après les travaux de {year}.",
    "La réunion d'information se tient à {commune} en {month} {year}, sur inscription.",
    "{name} vend ses produits au marché de {commune} et sur internet.",
    "Le dossier se dépose avant la fin du mois de {month} auprès de la chambre de {commune}.",
    "Les déchets de bois de {name} chauffent une serre de {commune} depuis {year}.",
)
_FIRST = (
    "Delmas",
    "Bonnet",
    "Fabre",
    "Marty",
    "Cros",
    "Roux",
    "Vidal",
    "Pons",
    "Costes",
    "Lagarde",
    "Teyssier",
)
_KINDS = ("la maison", "l'entreprise", "la société", "l'atelier", "la ferme", "la coopérative")
_MONTHS = ("janvier", "mars", "avril", "juin", "septembre", "octobre", "novembre")
_HEADINGS = ("Activité", "Aides", "Emploi", "Énergie", "Rendez-vous", "Débouchés")
_QUESTIONS = (
    "Combien de salariés emploie l'atelier de {commune} ?",
    "Quelle aide finance l'achat d'une machine à {commune} ?",
    "Qui partage un comptable à {commune} ?",
    "Quand a lieu la réunion d'information de {commune} ?",
    "Quelles entreprises exportent vers l'Espagne ?",
    "Comment réduire la facture d'énergie d'un atelier ?",
)


def made_up_documents(passages: int, seed: int = 7) -> Iterator[Document]:
    """Give documents of ten passages, the same ones for the same seed.

    >>> [len(one.passages) for one in made_up_documents(20)]
    [10, 10]
    """
    chance = random.Random(seed)
    for number in range(-(-passages // PASSAGES)):
        yield _document(f"invente-{number:07d}", chance)


def made_up_questions(count: int, seed: int = 8) -> list[str]:
    """Give questions that the made-up documents may answer."""
    chance = random.Random(seed)
    return [chance.choice(_QUESTIONS).format(commune=chance.choice(_communes())) for _ in range(count)]


def _document(name: str, chance: random.Random) -> Document:
    commune, trade = chance.choice(_communes()), chance.choice(_trades())
    passages: list[Passage] = []
    start = 0
    for position in range(PASSAGES):
        passage = _passage(name, position, start, chance, commune, trade)
        passages.append(passage)
        start = passage.end + 2
    text = "\n\n".join(passage.text for passage in passages)
    return Document(name, f"{trade} à {commune}", text, sha256(text.encode()).hexdigest(), tuple(passages))


def _passage(
    name: str, position: int, start: int, chance: random.Random, commune: str, trade: str
) -> Passage:
    sentences: list[Sentence] = []
    at = 0
    for pattern in chance.sample(_PATTERNS, _SENTENCES):
        text = pattern.format(
            commune=chance.choice((commune, chance.choice(_communes()))),
            trade=chance.choice((trade, chance.choice(_trades()))),
            name=f"{chance.choice(_KINDS)} {chance.choice(_FIRST)}",
            number=chance.randint(2, 400),
            year=chance.randint(2005, 2026),
            month=chance.choice(_MONTHS),
            amount=500 * chance.randint(1, 80),
            share=chance.randint(5, 60),
        )
        text = text[0].upper() + text[1:]
        sentences.append(Sentence(text, at, at + len(text)))
        at += len(text) + 1
    whole = " ".join(sentence.text for sentence in sentences)
    return Passage(
        id=f"{name}.p{position + 1}",
        document_id=name,
        position=position,
        heading=chance.choice(_HEADINGS),
        text=whole,
        start=start,
        end=start + len(whole),
        sentences=tuple(sentences),
    )


@cache
def _communes() -> tuple[str, ...]:
    with gzip.open(COMMUNES_FILE, "rt", encoding="utf-8") as table:
        return tuple(line.split("\t")[1] for line in table)


@cache
def _trades() -> tuple[str, ...]:
    table = files("bot.companies").joinpath("naf.tsv").read_text("utf-8")
    return tuple(line.split("\t")[1] for line in table.splitlines() if "\t" in line)
