"""The wording of the board: what a need told in a chat is on it, an offer or a need, and of what category."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.companies.wording import bare
from bot.matching.board_categories import categories, categories_by_words
from bot.matching.board_item import ItemKind

_KINDS: Final[Mapping[str, ItemKind]] = {
    "dechets": "offre",
    "debouches": "offre",
    "fournisseurs": "besoin",
    "numerique": "besoin",
}
"""The subjects of needs that the board serves, and what each mostly is."""
_FAMILIES: Final[Mapping[str, tuple[str, ...]]] = {
    "dechets": ("residus",),
    "debouches": ("alimentaire", "fournitures", "numerique"),
    "fournisseurs": ("alimentaire", "numerique", "fournitures", "residus"),
    "numerique": ("numerique",),
}
"""The families in which the category of each subject is looked for, in this order."""
_TAKES: Final = re.compile(r"\b(?:cherch\w*|recherch\w*|besoin|achet\w*|rachet\w*|recuper\w+|trouver)\b")
_GIVES: Final = re.compile(
    r"\b(?:valoris\w+|debarrass\w+|ecoul\w+|jet\w+|ced\w+|donn\w+|evacu\w+|repren\w+|recycl\w+|vend\w+)\b"
    r"|\b(?:mes|nos|mon|ma|notre) (?:\w+ )?(?:dechet|dreche|sciure|chute|copeau|residu|sous produit|coproduit"
    r"|invendu|rebut|marc|palette|carton|ferraille|laine|plastique)"
)


@dataclass(frozen=True)
class Told:
    """What was told, as the board takes it; no category where the words name none."""

    kind: ItemKind
    category: str
    text: str


def told_on_board(text: str, subject: str | None) -> Told | None:
    """Give what a need is on the board, or None for a subject that it does not serve.

    >>> told_on_board("je cherche à valoriser mes drêches", "dechets")
    Told(kind='offre', category='organiques', text='je cherche à valoriser mes drêches')
    >>> told_on_board("on cherche des chutes de bois pour nos meubles", "dechets").kind
    'besoin'
    >>> told_on_board("un commerce qui veut des légumes locaux", "fournisseurs")
    Told(kind='besoin', category='legumes_fruits', text='un commerce qui veut des légumes locaux')
    """
    kind = _KINDS.get(subject or "")
    if kind is None or subject is None:
        return None
    words = bare(text)
    if subject == "dechets" and _TAKES.search(words) and not _GIVES.search(words):
        kind = "besoin"
    return Told(kind, _category(text, subject), text)


def _category(text: str, subject: str) -> str:
    named = categories_by_words(text)
    for family in _FAMILIES[subject]:
        for one in categories().values():
            if one.family == family and one.key in named:
                return one.key
    return ""
