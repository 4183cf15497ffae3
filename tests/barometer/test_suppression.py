import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from bot.barometer.publication import GROUPED, Publication, publish, publish_grid
from bot.barometer.suppression import LEAST, Cell, Count, fixed_cells, hidden_in_grid, hidden_in_line

VALUES = st.one_of(st.just(0), st.integers(1, 12), st.integers(0, 60))


@st.composite
def counts(draw: st.DrawFn) -> Count:
    value = draw(VALUES)
    return Count(value, draw(st.integers(min(value, 1), value)))


@st.composite
def grids(draw: st.DrawFn) -> dict[Cell, Count]:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    return {(f"r{row}", f"c{column}"): draw(counts()) for row in range(rows) for column in range(columns)}


def bounds(values: list[int | None], equations: list[tuple[list[int], int]]) -> list[tuple[float, float]]:
    """What someone who knows the equations, and that no count is below zero, can say of each unknown."""
    matrix = np.zeros((len(equations), len(values)))
    totals = []
    for number, (members, total) in enumerate(equations):
        matrix[number, members] = 1
        totals.append(total)
    limits = [(value, value) if value is not None else (0, None) for value in values]
    found = []
    for place, value in enumerate(values):
        if value is not None:
            continue
        goal = np.zeros(len(values))
        goal[place] = 1
        low, high = (linprog(sign * goal, A_eq=matrix, b_eq=totals, bounds=limits) for sign in (1, -1))
        assert low.status == 0
        found.append((low.fun, -high.fun if high.status == 0 else np.inf))
    return found


@given(st.dictionaries(st.sampled_from("abcdefg"), counts(), min_size=1))
def test_no_hidden_count_of_a_list_follows_from_its_total(listed: dict[str, Count]) -> None:
    hidden = hidden_in_line(listed)
    assert {key for key, count in listed.items() if count.is_small} <= hidden
    if len(hidden) == len(listed) == 1:
        return  # its total is that very count, and is not shown either
    if sum(count.people for count in listed.values()) < LEAST:
        return
    values = [None if key in hidden else count.value for key, count in listed.items()]
    total = sum(count.value for count in listed.values())
    for low, high in bounds(values, [(list(range(len(values))), total)]):
        assert high - low >= 1


@settings(max_examples=150, deadline=None)
@given(grids())
def test_no_hidden_cell_follows_from_the_cells_and_totals_shown(cells: dict[Cell, Count]) -> None:
    published = publish_grid(cells)
    if published is None:
        assert sum(count.people for count in cells.values()) < LEAST or not any(
            count.value for count in cells.values()
        )
        return
    grid, rows, columns = published
    for line in (rows, columns):
        known = list(line.values.values())
        assert line.total is not None
        for low, high in bounds(known, [(list(range(len(known))), line.total)]):
            assert high - low >= 1
    places = {cell: place for place, cell in enumerate(grid.values)}
    truth = merged(cells, grid.rows, grid.columns)
    equations = [
        (
            [places[cell] for cell in places if cell[side] == name],
            sum(value for cell, value in truth.items() if cell[side] == name),
        )
        for side, names in ((0, grid.rows), (1, grid.columns))
        for name in names
    ]
    for low, high in bounds(list(grid.values.values()), equations):
        assert high - low >= 1
    for cell, value in grid.values.items():
        assert value in (None, truth[cell])


@given(grids())
def test_what_is_shown_speaks_of_enough_people_and_is_true(cells: dict[Cell, Count]) -> None:
    published = publish_grid(cells)
    if published is None:
        return
    grid, rows, _ = published
    for cell, value in grid.values.items():
        if value and GROUPED not in cell:
            assert cells[cell].people >= LEAST
    for key, value in rows.values.items():
        assert value in (None, sum(count.value for cell, count in cells.items() if cell[0] == key))


@given(grids())
def test_nothing_is_hidden_where_every_count_is_large(cells: dict[Cell, Count]) -> None:
    large = {cell: Count(count.value + LEAST, count.people + LEAST) for cell, count in cells.items()}
    assert hidden_in_grid(large) == frozenset()


def test_a_cell_that_only_subtraction_through_two_totals_would_give_is_covered() -> None:
    values = {("a", "x"): 8, ("a", "y"): 3, ("b", "x"): 0, ("b", "y"): 9}
    assert fixed_cells({("a", "x"): 8, ("a", "y"): 3}) == [("a", "x"), ("a", "y")]
    hidden = hidden_in_grid({cell: Count(value, value) for cell, value in values.items()})
    assert fixed_cells({cell: values[cell] for cell in hidden}) == []
    assert ("a", "y") in hidden


def test_tables_that_share_totals_share_no_hidden_number() -> None:
    subjects = {"export": Count(20, 20), "rse": Count(2, 2), "bio": Count(3, 3)}
    months = {"2026-01": Count(15, 15), "2026-02": Count(10, 10)}
    grid = {
        ("export", "2026-01"): Count(12, 12),
        ("export", "2026-02"): Count(8, 8),
        ("rse", "2026-01"): Count(2, 2),
        ("bio", "2026-01"): Count(1, 1),
        ("bio", "2026-02"): Count(2, 2),
    }
    shown: Publication = publish({"subject": subjects, "month": months}, {("subject", "month"): grid}, 25)
    assert shown.lines["subject"].values == {"export": 20, "rse": None, "bio": None}
    table = shown.grids["subject", "month"]
    assert table.rows == ("export", GROUPED)
    assert all(cell[0] in table.rows for cell in table.values)


def test_a_year_of_four_people_shows_nothing() -> None:
    assert publish({"subject": {"export": Count(9, 4)}}, {}, 4) == Publication({}, {})


def merged(cells: dict[Cell, Count], rows: tuple[str, ...], columns: tuple[str, ...]) -> dict[Cell, int]:
    found = {(row, column): 0 for row in rows for column in columns}
    for (row, column), count in cells.items():
        found[row if row in rows else GROUPED, column if column in columns else GROUPED] += count.value
    return found
