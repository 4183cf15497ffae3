"""The tile map: France as SVG, a square for each département, coloured by a published count."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from bot.barometer.charts import HIDDEN
from bot.barometer.tiles import Tile, tiles
from bot.companies.geography import departement

_SIDE, _GAP, _READOUT = 44, 4, 40
STEPS: Final = (5, 10, 20, 50)
"""The least count of each colour, from pale to deep; they are the same for every subject, to be compared."""
_NONE: Final = "aucune"


def step_of(count: int | None) -> str:
    """Give the name of the colour of a count: « none », « hidden », or the number of its step from 1.

    >>> [step_of(count) for count in (0, None, 7, 10, 300)]
    ['none', 'hidden', '1', '2', '4']
    """
    if count is None:
        return "hidden"
    return str(sum(count >= least for least in STEPS)) if count else "none"


def legend() -> Sequence[tuple[str, str]]:
    """Give each colour with what it means."""
    ranges = [f"{least} à {after - 1}" for least, after in pairwise(STEPS)]
    words = [*ranges, f"{STEPS[-1]} et plus"]
    return [("none", _NONE), ("hidden", HIDDEN), *((str(place), told) for place, told in enumerate(words, 1))]


def tile_map(identity: str, title: str, counts: Mapping[str, int | None]) -> str:
    """Give the map of counts by département; one that has no count has none to tell.

    Those that have something to tell are reached by the keyboard too; what a square tells is written
    below the map while it is pointed at or reached.
    """
    places = tiles()
    columns = 1 + max(tile.column for tile in places.values())
    rows = 1 + max(tile.row for tile in places.values())
    width, height = columns * _SIDE, rows * _SIDE
    drawn = "".join(
        _square(code, tile, counts.get(code, 0), height + _READOUT * 0.65) for code, tile in places.items()
    )
    return (
        f'<svg class="tile-map" viewBox="0 0 {width} {height + _READOUT}" role="group" '
        f'aria-labelledby="{identity}-title"><title id="{identity}-title">{escape(title)}</title>'
        f"{drawn}</svg>"
    )


def _square(code: str, tile: Tile, count: int | None, readout: float) -> str:
    x, y = tile.column * _SIDE + _GAP / 2, tile.row * _SIDE + _GAP / 2
    side = _SIDE - _GAP
    words = escape(f"{departement(code) or code} : {_told(count)}")
    reached = 'aria-hidden="true"' if count == 0 else f'role="img" tabindex="0" aria-label="{words}"'
    return (
        f'<g class="tile tile-{step_of(count)}" {reached}><title>{words}</title>'
        f'<rect x="{x:g}" y="{y:g}" width="{side}" height="{side}" rx="5"/>'
        f'<text x="{x + side / 2:g}" y="{y + side / 2 + 6.5:g}" text-anchor="middle">{code}</text>'
        f'<text class="tile-words" x="2" y="{readout:g}">{words}</text></g>'
    )


def _told(count: int | None) -> str:
    if count is None:
        return f"nombre {HIDDEN}"
    return f"{count or _NONE} demande{'s' if count > 1 else ''}"
