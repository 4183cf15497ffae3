from datetime import timedelta

import pytest
from fakes import TODAY

from bot.clock import fixed_clock
from bot.companies.company import Company, Headcount
from bot.errors import InvalidInput
from bot.matching.catalogue import Adviser, Catalogue
from bot.matching.matchmaker import Matchmaker
from bot.matching.routing import Hole
from bot.matching.traces import Asked, MatchDesk, Trace, replay
from bot.store.database import Database
from bot.store.matching import CoverageHoles, HoleCount, MatchTraces

LOT = Adviser("cci-lot", "CCI du Lot", "accueil", "cci-lot", ("DEP-46",), ("emploi",), generalist=True)
CATALOGUE = Catalogue(advisers=(LOT,))
FIGEAC = Company(commune="46102", departement="46", effectif=Headcount(20, 20))
PARIS = Company(departement="75")


class Everything:
    def propose(self, need: str) -> dict[str, float]:
        return {"cci-lot": 0.9}


def desk(database: Database) -> MatchDesk:
    clock = fixed_clock(TODAY)
    return MatchDesk(
        Matchmaker(CATALOGUE, Everything()), MatchTraces(database, clock), CoverageHoles(database)
    )


def test_a_stored_trace_replays_its_verdicts_on_the_catalogue_of_the_day(database: Database) -> None:
    result, identity = desk(database).match(Asked(FIGEAC, TODAY, "recruter", asked=("effectif",)))
    kept = MatchTraces(database, fixed_clock(TODAY)).trace(identity)
    assert kept is not None
    trace, catalogue = kept
    assert catalogue == CATALOGUE
    again = replay(trace, catalogue)
    assert again.matches == result.matches
    assert trace.outcomes == (("cci-lot", "probable"),)


def test_a_trace_is_not_replayed_on_another_catalogue(database: Database) -> None:
    _, identity = desk(database).match(Asked(FIGEAC, TODAY))
    kept = MatchTraces(database, fixed_clock(TODAY)).trace(identity)
    assert kept is not None
    with pytest.raises(InvalidInput, match="autre version"):
        replay(kept[0], Catalogue())


def test_traces_are_erased_one_by_one_and_by_age(database: Database) -> None:
    traces = MatchTraces(database, fixed_clock(TODAY))
    trace = Trace(Asked(FIGEAC, TODAY), "v", None, ())
    one, two = traces.record(trace, CATALOGUE), traces.record(trace, CATALOGUE)
    traces.erase(one)
    assert traces.trace(one) is None
    assert traces.trace(two) is not None
    moment = fixed_clock(TODAY)()
    assert traces.forget_before(moment) == 0
    assert traces.forget_before(moment + timedelta(days=1)) == 1
    assert traces.trace(two) is None


def test_what_nobody_covers_is_counted_by_subject_and_departement(database: Database) -> None:
    one = desk(database)
    for _ in range(2):
        one.match(Asked(PARIS, TODAY, "j'ai du mal à recruter pour un emploi"))
    one.match(Asked(PARIS, TODAY, "poterie"))
    one.match(Asked(FIGEAC, TODAY, "un emploi"))
    holes = CoverageHoles(database)
    assert holes.coverage_holes() == [HoleCount("emploi", "75", 2), HoleCount("autre", "75", 1)]
    assert holes.coverage_holes(since="2026-12") == []
    holes.record(Hole("emploi", "75", "2026-12"))
    assert holes.coverage_holes(since="2026-12") == [HoleCount("emploi", "75", 1)]
