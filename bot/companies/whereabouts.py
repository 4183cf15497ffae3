"""The whereabouts: the commune, the département and the région that a clause says the company is in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.companies.clauses import Clause
from bot.companies.crafts import find_crafts
from bot.companies.gazetteer import Place
from bot.companies.geography import contains, departement, places_of, places_of_postal_code
from bot.companies.livelihood import is_own_craft
from bot.companies.wording import bare

_LONGEST = 8
_WORD = re.compile(r"[a-z0-9]+")
_BASED = r"(?:basee?s?|situee?s?|installee?s?|implantee?s?|localisee?s?|domiciliee?s?|siege|siege social|atelier|locaux|usine)"
_AT = re.compile(
    rf"(?:\b{_BASED}(?: social)?(?: est)?(?: \w+)? (?:a|au|aux|sur|pres de|pres d'|vers|en|dans|dans l[ae]|dans les|:)|\b(?:a cote d[eu]|a cote d'|pres d[eu]|pres d'|aux environs d[eu]|autour d[eu]|proche d[eu]|secteur de|du cote d[eu]|region de|bassin de|commune de|ville de|\d+ (?:km|min|minutes|kilometres) (?:de|du|d'))"
    r"|\b(?:a|au|aux|sur|vers|depuis)|\b\d{5}) ?$"
)
_OF = re.compile(r"(?:\b(?:de|du|des)|\bd') ?$")
_WIDE = re.compile(
    r"(?:\b(?:en|dans le|dans la|dans les|du|de la|des|le|la|les|sur le|sur la|au|aux|departement|region|de)|\bdans l'|\bde l'|\bd'|\bl'|[(,:/-]|^) ?\W?$"
)
_IN_REGION = re.compile(
    r"\b(?:dans|en|sur) (?:la |le |notre )?(?:region|departement)(?: du| de la| de l'| des| de| d')? ?$"
)
_BARE = re.compile(r"(?:[(,:/-]|^) ?\W?$")
_WIDE_LOWER = re.compile(
    r"(?:\b(?:en|dans le|dans la|dans les)|\bdans l'|departement (?:du|de la|des|de)|departement de l'|region) ?$"
)
_APART = re.compile(r"(?:^|[,(/:;–-]|\bet|\bou|\b(?:salaries|personnes|employes|collaborateurs)) ?$")
_ENDS = re.compile(r"^ ?(?:$|[,.;)(/:–-]|\d{2}\b)")
# Where one goes or sells is not where one is.
_GOING = re.compile(
    r"\b(?:vend\w*|livr\w*|expos\w*|export\w*|all(?:er|ons)|va|vais|part\w*|prospect\w*|salons?(?! de (?:coiffure|the|beaute|toilettage|massage))|foires?|congres|marches?|clients?|rendez-vous|"
    r"rdv|fournisseurs?|concurrents?|evenement|reunion|rencontr\w+|conference|visit\w+|tourn\w+ vers|particip\w+|(?<!bureau d')etudes?|etudie|diplom\w+|nee?|originaires?|formation|inscri\w+|equipe de|ecole|lycee|loin)\b[^,.;]{0,22}$"
)
_OF_OTHERS = re.compile(
    r"\b(?:cci|chambre\w*|mairie|maire|ville|pole|cluster|lycee|universite|ecole|salon(?! de (?:coiffure|the|beaute|massage|toilettage))|foire|tribunal|mission|aeroport|gare|clients?|fournisseurs?|concurrents?|"
    r"comptable|president|directeur|agence|prefecture|conseil|metropole|communaute|office|fromage|vin|viande|agneau|melon|safran|noix|couteaux?|region|departement|groupement)\b(?:[ '](?!(?:dans|en|a|sur|pres|base|basee|installe|installee)\b)\w+){0,3}[ ']{0,2}$"
)
_NUMBER = re.compile(
    r"(?:\(|\bdans le |\bdepartement (?:du )?|\ble |[a-z]{3} )(?P<code>97[1-6]|2[ab]|\d{2})(?=\)|$|[,.;]| et\b| -)"
)
_POSTAL = re.compile(
    r"\b(?P<code>(?:0[1-9]|[1-8]\d|9[0-58]|97)\d{3})\b(?! ?(?:euros?|€|salarie|personnes?|m2))"
)
_INHABITANTS = {
    r"lotoise?s?": "46", r"aveyronnaise?s?": "12", r"tarnaise?s?": "81", r"gersoise?s?": "32", r"audoise?s?": "11",
    r"gardoise?s?": "30", r"heraultaise?s?": "34", r"haut-garonnaise?s?": "31", r"ariegeoise?s?": "09",
    r"lozerienne?s?": "48", r"bigourdane?s?": "65", r"correzienne?s?": "19", r"cantalienne?s?": "15", r"girondine?s?": "33",
}  # fmt: skip
_BELONGS = re.compile(
    r"\b(?:entreprise|societe|boite|pme|tpe|sarl|start-?up|startup|artisane?|producteurs?|exploitation|[a-z-]{5,}(?:erie|ier|iere|eur|euse)|nous sommes|on est|je suis)s?(?: \w+)? $"
)
_CLEARLY = 20
"""A commune this many times larger than its next homonym is the one meant, if it is a town."""
_TOWN = 10_000


@dataclass(frozen=True)
class Sighting:
    """Places that some words of a clause may name: several when communes share a name."""

    places: tuple[Place, ...]
    start: int
    end: int


def sightings(clause: Clause) -> list[Sighting]:
    """Give the places that a clause says the company is in, in its order."""
    found = [*_named(clause), *_numbered(clause), *_by_inhabitants(clause)]
    return sorted(found, key=lambda one: one.start)


def settle(found: Iterable[Sighting], known: Iterable[Place]) -> list[Sighting]:
    """Leave of homonyms those that agree with the other places named or known, or the one clearly meant."""
    every = list(found)
    settled = []
    for one in every:
        others = [other.places[0] for other in every if other is not one and len(other.places) == 1]
        settled.append(Sighting(_meant(one.places, [*others, *known]), one.start, one.end))
    return settled


def _meant(places: tuple[Place, ...], around: list[Place]) -> tuple[Place, ...]:
    if len(places) < 2:
        return places
    wide = [place for place in around if place.kind != "commune"] or around
    agreeing = tuple(
        place
        for place in places
        if any(contains(a, place) or contains(place, a) or _shares(a, place) for a in wide)
    )
    left = agreeing or places
    first, *rest = left
    if not rest or (first.population >= _TOWN and first.population >= _CLEARLY * rest[0].population):
        return (first,)
    return left


def _shares(around: Place, place: Place) -> bool:
    return around.kind == "commune" and around.departement == place.departement


def _named(clause: Clause) -> Iterator[Sighting]:
    text = clause.text
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
    index = 0
    while index < len(words):
        for last in range(min(len(words), index + _LONGEST), index, -1):
            run = words[index:last]
            start, end = run[0][1], run[-1][2]
            if re.search(r"[,.;:!?()/]", text[start:end]) or _is_part_of_word(text, start, end):
                continue
            places = _fitting(clause, start, end, places_of(tuple(word for word, _, _ in run)))
            if places:
                yield Sighting(places, start, end)
                index = last - 1
                break
        index += 1


def _is_part_of_word(text: str, start: int, end: int) -> bool:
    """Tell whether a hyphen ties the span to a word outside it."""
    return re.search(r"\w-$", text[:start]) is not None or re.match(r"-\w", text[end:]) is not None


def _fitting(clause: Clause, start: int, end: int, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Give the places that the words around allow: a name alone proves nothing (« bio », « le lot »)."""
    if not places:
        return ()
    before = clause.text[:start]
    article, name_start = _article(clause.text, start, end)
    is_capital = clause.said.is_capital(name_start)
    led = f"{before}{article}"
    wide = tuple(
        place
        for place in places
        if place.kind != "commune" and _is_wide_place(led, clause.text[end:], is_capital, place)
    )
    towns = tuple(
        place
        for place in places
        if place.kind == "commune" and _is_town(clause, start, end, is_capital, article, place)
    )
    # « en Mayenne » is the département, « à Mayenne » the commune.
    return wide[:1] if wide and (not towns or not _AT.search(led)) else towns


