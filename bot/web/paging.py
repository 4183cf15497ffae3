"""The paging of lists: opaque cursors, from which a list goes on whatever was added meanwhile."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Annotated

from fastapi import Query

from bot.errors import InvalidInput
from bot.web.messages import CURSOR_UNREADABLE

LONGEST_PAGE = 100

Cursor = Annotated[
    str | None,
    Query(max_length=400, description="Le `next` de la page précédente ; sans lui, la première page."),
]
Limit = Annotated[int, Query(ge=1, le=LONGEST_PAGE, description="Nombre d'éléments au plus.")]


def cursor_of(kind: str, place: str) -> str:
    """Give the cursor that goes on after a place of one kind of list.

    >>> place_of("documents", cursor_of("documents", "cci-lot"))
    'cci-lot'
    """
    return urlsafe_b64encode(f"{kind}:{place}".encode()).decode().rstrip("=")


def place_of(kind: str, cursor: str | None) -> str:
    """Give the place of a cursor, or nothing without one. Raises InvalidInput for one that is not ours."""
    if cursor is None:
        return ""
    try:
        read = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (NotBase64, UnicodeError, ValueError) as fault:
        raise InvalidInput(CURSOR_UNREADABLE) from fault
    name, _, place = read.partition(":")
    if name != kind or not place:
        raise InvalidInput(CURSOR_UNREADABLE)
    return place
