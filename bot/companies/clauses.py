"""The clauses: the parts of a message, and which of them speak of the company of the person who writes."""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.companies.crafts import find_crafts
from bot.companies.english import in_french, is_english
from bot.companies.wording import Wording, wording

_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|[;\n]+")
_ASKS = (
    r"(?:(?:a|de|pour|par|avec|en|dans|depuis|sur|chez|jusqu'a) )?"
    r"(?:combien|quand|qui|ou(?= (?:est|sont|se|puis|peut|peux|trouver|a |en|aller|puis-je))|quels?|quelles?|comment|pourquoi|est-ce|est ce|qu'est-ce|qu'est ce|qu'|que|quoi|lesquels?|"
    r"lesquelles?|lequel|laquelle|y a[- ]?t[- ]?il|y'a[- ]?t[- ]?il|existe[- ]t[- ]il|il y a quoi|c'est quoi|who|what|when|where|why|how|which|is|are|do|does|did|can)\b"
)
# Where a question begins inside a sentence: « on est 9, qui peut nous aider ? ».
_CAN_YOU = r"(?:(?:vous|tu) (?:pouvez|pourriez|peux|pourrais|sauriez|avez|auriez)|(?:pouvez|pourriez|peux|pourrais|sauriez|avez|auriez)-(?:vous|tu))\b"
_TURN = re.compile(rf"(?:,|:| -|\bet|\bmais|\bdonc|\balors|\bpuis)\s+(?={_ASKS}|{_CAN_YOU})")
_LEAD = r"\W*(?:(?:bonjour|bonsoir|salut|hello|coucou|re|merci|ok|oui|non|alors|et|mais|donc|puis|sinon|en fait|aussi|madame|monsieur|svp|ah|euh)\b[ ,!:]*)*"
_ASKING = re.compile(
    rf"^{_LEAD}(?:{_ASKS}|(?!rendez-vous\b)\w+-(?:t-)?(?:il|elle|ils|elles|on|vous|tu|je|nous|ce)\b"
    r"|(?:dis|dites|donne|donnez|explique|expliquez|raconte|racontez|parle|parlez|resume|resumez|liste|listez|cite|citez|rappelle|rappelez|indique|indiquez|montre|montrez|presente|presentez|traduis|traduisez|compare|comparez|peux|pouvez|sais|savez|connais|connaissez|tu|vous)\b"
    r"|la (?:date|liste|duree)\b|le (?:nom|nombre|prix|montant|cout|role)\b|nombre d)"
)
# A question told rather than asked: « je voudrais savoir qui… ».
_INDIRECT = re.compile(
    r"(?:savoir|connaitre|comprendre|demande|demander|dire|expliquer|preciser|rappeler|indiquer|sur) "
    r"(?P<asked>(?:a |de |avec |en )?(?:qui|quels?|quelles?|combien|si|comment|ou|quand|pourquoi|ce qu\w*'?|l[ea]s? (?:nom|nombre|date|prix))\b)"
)
# Ways of asking that say nothing of a company.
_POLITE = re.compile(
    r"(?:je|j') ?(?:voudrais|veux|aimerais|souhaite|souhaiterais|cherche a|me demande)[^,.;]{0,12}? (?:bien )?(?:savoir|connaitre|comprendre|des infos?\w*|des renseignements|lire|voir les documents)"
    r"|\b(?:dis|dites|donne|donnez|explique|expliquez|montre|montrez|rappelle|rappelez|parle|parlez|indique|indiquez|resume|resumez|aide|aidez)-?(?:moi|nous)\b"
    r"|\b(?:peu[xt]|pouvez|pourriez|pourrais|sauriez|saurais|veux|voulez)(?:-| )(?:tu|vous|on) (?:me|m'|nous) ?(?:dire|donner|expliquer|rappeler|indiquer|preciser|renseigner|lister|citer|resumer|parler|faire)"
    r"|\b(?:me|nous|m') ?(?:dire|expliquer|donner|rappeler|preciser|indiquer|renseigner|resumer)\b|selon (?:moi|nous)|d'apres (?:moi|nous)|\bje (?:pense|crois|suppose|vois|lis|me trompe|comprends)\b|j'ai (?:lu|vu|entendu|une question)|nous sommes le\b|chez (?:nous|moi)\b(?= ?\?)|je ne (?:comprends|sais|trouve|vois)\b[^,.;]{0,10}pas"
)
_FIRST = re.compile(r"\b(?:je|j'\w+|nous|notre|nos|mon|ma|mes|moi|m'\w+|me|i|my|we|our)\b")
_ON = re.compile(
    r"(?<![-'\w])(?:l')?on (?!\w*\?)(?:n'|ne |se |s'|y |en |est |a |s|[a-z])|qu'on (?:est|a|fabrique|fait)\b"
)
# What the speaker says of a company of theirs inside a question.
_COMPANY = (
    r"entreprise|boite|societe|pme|tpe|eti|start-?up|startup|activite|affaire|structure|atelier|usine|exploitation|ferme|"
    r"commerce|magasin|boutique|cabinet|etablissement|equipe|garage|restaurant|hotel|projet|salaries?|employes?|"
    r"clients?|produits?|ventes|locaux|site|dechets|chutes"
)
_OWN_IN_QUESTION = re.compile(
    rf"\b(?:je suis|j'ai (?:une?|deux|trois|\d+)\b|je (?:dirige|tiens|gere|fabrique|produis|vends|cherche|veux|voudrais|souhaite|lance|monte|cree|travaille|me lance)|je n'ai|j'aimerais|j'emploie|puis-je|pourrais-je|dois-je|on (?:est|se lance|fabrique|produit|emploie|cherche|veut|voudrait|souhaite|compte|exporte|travaille|debute|demarre)\b|on a (?:une?|\d+|deux|trois)\b|"
    rf"nous (?:sommes|avons|fabriquons|produisons|voulons|voudrions|souhaitons|cherchons|vendons|aimerions|exportons|employons)|pouvons-nous|pourrions-nous|nous aider|m'aider|nous accompagner|m'accompagner|nous financer|me financer|pour nous\b|pour moi\b|comme (?:nous|moi|la mienne|la notre)\b|aide-moi|aidez-moi|aidez-nous|"
    rf"(?:mon|ma|mes|notre|nos) (?:\w+ )?(?:{_COMPANY})\b|(?:mon|ma|mes|notre|nos) \w+(?:erie|age|serie|eterie|cerie)\b|"
    r"(?:(?:pour|dans|avec|a|chez|quand on est|comme) |^\W*)(?:une?|un) (?:petite? |jeune )?[\w'-]+(?: [\w'-]+){0,4} (?:de|a|avec) (?:\d+|une? \w+aine|moins|plus|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt)\b)"
)
_BEGINS_WITH_COMPANY = re.compile(
    rf"^{_LEAD}(?:pour |c'est |ici |voila |voici |une? |un |ma |mon |petite? |jeune |future? |nouvelle? |grosse |creat(?:eur|rice) |chef d'|cheffe d'|gerante? d'|dirigeante? d'|patron(?:ne)? d'|artisane? )*"
    r"(?:entreprise|boite|societe|pme|tpe|eti|start-?up|startup|exploitation|ferme|commerce|magasin|boutique|atelier|cabinet|artisan|micro-?entreprise\w*|auto-?entrepreneu\w+|sarl|sasu?|eurl|scop|gaec|earl|createur|creatrice|porteu(?:r|se)s? de projets?|chef d'entreprise)\b"
)
_OPENING = re.compile(
    rf"{_LEAD}(?:(?:creation|ouverture|reprise|projet|lancement|de|d|pour|une?|ma|mon|petite?|jeune|future?|metier|activite|artisane?)\W+)*"
)
"""What may stand before a trade in a fragment such as « une petite menuiserie, 9 salariés »."""
_BEGINS_WITH_COUNT = re.compile(
    rf"^{_LEAD}(?:effectif\W|[\w '+&,-]{{0,25}}\b(?:salarie|employe|collaborateur)\w*)"
)
_OF_ANOTHER = re.compile(
    rf"^{_LEAD}(?:(?:un|une|l'un|l'une) de )?(?:notre|nos|mon|mes|ma) (?:\w+ )?(?:clients?|fournisseurs?|concurrents?|concurrente?s?|donneurs? d'ordres?|voisine?s?|partenaires?|franchiseur)\b"
)
"""A sentence about someone else, though « notre » is in it."""
_FOREIGN_SUBJECT = re.compile(
    r"\b(?:cci|chambre|region|pole|cluster|ministere|etat|gouvernement|la france|l'occitanie)\b"
)
_SEVERAL_SEEK = re.compile(
    rf"^{_LEAD}(?:deux|trois|quatre|cinq|six|\d|plusieurs) [^.?!]{{3,80}}? (?:cherch|recherch|voudr|voul|souhait|aimer|veu|desir|envisag|ont besoin)\w*"
)
"""Companies told of from outside, by one of them: « deux garages et une carrosserie cherchent… »."""
_SHORT = 5
_TRADE_ALONE = 2


