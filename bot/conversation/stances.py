"""The stances: whose view a question asks for and on what, and whether a sentence tells a view of theirs."""

import re
from functools import lru_cache

from bot.conversation.persons import people_in, surnames_in
from bot.retrieval.words import content_words, fold

STANCE = (
    r"\b(?:qu[e'](?: ?est.ce que?)? ?(?:pens\w+|propos\w+|dit|disent|disait|prevoi\w+|defend\w*|souhait\w+|veu(?:t|lent)"
    r"|preconis\w+|conseill\w+|reproch\w+)"
    r"|quel(?:le)?s? (?:\w+ )?(?:avis|opinions?|positions?|regards?|mesures?|propositions?|projets?|solutions?))\b"
)
"""Words that ask what somebody thinks, says or offers."""
_ON = re.compile(r"\b(?:sur|a propos de|au sujet de|concernant|en matiere de|face a|pour|contre)\b")
_THINKS = re.compile(r"pens|dit|dis|avis|opinion|position|regard")
_OF = re.compile(r"\b(?:de|du|des|d)\b")

_ASKS_A_VIEW = re.compile(
    r"\b(?:pens\w+|dit|disait|declar\w+|estim\w+|juge|avis|opinions?|position|regard|croi\w+|propos\w+|souhait\w+|reproch\w+"
    r"|think\w*|says?|said)\b"
)
VIEW = re.compile(
    r"«|\b(?:mais|surtout|pas|ne|trop|jug(?:e|ent|eait)|estime(?:nt)?|voi(?:t|ent)|dit|trouve(?:nt)?|qualifi\w+|consider\w+|regrett\w+"
    r"|salue\w*|inquiet\w*|redout\w+|crai(?:n|g)\w+|decri\w+|refus\w+|oppos\w+|favorables?|souhait\w+|prefer\w+|pens(?:e|ent|ait)"
    r"|croi(?:t|ent)|plaid\w+|deplor\w+|reclam\w+|reproch\w+|doute\w*|felicit\w+|admet\w*|reconnai\w+|propos\w+|veut|veulent|voudr\w+)\b"
)
"""What a folded sentence that tells a view often holds."""


@lru_cache(maxsize=2_000)
def matter_asked(question: str) -> frozenset[str]:
    """Give the folded words of the matter on which a question asks what somebody thinks, says or offers.

    >>> sorted(matter_asked("Que propose la boulangère de Figeac sur le pain bio ?"))
    ['bio', 'pain']
    """
    folded = fold(question)
    asked = re.search(STANCE, folded)
    if asked is None:
        return frozenset()
    rest = folded[asked.end() :]
    led = [*_ON.finditer(rest)] or ([*_OF.finditer(rest)] if _THINKS.search(asked.group()) else [])
    return frozenset(word.form for word in content_words(rest[led[-1].end() :])) if led else frozenset()


def tells_view_asked(sentence: str, question: str) -> bool:
    """Tell whether a sentence tells a view of the very person, by name, whose view a question asks for.

    >>> asked = "Que pense Jeanne Roques du four ?"
    >>> tells_view_asked("Mme Roques regrette l'ancien.", asked), tells_view_asked("Luc Roux le regrette.", asked)
    (True, False)
    """
    surname = _whose_view(question)
    told = fold(sentence)
    return surname is not None and surname in told and VIEW.search(told) is not None


def is_view_of_another(sentence: str, question: str) -> bool:
    """Tell whether a sentence names people, and not the one whose view a question asks for.

    >>> asked = "Que pense Jeanne Roques du four ?"
    >>> is_view_of_another("Luc Roux le regrette.", asked), is_view_of_another("Elle le regrette.", asked)
    (True, False)
    """
    surname = _whose_view(question)
    return surname is not None and surname not in fold(sentence) and bool(people_in(sentence))


@lru_cache(maxsize=2_000)
def _whose_view(question: str) -> str | None:
    asks = _ASKS_A_VIEW.search(fold(question)) is not None
    return next(iter(surnames_in(question)), None) if asks else None
