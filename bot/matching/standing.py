"""The standing: whether a programme is past, to come, suspended, uncertain or open, on a day."""

from datetime import date
from typing import Literal

from bot.matching.catalogue import Programme

Standing = Literal["past", "upcoming", "suspended", "uncertain", "open"]


def standing(programme: Programme, day: date) -> Standing:
    """Give the standing of a programme on a day: what is past stays past, even suspended."""
    if programme.date_cloture is not None and programme.date_cloture.date() < day:
        return "past"
    if programme.suspended:
        return "suspended"
    if programme.date_ouverture is not None and programme.date_ouverture.date() > day:
        return "upcoming"
    return "uncertain" if programme.status == "uncertain" else "open"
