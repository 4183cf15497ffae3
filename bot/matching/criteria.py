"""The criteria: each condition of an entry as a rule that judges fast, and tells itself when asked."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bot.companies.company import Headcount
from bot.matching import messages
from bot.matching.catalogue import Programme
from bot.matching.facts import Facts, anniversary
from bot.matching.legal_forms import form_of, forms_named, judge_form
from bot.matching.messages import listed, said, years
from bot.matching.territories import Area, named
from bot.matching.verdict import State

Judge = Callable[[Facts], State]
Tell = Callable[[Facts, State], tuple[str, str | None]]
"""Gives the text of a criterion judged, and what would change it when it is failed."""


@dataclass(frozen=True)
class Rule:
    """One criterion of one entry. `fact` is the field of Company that it reads, if any."""

    name: str
    fact: str
    judge: Judge
    tell: Tell


def always(state: State) -> Judge:
    """Give the judge that says the same of every company."""
    return lambda _: state


def headcount_rule(name: str, bound: int) -> Rule:
    """Give the rule of a least or a most number of people: a range that overlaps the bound is unknown."""
    is_least = name.endswith("minimal")

    def judge(facts: Facts) -> State:
        count = facts.headcount
        if count is None:
            return State.UNKNOWN
        if is_least:
            surely, possibly = count.least >= bound, count.most >= bound
        else:
            surely, possibly = count.most <= bound, count.least <= bound
        return State.MET if surely else State.UNKNOWN if possibly else State.FAILED

    def tell(facts: Facts, state: State) -> tuple[str, str | None]:
        asked = messages.HEADCOUNT[name].format(bound=bound)
        change = messages.HEADCOUNT_CHANGE[name].format(bound=bound) if state is State.FAILED else None
        return f"{asked} : {_headcount(facts.headcount)}", change

    return Rule(name, "effectif", judge, tell)


# Article 3 of décret n° 2008-1354 of 18 December 2008: a microentreprise has fewer than 10 people, a PME
# (which a microentreprise is too) fewer than 250, an ETI fewer than 5,000, each with a turnover and a
# balance sheet below a bound. Too many people thus excludes a size, but few people prove none: the
# accounts decide, and they are not known here. Only 5,000 people and more prove one, the largest.
_FEWER_THAN = {"MIC": 10, "PME": 250, "ETI": 5000}


@lru_cache(maxsize=1024)
def possible_sizes(least: int) -> frozenset[str]:
    """Give the sizes that a company of that many people may have, whatever its accounts.

    >>> sorted(possible_sizes(300)), sorted(possible_sizes(6000))
    (['ETI', 'GE'], ['GE'])
    """
    return frozenset({"GE", *(size for size, bound in _FEWER_THAN.items() if least < bound)})


def size_rule(sizes: tuple[str, ...]) -> Rule:
    """Give the rule of the size categories, which headcount decides only in part."""
    allowed = frozenset(sizes) | ({"MIC"} if "PME" in sizes else frozenset())

    def judge(facts: Facts) -> State:
        count = facts.headcount
        possible = possible_sizes(count.least if count else 0)
        if possible <= allowed:
            return State.MET
        if possible.isdisjoint(allowed):
            return State.FAILED
        settled = count is not None and possible_sizes(count.most) == possible
        return State.TO_CHECK if settled else State.UNKNOWN

    def tell(facts: Facts, state: State) -> tuple[str, str | None]:
        wanted = listed([messages.SIZES[size] for size in sizes])
        has = _headcount(facts.headcount, messages.SIZE_HAS, messages.SIZE_RANGE)
        text = messages.SIZE.format(sizes=wanted, has=has)
        if state is State.TO_CHECK:
            text = messages.SIZE_TO_CHECK.format(has=text)
        return text, messages.SIZE_CHANGE.format(sizes=wanted) if state is State.FAILED else None

    return Rule("eligibilite_categorie_taille_entreprise", "effectif", judge, tell)


def age_rule(least: int) -> Rule:
    """Give the rule of the years of existence, in full years on the day."""

    def judge(facts: Facts) -> State:
        if facts.age is None:
            return State.UNKNOWN
        return State.MET if facts.age >= least else State.FAILED

    def tell(facts: Facts, state: State) -> tuple[str, str | None]:
        created = facts.company.created
        if created is not None:
            has = messages.AGE_HAS.format(years=years(facts.age or 0))
            change = messages.AGE_CHANGE.format(day=said(anniversary(created, least)))
        else:
            has = messages.AGE_UNKNOWN if facts.age is None else messages.AGE_NOT_CREATED
            change = messages.AGE_CHANGE_LATER.format(years=years(least))
        text = f"{messages.AGE.format(years=years(least))} : {has}"
        return text, change if state is State.FAILED else None

    return Rule("eligibilite_annees_existence_minimal", "created", judge, tell)


_SAID_OF_PLACE = {
    State.MET: messages.PLACE_IN,
    State.FAILED: messages.PLACE_OUT,
    State.UNKNOWN: messages.PLACE_UNKNOWN,
    State.TO_CHECK: messages.PLACE_TO_CHECK,
}


def place_rule(name: str, codes: tuple[str, ...], exclusions: tuple[str, ...] = ()) -> Rule:
    """Give the rule of the territory, less what is excluded."""
    area = Area.of(codes, exclusions)

    def judge(facts: Facts) -> State:
        return area.judge(facts.company.commune, facts.departements)

    def tell(_: Facts, state: State) -> tuple[str, str | None]:
        without = listed([named(code) for code in exclusions])
        but = messages.PLACE_EXCEPT.format(places=without) if exclusions else ""
        places = messages.PLACE_LIST.format(places=listed([named(code) for code in codes]), but=but)
        change = messages.PLACE_CHANGE if state is State.FAILED else None
        return f"{places} : {_SAID_OF_PLACE[state]}", change

    return Rule(name, "departement", judge, tell)


def form_rule(name: str, forms: tuple[str, ...]) -> Rule:
    """Give the rule of the legal forms admitted, or excluded: what is excluded fails when it is met."""
    is_exclusion = name.endswith("exclusions")
    turned = {State.MET: State.FAILED, State.FAILED: State.MET}
    wanted = forms_named(forms)

    def judge(facts: Facts) -> State:
        state = judge_form(facts.form, wanted)
        return turned.get(state, state) if is_exclusion else state

    def tell(facts: Facts, state: State) -> tuple[str, str | None]:
        template = messages.FORM_EXCLUDED if is_exclusion else messages.FORM
        form = facts.company.forme_juridique or ""
        has = messages.FORM_HAS.format(form=form) if form else messages.FORM_UNKNOWN
        if state is State.TO_CHECK:
            has = messages.FORM_TO_CHECK.format(form=form)
        change = messages.FORM_CHANGE if state is State.FAILED else None
        return f"{template.format(forms=listed(list(forms), 14))} : {has}", change

    return Rule(name, "forme_juridique", judge, tell)


def targets_rule(targets: tuple[str, ...]) -> Rule:
    """Give the rule of the « cibles ».

    Whoever has an economic activity is a business, an association too (recommendation 2003/361/EC,
    annex, article 1): « professionnels » are all the companies that ask here.
    """

    def judge(facts: Facts) -> State:
        if "professionnels" in targets:
            return State.MET
        if facts.form is None:
            known = facts.is_business and "associations" not in targets
            return State.FAILED if known else State.UNKNOWN
        is_association = form_of(facts.form) == "association"
        return State.MET if is_association and "associations" in targets else State.FAILED

    def tell(_: Facts, state: State) -> tuple[str, str | None]:
        wanted = listed(list(targets))
        has = {State.MET: messages.TARGETS_MET, State.FAILED: messages.TARGETS_FAILED}.get(
            state, messages.TARGETS_UNKNOWN
        )
        change = messages.TARGETS_CHANGE.format(targets=wanted) if state is State.FAILED else None
        return f"{messages.TARGETS.format(targets=wanted)} : {has}", change

    return Rule("cibles", "forme_juridique", judge, tell)


def free_text_rule(text: str) -> Rule:
    """Give the rule of a condition in free words: only a person can judge it; it is quoted whole."""
    stated = not text.strip().lower().startswith(("non précis", "non connu"))
    told = messages.FREE_TEXT.format(text=text.strip()) if stated else messages.NOT_STATED
    return Rule("eligibilite", "", always(State.TO_CHECK), lambda *_: (told, None))


def condition_rules(programme: Programme) -> tuple[Rule, ...]:
    """Give the rules of what a programme demands, the quickest to decide first."""
    rules = [targets_rule(programme.cibles)] if programme.cibles else []
    if programme.eligibilite_geographique or programme.eligibilite_geographique_exclusions:
        codes = programme.eligibilite_geographique or ("PAYS-99100",)
        rules.append(
            place_rule("eligibilite_geographique", codes, programme.eligibilite_geographique_exclusions)
        )
    for name in messages.HEADCOUNT:
        bound = getattr(programme, name)
        if bound is not None:
            rules.append(headcount_rule(name, bound))
    if programme.eligibilite_categorie_taille_entreprise:
        rules.append(size_rule(programme.eligibilite_categorie_taille_entreprise))
    if programme.eligibilite_annees_existence_minimal:
        rules.append(age_rule(programme.eligibilite_annees_existence_minimal))
    for name in ("eligibilite_forme_juridique", "eligibilite_forme_juridique_exclusions"):
        if forms := getattr(programme, name):
            rules.append(form_rule(name, forms))
    if programme.eligibilite.strip():
        rules.append(free_text_rule(programme.eligibilite))
    return tuple(rules)


def _headcount(
    count: Headcount | None,
    one: str = messages.HEADCOUNT_HAS,
    between: str = messages.HEADCOUNT_RANGE,
) -> str:
    if count is None:
        return messages.HEADCOUNT_UNKNOWN
    if count.least == count.most:
        return one.format(count=count.least)
    return between.format(least=count.least, most=count.most)
