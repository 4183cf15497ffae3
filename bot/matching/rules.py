"""The rules of an entry: compiled once, then judged for many companies; texts are made only when asked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.matching import messages
from bot.matching.catalogue import Adviser, Catalogue, Evidence, Kind, Organisation, Programme
from bot.matching.criteria import Rule, condition_rules, place_rule
from bot.matching.facts import Facts
from bot.matching.messages import said
from bot.matching.priorities import activity_rule, priority_rules
from bot.matching.standing import Standing, standing
from bot.matching.territories import Reach
from bot.matching.verdict import Criterion, Outcome, State, Verdict, outcome_of

Entry = Programme | Adviser | Organisation
_Source = Callable[[str], str]
"""Gives the source of a criterion by its name."""


@dataclass(frozen=True)
class CompiledEntry:
    """An entry with its rules: `conditions` can refuse, `priorities` cannot."""

    entry: Entry
    kind: Kind
    conditions: tuple[Rule, ...]
    priorities: tuple[Rule, ...]
    reach: Reach

    @property
    def key(self) -> str:
        """The readable name of the entry."""
        return self.entry.key

    @property
    def title(self) -> str:
        """What the entry is called."""
        return self.entry.titre if isinstance(self.entry, Programme) else self.entry.name

    def standing(self, day: date) -> Standing:
        """Tell whether the entry is open, past, to come, suspended or uncertain on a day."""
        if isinstance(self.entry, Programme):
            return standing(self.entry, day)
        if isinstance(self.entry, Adviser) and absence_on(self.entry, day):
            return "suspended"
        return "uncertain" if self.entry.status == "uncertain" else "open"

    def states(self, facts: Facts) -> list[State]:
        """Judge the conditions, in their order."""
        return [rule.judge(facts) for rule in self.conditions]

    def refuses(self, facts: Facts) -> bool:
        """Tell whether a condition is failed, whatever the calendar says."""
        return any(rule.judge(facts) is State.FAILED for rule in self.conditions)

    def outcome(self, facts: Facts) -> Outcome:
        """Give the outcome alone: what is needed to sift many entries. The first refusal is enough."""
        return outcome_of((rule.judge(facts) for rule in self.conditions), self.standing(facts.day))

    def verdict(self, facts: Facts) -> Verdict:
        """Give the whole verdict, told in French."""
        conditions = [self._told(rule, facts) for rule in self.conditions]
        outcome = outcome_of([one.state for one in conditions], self.standing(facts.day))
        calendar = tuple(_calendar(self.entry, facts.day, self._source))
        return Verdict(
            outcome, (*calendar, *conditions), tuple(self._told(rule, facts) for rule in self.priorities)
        )

    def _told(self, rule: Rule, facts: Facts) -> Criterion:
        state = rule.judge(facts)
        text, change = rule.tell(facts, state)
        return Criterion(rule.name, state, text, self._source(rule.name), change)

    def _source(self, name: str) -> str:
        evidence: Mapping[str, Evidence] = getattr(self.entry, "criteria_evidence", {})
        return evidence[name].quote if name in evidence else messages.FIELD_SOURCE.format(name=name)


def compile_catalogue(catalogue: Catalogue) -> tuple[CompiledEntry, ...]:
    """Compile every entry, in the order of the catalogue."""
    return tuple(compile_entry(entry) for entry in catalogue)


def compile_entry(entry: Entry) -> CompiledEntry:
    """Compile one entry.

    >>> from bot.companies.company import Company
    >>> cci = Adviser("cci-lot", "CCI du Lot", "accueil", "cci-lot", ("DEP-46",), (), status="known")
    >>> compile_entry(cci).outcome(Facts.of(Company(commune="46102"), date(2026, 11, 23))).value
    'eligible'
    """
    if isinstance(entry, Programme):
        reach = Reach.of(entry.eligibilite_geographique)
        return CompiledEntry(entry, "programme", condition_rules(entry), priority_rules(entry), reach)
    place = (place_rule("territories", entry.territories),)
    reach = Reach.of(entry.territories)
    if isinstance(entry, Adviser):
        return CompiledEntry(entry, "adviser", place, (), reach)
    activity = (activity_rule("code_naf", entry.code_naf),) if entry.code_naf else ()
    return CompiledEntry(entry, "organisation", place, activity, reach)


def absence_on(adviser: Adviser, day: date) -> tuple[date, date] | None:
    """Give the absence that a day falls in, or None."""
    return next((period for period in adviser.absent if period[0] <= day <= period[1]), None)


def _calendar(entry: Entry, day: date, source: _Source) -> Iterator[Criterion]:
    """Tell what the calendar and the sources say of the entry itself."""
    if isinstance(entry, Programme):
        yield from _dates(entry, day, source)
        if entry.suspended:
            yield Criterion(
                "suspended",
                State.FAILED,
                messages.SUSPENDED,
                source("suspended"),
                messages.SUSPENDED_CHANGE,
            )
    elif isinstance(entry, Adviser) and (absence := absence_on(entry, day)):
        text = messages.ABSENT.format(day=said(absence[1]))
        yield Criterion("absent", State.FAILED, text, source("absent"))
    if entry.status == "uncertain" and not _is_over(entry, day):
        yield Criterion("status", State.TO_CHECK, messages.STATUS_UNCERTAIN, source("status"))


def _dates(entry: Programme, day: date, source: _Source) -> Iterator[Criterion]:
    if entry.date_ouverture is not None and not _is_over(entry, day):
        opens = entry.date_ouverture.date()
        if opens > day:
            text, change = messages.OPENS, messages.OPENS_CHANGE.format(day=said(opens))
            yield Criterion(
                "date_ouverture", State.FAILED, text.format(day=said(opens)), source("date_ouverture"), change
            )
        else:
            text = messages.OPENED.format(day=said(opens))
            yield Criterion("date_ouverture", State.MET, text, source("date_ouverture"))
    if entry.date_cloture is None:
        return
    closes = entry.date_cloture.date()
    name = "date_cloture"
    if not _is_over(entry, day):
        yield Criterion(name, State.MET, messages.CLOSES.format(day=said(closes)), source(name))
        return
    text = messages.CLOSED.format(day=said(closes))
    if entry.recurrence:
        change = messages.RECURRENT_CHANGE.format(recurrence=entry.recurrence)
    else:
        change = messages.CLOSED_CHANGE
    yield Criterion(name, State.FAILED, text, source(name), change)


def _is_over(entry: Entry, day: date) -> bool:
    return isinstance(entry, Programme) and standing(entry, day) == "past"
