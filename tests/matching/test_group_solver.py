"""The solver: what it gives when time is short, and what it prefers when it is not."""

from random import Random

import pytest

from bot.matching.group_candidates import Candidate
from bot.matching.group_greedy import greedy_choice
from bot.matching.group_solver import Effort, choose_sets


def drawn_candidates(count: int, needs: int) -> list[Candidate]:
    chance = Random(4)
    found = {tuple(sorted(chance.sample(range(needs), chance.choice((2, 3, 4))))) for _ in range(count)}
    return [Candidate(members, chance.randint(4, 60)) for members in sorted(found)]


@pytest.mark.parametrize("seconds", [-1.0, 0.0, 0.02, 0.2])
def test_however_short_the_time_the_choice_holds_and_the_bound_is_one(seconds: float) -> None:
    candidates = drawn_candidates(20_000, 150)
    greedy = greedy_choice(candidates)
    choice = choose_sets(candidates, (), greedy, Effort(seconds, workers=1))
    used = [member for place in choice.chosen for member in candidates[place].members]
    assert len(used) == len(set(used)) == choice.covered
    assert sum(len(candidates[place].members) for place in greedy) <= choice.covered <= choice.bound <= 150


def test_needs_come_before_sets_kept_and_these_before_the_cost() -> None:
    pair, dear, cheap = Candidate((0, 1), 1), Candidate((0, 1, 2), 90), Candidate((0, 1, 3), 5)
    effort = Effort(5.0, workers=1)
    assert choose_sets([pair, dear], {0}, [], effort).chosen == (1,)
    assert choose_sets([dear, cheap], {0}, [], effort).chosen == (0,)
    assert choose_sets([dear, cheap], (), [], effort).chosen == (1,)
