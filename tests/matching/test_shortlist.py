from dataclasses import replace

from programmes import DAY, make_programme

from bot.companies.company import Company
from bot.matching.catalogue import Catalogue, Programme
from bot.matching.matchmaker import Match, Matchmaker, Relevance
from bot.matching.shortlist import MOST, about_activity, for_whom, shortlist
from bot.matching.verdict import Outcome


class Scripted:
    def __init__(self, **relevances: float) -> None:
        self.relevances = {key.replace("_", "-"): value for key, value in relevances.items()}

    def propose(self, need: str) -> dict[str, float]:
        return self.relevances


def found(*programmes: Programme, company: Company | None = None, **relevances: float) -> tuple[Match, ...]:
    maker = Matchmaker(Catalogue(programmes), Scripted(**relevances), Relevance())
    need = "un besoin" if relevances else None
    return maker.match(company or Company(departement="46"), need, limit=50, day=DAY).matches


def keys(matches: tuple[Match, ...]) -> list[str]:
    return [match.entry.key for match in matches]


def test_what_stands_far_below_the_best_is_left_out_though_its_relevance_looks_high() -> None:
    matches = found(make_programme("sur"), make_programme("loin"), sur=0.9999, loin=0.93)
    assert keys(shortlist(matches)) == ["sur"]


def test_what_is_as_doubtful_as_not_is_never_shown() -> None:
    assert shortlist(found(make_programme("peut-etre"), peut_etre=0.7)) == ()


def test_what_is_past_never_crowds_out_what_is_open() -> None:
    open_ones = [make_programme(f"ouvert-{n}", status="known") for n in range(6)]
    relevances = {one.key.replace("-", "_"): 0.99 for one in open_ones}
    matches = found(*open_ones, **relevances)
    gone = [replace(one, verdict=replace(one.verdict, outcome=Outcome.PAST)) for one in matches[:3]]
    shown = shortlist([*matches[3:], *gone])
    assert [match.verdict.outcome for match in shown] == [Outcome.ELIGIBLE] * 3 + [Outcome.PAST] * 2
    assert len(shortlist(matches)) == MOST


def test_without_a_need_only_what_favours_the_activity_is_shown() -> None:
    company = Company(departement="46", code_naf="43.32A")
    matches = found(make_programme("bois", ciblage_naf=("43.3",)), make_programme("tous"), company=company)
    assert keys(for_whom(matches)) == ["bois"]
    assert for_whom(found(make_programme("japon", pays=("JP",)), company=Company(country="JP"))) == ()


def test_what_is_about_the_activity_itself_is_told_from_what_is_only_near_it() -> None:
    matches = found(make_programme("chanvre"), make_programme("atelier"), chanvre=0.999, atelier=0.98)
    assert keys(about_activity(matches)) == ["chanvre"]
    gone = [replace(one, verdict=replace(one.verdict, outcome=Outcome.PAST)) for one in matches]
    assert about_activity(gone) == ()
