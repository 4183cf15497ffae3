from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from needs_drawn import START, drawn_needs, families, need

from bot.companies.geography import find_place
from bot.matching.group_builder import build_groups
from bot.matching.group_near_misses import NearMiss, near_miss, near_misses
from bot.matching.group_need import GroupNeed, Limits
from bot.matching.group_rules import viable_plan
from bot.matching.group_solver import Effort
from bot.matching.group_telling import miss_words

LIMITS = Limits()


def missed(*needs: GroupNeed) -> NearMiss:
    found = near_miss(needs, families(*needs), LIMITS)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("needs", "told"),
    [
        (
            (need("a", 4, days=(0, 2)), need("b", 3, days=(3, 4))),
            "Il manque 3 h 30 par semaine pour atteindre 80 % d'un temps plein, par exemple le mardi.",
        ),
        (
            (need("a", 4, days=(0, 1), hours=16.0), need("b", 3, days=(1, 2), hours=12.0)),
            "Il manque 4 heures le mardi : la journée est déjà prise par un autre besoin.",
        ),
        (
            (need("a", 6, days=(0, 1, 2), hours=20.0), need("b", 5, days=(3, 4, 5), hours=20.0)),
            "Il y a 3 heures de trop par semaine pour un seul emploi.",
        ),
        (
            (need("a"), need("b", start=START + timedelta(days=72))),
            "Les débuts sont trop éloignés de 10 jours.",
        ),
        (
            (need("a"), need("b", place=find_place("Gramat")[0])),
            "Il faudrait accepter 1 km de plus entre les entreprises.",
        ),
    ],
)
def test_what_is_missing_is_said_with_its_amount(needs: tuple[GroupNeed, ...], told: str) -> None:
    assert miss_words(missed(*needs), LIMITS) == told


def test_two_faults_at_once_are_no_near_miss() -> None:
    needs = (need("a", 3), need("b", 3, start=START + timedelta(days=80)))
    assert near_miss(needs, families(*needs), LIMITS) is None


def test_another_function_is_never_a_near_miss() -> None:
    needs = (need("a"), need("b", function="cuisinier"))
    assert near_miss(needs, families(*needs), LIMITS) is None


@settings(max_examples=30, deadline=None)
@given(drawn_needs())
def test_a_near_miss_is_never_viable_and_concerns_only_who_is_left(needs: list[GroupNeed]) -> None:
    known = families(*needs)
    proposal = build_groups(needs, known, LIMITS, effort=Effort(5, workers=1))
    left = {one.key for one in proposal.uncovered}
    for miss in near_misses(proposal.uncovered, known, LIMITS):
        assert {one.key for one in miss.needs} <= left
        assert viable_plan(miss.needs, known, LIMITS) is None
        assert 0 < miss.severity <= 1


def test_filling_the_hours_that_are_missing_makes_the_set_viable() -> None:
    one, other = need("a", 4, days=(0, 2)), need("b", 3, days=(3, 4))
    miss = missed(one, other)
    assert miss.day == 1
    more = replace(one, days=(0, 1, 2), half_days=5, hours=one.hours + miss.amount)
    assert viable_plan((more, other), families(one, other), LIMITS) is not None