def _is_wide_place(led: str, rest: str, is_capital: bool, place: Place) -> bool:
    if _IN_REGION.search(led):
        return True
    if _OF_OTHERS.search(led) or _GOING.search(led):
        return False
    if not is_capital:
        return _WIDE_LOWER.search(led) is not None
    if _BARE.search(led) and not _ENDS.search(rest):
        return False
    # « Nord », « Centre », « Manche » are words: they need their article.
    return _WIDE.search(led) is not None and (
        not place.article or re.search(r"(?:l[ae]s?|du|des|en|aux?|l'|[(,]|^) ?$", led) is not None
    )


def _is_town(clause: Clause, start: int, end: int, is_capital: bool, article: str, place: Place) -> bool:
    before, after = clause.text[:start], clause.text[end:]
    led = f"{before}{article}"
    if article and bare(place.name).split(" ")[0] not in ("le", "la", "les", "l"):
        return False
    if _GOING.search(before):
        return False
    if _AT.search(led):
        strong = re.search(rf"{_BASED}|\bkm|pres d|cote d|commune|ville de", led[-30:]) is not None
        return is_capital or not place.ordinary or (strong and place.population > 500)
    if not is_capital or place.ordinary:
        return False
    if _OF.search(led):
        stem = _OF.sub("", led).rstrip()
        crafts = [craft for craft in find_crafts(clause.said) if craft.end == len(stem)]
        of_others = any(not is_own_craft(clause.text, craft) for craft in crafts)
        return not of_others and not _OF_OTHERS.search(stem)
    if any(craft.end + 1 == start for craft in find_crafts(clause.said)):
        return True
    return _APART.search(before) is not None and (_ENDS.search(after) is not None or _precedes_wide(after))


