"""The legal forms: those of the national format, how they are said, and which is a kind of which."""

from collections.abc import Collection, Iterable

from bot.matching.naf import fold
from bot.matching.verdict import State

# Codes are INSEE's « catégories juridiques » (September 2022), for what a directory gives.
_SPELLINGS = {
    "microentrepreneur": "microentrepreneur micro-entrepreneur micro-entreprise microentreprise "
    "auto-entrepreneur autoentrepreneur auto-entreprise",
    "ei": "ei entreprise-individuelle entrepreneur-individuel eirl 1000",
    "eurl": "eurl 5498",
    "sarl": "sarl societe-a-responsabilite-limitee 5499",
    "sasu": "sasu 5720",
    "sas": "sas societe-par-actions-simplifiee 5710",
    "sa": "sa societe-anonyme 5599 5699",
    "snc": "snc societe-en-nom-collectif 5202",
    "scs": "scs societe-en-commandite-simple 5306",
    "sca": "sca societe-en-commandite-par-actions 5308",
    "sica": "sica",
    "gaec": "gaec 6533",
    "gie": "gie groupement-d'interet-economique 6220",
    "earl": "earl 6598",
    "scea": "scea 6597",
    "sci": "sci 6540",
    "scop": "scop",
    "scic": "scic",
    "cooperative": "cooperative societe-cooperative",
    "association": "association association-loi-1901 association-declaree 9220",
    "fondation": "fondation 9300",
}
_FORMS = {
    spelling.replace("-", " "): form
    for form, spellings in _SPELLINGS.items()
    for spelling in spellings.split()
}
# A micro-entrepreneur is an individual (Code de la sécurité sociale, art. L. 613-7); the one-member
# forms are forms of their parent (Code de commerce, art. L. 223-1 and L. 227-1).
_PARENTS = {"microentrepreneur": "ei", "eurl": "sarl", "sasu": "sas"}
_CHILDREN = {parent: child for child, parent in _PARENTS.items()}


def form_of(text: str) -> str | None:
    """Give the legal form that a text names, or None.

    >>> form_of("Auto-entrepreneur"), form_of("S.A.R.L."), form_of("société")
    ('microentrepreneur', 'sarl', None)
    """
    folded = fold(text).replace(".", "").replace("-", " ").strip()
    return _FORMS.get(folded)


def forms_named(texts: Iterable[str]) -> frozenset[str]:
    """Give the legal forms of texts, each as `form_of` gives it, or folded when it is none that is known.

    >>> sorted(forms_named(["S.A.R.L.", "Congrégation"]))
    ['congregation', 'sarl']
    """
    return frozenset(form_of(text) or fold(text) for text in texts)


def judge_form(company: str | None, forms: Collection[str]) -> State:
    """Tell whether a company's form is among those wanted; all are as `forms_named` gives them.

    A form said wide (« SARL ») may hide the narrow one (« EURL »): unknown. A narrow form whose parent
    alone is named is for a person to check.
    """
    if company is None:
        return State.UNKNOWN
    if company in forms:
        return State.MET
    if _PARENTS.get(company) in forms:
        return State.TO_CHECK
    return State.UNKNOWN if _CHILDREN.get(company) in forms else State.FAILED
