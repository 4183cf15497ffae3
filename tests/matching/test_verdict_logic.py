"""The three-valued logic: what may never happen, whatever the programme and the company."""

from hypothesis import given
from hypothesis import strategies as st
from programmes import DAY, companies_with_less, days, programmes

from bot.companies.company import Company
from bot.matching.catalogue import Programme
from bot.matching.facts import Facts
from bot.matching.rules import CompiledEntry, compile_entry
from bot.matching.verdict import Outcome, State, outcome_of

states = st.lists(st.sampled_from(State), max_size=6)
standings = st.sampled_from(("past", "upcoming", "suspended", "uncertain", "open"))
UNDECIDED = Outcome.UNKNOWN


@given(programmes, companies_with_less(), days)
def test_a_fact_more_never_turns_a_decided_verdict_back_into_unknown(
    programme: Programme, companies: tuple[Company, Company], day: object
) -> None:
    more, less = companies
    entry = compile_entry(programme)
    before, after = entry.outcome(Facts.of(less, day)), entry.outcome(Facts.of(more, day))
    if before not in (UNDECIDED, Outcome.UPCOMING, Outcome.SUSPENDED):
        assert after is before
    elif before is not UNDECIDED:
        assert after in (before, Outcome.INELIGIBLE)


@given(programmes, companies_with_less())
def test_a_criterion_that_is_decided_stays_as_it_is(
    programme: Programme, companies: tuple[Company, Company]
) -> None:
    more, less = companies
    entry = compile_entry(programme)
    for rule in entry.conditions + entry.priorities:
        before, after = rule.judge(Facts.of(less, DAY)), rule.judge(Facts.of(more, DAY))
        # What the sector words leave for a person may be settled by another of them.
        if before is not State.UNKNOWN and rule.name != "ciblage_secteur_activite":
            assert after is before, rule.name


@given(programmes)
def test_a_company_of_which_nothing_is_known_is_never_told_eligible_nor_ineligible(
    programme: Programme,
) -> None:
    entry = compile_entry(programme)
    outcome = entry.outcome(Facts.of(Company(), DAY))
    assert outcome is not Outcome.INELIGIBLE
    if any(state is State.UNKNOWN for state in entry.states(Facts.of(Company(), DAY))):
        assert outcome is not Outcome.ELIGIBLE


@given(programmes, companies_with_less(), st.randoms(use_true_random=False))
def test_the_order_of_the_criteria_does_not_matter(
    programme: Programme, companies: tuple[Company, Company], chance: object
) -> None:
    entry = compile_entry(programme)
    shuffled = list(entry.conditions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    other = CompiledEntry(entry.entry, entry.kind, tuple(shuffled), entry.priorities, entry.reach)
    facts = Facts.of(companies[0], DAY)
    assert entry.outcome(facts) is other.outcome(facts)
    assert set(entry.verdict(facts).criteria) == set(other.verdict(facts).criteria)


@given(states, standings)
def test_an_unknown_decides_nothing_by_itself(found: list[State], standing: str) -> None:
    outcome = outcome_of([*found, State.UNKNOWN], standing)
    assert outcome is not Outcome.ELIGIBLE
    if outcome is Outcome.INELIGIBLE:
        assert State.FAILED in found


@given(states)
def test_what_is_of_uncertain_standing_is_never_told_eligible(found: list[State]) -> None:
    assert outcome_of(found, "uncertain") is not Outcome.ELIGIBLE


@given(programmes, companies_with_less())
def test_a_priority_refuses_nobody(programme: Programme, companies: tuple[Company, Company]) -> None:
    entry = compile_entry(programme)
    bare = CompiledEntry(entry.entry, entry.kind, entry.conditions, (), entry.reach)
    facts = Facts.of(companies[0], DAY)
    assert bare.outcome(facts) is entry.outcome(facts)


@given(programmes, companies_with_less(), days)
def test_every_criterion_is_told_in_words_with_its_source(
    programme: Programme, companies: tuple[Company, Company], day: object
) -> None:
    verdict = compile_entry(programme).verdict(Facts.of(companies[0], day))
    for criterion in verdict.criteria + verdict.priorities:
        assert criterion.text.endswith((".", "»"))
        assert criterion.source
        assert "{" not in criterion.text + (criterion.change or "")
        assert criterion.change is None or criterion.state is State.FAILED
