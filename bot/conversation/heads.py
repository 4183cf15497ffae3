"""The head of a question: the noun that is counted, priced or asked for."""

import re
from functools import lru_cache

from bot.retrieval.words import fold

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
