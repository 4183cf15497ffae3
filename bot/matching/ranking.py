"""The rank: how well an entry fits a company and its need, as one number and the reasons for it."""

from collections.abc import Iterable, Mapping

from bot.matching import messages
from bot.matching.facts import Facts
from bot.matching.priorities import country_named
from bot.matching.rules import CompiledEntry
from bot.matching.territories import FARTHEST
from bot.matching.verdict import Outcome, State

LIVE = frozenset({Outcome.ELIGIBLE, Outcome.PROBABLE, Outcome.UNKNOWN, Outcome.UPCOMING})
_BANDS = {
    **dict.fromkeys(LIVE, (0.5, 1.0)),
    Outcome.SUSPENDED: (0.2, 0.5),
    Outcome.PAST: (0.2, 0.5),
    Outcome.INELIGIBLE: (0.0, 0.2),
}
"""What cannot be had now comes after what can, what is refused after both: each has its own band."""
_OUTCOME = {Outcome.ELIGIBLE: 1.0, Outcome.PROBABLE: 0.95, Outcome.UNKNOWN: 0.9, Outcome.UPCOMING: 0.85}
_STATE = {State.MET: 1.0, State.TO_CHECK: 0.6, State.UNKNOWN: 0.5, State.FAILED: 0.0}
_NEARNESS = {0: 1.0, 1: 0.9, 2: 0.7, FARTHEST: 0.5}
_NOT_NEAR = 0.3
_NEUTRAL = 0.5
_ABOUT_NO_COUNTRY = 0.3
"""What an entry that is about no country has of a project that is about one."""
_SURE = 0.9
"""The relevance from which an entry is said to answer the need, and not only to be able to."""
_WEIGHTS = {"relevance": 0.6, "country": 0.2, "sector": 0.1, "nearness": 0.1}
_OTHER_COUNTRY = 0.5
"""What is left of the relevance of a programme for another country than the project's."""


Judged = tuple[CompiledEntry, Outcome]
"""An entry and what was decided of it."""


def ranked(
    judged: Iterable[Judged], facts: Facts, relevances: Mapping[str, float] | None, least: int
) -> list[tuple[float, CompiledEntry, Outcome]]:
    """Give the entries by descending score: at least the `least` best, and all that can be had.

    Nothing of a lower band comes before anything of a higher one: what could not be among the first
    is not scored, which over thousands of entries is most of the work.
    """
    bands: dict[float, list[Judged]] = {}
    for entry, outcome in judged:
        bands.setdefault(_band(entry, facts, outcome)[0], []).append((entry, outcome))
    found: list[tuple[float, CompiledEntry, Outcome]] = []
    for low in sorted(bands, reverse=True):
        if len(found) >= least:
            break
        scored = []
        for entry, outcome in bands[low]:
            relevance = None if relevances is None else relevances[entry.key]
            scored.append((fit_score(entry, facts, outcome, relevance), entry, outcome))
        found += sorted(scored, key=lambda one: (-one[0], one[1].key))
    return found


def fit_score(entry: CompiledEntry, facts: Facts, outcome: Outcome, relevance: float | None) -> float:
    """Give the score of an entry: `relevance` is that of the need, None when there is none."""
    states = {rule.name: rule.judge(facts) for rule in entry.priorities}
    relevance = _NEUTRAL if relevance is None else relevance
    country = states.pop("pays", None)
    if country is State.FAILED:
        relevance *= _OTHER_COUNTRY
    elsewhere = _NEUTRAL if facts.company.country is None else _ABOUT_NO_COUNTRY
    near = entry.reach.nearness(facts.company.commune, facts.departements)
    fit = (
        _WEIGHTS["relevance"] * relevance
        + _WEIGHTS["country"] * (elsewhere if country is None else _STATE[country])
        + _WEIGHTS["sector"] * (min(map(_STATE.__getitem__, states.values())) if states else _NEUTRAL)
        + _WEIGHTS["nearness"] * (_NOT_NEAR if near is None else _NEARNESS[near])
    )
    low, high = _band(entry, facts, outcome)
    return low + (high - low) * fit * _OUTCOME.get(outcome, 1.0)


def _band(entry: CompiledEntry, facts: Facts, outcome: Outcome) -> tuple[float, float]:
    # What is past is worth a word to those it was for, less to the others.
    refused = outcome is Outcome.PAST and entry.refuses(facts)
    return _BANDS[Outcome.INELIGIBLE if refused else outcome]


def reasons_of(entry: CompiledEntry, facts: Facts, outcome: Outcome, relevance: float | None) -> list[str]:
    """Give the reasons of a rank, the strongest first."""
    reasons = [] if relevance is None else [messages.RELEVANT[relevance >= _SURE]]
    states = {rule.name: rule.judge(facts) for rule in entry.priorities}
    country = country_named(facts.company.country) if facts.company.country else ""
    if states.get("pays") is State.MET:
        reasons.append(messages.SAME_COUNTRY.format(country=country))
    elif states.get("pays") is State.FAILED:
        reasons.append(messages.OTHER_COUNTRY.format(country=country))
    sectors = [state for name, state in states.items() if name != "pays"]
    if sectors and all(state is State.MET for state in sectors):
        reasons.append(messages.SAME_SECTOR)
    elif State.FAILED in sectors:
        reasons.append(messages.OTHER_SECTOR)
    near = entry.reach.nearness(facts.company.commune, facts.departements)
    if near is not None:
        reasons.append(messages.NEAR[near])
    return [*reasons, messages.OUTCOMES[outcome]]
