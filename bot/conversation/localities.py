"""The localities: a place that no source names is asked of the wider place that they tell of."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.companies.clauses import placed_clauses
from bot.companies.gazetteer import Place
from bot.companies.geography import departement_of, find_place, region_of
from bot.companies.whereabouts import Sighting, sightings
from bot.conversation.messages import say
from bot.conversation.reply import Language
from bot.retrieval.words import content_words

IsTold = Callable[[str], bool]
"""Tells whether the words of a name are in the sources."""
_POINTING = re.compile(
    r"^\W*(?:(?:et|mais|alors|donc|sinon|ok|celui|celle|ceux|celles|idem|pareil)\b\W*)+", re.IGNORECASE
)

_NAMED_PLACE = re.compile(
    r"(?:\b(?:d[eu]|à|au|en|dans|sur) (?:l[ae] )?|[dl]['’])([A-ZÀ-Ý][\w-]+(?:['’][A-ZÀ-Ý][\w-]+)?)"
)


@dataclass(frozen=True)
class Widened:
    """A question asked of a wider place: `narrow` is as it was written, `wide` the place that holds it."""

    question: str
    narrow: str
    wide: Place


def widened(question: str, is_told: IsTold) -> Widened | None:
    """Give a question with the first place that the sources leave unnamed put for the département, else the
    région, that they name; None when there is no such place.

    >>> widened("Où trouver un fab lab près de Souillac ?", lambda name: name == "Lot").question
    'Où trouver un fab lab près de Lot ?'
    """
    for sighting, narrow, start, end in _sighted(question):
        wide = None if is_told(narrow) else _told_around(sighting.places, is_told)
        if wide:
            return Widened(f"{question[:start]}{wide.name}{question[end:]}", narrow, wide)
    return None


def asked_elsewhere(question: str, before: str) -> str | None:
    """Give the question before, asked of the place that a follow-up names; None when it names more, or none.

    >>> asked_elsewhere("Et celui de Rodez ?", "Qui est le maire de Figeac ?")
    'Qui est le maire de Rodez ?'
    >>> asked_elsewhere("Et à Rodez, qui le finance ?", "Qui est le maire de Figeac ?")
    """
    named = list(_sighted(question))
    if not named:
        return None
    _, name, start, end = named[-1]
    if content_words(_POINTING.sub("", f"{question[:start]} {question[end:]}")):
        return None
    places = [found.span(1) for found in _NAMED_PLACE.finditer(before) if find_place(found[1])]
    if places:
        start, end = places[-1]
        return f"{before[:start]}{name}{before[end:]}"
    return f"{before.rstrip(' ?')} {_POINTING.sub('', question).rstrip(' ?')} ?"


def beyond(text: str, is_told: IsTold) -> str | None:
    """Give the first place of a text of which the sources name neither it nor what is around; else None.

    >>> beyond("Je suis à Nice, mon atelier à Figeac", lambda name: name == "Lot")
    'Nice'
    """
    for sighting, narrow, _, _ in _sighted(text):
        around = {
            wide.name
            for place in sighting.places
            for wide in (departement_of(place), region_of(place))
            if wide
        }
        if not any(map(is_told, {narrow, *around})):
            return narrow
    return None


def _sighted(text: str) -> Iterator[tuple[Sighting, str, int, int]]:
    """Give the places that a text says somebody is in, as they are written, with their characters there."""
    for at, clause in placed_clauses(text):
        for one in sightings(clause):
            start, end = at + clause.said.origins[one.start], at + clause.said.ends[one.end - 1] + 1
            yield one, text[start:end], start, end


def only_around(widened: Widened, language: Language) -> str:
    """Say that the sources tell of the wider place, and nothing in particular of the one asked of."""
    return say("only_around", language, narrow=widened.narrow, around=widened.wide.name)


def _told_around(places: Iterable[Place], is_told: IsTold) -> Place | None:
    """Give the smallest place around that the sources name; None where homonyms leave several."""
    for around in (departement_of, region_of):
        told = {wide.code: wide for place in places if (wide := around(place)) and is_told(wide.name)}
        if told:
            return next(iter(told.values())) if len(told) == 1 else None
    return None
