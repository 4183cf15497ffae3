"""The attribution: the words of a sentence that tell who says it, an answer to nothing else."""

import re
from functools import lru_cache

from bot.retrieval.words import fold

# One who says: a name, or a noun with its article (« l'atelier », « le président de la chambre »).
_NAME = r"[A-ZÀ-Ý][\w'’-]*(?: (?:d[eu] |de la |d['’])?[A-ZÀ-Ý][\w'’-]*){0,3}"
_WHO = rf"(?:(?:l['’]|le |la |les )[a-zà-ÿ]+|{_NAME})"
_SAYS = (
    r"(?:se |s['’]|l['’]|a |ont |avait )?(?:affirm|indiqu|expliqu|précis|estim|jug|rappel|soulign|annon[cç]"
    r"|assur|constat|observ|regrett|reconnaî|considèr|pens|racont|déclar|confi|ajout|rapport|écri|témoign|relèv|relev|cit|nuanc|not"
    r"|présent|rang)"
    r"(?:e|é|ait|a|ent|aient|t|it|vait|ssait)"
)
_ATTRIBUTIONS = re.compile(
    # « Selon Jeanne Roux, … », « …, d'après elle. »
    r"(?:,\s|^)(?:[Ss]elon|[Dd]['’]après|[Aa]ux yeux de|[Dd]e l['’]avis de) [^,;.]{1,60}(?=[,;.]|$)"
    # « …, affirme Jeanne Roux. »
    rf"|,\s(?:comme le )?{_SAYS}(?:-t-(?:il|elle)\b| (?:(?:en|dans|à) [^,;.]{{1,30}})?{_WHO}[^,;.]{{0,40}})"
    r"(?=[,;.]|$)"
    # « cités par Jeanne Roux »
    rf"|\s(?:cité|évoqué|mentionné|interrogé|rapporté)e?s? par {_NAME}"
    # « Jeanne Roux souligne que … », « Jeanne Roux voit dans … »
    rf"|^{_NAME} (?:{_SAYS}|(?:se )?dit|voit)\b"
)
_ASKED = re.compile(
    r"\b(dit|dis|disent|affirm|pens|estim|jug|declar|annonc|rappel|soulign|expliqu|croit|considere|avis|opinion|raconte|cite"
    r"|interview|interrog|auteur|parle|temoign|ecrit|says?|said|thinks?|claim|author|wrote)"
)


@lru_cache(maxsize=20_000)
def without_attribution(sentence: str) -> str:
    """Give a sentence without the words that tell who says it.

    >>> without_attribution("Selon Jeanne Roux, le fournil emploie trois personnes.")
    'le fournil emploie trois personnes.'
    >>> without_attribution("Le fournil a un four neuf, affirme Jeanne Roux.")
    'Le fournil a un four neuf.'
    """
    return _ATTRIBUTIONS.sub("", sentence).strip(" ,")


def asks_who_says(question: str) -> bool:
    """Tell whether a question asks who says something: then the attribution is the answer.

    >>> asks_who_says("Qui affirme que le pain est bon ?"), asks_who_says("Qui dirige le fournil ?")
    (True, False)
    """
    return _ASKED.search(fold(question)) is not None
