"""The introduction: companies that stay unknown to one another until every one of them has accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

State = Literal["proposee", "acceptee", "refusee"]
Answer = Literal["oui", "non"]

REASONS: Final = {
    "trop_loin": "C'est trop loin.",
    "pas_le_moment": "Ce n'est pas le moment.",
    "pas_le_besoin": "Cela ne répond pas au besoin.",
    "deja_trouve": "J'ai déjà trouvé.",
    "autre": "Une autre raison.",
}
"""Why a company refuses. They are chosen from a list: a free text could tell who wrote it."""

FOUND_ELSEWHERE: Final = "deja_trouve"
"""Whoever says so needs no other proposal."""
FINAL_REASONS: Final = frozenset({"trop_loin", "pas_le_besoin", "autre"})
"""After these the same companies are not brought together again; « pas le moment » may change."""


@dataclass(frozen=True)
class Card:
    """What a side may know of another before all have accepted: nothing that its author wrote."""

    letter: str
    sector: str
    departement: str
    function: str


def state_of(answers: Sequence[Answer | None]) -> State:
    """Give the state of an introduction from what each side answered.

    >>> state_of(["oui", None]), state_of(["oui", "oui"]), state_of(["oui", "non"])
    ('proposee', 'acceptee', 'refusee')
    """
    if "non" in answers:
        return "refusee"
    return "acceptee" if all(answer == "oui" for answer in answers) else "proposee"
