"""The masking: numbers that tell who someone is, or open an account, hidden in what leaves or is noted."""

import re
from collections.abc import Callable
from typing import Final

from stdnum import iban, luhn
from stdnum.exceptions import ValidationError
from stdnum.fr import nir

_NIR = re.compile(
    r"(?<!\d)[12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d{2}|2[ABab])"
    r"[ .]?\d{3}[ .]?\d{3}[ .]?\d{2}(?!\d)"
)
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{1,4}){3,8}\b")
_CARD = re.compile(r"(?<!\d)[3-6](?:[ -]?\d){12,18}(?!\d)")
_PHONE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)\d{1,3}[ .-]?(?:\(0\)[ .-]?)?|0)[1-9](?:[ .-]?\d{2}){4}(?![ .-]?\d)"
)
_SIRET_LENGTH: Final = 14
"""Figures of the number of an establishment, which is public and passes the check of cards."""


def masked(text: str) -> str:
    """Give the text with social security, account, card and telephone numbers hidden.

    What bears check digits is checked (python-stdnum): a SIRET, a price or a postcode stays.

    >>> masked("Mon IBAN est FR76 3000 6000 0112 3456 7890 189, SIRET 732 829 320 00074.")
    'Mon IBAN est [IBAN masqué], SIRET 732 829 320 00074.'
    >>> masked("Appelez-moi au 06 12 34 56 78 pour les 1 500 euros.")
    'Appelez-moi au [téléphone masqué] pour les 1 500 euros.'
    """
    text = _IBAN.sub(lambda found: _masked_account(found.group()), text)
    text = _NIR.sub(_hiding("[numéro de sécurité sociale masqué]", _is_nir), text)
    text = _CARD.sub(_hiding("[carte masquée]", _is_card), text)
    return _PHONE.sub("[téléphone masqué]", text)


def _hiding(label: str, holds: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
    return lambda found: label if holds(found.group()) else found.group()


def _masked_account(found: str) -> str:
    """Hide an IBAN; words that follow it may have been taken with it."""
    words = re.split(r"(?<=\w)(?=[ -])", found)
    for kept in range(len(words), 0, -1):
        if iban.is_valid("".join(words[:kept])):
            return "[IBAN masqué]" + "".join(words[kept:])
    return found


def _is_nir(found: str) -> bool:
    try:
        nir.validate(found.replace(".", ""))
    except ValidationError:
        return False
    return True


def _is_card(found: str) -> bool:
    figures = re.sub(r"\D", "", found)
    return len(figures) != _SIRET_LENGTH and luhn.is_valid(figures)
