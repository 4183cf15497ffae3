"""The reading of a message: what it says of the company of the person who writes."""

import re
from collections.abc import Iterable
from datetime import date

from bot.companies.clauses import Clause, clauses_of
from bot.companies.contradictions import Dispute
from bot.companies.countries import country_label, find_countries
from bot.companies.destinations import read_country
from bot.companies.facts import Fact
from bot.companies.found import Found
from bot.companies.founding import read_founding, read_starting
from bot.companies.gazetteer import Place
from bot.companies.geography import commune, departement, region
from bot.companies.learning import Learning
from bot.companies.legal_forms import checked_siren, checked_siret
from bot.companies.livelihood import read_activity, read_legal_form
from bot.companies.messages import QUESTIONS
from bot.companies.needs import Need, find_needs
from bot.companies.profile import Profile
from bot.companies.staff import read_staff
from bot.companies.whereabouts import Sighting, settle, sightings
from bot.errors import InvalidInput

_CORRECTS = re.compile(
    r"\b(?:en fait|pardon|plutot|je me suis trompee?|erreur|desormais|finalement|je corrige|je voulais dire|"
    r"je rectifie|rectification|on est passes? a|a present)\b|^\W*(?:non|oups)\b"
)
_NUMBER = re.compile(
    r"(?:\b(?P<name>siren|siret)\b[^0-9]{0,15})?(?<![\d+])(?P<digits>\d(?:[ .\u00a0]?\d){8,13})(?!\d)"
)
_MOST_CHOICES = 5
_MOST_HOMONYMS = 40
_LONGEST_READ = 2500
"""Characters beyond which a message is a document, not something said of a company."""


def read_profile(message: str, known: Profile, today: date) -> Profile:
    """Give what is known of a company once a message is read: the facts and needs that it states, the
    questions about what cannot be true together.

    Facts written by hand are never overwritten. A question about the documents teaches nothing.

    >>> said = "On est une menuiserie de 9 personnes à Gramat, on voudrait vendre en Chine"
    >>> company = read_profile(said, Profile(), date(2026, 11, 22)).company
    >>> company.effectif.least, company.code_naf, company.commune, company.region, company.country
    (9, '43.32', '46128', '76', 'CN')
    """
    clauses = clauses_of(message[:_LONGEST_READ])
    own = [clause for clause in clauses if clause.is_own]
    learning = Learning(known, any(_CORRECTS.search(clause.text) for clause in clauses))
    _read_numbers(clauses, learning)
    _read_places(own, learning)
    for clause in own:
        _read_facts(clause, learning, today)
        _read_needs(clause, learning)
    _read_staff(own, learning)
    return learning.profile()


def said(found: Found) -> Fact:
    """Give what was found as a fact that was said."""
    return Fact(found.value, found.words, "said", found.detail)


def _read_facts(clause: Clause, learning: Learning, today: date) -> None:
    country, codes = read_country(clause)
    starting = read_starting(clause, today)
    founding = read_founding(clause, today)
    found = (read_activity(clause), read_legal_form(clause), founding, starting, country)
    for one in found:
        if one:
            learning.offer(one.field, said(one))
    if len(codes) > 1:
        names = ", ".join(country_label(code) or code for code in codes)
        learning.ask(("country",), QUESTIONS["several"].format(countries=names))


def _read_staff(clauses: Iterable[Clause], learning: Learning) -> None:
    """Offer the headcount; two that differ within one message are asked about."""
    found = [one for one in map(read_staff, clauses) if one]
    for one in found[:1]:
        learning.offer("effectif", said(one))
    for one in found[1:]:
        if one.value != found[0].value and not learning.is_correction:
            question = QUESTIONS["staff"].format(old=found[0].words, new=one.words)
            learning.ask(("effectif",), question)
        else:
            learning.offer("effectif", said(one))


def _read_needs(clause: Clause, learning: Learning) -> None:
    for need in needs_in(clause):
        learning.need(need)


def needs_in(clause: Clause) -> list[Need]:
    """Give the needs that a clause asks about, whosever they are."""
    countries = tuple((mention.start, mention.end) for mention in find_countries(clause.said))
    return [Need(clause.said.text.strip(), subject) for subject, _, _ in find_needs(clause.said, countries)]


def _read_numbers(clauses: Iterable[Clause], learning: Learning) -> None:
    """Offer the SIREN or SIRET that is named, or that stands in a clause of one's own."""
    for clause in clauses:
        for match in _NUMBER.finditer(clause.text):
            digits = re.sub(r"\D", "", match["digits"])
            named = match["name"]
            if not (named or clause.is_own or match.group().strip() == clause.text.strip()):
                continue
            field = "siret" if len(digits) == 14 else "siren"
            try:
                value = checked_siret(digits) if field == "siret" else checked_siren(digits)
            except InvalidInput:
                if named:
                    key = "siret_number" if named == "siret" else "siren_number"
                    learning.ask((named,), QUESTIONS[key].format(match["digits"].strip()))
                continue
            learning.offer(field, Fact(value, clause.said.words(*match.span("digits"))))


def _read_places(clauses: Iterable[Clause], learning: Learning) -> None:
    """Offer the narrowest place of each kind; ask about homonyms that nothing tells apart."""
    seen = [(clause, one) for clause in clauses for one in sightings(clause)]
    settled = settle([one for _, one in seen], _known_places(learning))
    offered: set[str] = set()
    for (clause, _), one in zip(seen, settled, strict=True):
        words = clause.said.words(one.start, one.end)
        if len(one.places) > 1:
            _ask_which(one, words, learning)
        elif one.places[0].kind not in offered:
            place = one.places[0]
            offered.add(place.kind)
            learning.offer(place.kind, Fact(place.code, words))


def _ask_which(one: Sighting, words: str, learning: Learning) -> None:
    names = ", ".join(str(place) for place in one.places[:_MOST_CHOICES])
    question = QUESTIONS["homonyms"].format(name=one.places[0].name, choices=names)
    codes = tuple(place.code for place in one.places[:_MOST_HOMONYMS])
    learning.dispute(Dispute(("commune",), question, codes, words))


def _known_places(learning: Learning) -> list[Place]:
    found = [
        look_up(str(learning.facts[name].value))
        for name, look_up in (("commune", commune), ("departement", departement), ("region", region))
        if name in learning.facts and name not in learning.known.contested
    ]
    return [place for place in found if place]
