"""The outcomes: whether a question asks what came of something, and a sentence tells no more than a plan of it."""

import re
from functools import lru_cache

from bot.conversation.answer_kinds import RECOGNISABLE, AnswerKind
from bot.retrieval.words import fold, stem, stems_of

# « a-t-elle ouvert », « ont-ils été reçus », « est-ce que le jury a choisi »: whether something came about.
_DONE = (
    r"(?!(?:prev|envisag|annonc|propos|prom|decid|souhait|voulu|projet|cherch)\w*\b)(?!(?:une|toutes?|autres?|quelques)\b)"
    r"(?:eu|nee?s?|lue?s?|vue?s?|\w{2,}(?:ee?s?|ie?s?|ue?s?|ite?s?|erte?s?|inte?s?|ise?s?|uite?s?))\b"
)
_GONE = r"(?:part|ven|deven|reven|parven|rest|arriv|sort|entr|all|pass|n)(?:ee?s?|ie?s?|ue?s?)\b"
_ADVERBS = (
    r"(?:(?:bien|deja|finalement|vraiment|depuis|pu|enfin|jamais|ete|reellement|effectivement|y|fini par) )*"
)
_CAME_ABOUT = re.compile(
    rf"\b(?:a|ont|avait|avaient)(?:-t)?-(?:il|elle|ils|elles|on) {_ADVERBS}{_DONE}"
    rf"|\b(?:est|sont)-(?:il|elle|ils|elles|on) {_ADVERBS}{_GONE}"
    rf"|\b(?:est|sont)-(?:il|elle|ils|elles) (?:bien|deja|finalement|vraiment|enfin|desormais|effectivement) {_DONE}"
    rf"|\b(?:est|sont)-(?:il|elle|ils|elles) {_DONE} (?:aujourd'hui|maintenant|depuis|a present|desormais)\b"
    rf"|\best.ce qu\S+ .{{2,60}}? (?:a|ont) {_ADVERBS}{_DONE}"
    r"|\bdid\b.{2,60}\b(?:ever|really|finally)\b|\b(?:has|have) .{2,60}\bbeen\b"
)
_INTERROGATIVE = re.compile(
    r"\b(?:(?:le|la|les)?quel(?:le)?s?|qui|que|quoi|quand|comment|pourquoi|combien|ou|what|when|why|how|who|where|which)\b|\bqu['’]"
)
# « Qu'a montré l'étude », « comment s'est passée la visite », « quels lauréats le jury a-t-il choisis ».
_WHAT_CAME = re.compile(
    r"\bqu'(?:a|ont|avait|avaient)\b|\bcomment s(?:'est|e sont)\b|\bqu(?:e |')(?:est|sont) deven"
    r"|\b(?:a|ont) (?:donne|abouti|debouche)\b.*\bquoi\b"
    rf"|\bquel(?:le)?s? (?!(?:but|objectif|fin|ambition|intention|projet|plan|raison|programme)s?\b).{{2,60}}\b(?:a|ont)-(?:t-)?(?:il|elle|ils|elles|on) {_ADVERBS}{_DONE}"
)
_PLANNED = re.compile(
    r"\b(?:devai(?:t|ent)|doit|doivent|annonc(?:e|ait|aient|ee?s?)|prevo(?:it|yait|yaient|ient)|prevue?s?|objectifs?|candidat\w*"
    r"|souhait(?:e|ent|ait|aient)|voulai(?:t|ent)|veut|veulent|propos(?:e|ent|ait|ees?)|envisag\w+|promet\w*|decide de|projets? de"
    r"|(?:va|vont|allai(?:t|ent)) \w+(?:er|ir|re)\b|prochaine?s?|prochainement|a venir|a l'horizon|vise|visait|espe\w+"
    r"|engagee?s? a|sugger\w+|demand(?:e|ent|ait|aient) (?:que|d)|reclam\w+|convien(?:t|nent) d|convenu d|enten(?:d|dent)|aimerai\w*"
    r"|songe(?:nt)? a|prefer(?:e|ent|erait)|plaid\w+|comptent|s'apprete\w*|appel(?:le|lent|ait) a|etudi(?:e|ent)"
    r"|\w+[eid]r(?:a|ont)|(?:ser|aur|pourr|devr|fer|ir|viendr|voudr)(?:ait|aient))\b"
)
# Read with its accents: « a » is not « à ».
_TOLD_DONE = re.compile(
    r"\b(?:a|ont|est|sont|été) (?:\w+ment |pas |bien |déjà |encore )?(?:été )?(?P<deed>\w{3,})"
)


def only_plans(sentence: str, question: str, kind: AnswerKind) -> bool:
    """Tell whether a sentence tells a plan, and not the very deed done, where a question asks what came of it.

    >>> asked = "Le four a-t-il été vendu ?"
    >>> [only_plans(told, asked, AnswerKind.YES_NO) for told in ("Le four sera vendu.", "Le four a été vendu.")]
    [True, False]
    """
    if kind in RECOGNISABLE:
        return False
    asks = _asks_what_came(question) or (kind is AnswerKind.YES_NO and _asks_whether_done(question))
    return asks and _tells_a_plan(sentence) and not _tells_done(sentence, question)


@lru_cache(maxsize=2_000)
def _asks_whether_done(question: str) -> bool:
    asked = fold(question)
    found = _CAME_ABOUT.search(asked)
    return found is not None and _INTERROGATIVE.search(asked, 0, found.start()) is None


@lru_cache(maxsize=2_000)
def _asks_what_came(question: str) -> bool:
    return _WHAT_CAME.search(fold(question)) is not None


@lru_cache(maxsize=20_000)
def _tells_a_plan(sentence: str) -> bool:
    return _PLANNED.search(fold(sentence)) is not None


def _tells_done(sentence: str, question: str) -> bool:
    known = stems_of(question)
    return any(stem(fold(match["deed"])) in known for match in _TOLD_DONE.finditer(sentence.lower()))
