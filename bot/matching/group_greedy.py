"""The greedy baseline: the largest and best sets first, each as long as its needs are still free."""

from collections.abc import Sequence

from bot.matching.group_candidates import Candidate


def greedy_choice(candidates: Sequence[Candidate]) -> list[int]:
    """Give the places of the sets that a person taking the largest first would choose.

    >>> greedy_choice([Candidate((0, 1), 5), Candidate((1, 2, 3), 9), Candidate((4, 5), 1)])
    [1, 2]
    """
    order = sorted(
        range(len(candidates)),
        key=lambda place: (
            -len(candidates[place].members),
            candidates[place].cost,
            candidates[place].members,
        ),
    )
    taken, chosen = 0, []
    for place in order:
        mask = 0
        for member in candidates[place].members:
            mask |= 1 << member
        if not mask & taken:
            taken |= mask
            chosen.append(place)
    return sorted(chosen)
