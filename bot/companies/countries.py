"""The countries: their French names, those of their regions and inhabitants, and their ISO 3166 codes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale

from bot.companies.wording import Wording, bare, one_letter_off, wording

_NOT_ABROAD = {
    *("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF"),
    *(
        "EU",
        "EZ",
        "UN",
        "ZZ",
        "XA",
        "XB",
        "QO",
        "IO",
        "CQ",
        "CP",
        "HM",
        "BV",
        "UM",
        "MU",
        "AC",
        "DG",
        "EA",
        "IC",
        "TA",
    ),
}
_ALIASES = {
    "US": "Etats Unis d'Amérique; USA; U.S.A.; Amérique; les US",
    "GB": "Angleterre; Grande-Bretagne; Écosse; Pays de Galles; UK",
    "CN": "République populaire de Chine",
    "HK": "Hong Kong; Hong-Kong",
    "MO": "Macao",
    "NL": "Hollande",
    "KR": "Corée; République de Corée",
    "AE": "Émirats; Emirats arabes; EAU",
    "CZ": "République tchèque",
    "MM": "Birmanie",
    "CD": "RDC; Congo-Kinshasa; République démocratique du Congo",
    "CG": "Congo; Congo-Brazzaville",
    "BY": "Bélarus",
    "MU": "île Maurice",
    "VA": "Vatican",
    "BA": "Bosnie",
    "MK": "Macédoine",
    "TL": "Timor oriental",
    "DO": "Saint-Domingue",
    "PS": "Palestine",
}
_REGIONS = {
    "US": "Californie; Texas; Floride; Silicon Valley; New York; San Francisco; Los Angeles; San Diego; Chicago; "
    "Boston; Miami; Houston; Dallas; Seattle; Las Vegas; Washington; Nevada; Massachusetts; Oregon; Arizona; "
    "Colorado; Illinois; Louisiane; Hawaï",
    "CA": "Québec; Ontario; Montréal; Toronto; Vancouver; Colombie-Britannique; Alberta; Nouveau-Brunswick",
    "ES": "Catalogne; Andalousie; Aragon; Madrid; Barcelone; Navarre; Galice; Pays basque espagnol; Baléares",
    "DE": "Bavière; Bade-Wurtemberg; Rhénanie; Saxe; Berlin; Munich; Francfort; Hambourg; Stuttgart",
    "IT": "Lombardie; Piémont; Toscane; Vénétie; Milan; Rome; Turin; Sicile; Sardaigne",
    "BE": "Flandre; Wallonie; Bruxelles; Liège; Anvers",
    "CH": "Genève; Zurich; Suisse romande; Lausanne; Bâle",
    "GB": "Londres; Manchester; Édimbourg",
    "PT": "Lisbonne; Porto; Algarve",
    "CN": "Shanghai; Pékin; Canton; Shenzhen; Guangdong; Sichuan",
    "JP": "Tokyo; Osaka; Kyoto; Hokkaido",
    "KR": "Séoul",
    "IN": "Bombay; Mumbai; New Delhi; Bangalore; Kerala; Gujarat; Maharashtra",
    "AE": "Dubaï; Abu Dhabi; Abou Dabi",
    "AU": "Sydney; Melbourne; Queensland",
    "BR": "São Paulo; Rio de Janeiro",
    "MA": "Casablanca; Tanger; Marrakech",
    "TN": "Tunis",
    "DZ": "Alger",
    "NL": "Amsterdam; Rotterdam",
    "MX": "Mexico; Guadalajara; Monterrey",
    "VN": "Hanoï; Hô Chi Minh-Ville",
}
# Masculine singular, and what turns it feminine; the plural takes an « s ».
_ADJECTIVES = {
    "CN": "chinois:e", "JP": "japonais:e; nippon:e:ne", "US": "américain:e; étasunien:ne; californien:ne; texan:e",
    "CA": "canadien:ne; québécois:e", "DE": "allemand:e; bavarois:e", "ES": "espagnol:e; catalan:e",
    "IT": "italien:ne", "GB": "anglais:e; britannique; écossais:e", "BE": "belge; wallon:ne; flamand:e",
    "CH": "suisse", "PT": "portugais:e", "NL": "néerlandais:e; hollandais:e", "LU": "luxembourgeois:e",
    "MA": "marocain:e", "DZ": "algérien:ne", "TN": "tunisien:ne", "SN": "sénégalais:e", "CI": "ivoirien:ne",
    "CM": "camerounais:e", "IN": "indien:ne", "KR": "coréen:ne", "VN": "vietnamien:ne", "TH": "thaïlandais:e",
    "AU": "australien:ne", "NZ": "néo-zélandais:e", "BR": "brésilien:ne", "MX": "mexicain:e",
    "AR": "argentin:e", "CL": "chilien:ne", "CO": "colombien:ne", "PL": "polonais:e", "RO": "roumain:e",
    "HU": "hongrois:e", "CZ": "tchèque", "SK": "slovaque", "GR": "grec:que", "TR": "turc:que", "RU": "russe",
    "UA": "ukrainien:ne", "IE": "irlandais:e", "SE": "suédois:e", "NO": "norvégien:ne", "DK": "danois:e",
    "FI": "finlandais:e", "AT": "autrichien:ne", "IL": "israélien:ne", "SA": "saoudien:ne", "AE": "émirati:e",
    "QA": "qatari:e; qatarien:ne", "EG": "égyptien:ne", "LB": "libanais:e", "SG": "singapourien:ne",
    "ID": "indonésien:ne", "MY": "malaisien:ne", "PH": "philippin:e", "TW": "taïwanais:e", "ZA": "sud-africain:e",
}  # fmt: skip


_LONG = 7
_LED = re.compile(r"\b(?:en|au|aux|vers (?:le |la |l')?|avec (?:le |la |l')) ?(?P<word>[a-z]{6,14})\b")


@dataclass(frozen=True)
class CountryMention:
    """A country named in a text, from `start` to `end` of its folded form.

    `region` is the region or town that was named instead of the country, as it is written.
    """

    code: str
    start: int
    end: int
    region: str | None = None
    is_adjective: bool = False


def country_label(code: str) -> str | None:
    """Give the French name of an ISO 3166 alpha-2 code, or None.

    >>> country_label("CN"), country_label("cz"), country_label("ZZ")
    ('Chine', 'Tchéquie', None)
    """
    return _labels().get(code.strip().upper())


def country_of(text: str) -> str | None:
    """Give the code of the country that a text names, and nothing else: a code, a name, a region of it.

    >>> country_of("CN"), country_of("la Chine"), country_of("Californie"), country_of("Narnia")
    ('CN', 'CN', 'US', None)
    """
    if text.strip().upper() in _labels() and len(text.strip()) == 2:
        return text.strip().upper()
    said = wording(text.strip())
    return next(
        (
            m.code
            for m in find_countries(said)
            if _is_article(said.folded[: m.start]) and not said.folded[m.end :].strip(" .!")
        ),
        None,
    )


def find_countries(said: Wording) -> list[CountryMention]:
    """Give the foreign countries that a text names, in its order.

    >>> [(one.code, one.region) for one in find_countries(wording("de la Californie au marché japonais"))]
    [('US', 'Californie'), ('JP', None)]
    """
    pattern, names = _names()
    found = []
    for match in pattern.finditer(said.folded):
        code, kind, label = names[bare(match.group())]
        found.append(
            CountryMention(
                code,
                match.start(),
                match.end(),
                region=label if kind == "region" else None,
                is_adjective=kind == "adjective",
            )
        )
    return found or list(_misspelt(said))


def _misspelt(said: Wording) -> Iterator[CountryMention]:
    """Give the countries that a text names but for one letter, after a word that a country follows.

    >>> [one.code for one in find_countries(wording("vendre en alemagne"))]
    ['DE']
    """
    for match in _LED.finditer(said.folded):
        word = match["word"]
        near = {code for name, code in _long_names() if one_letter_off(word, name)}
        if len(near) == 1:
            yield CountryMention(near.pop(), match.start("word"), match.end("word"))


@cache
def _long_names() -> tuple[tuple[str, str], ...]:
    """Give the names of one long word: short ones are too close to ordinary words."""
    _, names = _names()
    return tuple(
        (name, code)
        for name, (code, kind, _) in names.items()
        if kind == "name" and len(name) >= _LONG and " " not in name
    )


def _is_article(text: str) -> bool:
    return (
        re.fullmatch(r"\W*(?:(?:en|au|aux|le|la|les|vers|pour|a|plutot|c'est|ce serait) ?|l')*\W*", text)
        is not None
    )


@cache
def _labels() -> Mapping[str, str]:
    territories = Locale("fr").territories
    kept = {
        code: str(name).replace("’", "'").removeprefix("R.A.S. chinoise de ")
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_ABROAD
    }
    return {**kept, "FR": "France", "MU": "Maurice"}


@cache
def _names() -> tuple[re.Pattern[str], Mapping[str, tuple[str, str, str]]]:
    """Give what finds a country in a folded text, and the code, kind and label of each bare name."""
    names: dict[str, tuple[str, str, str]] = {}
    for code, adjectives in _ADJECTIVES.items():
        for form in (form for adjective in adjectives.split("; ") for form in _inflected(adjective)):
            names[bare(form)] = (code, "adjective", form)
    for code, label in _labels().items():
        if code not in ("FR", "MU"):
            names[bare(label)] = (code, "name", label)
    for kind, table in (("region", _REGIONS), ("name", _ALIASES)):
        for code, listed in table.items():
            names.update({bare(name): (code, kind, name) for name in listed.split("; ")})
    longest = sorted(names, key=len, reverse=True)
    alternatives = "|".join(re.escape(name).replace(r"\ ", r"[^a-z0-9]{1,2}") for name in longest)
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])"), names


def _inflected(adjective: str) -> list[str]:
    masculine, *endings = adjective.split(":")
    forms = [masculine, *(masculine + ending for ending in endings)]
    return [*forms, *(form + "s" for form in forms)]
