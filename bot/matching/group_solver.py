"""The solver: which sets to form, by OR-Tools CP-SAT, so that as many needs as possible are covered.

A set-packing problem: one yes or no a candidate, no need in two. First the needs covered, then the sets
that were proposed before and are kept, then the cost.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.matching.group_candidates import Candidate

_FEW = 2_000
"""So few sets are chosen among faster by one core than by several."""


@dataclass(frozen=True)
class Choice:
    """The sets chosen, by place. `covered` needs are covered; no choice covers more than `bound`.

    `proven`: nothing is better in any respect, cost included.
    """

    chosen: tuple[int, ...]
    covered: int
    bound: int
    proven: bool


@dataclass(frozen=True)
class Effort:
    """How long, and on how many cores, the solver may work."""

    seconds: float
    workers: int = 2


def choose_sets(
    candidates: Sequence[Candidate], kept: Collection[int], start: Sequence[int], effort: Effort
) -> Choice:
    """Give the best choice found. `kept` are the places of sets proposed before, `start` a choice to begin
    from: what is given back is never worse."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in candidates]
    holders: dict[int, list[cp_model.IntVar]] = {}
    for variable, candidate in zip(taken, candidates, strict=True):
        for member in candidate.members:
            holders.setdefault(member, []).append(variable)
    for variables in holders.values():
        if len(variables) > 1:
            model.add_at_most_one(variables)
    weights = _weights(candidates, kept, len(holders))
    model.maximize(cp_model.LinearExpr.weighted_sum(taken, weights))
    begin = set(start)
    for place, variable in enumerate(taken):
        model.add_hint(variable, place in begin)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(effort.seconds, 0.01)
    solver.parameters.num_workers = effort.workers if len(candidates) > _FEW else 1
    solver.parameters.random_seed = 1
    status = solver.solve(model)
    chosen = tuple(start)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = tuple(place for place, variable in enumerate(taken) if solver.boolean_value(variable))
        if sum(weights[place] for place in found) >= sum(weights[place] for place in start):
            chosen = found
    covered = sum(len(candidates[place].members) for place in chosen)
    if status == cp_model.OPTIMAL:
        return Choice(chosen, covered, covered, proven=True)
    # Stopped before it found anything, the solver has no bound to give: every need may be covered.
    bound = len(holders)
    if status == cp_model.FEASIBLE:
        bound = _bound(solver.best_objective_bound, candidates, len(holders))
    return Choice(chosen, covered, max(bound, covered), proven=False)


def _bound(objective: float, candidates: Sequence[Candidate], needs: int) -> int:
    """Give the most needs that any choice of at most this value covers."""
    dearest = (needs // 2 + 1) * (max(candidate.cost for candidate in candidates) + 1)
    return min(needs, int((objective + dearest) // _step(candidates, needs)))


def _step(candidates: Sequence[Candidate], needs: int) -> int:
    """Give what one need covered is worth: more than all that comes after it."""
    worst = max(candidate.cost for candidate in candidates) + 1
    sets = needs // 2 + 1
    return sets * worst * (sets + 1) + 1


def _weights(candidates: Sequence[Candidate], kept: Collection[int], needs: int) -> list[int]:
    step = _step(candidates, needs)
    worst = max(candidate.cost for candidate in candidates) + 1
    loyalty = (needs // 2 + 1) * worst
    return [
        step * len(candidate.members) + (loyalty if place in kept else 0) - candidate.cost
        for place, candidate in enumerate(candidates)
    ]
