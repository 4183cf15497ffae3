"""The destinations: the foreign country that a clause says the company is interested in."""

import re

from bot.companies.clauses import Clause
from bot.companies.countries import CountryMention, find_countries
from bot.companies.found import Found

_PROJECT = re.compile(
    r"\b(?:vend|export|import|implant|prospect|march|client|distribu|interess|curieu|attir|vise|visons|cible|ciblons|projet|develop|part|all(?:er|ons)|"
    r"ir(?:ai|ait)|decouvr|explor|install|ouvr|conquer|attaqu|lanc|voyag|regard|pens|rev|envie|fournisseur|approvisionn|achet|partenai|filial|salon|demarch|"
    r"tent|debouch|livr|commerc|expedi|mission|destination|acheteur|franchis|investi|travaill|preparer|prepar|besoin|plutot|ce serait|veut|veux|voudr|souhait|aimer|songe|envisag)\w*"
)
_NEGATED = re.compile(
    r"(?:\bpas\b|\bsans\b|\bni\b|\bsauf\b|plus question|jamais|abandonn\w+|renonc\w+)[^,.;]{0,30}$"
)
_PAST = re.compile(
    r"(?:\bdeja|avons participe|ai participe|a participe|sommes alles|est alle|etais|revien\w+|originaire|ne en|nee en|habit\w+|vivai\w+|delegation)(?:(?!\bet\b)[^,.;]){0,40}$"
)
_ORIGIN = re.compile(
    r"\b(?:originaires?|venue?s?|concurren\w+|concurrence|cuisine|restaurant|specialites?|produits?|epicerie|plats?|traiteur|langue|cours d[e'])\W+(?:\w+\W+){0,1}$"
)
_PREPOSED = re.compile(
    r"(?:\b(?:en|au|aux|vers|a|sur|pour|la|le|les|de|du|des|et|ou|d'autres)|[ld]'|\(|,|:|-|/|=|->|\bexport(?:er|ation)?) ?$|^\W*$"
)


def read_country(clause: Clause) -> tuple[Found | None, tuple[str, ...]]:
    """Give the country that the company's project aims at, and the codes of all those it names."""
    wanted = [mention for mention in find_countries(clause.said) if _is_aimed_at(clause.text, mention)]
    if not wanted:
        return None, ()
    first = wanted[0]
    found = Found.at(clause, "country", first.code, (first.start, first.end), first.region)
    return found, tuple(dict.fromkeys(mention.code for mention in wanted))


def _is_aimed_at(text: str, mention: CountryMention) -> bool:
    before = text[: mention.start]
    if _NEGATED.search(before) or _PAST.search(before):
        return False
    if mention.is_adjective:
        return (
            _ORIGIN.search(before) is None
            and re.search(
                r"\b(?:march|client|distribut|import|achet|consommat|partenai|touris|fournisseu|entreprise)\w*\W+(?:\w+\W+){0,2}$|\b(?:les|aux|des) $",
                before,
            )
            is not None
        )
    return _PROJECT.search(text) is not None and _PREPOSED.search(before) is not None