@dataclass(frozen=True)
class Clause:
    """A part of a message. `is_own`: it speaks of the company of the person who writes."""

    said: Wording
    is_own: bool
    is_question: bool

    @property
    def text(self) -> str:
        """Give its folded words."""
        return self.said.folded


def clauses_of(message: str) -> list[Clause]:
    """Give the clauses of a message.

    A question about the documents is not about the company: facts are read from it only where it says
    « je », « nous », « notre », or « une entreprise de 9 personnes ».

    >>> [(one.said.text, one.is_own) for one in clauses_of("On est 9 à Gramat, qui peut aller en Chine ?")]
    [('On est 9 à Gramat', True), ('qui peut aller en Chine', False)]
    """
    clauses: list[Clause] = []
    read = in_french if is_english(message) else wording
    for text, asked in _pieces(message, read):
        said = read(text)
        is_question = asked or _ASKING.match(said.folded) is not None
        own = _is_own(said, is_question)
        follows = bool(clauses) and clauses[-1].is_own and not clauses[-1].is_question
        if not own and not is_question and follows:
            own = len(said.folded.split()) <= _SHORT and not _FOREIGN_SUBJECT.search(said.folded)
        clauses.append(Clause(said, own, is_question))
    return clauses


def placed_clauses(message: str) -> Iterator[tuple[int, Clause]]:
    """Give the clauses of a message with the character at which each begins there, as far as they are found.

    >>> [at for at, _ in placed_clauses("On est 9 à Gramat, qui peut aller en Chine ?")]
    [0, 19]
    """
    cursor = 0
    for clause in clauses_of(message):
        at = message.find(clause.said.text, cursor)
        if at < 0:
            return
        yield at, clause
        cursor = at + len(clause.said.text)


