"""The founding: when a clause says that the company was created, or that it is still to be."""

import re
from datetime import date

from bot.companies.clauses import Clause
from bot.companies.counting import NUMBER, number_of
from bot.companies.found import Found

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
         "novembre", "decembre"), 1
    )
}  # fmt: skip
_WHEN = rf"(?:(?P<day>1er|\d{{1,2}}) )?(?:(?P<month>{'|'.join(_MONTHS)}) )?(?P<year>(?:19|20)\d{{2}})"
_FOUNDED = (
    r"(?:cree|creee|crees|creees|fonde|fondee|lance|lancee|ne|nee|ouvert|ouverte|demarre|debute|immatricule|immatriculee|"
    r"monte|montee|repris|reprise|existe|existons|existait|installe|installee|installes|creation|activite|a mon compte|ouverture|cree ma|en activite|immatriculation)"
)
_DATED = re.compile(
    rf"\b{_FOUNDED}(?: \w+){{0,4}}? ?(?:[:=(]|en|depuis|le|depuis le|des|courant|debut|fin|date de|:)+ ?(?:(?:le|debut|fin|mi) )?{_WHEN}\b"
    rf"|\b(?:depuis|entreprise de|societe de) {_WHEN.replace('?P<', '?P<b')}\b"
    rf"|\bcree(?:e?s?)? {_WHEN.replace('?P<', '?P<c')}\b"
)
_ISO = re.compile(
    rf"\b{_FOUNDED}(?: \w+){{0,3}}? ?(?:le |en |: ?)?(?P<iso>\d{{1,2}}/\d{{1,2}}/(?:19|20)\d{{2}}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}})\b"
)
_EXISTS = (
    r"(?:existe|existons|cree|creee|fonde|fondee|ouvert|ouverte|installee?s?|a mon compte|en activite|activite|lance|lancee|"
    r"suis|sommes|est|tiens|tient|travaille|gere|dirige|exerce|immatricule|immatriculee|artisane?|entreprise|societe|boite|(?:auto|micro)-?entrepr\w+)"
)
_SINCE = re.compile(
    rf"\b{_EXISTS}\b[^,.;?]{{0,40}}?\b(?P<since>(?:depuis|il y a)(?: environ| plus de| bientot| presque| deja)? (?P<n>{NUMBER}|un|une) (?P<unit>ans?|annees?|mois))\b"
)
_AGED = re.compile(
    rf"\b(?:entreprise|societe|boite|structure|start-?up|activite|on|nous) (?:qui )?(?:a|avons|n'a que|fete ses|fetons nos) (?P<n>{NUMBER}|un) (?P<unit>ans?|mois)\b(?! de| d')"
)
_OTHERS = re.compile(
    r"\b(?:cci|adherent\w*|membre|client\w*|fournisseur\w*|travaill\w+ avec|maries?|habit\w+|vi[ts]|viv\w+)\b"
)
_STARTING = re.compile(
    r"\b(?:je|on|nous) (?:me |m'|se |nous )?(?:lance|lancons|lancer)(?: \w+ment)?(?= *(?:$|[,.!]|dans (?:la creation|l'entrepreneuriat|le metier|la \w+erie)|comme|en tant|a mon compte|en (?:micro|auto)|avec mon))"
    r"|\b(?:je|on|nous) (?:vais |va |allons |veux |veut |voulons |voudrais |voudrait |voudrions |souhaite |souhaitons |souhaiterais |aimerais |compte |comptons |pense |envisage de |projette de |prepare |prevois de )*(?:creer|crees?|creons|monter|monte|lancer|lance|ouvrir|demarrer|demarre)(?: bientot| prochainement)? (?:m[ao]n?|notre|une?|sa|son) (?:petite? |propre |nouvelle? |future? )?(?P<what>[\w-]+)"
    r"|\bqui (?:veut|voudrait|souhaite|va|compte|aimerait) (?:creer|monter|lancer|ouvrir) (?:sa|son|une?) |^\W*(?:projet de )?(?:creation|ouverture) d'une? (?!poste|site|compte|club|filiale|bureau)"
    r"|\b(?:m'installer a mon compte|me mettre a mon compte|me lancer|nous lancer|porteu(?:r|se)s? de projets?|createur d'entreprise|creatrice d'entreprise|futur createur|future creatrice|en cours de (?:creation|immatriculation)|en creation|projet de creation|pas encore (?:cree|creee|immatricule|immatriculee|de siret|de siren|de numero)|sans (?:siret|siren)|pas (?:encore )?de (?:siret|siren)|n'a(?:i|vons)? pas (?:encore )?(?:de |le |notre |mon )?(?:siret|siren|kbis)|bientot (?:cree|creee)|a creer|avant (?:de|la) (?:creer|creation|l'immatriculation)|future? entreprise|entreprise future)\b"
)
_NOT_A_COMPANY = {
    "club", "site", "groupement", "filiale", "gamme", "produit", "poste", "emploi", "partenariat", "marque", "page", "compte",
    "dossier", "usine", "bureau", "reseau", "evenement", "second", "seconde", "deuxieme", "troisieme", "nouveau", "nouvelle", "autre",
}  # fmt: skip


