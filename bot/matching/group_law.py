"""The law of employer groups: dated statements with their source, to be checked, never advice."""

from dataclasses import dataclass
from datetime import date
from typing import Final

NOTED: Final = date(2026, 11, 25)
"""When these statements were written down; the law may have changed since."""
WARNING: Final = (
    "Repères notés le 25 novembre 2026, à vérifier dans le texte en vigueur ou avec un conseiller : "
    "ce ne sont pas des conseils juridiques."
)


@dataclass(frozen=True)
class LegalPoint:
    """What a text says, in our words, and where it says so."""

    text: str
    source: str


POINTS: Final = (
    LegalPoint(
        "Un groupement d'employeurs met à la disposition de ses membres des salariés qu'il emploie "
        "lui-même ; ses opérations sont à but non lucratif.",
        "Code du travail, article L1253-1 ; le régime vient de la loi n° 85-772 du 25 juillet 1985",
    ),
    LegalPoint(
        "Il prend la forme d'une association (loi du 1er juillet 1901) ou d'une société coopérative.",
        "Code du travail, article L1253-2",
    ),
    LegalPoint(
        "Ses membres répondent solidairement de ses dettes envers les salariés et les organismes de "
        "cotisations obligatoires.",
        "Code du travail, article L1253-8",
    ),
    LegalPoint(
        "Le contrat de travail est écrit ; il dit notamment les conditions d'emploi, la rémunération et les "
        "lieux de travail.",
        "Code du travail, article L1253-9",
    ),
    LegalPoint(
        "Des membres de conventions collectives différentes choisissent celle qui s'applique au groupement.",
        "Code du travail, article L1253-17",
    ),
)
