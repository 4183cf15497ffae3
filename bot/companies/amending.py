"""The amending: what a request says of a company by itself, put into what the conversation knows."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.companies.activities import section_of
from bot.companies.facts import Fact
from bot.companies.learning import Learning
from bot.companies.profile import Profile

_BESIDE = ("needs", "contradictions")
"""Keys of a profile that are no facts; what contradicts is worked out here, never taken from outside."""


def amended(known: Profile, given: Mapping[str, Any]) -> Profile:
    """Give what is known once a request's profile is taken in.

    A field that is null is taken off. What was written by hand replaces what was known; what comes from
    the directory is asked about where it differs; the rest only fills what is missing. Raises InvalidInput.

    >>> profile = amended(Profile(), {"effectif": 9, "commune": "Gramat"})
    >>> amended(profile, {"effectif": {"value": 12, "origin": "corrected"}, "commune": None}).company.effectif
    Headcount(least=12, most=12)
    """
    profile = known
    for name in given:
        if given[name] is None and name not in _BESIDE:
            profile = profile.corrected(name, None)
    stated = Profile.from_json({name: value for name, value in given.items() if name != "contradictions"})
    for name, fact in stated.facts.items():
        if fact.origin == "corrected":
            profile = _by_hand(profile, name, fact)
    listed = {name: fact for name, fact in stated.facts.items() if fact.origin == "directory"}
    if listed:
        profile = with_listed(profile, listed)
    missing = {name: fact for name, fact in stated.facts.items() if _fills(profile, given, name, fact)}
    if missing:
        profile = profile.with_facts({**profile.facts, **missing}, profile.disputes)
    return replace(profile, needs=stated.needs) if "needs" in given else profile


def with_listed(profile: Profile, listed: Mapping[str, Fact]) -> Profile:
    """Give a profile filled with facts of the directory.

    What the visitor wrote by hand stays. The register's own code replaces the guess of a trade's word.
    """
    activity, guess = listed.get("code_naf"), profile.facts.get("code_naf")
    if activity and guess and guess.origin == "said" and _same_section(guess, activity):
        facts = {name: fact for name, fact in profile.facts.items() if name != "code_naf"}
        profile = profile.with_facts(facts, profile.disputes)
    learning = Learning(profile)
    for name, fact in listed.items():
        learning.offer(name, fact)
    return learning.profile()


def _same_section(one: Fact, other: Fact) -> bool:
    return section_of(str(one.value)) == section_of(str(other.value))


def _by_hand(profile: Profile, name: str, fact: Fact) -> Profile:
    """Adopt a fact written by hand; guesses of a place that it does not lie in go."""
    learning = Learning(profile.corrected(name, None), is_correction=True)
    learning.offer(name, fact)
    return learning.profile()


def _fills(profile: Profile, given: Mapping[str, Any], name: str, fact: Fact) -> bool:
    if fact.origin in ("corrected", "directory") or given[name] is None:
        return False
    old = profile.facts.get(name)
    return old is None or old.origin == "prefilled"
