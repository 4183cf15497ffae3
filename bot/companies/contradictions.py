"""The contradictions: facts that cannot all be true, and the question that would settle them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.companies.company import Headcount
from bot.companies.facts import Fact, label_of
from bot.companies.gazetteer import Place
from bot.companies.geography import commune, contains, departement, region
from bot.companies.legal_forms import MICRO
from bot.companies.messages import QUESTIONS

_TOO_MANY_FOR_MICRO = 10
"""A micro-entrepreneur is one person who may employ a few; no « micro » of any law employs ten (INSEE: a
« microentreprise » has fewer than ten people, décret n° 2008-1354)."""


@dataclass(frozen=True)
class Dispute:
    """Fields that are not settled, and the question to ask, in French.

    `choices` are the INSEE codes of the communes that share the name that was said.
    """

    fields: tuple[str, ...]
    question: str
    choices: tuple[str, ...] = ()
    words: str = ""


def disputes_among(facts: Mapping[str, Fact]) -> tuple[Dispute, ...]:
    """Give the contradictions among facts.

    >>> facts = {"forme_juridique": Fact("micro-entreprise"), "effectif": Fact(Headcount(60, 60))}
    >>> [dispute.fields for dispute in disputes_among(facts)]
    [('forme_juridique', 'effectif')]
    """
    found = [_micro(facts), _siret(facts), _birth(facts), *_places(facts)]
    return tuple(dispute for dispute in found if dispute)


def _micro(facts: Mapping[str, Fact]) -> Dispute | None:
    form, staff = facts.get("forme_juridique"), facts.get("effectif")
    if form is None or staff is None or form.value != MICRO or not isinstance(staff.value, Headcount):
        return None
    if staff.value.least < _TOO_MANY_FOR_MICRO:
        return None
    words = staff.words or label_of("effectif", staff)
    return Dispute(("forme_juridique", "effectif"), QUESTIONS["micro"].format(effectif=words))


def _siret(facts: Mapping[str, Fact]) -> Dispute | None:
    siren, siret = facts.get("siren"), facts.get("siret")
    if siren is None or siret is None or str(siret.value).startswith(str(siren.value)):
        return None
    return Dispute(("siren", "siret"), QUESTIONS["siret"])


def _birth(facts: Mapping[str, Fact]) -> Dispute | None:
    to_come = facts.get("to_be_created")
    if to_come is None or to_come.value is not True:
        return None
    against = tuple(name for name in ("created", "siren", "siret") if name in facts)
    return Dispute(("to_be_created", *against), QUESTIONS["to_be_created"]) if against else None


def _places(facts: Mapping[str, Fact]) -> list[Dispute]:
    """Give the places that do not lie in one another: « Toulouse, en Normandie »."""
    tables = (("commune", commune), ("departement", departement), ("region", region))
    known: list[tuple[str, Place]] = []
    for name, look_up in tables:
        place = look_up(str(facts[name].value)) if name in facts else None
        if place:
            known.append((name, place))
    found: list[Dispute] = []
    for index, (narrow_name, narrow) in enumerate(known):
        for wide_name, wide in known[index + 1 :]:
            if not contains(wide, narrow) and not found:
                question = QUESTIONS["place"].format(commune=narrow.name, wide=wide.where)
                found.append(Dispute((narrow_name, wide_name), question))
    return found
