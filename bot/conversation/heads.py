"""The head of a question: the noun that is counted, priced or asked for."""

import re
from functools import lru_cache

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

# What is priced: « combien coûte la mission », « le prix du voyage », "the cost of the trip".
_PRICED = re.compile(
    r"\b(?:cout\w+|vaut|valent|paye\w*|paie\w*)\s+(?:l['’]|la\s+|le\s+|les\s+|un\s+|une\s+|des\s+|cette\s+|ce\s+)(?P<priced>\w{3,})"
    r"|\b(?:prix|tarifs?|couts?|montant|budget)(?:\s+\w+)?\s+(?:d['’ ]|de\s+l['’]|de\s+la\s+|de\s+|des\s+|du\s+)(?P<worth>\w{3,})"
    r"|\b(?:price|cost|budget|fee)\s+(?:of|for)\s+(?:the\s+|an?\s+)?(?P<sold>\w{3,})"
)
_HEAD = re.compile(
    r"\b(?:combien|cb|cmb|nombre)\s*(?:d['’ ]|de\s+|des\s+)\s*(?P<counted>\w{3,})"
    r"|\bcombien\b.{1,60}?-(?:il|elle|ils|elles|on)\b(?:\s+\w+){0,2}?\s+(?:d['’ ]|de\s+)\s*(?P<late>\w{3,})"
    r"|\bhow many\s+(?P<many>\w{3,})"
    r"|\b(?:taux|pourcentage|proportion)(?:\s+\w+)?\s+(?:d['’ ]|de\s+l['’]|de\s+la\s+|de\s+|des\s+|du\s+)(?P<rate>\w{3,})"
    r"|\bquel(?:le)?s?\s+(?:est|sont|etait|etaient|serait|sera)\s+(?:l['’]|le|la|les)\s*(?!(?:nombre|taux|pourcentage|proportion)\s+(?:\w+\s+)?d)(?P<attribute>\w{3,})"
    r"|\bwhat\s+(?:is|was|are|were)\s+the\s+(?P<thing>\w{3,})"
    r"|\bquel(?:le)?s?\s+(?!(?:est|sont|etait|etaient|serait|sera)\b)(?!(?:nombre|taux|pourcentage|proportion)\s+(?:\w+\s+)?d)(?P<which>\w{3,})"
)
# Heads that a sentence may answer without naming them: it names one, or gives a figure, instead.
_NAMED_BY_INSTANCE = frozenset(
    [
        "somme",
        "sommes",
        "montant",
        "personne",
        "personnes",
        "gens",
        "monde",
        "fois",
        "temps",
        "chose",
        "choses",
        "date",
        "dates",
        "nom",
        "noms",
        "ville",
        "villes",
        "pays",
        "lieu",
        "lieux",
        "endroit",
        "jour",
        "jours",
        "mois",
        "annee",
        "annees",
        "part",
        "role",
        "but",
        "objectif",
        "raison",
        "metier",
        "secteur",
        "people",
        "name",
        "role",
        "city",
        "place",
        "country",
    ]
)


@lru_cache(maxsize=2_000)
def head_of(question: str) -> str | None:
    """Give the folded noun that is counted or asked for, when the answer must name it.

    >>> head_of("Combien d'apprentis accueille la boulangerie ?")
    'apprentis'
    >>> head_of("Combien coûte la formation ?")
    'formation'
    >>> head_of("Quelle est la ville la plus proche ?") is None
    True
    """
    folded = fold(question)
    match = _PRICED.search(folded) or _HEAD.search(folded)
    if match is None:
        return None
    head = next(group for group in match.groups() if group)
    return None if head in _NAMED_BY_INSTANCE else head


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
