"""The traces: what a match was made of, kept so that any verdict can be made again."""

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pydantic import TypeAdapter

from bot.companies.company import Company
from bot.errors import InvalidInput
from bot.matching import messages
from bot.matching.catalogue import Catalogue, Kind
from bot.matching.matchmaker import KINDS, Matchmaker, MatchResult, Relevance
from bot.matching.routing import Hole

_CATALOGUE: TypeAdapter[Catalogue] = TypeAdapter(Catalogue)


@dataclass(frozen=True)
class Asked:
    """What a match was asked for. `counted`: with nobody to turn to, it is a hole."""

    company: Company
    day: date
    need: str | None = None
    kinds: tuple[Kind, ...] = KINDS
    limit: int = 10
    asked: tuple[str, ...] = ()
    counted: bool = True


@dataclass(frozen=True)
class Trace:
    """One match: what was asked, of which catalogue, what retrieval proposed, what came of it."""

    asked: Asked
    version: str
    relevances: Mapping[str, float] | None
    outcomes: tuple[tuple[str, str], ...]
    """Keys and outcomes, in the order shown."""


class TraceBook(Protocol):
    """Keeps traces, and each version of the catalogue that they speak of."""

    def record(self, trace: Trace, catalogue: Catalogue) -> str:
        """Store a trace durably; give its id."""
        ...


class HoleBook(Protocol):
    """Counts the requests that nobody covers."""

    def record(self, hole: Hole) -> None:
        """Count one more."""
        ...


def trace_of(asked: Asked, result: MatchResult, version: str) -> Trace:
    """Give the trace of a match."""
    found = tuple((match.entry.key, match.verdict.outcome.value) for match in result.matches)
    return Trace(asked, version, result.relevances, found)


def replay(trace: Trace, catalogue: Catalogue, relevance: Relevance | None = None) -> MatchResult:
    """Make a match again from its trace and the catalogue of that version.

    Raises InvalidInput when the catalogue is of another version.
    """
    if catalogue_version(catalogue) != trace.version:
        raise InvalidInput(messages.OTHER_CATALOGUE)
    asked = trace.asked
    return Matchmaker(catalogue, _Silent(), relevance).judge(
        asked.company,
        asked.need,
        asked.kinds,
        asked.limit,
        day=asked.day,
        asked=asked.asked,
        relevances=trace.relevances,
    )


def write_catalogue(catalogue: Catalogue) -> bytes:
    """Give a catalogue as JSON, whole."""
    return _CATALOGUE.dump_json(catalogue)


def read_catalogue(written: bytes) -> Catalogue:
    """Give back a catalogue that `write_catalogue` wrote."""
    return _CATALOGUE.validate_json(written)


def catalogue_version(catalogue: Catalogue) -> str:
    """Give the hash of a catalogue: two equal versions judge alike.

    >>> catalogue_version(Catalogue()) == catalogue_version(Catalogue())
    True
    """
    return hashlib.sha256(write_catalogue(catalogue)).hexdigest()[:32]


class _Silent:
    """Proposes nothing: a replay has its relevances."""

    def propose(self, need: str) -> Mapping[str, float]:
        return {}


class MatchDesk:
    """Matches companies, leaves a trace of each match, and counts what nobody covers."""

    def __init__(
        self,
        matchmaker: Matchmaker,
        traces: TraceBook,
        holes: HoleBook,
        anew: Callable[[], Matchmaker] | None = None,
    ) -> None:
        """`anew` makes a matchmaker of the catalogue as it is now."""
        # One reference: a match under way keeps the catalogue that it began with.
        self._current = (matchmaker, catalogue_version(matchmaker.catalogue))
        self._anew = anew
        self._renewing = threading.Lock()
        self._traces = traces
        self._holes = holes

    @property
    def matchmaker(self) -> Matchmaker:
        """The matchmaker of the latest catalogue."""
        return self._current[0]

    def refresh(self) -> None:
        """Match with the catalogue as it is now, from the next match on."""
        if self._anew is None:
            return
        with self._renewing:
            matchmaker = self._anew()
            self._current = (matchmaker, catalogue_version(matchmaker.catalogue))

    def match(self, asked: Asked) -> tuple[MatchResult, str]:
        """Give what fits and the id of the trace. Raises IndexUnavailable or StorageUnavailable."""
        matchmaker, version = self._current
        result = matchmaker.match(
            asked.company, asked.need, asked.kinds, asked.limit, day=asked.day, asked=asked.asked
        )
        if result.route.hole is not None and asked.need and asked.counted:
            self._holes.record(result.route.hole)
        trace = trace_of(asked, result, version)
        return result, self._traces.record(trace, matchmaker.catalogue)
