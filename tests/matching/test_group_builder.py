"""The group builder: what holds of every proposal, whatever the needs."""

from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from needs_drawn import drawn_needs, families, need

from bot.matching.group_builder import Proposal, build_groups
from bot.matching.group_calendar import EVEN_WEEKS, ODD_WEEKS, weeks_of_months
from bot.matching.group_need import FULL_LOAD, GroupNeed, Limits
from bot.matching.group_rules import busiest_week, farthest_km, load_of, starts_apart, viable_plan
from bot.matching.group_solver import Effort
from bot.matching.group_week import HALF_DAYS, week_plan

LIMITS = Limits()
EFFORT = Effort(5.0, workers=1)
several = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORKWEEK = (0, 1, 2, 3, 4)


def built(needs: list[GroupNeed]) -> Proposal:
    return build_groups(needs, families(*needs), LIMITS, effort=EFFORT)


@several
@given(drawn_needs())
def test_no_set_clashes_and_every_set_keeps_every_rule(needs: list[GroupNeed]) -> None:
    for one in built(needs).sets:
        assert 2 <= len(one.needs) <= 4
        assert 0.80 * FULL_LOAD <= load_of(one.needs) <= 1.05 * FULL_LOAD
        assert busiest_week(one.needs) <= 44 * 4
        assert starts_apart(one.needs) <= LIMITS.start_days
        assert farthest_km(one.needs) <= LIMITS.travel_km
        assert one.families
        for worker, slots in zip(one.needs, one.plan, strict=True):
            assert len(set(slots)) == worker.half_days
            assert {slot // 2 for slot in slots} <= set(worker.days)
        for (first, held), (second, taken) in combinations(zip(one.needs, one.plan, strict=True), 2):
            assert not (first.weeks & second.weeks and set(held) & set(taken))
        assert len({slot // 2 for slots in one.plan for slot in slots}) <= 6


@several
@given(drawn_needs())
def test_no_need_is_used_twice_and_none_is_lost(needs: list[GroupNeed]) -> None:
    proposal = built(needs)
    used = [one.key for group in proposal.sets for one in group.needs]
    left = [one.key for one in proposal.uncovered]
    assert sorted(used + left) == sorted(one.key for one in needs)
    assert proposal.covered == len(used)


@several
@given(drawn_needs())
def test_it_is_never_worse_than_greedy_nor_better_than_its_bound(needs: list[GroupNeed]) -> None:
    proposal = built(needs)
    assert proposal.greedy <= proposal.covered <= proposal.bound
    assert proposal.covered == proposal.bound or not proposal.proven


@several
@given(drawn_needs(), st.randoms(use_true_random=False))
def test_the_order_of_the_needs_changes_nothing(needs: list[GroupNeed], chance: object) -> None:
    shuffled = list(needs)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = built(needs), built(shuffled)
    assert (one.covered, one.bound, one.proven) == (other.covered, other.bound, other.proven)
    assert [group.keys for group in one.sets] == [group.keys for group in other.sets]


@several
@given(drawn_needs(most=6))
def test_what_is_proven_is_the_best_of_all_choices(needs: list[GroupNeed]) -> None:
    known = families(*needs)
    viable = [
        frozenset(one.key for one in some)
        for count in (2, 3, 4)
        for some in combinations(needs, count)
        if viable_plan(some, known, LIMITS) is not None
    ]

    def most(left: list[frozenset[str]]) -> int:
        if not left:
            return 0
        first, *rest = left
        return max(most(rest), len(first) + most([one for one in rest if not one & first]))

    proposal = built(needs)
    assert proposal.proven
    assert proposal.covered == most(viable)


@several
@given(drawn_needs(most=3))
def test_a_week_is_found_whenever_one_exists(needs: list[GroupNeed]) -> None:
    small = [need(one.key, min(one.half_days, 3), days=one.days[:3], weeks=one.weeks) for one in needs]
    slots = [
        [
            some
            for some in combinations(range(HALF_DAYS), one.half_days)
            if {s // 2 for s in some} <= set(one.days)
        ]
        for one in small
    ]
    exists = any(
        all(
            not (small[a].weeks & small[b].weeks and set(chosen[a]) & set(chosen[b]))
            for a, b in combinations(range(len(small)), 2)
        )
        and len({slot // 2 for some in chosen for slot in some}) <= 6
        for chosen in product(*slots)
    )
    assert (week_plan(small) is not None) is exists


@several
@given(drawn_needs(most=8))
def test_what_did_not_change_is_proposed_again(needs: list[GroupNeed]) -> None:
    before = needs[:-1]
    known = families(*needs)
    first = build_groups(before, known, LIMITS, effort=EFFORT)
    second = build_groups(needs, known, LIMITS, first.parts, EFFORT)
    alone = build_groups(needs, known, LIMITS, effort=EFFORT)
    assert second.covered == alone.covered
    again = build_groups(before, known, LIMITS, second.parts, EFFORT)
    assert again.covered == first.covered
    still = build_groups(needs, known, LIMITS, second.parts, EFFORT)
    assert [one.keys for one in still.sets] == [one.keys for one in second.sets]


def test_three_companies_of_figeac_share_an_accountant() -> None:
    needs = [need("a", 4, days=(0, 1)), need("b", 4, days=(2, 3)), need("c", 2, days=(4,))]
    (group,) = built(needs).sets
    assert group.keys == {"a", "b", "c"}
    assert group.share == pytest.approx(1.0)
    assert group.plan == ((0, 1, 2, 3), (4, 5, 6, 7), (8, 9))


def test_a_set_already_proposed_is_kept_among_equals() -> None:
    # « d » would serve as well as « c », and is cheaper for no one.
    needs = [need("a", 5, days=(0, 1, 2)), need("b", 4, days=(2, 3, 4)), need("c", 4, days=(2, 3, 4))]
    known = families(*needs)
    first = build_groups([needs[0], needs[2]], known, LIMITS, effort=EFFORT)
    assert [one.keys for one in first.sets] == [{"a", "c"}]
    second = build_groups(needs, known, LIMITS, first.parts, EFFORT)
    assert [one.keys for one in second.sets] == [{"a", "c"}]
    assert [one.key for one in second.uncovered] == ["b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (need("a", 8), need("b", 8)),  # too many hours
        (need("a", 3), need("b", 3)),  # too few
        (need("a", 4, days=(0, 1)), need("b", 4, days=(1, 2))),  # the same Tuesday
        (need("a", 4), need("b", 4, function="cuisinier")),
        (need("a", 4), need("b", 4, function="croupier")),
    ],
)
def test_what_breaks_a_rule_makes_no_set(one: GroupNeed, other: GroupNeed) -> None:
    assert built([one, other]).sets == ()


@pytest.mark.parametrize(
    "seasons",
    [
        (weeks_of_months(range(4, 10)), weeks_of_months((10, 11, 12, 1, 2, 3))),
        (ODD_WEEKS, EVEN_WEEKS),
    ],
)
def test_seasons_and_weeks_that_follow_one_another_share_the_same_days(seasons: tuple[int, int]) -> None:
    needs = [need(key, 10, hours=35.0, weeks=weeks) for key, weeks in zip("ab", seasons, strict=True)]
    (group,) = built(needs).sets
    assert group.share == pytest.approx(1.0, abs=0.02)


def test_a_lack_of_time_is_told_as_a_gap_and_never_as_a_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.matching.group_candidates.MOST", 3)
    needs = [need(f"n{number}", 4) for number in range(9)]
    proposal = build_groups(needs, families(*needs), LIMITS, effort=Effort(0.6, workers=1))
    assert not proposal.proven
    assert proposal.bound == 9
    assert proposal.greedy <= proposal.covered <= 9
    assert proposal.gap == (9 - proposal.covered) / 9
