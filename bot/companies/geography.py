"""The geography: which places a text names, which holds which, and how far apart they are."""

import math
from typing import Protocol

from bot.companies.gazetteer import Place, gazetteer, place_key

_EARTH_RADIUS_KM = 6371.0088
_CONTRACTED = {"au": "le", "du": "le", "aux": "les", "des": "les"}


class Point(Protocol):
    """Anything that stands somewhere, in degrees."""

    @property
    def latitude(self) -> float: ...  # noqa: D102
    @property
    def longitude(self) -> float: ...  # noqa: D102


def find_place(text: str) -> list[Place]:
    """Give every place that a text names, the most populous first: by name, article or not, or by number
    of département, postal code or INSEE code of commune.

    >>> [str(place) for place in find_place("le Lot")], [str(place) for place in find_place("st cere")]
    (['Lot (46)'], ['Saint-Céré (46)'])
    >>> [str(place) for place in find_place("Saint-Denis")][:2]
    ['Saint-Denis (974)', 'Saint-Denis (93)']
    """
    key = place_key(text)
    code = key.upper()
    tables = gazetteer()
    if code in tables.departements:
        return [tables.departements[code]]
    if code in tables.communes:
        same = tables.of_postal_code(code)
        return [tables.communes[code], *(place for place in same if place.code != code)]
    if key.isdigit():
        return list(tables.of_postal_code(key))
    return list(tables.named(key) or tables.named(_without_article(key)))


def commune(code: str) -> Place | None:
    """Give the commune of an INSEE code, Marseille for one of its arrondissements; None if there is none."""
    return gazetteer().communes.get(code)


def departement(code: str) -> Place | None:
    """Give the département of a code, « 46 », « 2A » or « 974 »; None if there is none."""
    return gazetteer().departements.get(code.upper())


def region(code: str) -> Place | None:
    """Give the région of an INSEE code, « 76 »; None if there is none."""
    return gazetteer().regions.get(code)


def departement_of(place: Place) -> Place | None:
    """Give the département of a commune, a département itself; None for a région.

    >>> str(departement_of(find_place("Gramat")[0]))
    'Lot (46)'
    """
    return None if place.departement is None else departement(place.departement)


def region_of(place: Place) -> Place:
    """Give the région that holds a place.

    >>> str(region_of(find_place("Midi-Pyrénées")[0])), str(region_of(find_place("2B")[0]))
    ('Occitanie', 'Corse')
    """
    return gazetteer().regions[place.region]


def contains(wide: Place, narrow: Place) -> bool:
    """Tell whether a place holds another, or is it.

    >>> contains(find_place("Occitanie")[0], find_place("Gramat")[0])
    True
    """
    if wide.kind == "region":
        return narrow.region == wide.code
    if wide.kind == "departement":
        return narrow.departement == wide.code
    return narrow == wide


def distance_km(a: Point, b: Point) -> float:
    """Give the distance between two points as the crow flies, by the haversine formula, in kilometres.

    >>> round(distance_km(find_place("Figeac")[0], find_place("Cahors")[0]))
    50
    """
    lat_a, lat_b = math.radians(a.latitude), math.radians(b.latitude)
    half_lat = (lat_b - lat_a) / 2
    half_lon = math.radians(b.longitude - a.longitude) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def places_of(words: tuple[str, ...]) -> tuple[Place, ...]:
    """Give the places that bare words name together; « au Havre » is « le Havre ».

    >>> [str(place) for place in places_of(("au", "puy", "en", "velay"))]
    ['Le Puy-en-Velay (43)']
    """
    first = _CONTRACTED.get(words[0], words[0])
    return gazetteer().named(place_key(" ".join((first, *words[1:]))))


def places_of_postal_code(code: str) -> tuple[Place, ...]:
    """Give the communes of a postal code, the most populous first."""
    return gazetteer().of_postal_code(code)


def _without_article(key: str) -> str:
    first, _, rest = key.partition(" ")
    if first == "en" or first == "dans":
        return _without_article(rest)
    return rest if first in ("le", "la", "les", "l") and rest else key
