"""The made-up passages: French documents on what companies do and where, as many as a benchmark needs."""

import gzip
import random
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from bot.companies.gazetteer import COMMUNES_FILE
from bot.documents.model import Document, Passage, Sentence

PASSAGES = 10
"""Of each document."""
POOL = 250
"""Sentences made of each pattern, and a quarter of the titles; documents take theirs among them."""
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


def made_up_documents(passages: int, seed: int = 7, pool: int = POOL) -> Iterator[Document]:
    """Give documents of ten passages, the same ones for the same seed and pool.

    Each passage has a line a sentence. Its lines, and the title with the heading, are those of
    `made_up_lines(pool)`.

    >>> [len(one.passages) for one in made_up_documents(20, pool=5)]
    [10, 10]
    """
    chance = random.Random(seed)
    leads, sentences = _leads(pool), _sentences(pool)
    for number in range(-(-passages // PASSAGES)):
        yield _document(f"invente-{number:07d}", chance, chance.choice(leads), sentences)


def made_up_lines(pool: int = POOL) -> list[str]:
    """Give every line that an index embeds of such documents: titles with their heading, and sentences."""
    leads = [f"{title}. {heading}." for title, heading in _leads(pool)]
    return [*leads, *(line for row in _sentences(pool) for line in row)]


@cache
def _leads(pool: int) -> tuple[tuple[str, str], ...]:
    chance = random.Random(pool)
    return tuple(
        (f"{chance.choice(_trades())} à {chance.choice(_communes())}", chance.choice(_HEADINGS))
        for _ in range(4 * pool)
    )


@cache
def _sentences(pool: int) -> tuple[tuple[str, ...], ...]:
    """Give `pool` sentences of each pattern, those of one pattern in a row."""
    chance = random.Random(pool + 1)
    return tuple(tuple(_sentence(pattern, chance) for _ in range(pool)) for pattern in _PATTERNS)


def made_up_questions(count: int, seed: int = 8) -> list[str]:
    """Give questions that the made-up documents may answer."""
    chance = random.Random(seed)
    return [chance.choice(_QUESTIONS).format(commune=chance.choice(_communes())) for _ in range(count)]


def _document(
    name: str, chance: random.Random, lead: tuple[str, str], pool: Sequence[Sequence[str]]
) -> Document:
    title, heading = lead
    passages: list[Passage] = []
    start = 0
    for position in range(PASSAGES):
        lines = [chance.choice(row) for row in chance.sample(pool, _SENTENCES)]
        passage = _passage(name, position, start, heading, lines)
        passages.append(passage)
        start = passage.end + 2
    text = "\n\n".join(passage.text for passage in passages)
    return Document(name, title, text, sha256(text.encode()).hexdigest(), tuple(passages))


def _sentence(pattern: str, chance: random.Random) -> str:
    text = pattern.format(
        commune=chance.choice(_communes()),
        trade=chance.choice(_trades()),
        name=f"{chance.choice(_KINDS)} {chance.choice(_FIRST)}",
        number=chance.randint(2, 400),
        year=chance.randint(2005, 2026),
        month=chance.choice(_MONTHS),
        amount=500 * chance.randint(1, 80),
        share=chance.randint(5, 60),
    )
    return text[0].upper() + text[1:]


def _passage(name: str, position: int, start: int, heading: str, lines: Sequence[str]) -> Passage:
    sentences: list[Sentence] = []
    at = 0
    for line in lines:
        sentences.append(Sentence(line, at, at + len(line)))
        at += len(line) + 1
    whole = "\n".join(lines)
    return Passage(
        id=f"{name}.p{position + 1}",
        document_id=name,
        position=position,
        heading=heading,
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
