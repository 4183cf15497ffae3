"""The staff: how many people a clause says that the company employs."""

import re

from bot.companies.clauses import Clause
from bot.companies.company import Headcount
from bot.companies.counting import COUNT, NUMBER, count_of
from bot.companies.found import Found

_EMPLOYEES = r"salari\w+|employe(?:e?s)?|collabora(?:teur|trice)s?|ouvriere?s?|etp|equivalents? temps plein|compagnons|effectifs?"
_PEOPLE = rf"(?:{_EMPLOYEES}|person+es?|gars|tetes|membres|equipiers)"
_COMPANY = (
    r"entreprise|boite|societe|pme|tpe|eti|equipe|structure|atelier|start-?up|startup|usine|cabinet|boutique|association|"
    r"restaurant|[a-z-]{5,}(?:erie|age|on)"
)
_NOT_STAFF = re.compile(
    r"(?:cherch|recrut|embauch|besoin|former|invit|accueill|recev|nourri|heberg|repas|table|groupe|perdu|perdre|licenci|partag|"
    r"trouv|manqu|suppl|partir|moins de tout|etions|etait|avait|avions|employions|client|visiteur|stagiaire|convive|servir|serv[oe]ns?)"
    r"\w*[^,.;]{0,28}$"
)
_NEXT = r"(?=\s*(?:$|[,.;:!?)+/]|-|et\b|a\b|au\b|aux\b|dans\b|en\b|sur\b|chez\b|pour\b|avec\b|mais\b|personnes?\b|salari|employ|tout\b|maintenant|aujourd|actuellement|plus\b|depuis\b|tous\b|sans\b|dont\b|associe|base))"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bpasse?e?s (?:de|entre) {NUMBER} a (?P<count>{NUMBER})(?: {_PEOPLE})?",
        rf"\bpass(?:er|e|ons) de (?P<count>{NUMBER}) a {NUMBER}(?: {_PEOPLE})?\b[^,.;]*",
        rf"(?P<count>{COUNT}) ?(?:de |d')?(?:petits? |vrais? |autres? )?(?:{_PEOPLE})\b",
        rf"\beffectifs?(?: (?:actuel|total|salarie))?(?: (?:est|etant|compris))?(?: d[e'])? ?[:=]? ?(?P<count>{COUNT})",
        rf"\b(?:on|nous) (?:n')?(?:est|sommes|etes|emploie|employons|compte|comptons|tourne a|travaille a|bosse a)(?: (?:que|actuellement|aujourd'hui|maintenant|a present|desormais|bien|encore|deja|une equipe de|a|en tout|au total))* (?P<count>{COUNT}){_NEXT}",
        rf"\b(?:{_COMPANY})(?: \w+){{0,2}} (?:de|a) (?P<count>{COUNT}){_NEXT}",
        rf"\b(?:on|nous) (?:travaille|travaillons|bosse|bossons) (?:a|en) (?P<count>{NUMBER}){_NEXT}",
    )
)
_NOBODY = re.compile(
    r"\b(?:sans|aucun|aucune|zero|pas (?:encore )?de|pas (?:encore )?d'|0|ni) ?(?:salarie|employe|personnel)\w*"
    r"|\bje (?:suis|travaille|bosse|gere|fais tout|demarre|exerce|me lance)(?: (?:encore|actuellement|tout|toute|completement|independant|independante|mais|et|a mon compte|,))* seule?\b(?! a\b)"
    r"|\b(?:tout|toute) seule?\b|\bseule? (?:dans|a la tete de|a bord de|avec moi-meme)\b[^,.;]{0,20}|^\W*seule?\W*$"
)
_ONE = re.compile(
    r"(?:j'ai|avec|nous avons|on a|emploie|employons|et|\+|dont) (?P<one>(?:1|une?)(?: seule?)? (?:salarie|employe|ouvrier|ouvriere|collaborateur|collaboratrice)e?)\b"
)
_LATER = re.compile(r"^\W*(?:saisonn|en plus|de plus|supplementaire|l'ete|en ete|interim|a recruter|l'an)")
_LARGEST = 300_000
_AT_POSTAL_CODE = re.compile(r"\bau? \d{5}$")


def read_staff(clause: Clause) -> Found | None:
    """Give the number of employees that a clause says, or None.

    « 2 associés + 3 salariés » is three: partners are not employees. Someone alone employs nobody.
    """
    text = clause.text
    nobody = _NOBODY.search(text)
    if nobody:
        return Found.at(clause, "effectif", Headcount(0, 0), nobody.span())
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            count = count_of(match["count"])
            if count is None or _NOT_STAFF.search(text[: match.start()]) or _LATER.match(text[match.end() :]):
                continue
            if _AT_POSTAL_CODE.search(match.group()):
                continue
            if count.least <= _LARGEST and not _is_of_others(text, match):
                return Found.at(clause, "effectif", count, (match.start("count"), match.end()))
    one = _ONE.search(text)
    if one and not _NOT_STAFF.search(text[: one.start()]):
        return Found.at(clause, "effectif", Headcount(1, 1), one.span("one"))
    return None


def _is_of_others(text: str, match: re.Match[str]) -> bool:
    """Tell whether a count is of several companies, or of someone who is not an employee."""
    after = text[match.end() :]
    before = text[: match.start()]
    return (
        re.match(
            r"\W*(?:entreprises|societes|boites|associe|interess|concern|inscrit|par an|par jour)", after
        )
        is not None
        or re.search(
            r"\b(?:entreprises|societes|clients|concurrents?|pole|cluster|groupement) (?:de|a|avec|qui \w+|compte\w*)(?: \w+)? $",
            before,
        )
        is not None
    )
