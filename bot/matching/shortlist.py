"""The shortlist: the few matches worth a visitor's eyes, in their order."""

import math
from collections.abc import Sequence

from bot.matching.matchmaker import Match
from bot.matching.ranking import LIVE
from bot.matching.verdict import Outcome, State

MOST = 5
_MOST_GONE = 2
"""What is past or refused explains; beyond this it hides what is open."""
_KEPT = {"programme": 0.4, "adviser": 0.25, "organisation": 0.25}
"""Share of the best log odds of relevance that a match must have: people answer a need less literally."""
_LEAST = 1.5
"""Log odds under which a match is more likely to be beside the need."""

_NAMED = 6.0
"""Log odds from which a match is about the words of the query themselves, not only near them: in the seeds
« scierie » reaches them with the wood chain alone, « boulangerie » and « coiffeuse » with nothing."""


def shortlist(matches: Sequence[Match], most: int = MOST) -> tuple[Match, ...]:
    """Give the matches whose relevance stands near the best, at most `most`, two of them not open; what
    refuses the company is shown only where nothing else is.

    Relevances saturate near 1: it is on their log odds that they are compared.
    """
    best = max((_odds(match) for match in matches), default=0.0)
    near = [match for match in matches if _odds(match) >= max(_KEPT[match.kind] * best, _LEAST)]
    live = [match for match in near if match.verdict.outcome in LIVE]
    gone = [match for match in near if match.verdict.outcome not in LIVE]
    if live:
        gone = [match for match in gone if match.verdict.outcome is not Outcome.INELIGIBLE]
    gone = gone[:_MOST_GONE]
    shown = live[: max(most - len(gone), 1)] + gone
    return tuple(match for match in matches if match in shown)


def for_whom(matches: Sequence[Match], most: int = 3) -> tuple[Match, ...]:
    """Give the open matches that favour the company's own activity: what to show while no need is known."""
    favoured = (
        match
        for match in matches
        if match.verdict.outcome in LIVE
        and any(one.name != "pays" and one.state is State.MET for one in match.verdict.priorities)
    )
    return tuple(favoured)[:most]


def about_activity(matches: Sequence[Match], most: int = 2) -> tuple[Match, ...]:
    """Give the open matches of a query that is the company's activity alone, where they are about that very
    activity: the hemp chain for who transforms hemp."""
    near = (match for match in matches if match.verdict.outcome in LIVE and _odds(match) >= _NAMED)
    return tuple(near)[:most]


def _odds(match: Match) -> float:
    relevance = min(max(match.relevance or 0.0, 1e-6), 1 - 1e-6)
    return math.log(relevance / (1 - relevance))
