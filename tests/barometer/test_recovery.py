"""An attack on a whole published year: every table and total at once, solved for what is hidden."""

import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from operator import itemgetter
from typing import TypeVar

import numpy as np
import pytest

from bot.barometer.publication import GRIDS, GROUPED, LINES, Grid, Line, Publication, publish
from bot.barometer.suppression import Count

Key = TypeVar("Key", bound=Hashable)
Asked = dict[str, str]
Sum = tuple[list[Hashable], list[Hashable], int]
"""Hidden numbers that are added, hidden numbers that are taken away, and what that makes."""


def made_up_year(seed: int) -> list[Asked]:
    """Give conversations of few and of many people, most of a few kinds."""
    chance = random.Random(seed)
    count = chance.choice((12, 30, 80, 200, 600))
    values = {name: [f"{name}-{place}" for place in range(chance.randint(2, 9))] for name in LINES}
    people = count if chance.random() < 0.7 else count // 4
    return [
        {
            name: chance.choices(several, [1 / (place + 1) ** 1.6 for place in range(len(several))])[0]
            for name, several in values.items()
        }
        | {"visitor": str(chance.randint(0, people))}
        for _ in range(count)
    ]


def counted(asked: Iterable[Asked], key: Callable[[Asked], Key]) -> dict[Key, Count]:
    found: dict[Key, list[str]] = defaultdict(list)
    for one in asked:
        found[key(one)].append(one["visitor"])
    return {name: Count(len(visitors), len(set(visitors))) for name, visitors in found.items()}


def published(asked: list[Asked]) -> Publication:
    lines = {name: counted(asked, itemgetter(name)) for name in LINES}
    grids = {(first, second): counted(asked, itemgetter(first, second)) for first, second in GRIDS}
    return publish(lines, grids, len({one["visitor"] for one in asked}))


def sum_of_line(name: str, line: Line) -> Sum:
    shown = sum(value for value in line.values.values() if value is not None)
    return hidden_of(name, line), [], (line.total or 0) - shown


def hidden_of(name: str, line: Line) -> list[Hashable]:
    return [(name, key) for key, value in line.values.items() if value is None]


def sums_of_grid(pair: tuple[str, str], grid: Grid, lines: dict[str, Line]) -> Iterable[Sum]:
    """Give what each row and each column adds up to: the number of its list, or that of the group."""
    sides = ((pair[0], grid.rows, 0), (pair[1], grid.columns, 1))
    for name, keys, side in sides:
        for key in keys:
            cells = [cell for cell in grid.values if cell[side] == key]
            known = [grid.values[cell] or 0 for cell in cells]
            added: list[Hashable] = [(pair, cell) for cell in cells if grid.values[cell] is None]
            if key == GROUPED:
                yield added, hidden_of(name, lines[name]), -sum(known)
                continue
            value = lines[name].values[key]
            yield added, [(name, key)] if value is None else [], (value or 0) - sum(known)


def recovered(year: Publication) -> tuple[int, list[Hashable]]:
    """Give how many numbers are hidden, and those that the equations leave only one value for."""
    lines = dict(year.lines)
    sums = [sum_of_line(name, line) for name, line in lines.items()]
    for pair, grid in year.grids.items():
        sums += sums_of_grid(pair, grid, lines)
    hidden = {
        name: place for place, name in enumerate({one: None for row in sums for one in (*row[0], *row[1])})
    }
    if not hidden:
        return 0, []
    matrix = np.zeros((len(sums), len(hidden)))
    for row, (added, taken, _) in enumerate(sums):
        for one in added:
            matrix[row, hidden[one]] += 1
        for one in taken:
            matrix[row, hidden[one]] -= 1
    _, sizes, directions = np.linalg.svd(matrix)
    free = directions[int((sizes > 1e-9).sum()) :]
    return len(hidden), [one for one, place in hidden.items() if np.abs(free[:, place]).max(initial=0) < 1e-9]


@pytest.mark.parametrize("seed", range(24))
def test_no_hidden_number_follows_from_all_that_is_published_of_a_year(seed: int) -> None:
    _, found = recovered(published(made_up_year(seed)))
    assert found == []


def test_the_attack_finds_what_is_badly_hidden() -> None:
    year = Publication({"subject": Line({"export": 8, "emploi": None}, 11)}, {})
    assert recovered(year) == (1, [("subject", "emploi")])


def test_the_years_of_the_attack_have_much_to_hide() -> None:
    assert sum(recovered(published(made_up_year(seed)))[0] for seed in range(8)) > 100
