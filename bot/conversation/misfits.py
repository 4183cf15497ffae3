"""The misfits: what stands close to a question and tells something else, or no more than it says itself."""

import re
from collections.abc import Callable
from functools import lru_cache

from bot.conversation.answer_kinds import AnswerKind
from bot.conversation.attribution import without_attribution
from bot.conversation.names import names
from bot.conversation.naming import places_of
from bot.conversation.outcomes import only_plans
from bot.conversation.stances import is_view_of_another
from bot.retrieval.words import content_words, fold, stems_of

_MORE = 2
"""Words that a sentence may have besides those of the question and say no more than it."""
_SAID = 0.5
"""Share of the words of the question that a sentence has when it says the same."""

_RANKS = re.compile(
    r"\b(?:(?P<first>premiere?s?|1ere?s?|first)|(?P<second>deuxiemes?|2e|2eme|seconde?s?)|(?P<third>troisiemes?|3e|3eme|third)"
    r"|(?P<fourth>quatriemes?|4e|4eme|fourth)|(?P<last>derniere?s?|last))\b"
)
# Ranks of nothing that is asked for.
_NO_RANK = re.compile(
    r"\b(?:premiere? ministre|(?:la|une) (?:premiere|deuxieme|seconde|derniere) fois|dans un (?:premier|second) temps"
    r"|en (?:premier|dernier) lieu|(?:annee|semaine|mois) derniere?|ces dernier\w+)\b"
)

# « Comment va », « comment s'appelle »: the sentence that says the same is the answer.
_ASKS_HOW = re.compile(
    r"\b(?:pourquoi|pour quelles? raisons?|qu.est.ce qui explique|par quels? moyens?|de quelles? (?:manieres?|facons?)|why|how(?! (?:many|much|long|old|often|far)\b)"
    r"|comment(?! (?:va|vont|se port|s.appel|est|sont|etait|etaient|trouv|jug|decri|qualifi|voi|nomm|surnomm|expliquer)\w*\b))\b"
)

_OF_ANY_MATTER = frozenset({AnswerKind.REASON, AnswerKind.PERSON})
"""Kinds whose form says nothing of a price, which a question may be about."""
# « Qui a gagné le prix », « pourquoi le tarif augmente »: what speaks of neither sums nor awards tells nothing of it.
_ASKS_OF_A_PRICE = re.compile(r"\b(?:prix|tarifs?|gratuite?s?|gratuitement|payante?s?)\b")
_TELLS_OF_A_PRICE = re.compile(
    r"[€$]|\b(?:euros?|centimes?|dollars?|prix(?! nobel)|tarif\w*|cout\w*|gratuit\w*|pay\w+|factur\w+|frais|cotis\w+|financ\w+|charge"
    r"|vend\w*|vente|recompens\w+|laureate?s?|trophees?|concours|distingu\w+|gagn\w+|remport\w+|decern\w+|jury|budget|montants?)\b"
)


# What people are brought together for: the words of one group tell the same event.
_EVENTS = re.compile(
    r"\b(?:(?P<journey>(?<!pour )missions?|voyages?|sejours?|trips?)|(?P<workshop>ateliers?(?! relais)|reunions?|workshops?)"
    r"|(?P<fair>salons?|foires?|fairs?)|(?P<assembly>assises|etats generaux)|(?P<web>webinaires?|webinars?)|(?P<festival>festivals?)"
    r"|(?P<congress>forums?|congres|colloques?|seminaires?|conferences?)|(?P<contest>concours|trophees?|hackathons?|contests?)"
    r"|(?P<call>appels? a (?:projets?|candidatures?))|(?P<poll>scrutins?|elections?))\b"
)


def is_beside(sentence: str, question: str, kind: AnswerKind) -> bool:
    """Tell whether a sentence, however close, is beside the question: it tells of another rank, what somebody
    else thinks, a plan where the question asks what came of it, no more than what it asks the reason of, or nothing
    of the price that it asks of.

    >>> is_beside("Le four doit ouvrir en mai.", "Le four a-t-il ouvert ?", AnswerKind.YES_NO)
    True
    >>> is_beside("Le four a ouvert en mai.", "Le four a-t-il ouvert ?", AnswerKind.YES_NO)
    False
    >>> is_beside("Luc Roux ouvre un four.", "Qui a gagné le prix du four ?", AnswerKind.PERSON)
    True
    >>> is_beside("Le deuxième four est à Gramat.", "Où est le premier four ?", AnswerKind.PLACE)
    True
    """
    return (
        _is_of_another(_ranks, sentence, question)
        or only_plans(sentence, question, kind)
        or is_view_of_another(sentence, question)
        or (_asks_how(question) and says_no_more(sentence, question))
        or (kind in _OF_ANY_MATTER and _asks_of_a_price(question) and not _tells_of_a_price(sentence))
    )


def says_no_more(sentence: str, question: str) -> bool:
    """Tell whether a sentence only says again what a question says.

    >>> asked = "Pourquoi le fournil de Gramat a-t-il fermé ?"
    >>> says_no_more("Le fournil de Gramat a fermé, dit Luc Roux.", asked)
    True
    >>> says_no_more("Le fournil de Gramat a fermé, faute de boulanger pour le tenir.", asked)
    False
    """
    known = stems_of(question)
    told = [word.stem for word in content_words(without_attribution(sentence))]
    more = sum(stem not in known for stem in told)
    return more <= _MORE and len(known.intersection(told)) >= _SAID * len(known)


def is_of_another_place(sentence: str, question: str) -> bool:
    """Tell whether a sentence names départements or régions, and none of those that a question names.

    >>> is_of_another_place("En Bretagne, elle a dix fours.", "Combien de fours a-t-elle dans le Lot ?")
    True
    """
    return _is_of_another(_wide_places, sentence, question)


def is_of_another_event(sentence: str, question: str) -> bool:
    """Tell whether a sentence speaks of events, and of none of those that a question speaks of.

    >>> is_of_another_event("Le salon a réuni cent personnes.", "Combien de personnes à l'atelier ?")
    True
    """
    return _is_of_another(_events, sentence, question)


def _is_of_another(read: Callable[[str], frozenset[str]], sentence: str, question: str) -> bool:
    """Tell whether some are read in both, and none in common."""
    asked = read(question)
    told = read(sentence) if asked else asked
    return bool(told) and asked.isdisjoint(told)


@lru_cache(maxsize=20_000)
def _ranks(text: str) -> frozenset[str]:
    ranked = _NO_RANK.sub(" ", fold(text))
    return frozenset(match.lastgroup or "" for match in _RANKS.finditer(ranked))


@lru_cache(maxsize=20_000)
def _events(text: str) -> frozenset[str]:
    return frozenset(match.lastgroup or "" for match in _EVENTS.finditer(fold(text)))


@lru_cache(maxsize=2_000)
def _asks_of_a_price(question: str) -> bool:
    return _ASKS_OF_A_PRICE.search(fold(question)) is not None


@lru_cache(maxsize=20_000)
def _tells_of_a_price(sentence: str) -> bool:
    return _TELLS_OF_A_PRICE.search(fold(sentence)) is not None


@lru_cache(maxsize=2_000)
def _asks_how(question: str) -> bool:
    return _ASKS_HOW.search(fold(question)) is not None


@lru_cache(maxsize=20_000)
def _wide_places(text: str) -> frozenset[str]:
    found = map(places_of, names(text))
    return frozenset(places[0].code for places in found if places and places[0].kind != "commune")
