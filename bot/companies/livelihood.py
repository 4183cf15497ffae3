"""The livelihood: what a clause says that the company does, and in what legal form."""

import re

from bot.companies.activities import label
from bot.companies.clauses import Clause
from bot.companies.crafts import Craft, find_crafts
from bot.companies.found import Found
from bot.companies.legal_forms import FormMention, find_legal_forms

_ADJECTIVES = r"(?:(?:petite?s?|jeunes?|artisane?s?|maitres?|ancienn?e?s?|future?s?|nouveaux?|nouvelles?|vraie?s?|simples?|independante?s?|familiale?s?|tpe|pme|start-?up|startup|sarl|sasu?|eurl|scop|micro-?entreprise|auto-?entreprise|entreprise|societe|boite|metier|activite|atelier) (?:de |d'|dans |du |de la |dans l'|dans le |dans la |qui fait de la |des )?){0,3}"
_ARTICLE = r"(?:un |une |des |de |d'|de la |du |de l'|le |la |les |l'|en )?"
_IS = (
    r"(?:je suis|nous sommes|on est|j'etais|etant|en tant qu(?:e |')|comme|profession|metier|activite|c'est|mon metier,? c'est|suis|sommes)"
    r"(?: (?:\w+ment|deja|aussi|actuellement|d'abord|\d+|deux|trois|quatre|cinq|six|associes|une equipe|freres|dans|sur|:|tous|toutes)){0,3} "
)
_KEEPS = (
    r"(?:j'ai|on a|nous avons|je tiens|on tient|nous tenons|tiens|je dirige|dirigeons|dirige|gere|gerons|tenons|ayant|exploitons|reprends|reprendre|repris|rachete|racheter|achete|ouvre|ouvrir|ouvrons|lance|lancer|lancons|cree|creer|creons|"
    r"monter|monte|montons|exploite|exploitons|projet d(?:e|'une?)|(?:creation|ouverture|reprise|lancement) d(?:e|'une?)|(?:gerante?s?|patronn?e?s?|dirigeante?s?|chef|cheffe|responsable|proprietaire|fondat\w+|cofondat\w+|associee?s?) (?:d'|de |dans )|"
    r"(?:pour|dans)(?= (?:une? |l[ae] |l'|ma |mon |notre ))|(?:travaille|bosse|travaillons)(?: (?:dans|en|pour))?|specialisee?s? (?:dans|en)|secteur(?: d[eu](?: la)?)?|domaine|filiere|active?s? dans|fais|fait|faisons|realise|realisons|intervenons en|interviens en|mon activite|notre activite|notre metier|aussi|et)"
)
_OWN_PERSON = re.compile(rf"(?:{_IS}){_ARTICLE}{_ADJECTIVES}$")
_OWN_FIRM = re.compile(
    rf"(?:(?:{_IS}|\b{_KEEPS} ){_ARTICLE}|\b(?:ma|mon|notre|nos|mes) ){_ADJECTIVES}$"
    r"|\b(?:entreprise|societe|boite|pme|tpe|start-?up|startup|sarl|sasu?|eurl|scop|micro-?entreprise|atelier|activite|structure|exploitation|groupe|industriels?)"
    r" (?:artisanale |familiale |locale |specialisee? )?(?:de |d'|du |de la |de l'|dans |dans le |dans la |dans l'|en )?$"
)
_OPENING = re.compile(
    rf"^\W*(?:(?:bonjour|bonsoir|salut|alors|oui|non|pour|chez|ici)\W+)*(?:une? |ma |mon |notre )?{_ADJECTIVES}$"
)
_APPOSED = re.compile(r"\b(?:je suis|on est|nous sommes)\b[^.;,]{0,40}, (?:et )?$")
_HELD = re.compile(rf"\b(?:ma|mon|notre) {_ADJECTIVES}$")
_POSSESSED = re.compile(r"\b(?:ma|mon|notre) $")
# Someone else's trade: one that is looked for, sold to, worked with.
_OTHERS = re.compile(
    r"(?:cherch|recherch|trouv|besoin|recrut|embauch|partag|client|fourniss|aupres|livr|contact|rencontr|form|appel a|appel|collabor|"
    r"travaill\w* avec|bosser avec|avec (?:un|une|des|mon|notre|le|la|d'autres)|mutualis|interess|propos|demand|paye|payons|aux|vendre a|vend a|vends a|vendons a|vendre|"
    r"voudrai|veut un|veux un|faudrait|manqu|apprenti|stagiaire|conseil|aide d|loue|louer|vendeur)\w*[^,.;]{0,26}$"
)
_FIRM_CLIENTS = re.compile(r"\b(?:pour|avec|chez|aux|des|les|nos|mes|d'autres|auprès) (?:\w+ )?$")
_DOER = re.compile(
    r"(?:\b(?:je|on|nous|j'|qui|entreprise|specialis\w+ \w+|activite|metier|projet|start-?up|societe|et|notre|ma|suis|sommes|est|une?|vais|veux|voudrais|creer|souhaite|de)\b\W*(?:\w+\W+){0,4}|^\W*(?:une? )?)$"
)
_DOER_OTHERS = re.compile(
    r"(?:cherch(?!\w* a )|besoin|recrut|trouv|fournisseur|client|entreprises? qui|quelqu'un|acheter|personne)\w*[^,.;]{0,26}$"
)
_FORM_OF_OTHERS = re.compile(
    r"(?:cherch|client|fournisseu|avec|rencontr|contact|aupres|rejoindre|adher)\w*[^,.;]{0,26}$"
)


