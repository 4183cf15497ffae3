"""The matchmaker: the entries that fit a company and its need, each with its verdict and its reasons.

Retrieval only proposes, by how relevant each entry is to the need; the rules decide.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.companies.company import Company
from bot.matching import messages
from bot.matching.catalogue import Adviser, Catalogue, Kind, Organisation, Programme
from bot.matching.facts import Facts
from bot.matching.questions import Question, choose_question
from bot.matching.ranking import LIVE, Judged, ranked, reasons_of
from bot.matching.routing import Loads, Route, Router, no_loads
from bot.matching.rules import CompiledEntry, Entry, absence_on, compile_catalogue
from bot.matching.verdict import Outcome, Verdict

KINDS: tuple[Kind, ...] = ("programme", "adviser", "organisation")


class Proposer(Protocol):
    """Proposes the entries that may answer a need."""

    def propose(self, need: str) -> Mapping[str, float]:
        """Give the relevance, from 0 to 1, of the entries worth judging, by key. Raises IndexUnavailable."""
        ...


@dataclass(frozen=True)
class Relevance:
    """What is too little relevant to be shown: below `floor`, or below `share` of the best.

    Whom a relevant programme names as its contact is relevant too: `link` times as much.
    """

    floor: float = 0.0
    share: float = 0.0
    link: float = 0.0

    def keeps(self, found: float, best: float) -> bool:
        """Tell whether an entry is relevant enough to be shown.

        >>> Relevance(0.2, 0.5).keeps(0.3, 0.9)
        False
        """
        return found >= self.floor and found >= self.share * best


@dataclass(frozen=True)
class Match:
    """An entry that fits. `score` orders the matches of one answer; `contact` is None when none is known."""

    entry: Entry
    kind: Kind
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    contact: Adviser | Organisation | None
    next_step: str
    relevance: float | None = None


@dataclass(frozen=True)
class MatchResult:
    """The matches, best first; the question to ask next; whom a person of the chamber should be."""

    matches: tuple[Match, ...]
    question: Question | None
    route: Route
    relevances: Mapping[str, float] | None


class Matchmaker:
    """Matches companies with a catalogue, compiled once."""

    def __init__(
        self,
        catalogue: Catalogue,
        proposer: Proposer,
        relevance: Relevance | None = None,
        loads: Loads = no_loads,
    ) -> None:
        self.catalogue = catalogue
        self._entries = {entry.key: entry for entry in compile_catalogue(catalogue)}
        self.proposer = proposer
        self._relevance = relevance or Relevance()
        people: tuple[Adviser | Organisation, ...] = (*catalogue.organisations, *catalogue.advisers)
        self._people = {person.key: person for person in people}
        self.router = Router(catalogue.advisers, loads)

    def match(
        self,
        company: Company,
        need: str | None = None,
        kinds: Sequence[Kind] = KINDS,
        limit: int = 10,
        *,
        day: date,
        asked: Collection[str] = (),
    ) -> MatchResult:
        """Give what fits a company on a day. `asked` names the facts already asked for.

        Raises IndexUnavailable.
        """
        return self.judge(company, need, kinds, limit, day=day, asked=asked, relevances=self._proposed(need))

    def judge(
        self,
        company: Company,
        need: str | None,
        kinds: Sequence[Kind],
        limit: int,
        *,
        day: date,
        asked: Collection[str] = (),
        relevances: Mapping[str, float] | None,
    ) -> MatchResult:
        """Give what fits, the relevances being given: what `match` does, and what a replay does again."""
        facts = Facts.of(company, day)
        best = ranked(self._judged(facts, kinds, relevances), facts, relevances, limit)
        route = self.router.route(company, need or "", day)
        live = [(entry, outcome) for _, entry, outcome in best if outcome in LIVE]
        return MatchResult(
            tuple(self._made(entry, score, facts, route, relevances) for score, entry, _ in best[:limit]),
            choose_question(live, facts, asked),
            route,
            relevances,
        )

    def _proposed(self, need: str | None) -> Mapping[str, float] | None:
        if not need or not need.strip():
            return None
        found = dict(self.proposer.propose(need))
        for programme in self.catalogue.programmes if self._relevance.link else ():
            lent = found.get(programme.key, 0.0) * self._relevance.link
            for key in programme.contacts if lent else ():
                if getattr(self._people.get(key), "generalist", False):
                    continue  # who receives everyone answers no need in particular: a contact, not a match
                found[key] = max(found.get(key, 0.0), lent)
        return found

    def _judged(
        self, facts: Facts, kinds: Sequence[Kind], relevances: Mapping[str, float] | None
    ) -> Iterator[Judged]:
        for entry in self._candidates(kinds, relevances):
            outcome = entry.outcome(facts)
            # Somebody else's adviser: there is nothing to explain.
            if outcome is not Outcome.INELIGIBLE or entry.kind == "programme":
                yield entry, outcome

    def _candidates(
        self, kinds: Sequence[Kind], relevances: Mapping[str, float] | None
    ) -> list[CompiledEntry]:
        wanted = kinds or KINDS
        if relevances is None:
            return [entry for entry in self._entries.values() if entry.kind in wanted]
        found = {
            key: value
            for key, value in relevances.items()
            if key in self._entries and self._entries[key].kind in wanted
        }
        best = max(found.values(), default=0.0)
        return [self._entries[key] for key, value in found.items() if self._relevance.keeps(value, best)]

    def _made(
        self,
        entry: CompiledEntry,
        score: float,
        facts: Facts,
        route: Route,
        relevances: Mapping[str, float] | None,
    ) -> Match:
        verdict = entry.verdict(facts)
        contact = self._contact(entry.entry, route, facts.day)
        relevance = None if relevances is None else relevances[entry.key]
        return Match(
            entry=entry.entry,
            kind=entry.kind,
            verdict=verdict,
            score=round(score, 4),
            reasons=tuple(reasons_of(entry, facts, verdict.outcome, relevance)),
            contact=contact,
            next_step=next_step(entry.kind, verdict, contact),
            relevance=relevance,
        )

    def _contact(self, entry: Entry, route: Route, day: date) -> Adviser | Organisation | None:
        if not isinstance(entry, Programme):
            return entry
        known = [self._people[key] for key in entry.contacts if key in self._people]
        named = [one for one in known if not (isinstance(one, Adviser) and absence_on(one, day))]
        reachable = [person for person in named if person in route.chain]
        return next(iter((*reachable, *named, *route.chain)), None)


def next_step(kind: Kind, verdict: Verdict, contact: Adviser | Organisation | None) -> str:
    """Give what the company can do now; a refusal first says what would change it."""
    template = messages.NEXT_STEPS[verdict.outcome]
    if kind != "programme" and verdict.outcome in (Outcome.ELIGIBLE, Outcome.PROBABLE):
        template = messages.NEXT_STEP_PERSON
    step = template.format(contact=contact.name if contact else messages.TRAY)
    changes = [one.change for one in verdict.criteria if one.change]
    if verdict.outcome is Outcome.INELIGIBLE and changes:
        return f"{changes[0]} {step}"
    return step
