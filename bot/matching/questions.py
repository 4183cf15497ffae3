"""The question: the one missing fact that would separate the most candidates."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from bot.companies.company import Company, Headcount
from bot.matching import messages
from bot.matching.catalogue import Programme
from bot.matching.facts import Facts
from bot.matching.rules import CompiledEntry
from bot.matching.verdict import Outcome, State

MOST_ASKED = 3
_WEIGHED = 40
"""Candidates that a question is chosen over: the best ones."""
_PAIR = 10
"""What telling two candidates apart counts for, beside merely deciding one."""
_IDLE_FOR_CREATORS = ("created", "effectif", "forme_juridique")
"""What a company that does not exist yet cannot answer."""
_PROBES = 8
"""Answers tried for each question."""


@dataclass(frozen=True)
class Question:
    """What to ask next. `fact` is the field of the profile that the answer fills."""

    fact: str
    text: str


def choose_question(
    candidates: Sequence[tuple[CompiledEntry, Outcome]], facts: Facts, asked: Collection[str] = ()
) -> Question | None:
    """Give the question whose answer separates the most candidates, judged already, best first; or None.

    For each fact that is missing, likely answers are tried; what counts is how many pairs of candidates
    one answer tells apart, on average. None after three questions, or when no answer would decide anything.
    """
    if len(set(asked)) >= MOST_ASKED:
        return None
    open_ones = (entry for entry, outcome in candidates if outcome is Outcome.UNKNOWN)
    undecided = list(islice(open_ones, _WEIGHED))
    if not undecided:
        undecided = list(islice((one for one, _ in candidates if _open_priority(one, facts)), _WEIGHED))
    best, fact = 0.0, ""
    idle = _IDLE_FOR_CREATORS if facts.company.to_be_created else ()
    for name in messages.QUESTIONS:
        if name in asked or name in idle:
            continue
        worth = _worth(name, undecided, facts)
        if worth > best:
            best, fact = worth, name
    return Question(fact, messages.QUESTIONS[fact]) if fact else None


def _worth(fact: str, candidates: Sequence[CompiledEntry], facts: Facts) -> float:
    """Give the pairs that an answer tells apart, on average; one that merely decides counts for little."""
    open_rules = [
        (entry, rule)
        for entry in candidates
        for rule in entry.conditions + entry.priorities
        if rule.fact == fact and rule.judge(facts) is State.UNKNOWN
    ]
    if not open_rules:
        return 0.0
    worths = []
    for probe in _likely(fact, [entry for entry, _ in open_rules], facts.company):
        answered = Facts.of(probe, facts.day)
        found = Counter(rule.judge(answered) for _, rule in open_rules)
        decided = sum(found.values()) - found[State.UNKNOWN]
        worths.append(_PAIR * found[State.MET] * found[State.FAILED] + decided)
    return sum(worths) / len(worths) if worths else 0.0


def _likely(fact: str, entries: Iterable[CompiledEntry], company: Company) -> Collection[Company]:
    """Give the company with answers that fall on either side of what the entries ask."""
    values: dict[Any, Company] = {}
    for entry in entries:
        for value, changes in _ANSWERS[fact](entry):
            if value not in values:
                values[value] = replace(company, **changes)
            if len(values) >= _PROBES:
                return values.values()
    return values.values()


_Answers = Iterator[tuple[Any, dict[str, Any]]]


def _departements(entry: CompiledEntry) -> _Answers:
    for code in _territories(entry):
        kind, _, number = code.partition("-")
        if kind == "DEP":
            yield code, {"departement": number}
        elif kind == "REG":
            yield code, {"region": number}
        elif kind == "COM":
            yield code, {"commune": number}
    yield "elsewhere", {"departement": "75"}


def _headcounts(entry: CompiledEntry) -> _Answers:
    programme = entry.entry
    bounds = [10, 250]
    if isinstance(programme, Programme):
        least, most = programme.eligibilite_effectif_minimal, programme.eligibilite_effectif_maximal
        bounds = [bound for bound in (least, most) if bound is not None] or bounds
    for bound in bounds:
        for count in (max(0, bound - 1), bound, bound + 1):
            yield count, {"effectif": Headcount(count, count)}


def _creations(entry: CompiledEntry) -> _Answers:
    for year in (2000, 2022, 2025):
        yield year, {"created": date(year, 1, 1)}


def _forms(entry: CompiledEntry) -> _Answers:
    for form in ("SARL", "SAS", "Microentrepreneur", "association"):
        yield form, {"forme_juridique": form}


def _activities(entry: CompiledEntry) -> _Answers:
    for code in getattr(entry.entry, "ciblage_naf", ()) or getattr(entry.entry, "code_naf", ()):
        yield code, {"code_naf": code}
    for code in ("10.71C", "62.01Z", "43.99C"):
        yield code, {"code_naf": code}


def _countries(entry: CompiledEntry) -> _Answers:
    for code in (*getattr(entry.entry, "pays", ()), "DE"):
        yield code, {"country": code}


_ANSWERS: dict[str, Callable[[CompiledEntry], _Answers]] = {
    "departement": _departements,
    "effectif": _headcounts,
    "created": _creations,
    "forme_juridique": _forms,
    "code_naf": _activities,
    "country": _countries,
}


def _territories(entry: CompiledEntry) -> tuple[str, ...]:
    if isinstance(entry.entry, Programme):
        return entry.entry.eligibilite_geographique
    return entry.entry.territories


def _open_priority(entry: CompiledEntry, facts: Facts) -> bool:
    return any(rule.judge(facts) is State.UNKNOWN for rule in entry.priorities)
