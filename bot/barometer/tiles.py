"""The tiles: where each département stands on a map that gives every one of them the same square."""

import math
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from bot.companies.gazetteer import gazetteer

_STEP_KM = 85.0
"""Side of a square: a little more than that of a mean département (75 km), so that no gap is left inside."""
_DEGREE_KM = 111.2
_MIDDLE = math.cos(math.radians(46.5))
"""How much narrower a degree of longitude is than one of latitude, in the middle of the country."""
_MAINLAND = 2
"""Letters of the codes of mainland départements, Corsica's among them; those overseas have three."""
_OVERSEAS_ACROSS = 2


class Tile(NamedTuple):
    """A square of the map, counted from its upper left corner."""

    column: int
    row: int


@cache
def tiles() -> Mapping[str, Tile]:
    """Give the square of each département, by code.

    The mainland and Corsica stand on a grid: of all ways to give each département a square of its own, the
    one that moves their centres least (least sum of squared distances: H. W. Kuhn, « The Hungarian Method
    for the Assignment Problem », Naval Research Logistics Quarterly 2, 1955). Those overseas stand apart,
    below Brittany.

    >>> tiles()["92"], tiles()["75"], tiles()["94"], tiles()["93"]
    (Tile(column=5, row=2), Tile(column=6, row=2), Tile(column=7, row=2), Tile(column=7, row=1))
    """
    from scipy.optimize import linear_sum_assignment  # a tenth of a start, which few pages need

    centres = mainland_centres()
    codes, points = list(centres), np.array(list(centres.values()))
    corner = points.min(axis=0) - _STEP_KM / 2
    across, down = np.ceil((points.max(axis=0) - corner) / _STEP_KM).astype(int) + 1
    squares = np.array([(column, row) for column in range(across) for row in range(down)])
    middles = corner + (squares + 0.5) * _STEP_KM
    moved = ((points[:, None] - middles[None]) ** 2).sum(axis=2)
    chosen = squares[linear_sum_assignment(moved)[1]]
    chosen = chosen - chosen.min(axis=0)
    found = {code: Tile(int(column), int(row)) for code, (column, row) in zip(codes, chosen, strict=True)}
    return {**found, **_overseas(max(tile.row for tile in found.values()))}


def mainland_centres() -> Mapping[str, tuple[float, float]]:
    """Give the centre of each mainland département, the mean of its communes, in km east and south."""
    places = defaultdict(list)
    for commune in gazetteer().communes.all():
        if commune.departement and len(commune.departement) == _MAINLAND:
            east = commune.longitude * _DEGREE_KM * _MIDDLE
            places[commune.departement].append((east, -commune.latitude * _DEGREE_KM))
    return {
        code: (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
        for code, points in sorted(places.items())
    }


def _overseas(last_row: int) -> Mapping[str, Tile]:
    codes = sorted(code for code in gazetteer().departements if len(code) > _MAINLAND)
    first_row = last_row - (len(codes) - 1) // _OVERSEAS_ACROSS
    return {
        code: Tile(place % _OVERSEAS_ACROSS, first_row + place // _OVERSEAS_ACROSS)
        for place, code in enumerate(codes)
    }
