"""The priorities: whom an entry is for first. They move a rank and refuse nobody."""

from collections.abc import Iterable

from babel import Locale

from bot.matching import messages
from bot.matching.catalogue import Programme
from bot.matching.criteria import Rule
from bot.matching.facts import Facts
from bot.matching.messages import listed
from bot.matching.naf import judge_paths, path_of, paths_of_sectors
from bot.matching.verdict import State

_FRENCH = Locale("fr")


def country_named(code: str) -> str:
    """Give the French name of a country.

    >>> country_named("JP")
    'Japon'
    """
    return str(_FRENCH.territories.get(code, code))


def sector_rule(sectors: tuple[str, ...]) -> Rule | None:
    """Give the rule of the sector words, or None when they name every sector."""
    paths, everything, unread = paths_of_sectors(sectors)
    if everything:
        return None

    def judge(facts: Facts) -> State:
        state = judge_paths(facts.activity, paths)
        # A word that was not read may be the one that fits.
        return State.TO_CHECK if unread and state is State.FAILED else state

    return Rule("ciblage_secteur_activite", "code_naf", judge, _telling(messages.SECTORS, sectors))


def activity_rule(name: str, codes: tuple[str, ...]) -> Rule:
    """Give the rule of NAF codes that are aimed at, or (« exclusions ») set aside."""
    paths = frozenset(map(path_of, codes))
    is_exclusion = name.endswith("exclusions")
    turned = {State.MET: State.FAILED, State.FAILED: State.MET}

    def judge(facts: Facts) -> State:
        state = judge_paths(facts.activity, paths)
        return turned.get(state, state) if is_exclusion else state

    if not is_exclusion:
        return Rule(name, "code_naf", judge, _telling(messages.SECTORS, codes))
    turned_words = {**messages.SECTORS_SAID, "met": messages.SECTORS_SAID["failed"]}
    turned_words["failed"] = messages.SECTORS_SAID["met"]

    def tell(_: Facts, state: State) -> tuple[str, str | None]:
        return f"{messages.SECTORS_OUT.format(sectors=listed(list(codes)))} : {turned_words[state]}", None

    return Rule(name, "code_naf", judge, tell)


def country_rule(countries: Iterable[str]) -> Rule:
    """Give the rule of the countries an entry leads to, against that of the project."""
    wanted = frozenset(countries)

    def judge(facts: Facts) -> State:
        country = facts.company.country
        if country is None:
            return State.UNKNOWN
        return State.MET if country in wanted else State.FAILED

    def tell(facts: Facts, state: State) -> tuple[str, str | None]:
        names = listed(sorted(map(country_named, wanted)))
        has = messages.COUNTRIES_SAID[state].format(country=country_named(facts.company.country or ""))
        return f"{messages.COUNTRIES.format(countries=names)} : {has}", None

    return Rule("pays", "country", judge, tell)


def priority_rules(programme: Programme) -> tuple[Rule, ...]:
    """Give the rules of whom a programme is for first."""
    rules = []
    sectors = sector_rule(programme.ciblage_secteur_activite)
    if programme.ciblage_secteur_activite and sectors is not None:
        rules.append(sectors)
    for name in ("ciblage_naf", "ciblage_naf_exclusions"):
        if codes := getattr(programme, name):
            rules.append(activity_rule(name, codes))
    if programme.pays:
        rules.append(country_rule(programme.pays))
    return tuple(rules)


def _telling(template: str, items: tuple[str, ...]) -> "_Telling":
    return _Telling(template.format(sectors=listed(list(items))))


class _Telling:
    """Tells a sector criterion; its text is fixed but for the state."""

    def __init__(self, head: str) -> None:
        self._head = head

    def __call__(self, _: Facts, state: State) -> tuple[str, str | None]:
        return f"{self._head} : {messages.SECTORS_SAID[state]}", None