def read_activity(clause: Clause) -> Found | None:
    """Give the NAF code of what the company does, as precisely as the clause says it, or None.

    A trade that is looked for, supplied or worked with is not the company's: « je cherche un comptable ».
    """
    for craft in find_crafts(clause.said):
        if label(craft.code) and is_own_craft(clause.text, craft):
            return Found.at(clause, "code_naf", craft.code, (craft.start, craft.end))
    return None


def read_legal_form(clause: Clause) -> Found | None:
    """Give the company's legal form that a clause names, or None."""
    for mention in find_legal_forms(clause.said):
        if not _is_form_of_others(clause.text, mention):
            return Found.at(clause, "forme_juridique", mention.form, (mention.start, mention.end))
    return None


def is_own_craft(text: str, craft: Craft) -> bool:
    """Tell whether a craft that a clause of one's own names is what one's own company does."""
    before = text[: craft.start]
    if craft.named == "code":
        return True
    if craft.named == "doing":
        return _DOER.search(before) is not None and not _DOER_OTHERS.search(before)
    if _OPENING.search(before):
        # « mon comptable » is another's trade, « ma boulangerie » is one's own company.
        return craft.named == "firm" or not _POSSESSED.search(before)
    if craft.named == "firm" and (_HELD.search(before) or _is_apart(text, craft)):
        return True
    if craft.named == "person" and _APPOSED.search(before):
        return True
    if craft.named == "person":
        return _OWN_PERSON.search(before) is not None and not _OTHERS.search(_tail(before))
    return _OWN_FIRM.search(before) is not None and not _OTHERS.search(_tail(before))


def _is_apart(text: str, craft: Craft) -> bool:
    """Tell whether a craft stands between commas after the company's form: « EURL Martin, maçonnerie, Gramat »."""
    named = re.match(r"^\W*(?:sarl|sasu?|eurl|scop|entreprise|societe|ets|etablissements|pme|tpe)\b", text)
    return (
        named is not None
        and text[: craft.start].rstrip().endswith((",", "-", ":", "("))
        and re.match(r"\s*(?:$|[,.;)-])", text[craft.end :]) is not None
    )


def _tail(before: str) -> str:
    """Give what stands after the last turn of the sentence: « je cherche un comptable, je suis maçon »."""
    return re.split(r"[,;:]|\b(?:mais|car|parce que|puisque|je suis|nous sommes|on est)\b", before)[-1]


def _is_form_of_others(text: str, mention: FormMention) -> bool:
    before = text[: mention.start]
    if _FORM_OF_OTHERS.search(_tail(before)):
        return True
    if not mention.is_common_noun:
        return False
    return not (_OWN_FIRM.search(before) or _OPENING.search(before))
