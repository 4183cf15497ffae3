from itertools import combinations

import pytest

from bot.barometer.tiles import Tile, mainland_centres, tiles
from bot.companies.gazetteer import gazetteer

CLEARLY_KM = 40.0
INNER_RING = ("75", "92", "93", "94")


def test_each_departement_has_one_square_and_no_square_has_two() -> None:
    assert set(tiles()) == set(gazetteer().departements)
    assert len(set(tiles().values())) == len(tiles())


@pytest.mark.parametrize("axis", [0, 1], ids=["west of", "north of"])
def test_what_is_clearly_west_or_north_is_not_put_east_or_south(axis: int) -> None:
    centres = mainland_centres()
    pairs = [
        sorted(pair, key=lambda code: centres[code][axis])
        for pair in combinations(centres, 2)
        if abs(centres[pair[0]][axis] - centres[pair[1]][axis]) > CLEARLY_KM
    ]
    turned = [pair for pair in pairs if tiles()[pair[0]][axis] > tiles()[pair[1]][axis]]
    assert len(pairs) > 3_000
    assert len(turned) / len(pairs) < 0.005


def test_the_four_of_paris_touch_each_other_the_capital_between_west_and_east() -> None:
    paris, west, north, east = (tiles()[code] for code in INNER_RING)
    assert west == Tile(paris.column - 1, paris.row)
    assert east == Tile(paris.column + 1, paris.row)
    assert north.row == paris.row - 1
    assert abs(north.column - paris.column) <= 1


def test_the_mainland_has_no_gap_inside_and_the_islands_stand_apart() -> None:
    overseas = {tile for code, tile in tiles().items() if len(code) == 3}
    corsica = {tiles()["2A"], tiles()["2B"]}
    mainland = set(tiles().values()) - overseas - corsica
    for row in {tile.row for tile in mainland}:
        columns = sorted(tile.column for tile in mainland if tile.row == row)
        assert columns == list(range(columns[0], columns[-1] + 1))
    for tile in overseas | corsica:
        around = {Tile(tile.column + x, tile.row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)}
        assert not around & mainland