def _pieces(message: str, read: Callable[[str], Wording]) -> list[tuple[str, bool]]:
    """Part a message at its sentence ends and where a question begins; tell which pieces ask."""
    pieces: list[tuple[str, bool]] = []
    start = 0
    for end in [*_SENTENCE_END.finditer(message), None]:
        said = read(message[start : end.start() if end else len(message)])
        start = end.end() if end else start
        is_asked = end is not None and "?" in end.group()
        turns = [(match.end(), False) for match in _TURN.finditer(said.folded)]
        topics = {match.end() for match in _TURN.finditer(said.folded) if match.group().startswith(":")}
        turns += [(match.start("asked"), True) for match in _INDIRECT.finditer(said.folded)]
        bounds = [(0, False), *sorted(turns), (len(said.folded), False)]
        for (first, is_told), (last, _) in itertools.pairwise(bounds):
            piece = said.words(first, last).strip(" ,:-\t") if first < last else ""
            if piece:
                # The mark belongs to the last piece; one before it asks only by its own words.
                # What stands before « : quelle… » is what the question is about.
                topic = last in topics and not _presents_company(read(piece))
                pieces.append((piece, is_told or topic or (is_asked and last == len(said.folded))))
    return pieces


def _presents_company(said: Wording) -> bool:
    """Tell whether what stands before « : comment… » presents a company: « fabricant de conserves à Figeac »;
    a trade alone is what the question is about."""
    if _BEGINS_WITH_COMPANY.match(said.folded):
        return True
    return len(said.folded.split()) > _TRADE_ALONE and _is_own(said, False)


def _is_own(said: Wording, is_question: bool) -> bool:
    kept = _POLITE.sub(" ", said.folded)
    if is_question:
        return _OWN_IN_QUESTION.search(kept) is not None
    if _OF_ANOTHER.match(kept):
        return False
    if _FIRST.search(kept) or _ON.search(kept):
        return True
    if _SEVERAL_SEEK.match(kept) or _BEGINS_WITH_COMPANY.match(kept) or _BEGINS_WITH_COUNT.match(kept):
        return True
    return any(_OPENING.fullmatch(said.folded[: craft.start]) for craft in find_crafts(said)[:1])