def read_founding(clause: Clause, today: date) -> Found | None:
    """Give when the company was created, a day that has passed, or None. `detail` is the year or the
    month when no day is known."""
    text = clause.text
    iso = _ISO.search(text)
    if iso:
        day = _iso_day(iso["iso"])
        return None if day is None or day > today else Found.at(clause, "created", day, iso.span())
    for match in _DATED.finditer(text):
        found = _dated(clause, match, today)
        if found:
            return found
    for pattern in (_SINCE, _AGED):
        aged = pattern.search(text)
        if aged and not _OTHERS.search(text[: aged.end() + 25]):
            count = number_of(aged["n"]) or 1
            months = count if aged["unit"] == "mois" else 12 * count
            return _ago(
                clause, today, months, aged["unit"] == "mois", aged.span("since" if pattern is _SINCE else 0)
            )
    return None


def read_starting(clause: Clause, today: date) -> Found | None:
    """Tell that the company is still to be created, where a clause says so."""
    match = _STARTING.search(clause.text)
    if match and (match["what"] or "") not in _NOT_A_COMPANY:
        return Found.at(clause, "to_be_created", True, match.span())
    for dated in _DATED.finditer(clause.text):
        year = next((dated[name] for name in ("year", "byear", "cyear") if dated[name]), None)
        if year and int(year) > today.year:
            return Found.at(clause, "to_be_created", True, dated.span())
    return None


def _dated(clause: Clause, match: re.Match[str], today: date) -> Found | None:
    prefix = next(prefix for prefix in ("", "b", "c") if match[f"{prefix}year"])
    year, month, day = (match[f"{prefix}{part}"] for part in ("year", "month", "day"))
    if prefix == "b" and _OTHERS.search(clause.text):
        return None
    number = _MONTHS.get(month or "", 1)
    try:
        value = date(int(year), number, int(day.removesuffix("er")) if day and month else 1)
    except ValueError:
        return None
    detail = None if day and month else f"{year}-{number:02d}" if month else year
    return None if value > today else Found.at(clause, "created", value, match.span(), detail)


def _iso_day(text: str) -> date | None:
    parts = [int(part) for part in re.split(r"[/-]", text)]
    year, month, day = parts if parts[0] > 31 else reversed(parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ago(clause: Clause, today: date, months: int, in_months: bool, span: tuple[int, int]) -> Found | None:
    """Give the year, or the month, that was `months` ago: nobody counts in days."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < 1000:
        return None
    if in_months:
        return Found.at(clause, "created", date(year, month + 1, 1), span, f"{year}-{month + 1:02d}")
    return Found.at(clause, "created", date(year, 1, 1), span, str(year))