def _precedes_wide(after: str) -> bool:
    """Tell whether a département or région follows, as in « Figeac Lot »."""
    words = tuple(_WORD.findall(after)[:3])
    return any(place.kind != "commune" for size in (1, 2, 3) for place in places_of(words[:size] or ("",)))


def _article(text: str, start: int, end: int) -> tuple[str, int]:
    """Give the article or preposition that the matched words begin with, and where the name itself begins."""
    match = re.match(r"(?:au|aux|du|des|le|la|les) |l'", text[start:end])
    return (match.group(), start + match.end()) if match else ("", start)


def _numbered(clause: Clause) -> Iterator[Sighting]:
    for match in _POSTAL.finditer(clause.text):
        places = places_of_postal_code(match["code"])
        if places:
            shared = departement(places[0].departement or "")
            one = places if len(places) == 1 else (shared,) if shared else ()
            yield Sighting(one, match.start(), match.end())
    for match in _NUMBER.finditer(clause.text):
        place = departement(match["code"])
        if place and _is_number_of_place(clause, match, place):
            yield Sighting((place,), match.start("code"), match.end("code"))


def _is_number_of_place(clause: Clause, match: re.Match[str], place: Place) -> bool:
    """Tell whether two digits are a département: in brackets, after « dans le », or after one of its communes."""
    if match.group().startswith(("(", "dans", "departement")):
        return True
    before = clause.text[: match.start("code")].split()[-3:]
    return any(
        contains(place, town)
        for size in range(1, len(before) + 1)
        for town in places_of(tuple(bare(" ".join(before[-size:])).split()) or ("",))
        if town.kind == "commune" and not town.ordinary
    )


def _by_inhabitants(clause: Clause) -> Iterator[Sighting]:
    for pattern, code in _INHABITANTS.items():
        for match in re.finditer(rf"\b{pattern}\b", clause.text):
            place = departement(code)
            if place and _BELONGS.search(clause.text[: match.start()]):
                yield Sighting((place,), match.start(), match.end())
