"""The introduction: companies that stay unknown to one another until every one of them has accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

State = Literal["proposee", "acceptee", "refusee", "close"]
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
REST: Final = timedelta(days=30)
"""How long those who refused for now are left alone before they may be proposed again."""


@dataclass(frozen=True)
class Card:
    """What a side may know of another before all have accepted: nothing that its author wrote."""

    letter: str
    sector: str
    departement: str
    function: str


def state_of(answers: Sequence[Answer | None], lapsed: bool = False) -> State:
    """Give the state of an introduction from what each side answered.

    It is closed when a side is no longer open before all have answered (`lapsed`).

    >>> state_of(["oui", None]), state_of(["oui", "oui"]), state_of(["oui", "non"])
    ('proposee', 'acceptee', 'refusee')
    >>> state_of(["oui", None], lapsed=True), state_of(["oui", "oui"], lapsed=True)
    ('close', 'acceptee')
    """
    if "non" in answers:
        return "refusee"
    if all(answer == "oui" for answer in answers):
        return "acceptee"
    return "close" if lapsed else "proposee"
