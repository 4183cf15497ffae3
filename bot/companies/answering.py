"""The answering: a message read as the answer to one question about the company."""

import re
from datetime import date

from bot.companies.company import Headcount
from bot.companies.counting import COUNT, count_of
from bot.companies.countries import find_countries
from bot.companies.crafts import find_crafts
from bot.companies.english import understood
from bot.companies.entry import fact_from_json
from bot.companies.facts import Fact
from bot.companies.geography import contains, departement, find_place, region
from bot.companies.learning import Learning
from bot.companies.profile import Profile
from bot.companies.reading import read_profile
from bot.companies.wording import Wording
from bot.errors import InvalidInput

_LEAD = re.compile(
    r"^\W*(?:(?:euh|ben|alors|oui|non|c'est|ce sera|ce serait|plutot|en fait|on est|nous sommes|je suis|j'ai|on a|nous avons|a|au|aux|en|dans|"
    r"le|la|les|l'|un|une|des|de|du|d'|vers|pres|pour|environ|depuis|societe|entreprise|basee?s?|installee?s?)\b[ ,:']*)+"
)
_NOBODY = re.compile(r"\b(?:seule?|aucun|aucune|personne|zero|pas de)\b")
_NOT_YET = re.compile(
    r"\b(?:pas encore|a creer|en creation|en cours|non|bientot|porteur de projet|je me lance)\b"
)
_ALREADY = re.compile(r"\b(?:oui|deja|existe|creee?|en activite)\b")
_LONGEST = 200
_PLACES = ("departement", "commune", "region")
_FRAMES = {
    **dict.fromkeys(_PLACES, ("On est à {}", _PLACES)),
    "created": ("Entreprise créée {}", ("created",)),
}
"""How the sentence begins that a bare answer completes, and the fields that it may fill."""


def read_answer(field: str, message: str, known: Profile, today: date) -> Profile:
    """Give the profile once a message is read as the answer to a question about `field`.

    What the message says by itself is read first; only then is a bare « 9 », « Gramat » or « la Chine »
    taken for the field that was asked.

    >>> read_answer("effectif", "Neuf", Profile(), date(2026, 11, 22)).company.effectif.least
    9
    >>> read_answer("commune", "Gramat", Profile(), date(2026, 11, 22)).company.departement
    '46'
    """
    read = read_profile(message, known, today)
    if field in read.facts and (read.facts[field] != known.facts.get(field) or field not in known.contested):
        return read
    found = _answer(field, message.strip()[:_LONGEST], read)
    if found is None:
        return _in_a_sentence(field, message.strip()[:_LONGEST], read, today)
    name, fact = found
    learning = Learning(read, is_correction=True)
    learning.offer(name, fact)
    return learning.profile()


def _in_a_sentence(field: str, message: str, known: Profile, today: date) -> Profile:
    """Read a bare answer as the end of the sentence that it completes: « (On est à) Gourdon (46) »."""
    frame = _FRAMES.get(field)
    if frame is None or "?" in message:
        return known
    bare = message if field == "created" else _LEAD.sub("", message)
    alone = read_profile(frame[0].format(bare), Profile(), today)
    learning = Learning(known, is_correction=True)
    for name in (name for name in frame[1] if name in alone.facts):
        learning.offer(name, alone.facts[name])
    for dispute in alone.disputes if not learning.facts.keys() & {"commune"} else ():
        learning.dispute(dispute)
    return learning.profile()


def _answer(field: str, message: str, known: Profile) -> tuple[str, Fact] | None:
    said = understood(message)
    bare = _LEAD.sub("", said.folded).strip(" .!,?")
    if field == "effectif":
        return _staff(said)
    if field in _PLACES:
        return _place(message, bare, known)
    if field == "country":
        for mention in find_countries(said):
            return field, Fact(mention.code, said.words(mention.start, mention.end), detail=mention.region)
        return None
    if field == "code_naf":
        for craft in find_crafts(said):
            return field, Fact(craft.code, said.words(craft.start, craft.end))
    if field == "to_be_created":
        return _birth(said)
    if field == "created" and _NOT_YET.search(said.folded):
        return "to_be_created", Fact(True, message)
    return _entry(field, bare, message)


def _staff(said: Wording) -> tuple[str, Fact] | None:
    if _NOBODY.search(said.folded):
        return "effectif", Fact(Headcount(0, 0), said.text)
    match = re.search(COUNT, said.folded)
    count = count_of(match.group()) if match else None
    if match is None or count is None:
        return None
    return "effectif", Fact(count, said.words(*match.span()))


def _place(message: str, bare: str, known: Profile) -> tuple[str, Fact] | None:
    """Give the place that the whole message is; homonyms are left to be asked about."""
    around = [
        place
        for place in (departement(known.company.departement or ""), region(known.company.region or ""))
        if place
    ]
    found = find_place(message) or find_place(bare)
    near = [place for place in found if all(contains(one, place) for one in around)] or found
    wide = [place for place in near if place.kind != "commune"]
    if len(near) == 1 or (near and near[0].population >= 20 * near[1].population):
        return near[0].kind, Fact(near[0].code, message)
    return (wide[0].kind, Fact(wide[0].code, message)) if wide else None


def _birth(said: Wording) -> tuple[str, Fact] | None:
    if _NOT_YET.search(said.folded):
        return "to_be_created", Fact(True, said.text)
    return ("to_be_created", Fact(False, said.text)) if _ALREADY.search(said.folded) else None


def _entry(field: str, bare: str, message: str) -> tuple[str, Fact] | None:
    try:
        fact = fact_from_json(field, bare)
    except InvalidInput:
        return None
    return field, Fact(fact.value, message, "said", fact.detail)
