"""The naming: whether a sentence names a body, a country, a town or a place that the question does not."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from bot.companies.countries import find_countries
from bot.companies.gazetteer import Place, gazetteer, place_key
from bot.companies.wording import wording
from bot.conversation.attribution import asks_who_says, without_attribution
from bot.conversation.names import Name, names
from bot.retrieval.words import fold

_WORD = re.compile(r"[^\W_]+")
_INHABITANTS = re.compile(r"(?:ois|oises|ais|aises|ains|aines|iens|iennes|eens|eennes)$")
_SITE = re.compile(
    r"\b(?:en|a|dans|sur|de) quell?e?s? (?:lieux?|endroits?|batiments?|salles?|quartiers?|rues?)\b"
)
_ROOM = re.compile(r"\b(?:en|a|dans|sur|de) quell?e?s? (?:batiments?|salles?|rues?)\b")
_IN = r"(?:a|au|aux|chez|dans|sur|en|in|at)(?:\W+(?:le|la|les|l))?"
_FROM = "a|de|d|in|at|from|to"
_WHERE = re.compile(r"\bou\b|\bwhere\b")
_KIND_OF_PLACE = re.compile(
    r"\b(?:dans|chez|sur|a|au|aux|en|vers|pres d\w+|plusieurs|quelques|certain\w+|chaque|toutes) ?(?:« ?)?(?:les? |la |l'|une? |des |ces? |cette |leurs? |plusieurs |certain\w+ )?(?:« ?)?(?:\w+ )?"
    r"(?P<noun>communes?|villes?|villages?|campagnes?|quartiers?|rues?|ecoles?|campus|laboratoires?|bureaux|locaux|tiers-lieux?"
    r"|internats?|foyers?|parkings?|parcs?|halles?|maisons?|residences?|colleges?|lycees?|gymnases?|stades?|theatres?|cinemas?"
    r"|hopita(?:l|ux)|magasins?|boutiques?|entrepots?|hangars?|fermes?|ports?|quais?|centres?|camping|chantiers?|salles?|usines?|ateliers?|universites?|gares?|aeroports?|mairies?|hotels?|zones|montagnes?|littoral|etranger|ligne|domicile|sous-sol|centre-ville)\b"
)
_FRANCE = re.compile(r"\b(?:france|francais\w*|hexagone)\b")


def names_country(sentence: str, question: str) -> bool:
    """Tell whether a sentence names a country, by itself or by its people, that the question does not.

    >>> names_country("Le pain part au Japon.", "Dans quel pays part le pain ?")
    True
    >>> names_country("Le pain part loin du fournil.", "Dans quel pays part le pain ?")
    False
    """
    known = {found.code for found in find_countries(wording(question))}
    if any(found.code not in known for found in find_countries(wording(sentence))):
        return True
    return _FRANCE.search(fold(sentence)) is not None and _FRANCE.search(fold(question)) is None


def names_town(sentence: str, question: str, people: Collection[str] = ()) -> bool:
    """Tell whether a sentence names a place that the question does not, and that is not a wide one only.

    >>> asked = "Dans quelle commune du Lot cuit-on ce pain ?"
    >>> names_town("On cuit ce pain à Gramat.", asked), names_town("On cuit ce pain dans le Lot.", asked)
    (True, False)
    """
    return any(_may_be_town(name, sentence) for name in _new_names(sentence, question, people))


def names_place(sentence: str, question: str, people: Collection[str] = ()) -> bool:
    """Tell whether a sentence names a place, or a body where one may be, that the question does not; « où » is
    also answered by a kind of place.

    >>> asked = "Où le fournil livre-t-il ?"
    >>> names_place("Il livre dans les petites communes.", asked), names_place("Il livre le fournil.", asked)
    (True, False)
    """
    known = fold(question)
    told = _new_names(sentence, question, people)
    if _ROOM.search(known):
        told = (name for name in told if not _is_place(name) and _stands_after(name, sentence, _IN))
    elif _SITE.search(known):
        told = (name for name in told if _is_place(name) or _stands_after(name, sentence, _IN))
    if any(True for _ in told):
        return True
    kinds = _KIND_OF_PLACE.finditer(fold(sentence)) if _WHERE.search(known) else ()
    return any(found["noun"][:5] not in known for found in kinds)


def names_body(sentence: str, question: str, people: Collection[str] = ()) -> bool:
    """Tell whether a sentence names a body, or whose it is, that the question does not: not a mere place.

    >>> asked = "Quelle coopérative livre Figeac ?"
    >>> names_body("Grain Doré livre Figeac.", asked), names_body("Elle livre Figeac et Cahors.", asked)
    (True, False)
    """
    return any(not _is_place(name) for name in _new_names(sentence, question, people))


def _new_names(sentence: str, question: str, people: Collection[str]) -> Iterator[Name]:
    """Give the names of a sentence besides those of the question, of these people and of who says it."""
    said = sentence if asks_who_says(question) else without_attribution(sentence)
    known = _words(question)
    persons = [_words(person) for person in people]
    for name in names(said):
        held = set(name.words)
        inhabitants = len(name.words) == 1 and _INHABITANTS.search(name.words[0])
        if (name.opens or inhabitants) and not _is_place(name):
            continue
        if held <= known or any(held <= person for person in persons) or all(w.isdigit() for w in held):
            continue
        yield name


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def places_of(name: Name) -> tuple[Place, ...]:
    """Give the communes, départements and régions of a name, the most populous first."""
    return gazetteer().named(place_key(" ".join(name.words)))


def _is_place(name: Name) -> bool:
    return bool(places_of(name))


def _may_be_town(name: Name, sentence: str) -> bool:
    """Tell whether a name is that of a commune, or of what is not a wide place and stands where a town does."""
    places = places_of(name)
    if places:
        return places[0].kind == "commune"
    return _stands_after(name, sentence, _FROM)


def _stands_after(name: Name, sentence: str, words: str) -> bool:
    """Tell whether a sentence writes a name after one of these words, an article between them or not."""
    written = r"\W+(?:\w+\W+){0,2}?".join(map(re.escape, name.words))
    return re.search(rf"\b(?:{words})\W+{written}\b", fold(sentence)) is not None
