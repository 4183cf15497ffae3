"""The cleaning of what people type: no control, invisible or direction-changing character goes in."""

import unicodedata
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints

_LINE_ENDS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\v": "\n", "\f": "\n"})
# Letters in name only: they draw nothing.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u180e")
_UNWANTED = frozenset({"Cc", "Cf"})


def clean(text: str) -> str:
    r"""Give the text that a person sees, without the characters that nobody sees.

    >>> clean("  Qui aide une boulangerie\u200b à Figeac\u202e ?\x00 ")
    'Qui aide une boulangerie à Figeac ?'
    >>> clean("\u2066\ufeff\t\n")
    ''
    """
    unified = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    return "".join(character for character in unified if _seen(character)).strip()


def _seen(character: str) -> bool:
    if character in "\n\t":
        return True
    return character not in _BLANKS and unicodedata.category(character) not in _UNWANTED


def _clean_if_text(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


_CLEANED = BeforeValidator(_clean_if_text)

Message = Annotated[str, StringConstraints(min_length=1, max_length=2000), _CLEANED]
"""A chat message, or a search: 1 to 2,000 characters once cleaned."""
Comment = Annotated[str, StringConstraints(max_length=2000), _CLEANED]
"""A remark, which may be empty."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=200), _CLEANED]
"""A name."""
Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=500), _CLEANED]
"""A few sentences."""
Note = Annotated[str, StringConstraints(max_length=100), _CLEANED]
"""A few words, which may be none."""
