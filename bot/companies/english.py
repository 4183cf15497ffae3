"""The English reading: a message in English, its words turned into the French that our patterns read.

Each French word keeps where its English words stood, so that what is shown is what was written.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from babel import Locale

from bot.companies.countries import country_label
from bot.companies.english_trades import THINGS, TRADES
from bot.companies.english_words import BOTH, MARKS, MONTHS, NOUNS, PHRASES
from bot.companies.geography import places_of
from bot.companies.wording import Wording, wording

_FRENCH = frozenset(
    word
    for line in (
        "le la les un une des du de et est en au aux que qui quoi je tu il elle nous vous ils mon ma mes notre nos",
        "pour sur dans avec sans ce cette ces son sa ses se pas ne plus suis sommes ai avons chez ou comment",
    )
    for word in line.split()
)
_WORD = re.compile(r"[a-z0-9']+")
_SHORTENED = re.compile(r"n't$|[a-z]'(?:re|m|d|ve|s|ll)$")
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_PEOPLE = r"(?:person|people|employee|man|woman|staff|worker)"
_BUYERS = r"(?P<buyers>markets?|customers?|clients?|buyers?|distributors?|importers?|consumers?|retailers?|partners?)"
_REGIONS = {
    "brittany": "bretagne", "normandy": "normandie", "corsica": "corse", "burgundy": "bourgogne franche comte",
    "california": "californie", "florida": "floride", "bavaria": "baviere", "catalonia": "catalogne",
    "andalusia": "andalousie", "lombardy": "lombardie", "tuscany": "toscane", "london": "londres",
    "beijing": "pekin", "seoul": "seoul", "dubai": "dubai", "america": "etats unis", "the states": "etats unis",
    "the us": "etats unis", "the usa": "etats unis", "the uk": "royaume uni", "england": "angleterre", "britain": "royaume uni",
    "great britain": "grande bretagne", "scotland": "ecosse", "holland": "hollande", "uae": "emirats arabes unis",
    "us market": "marche aux etats unis", "us markets": "marche aux etats unis", "us customers": "clients aux etats unis",
    "south korea": "coree du sud", "korea": "coree", "czech republic": "republique tcheque", "quebec": "quebec",
}  # fmt: skip
_PEOPLES = {
    "american": "US", "chinese": "CN", "japanese": "JP", "german": "DE", "spanish": "ES", "italian": "IT", "british": "GB",
    "english": "GB", "scottish": "GB", "belgian": "BE", "swiss": "CH", "portuguese": "PT", "dutch": "NL",
    "canadian": "CA", "moroccan": "MA", "algerian": "DZ", "tunisian": "TN", "indian": "IN", "korean": "KR",
    "vietnamese": "VN", "thai": "TH", "australian": "AU", "brazilian": "BR", "mexican": "MX", "polish": "PL",
    "romanian": "RO", "greek": "GR", "turkish": "TR", "irish": "IE", "swedish": "SE", "norwegian": "NO",
    "danish": "DK", "finnish": "FI", "austrian": "AT", "israeli": "IL", "saudi": "SA", "egyptian": "EG",
    "lebanese": "LB", "singaporean": "SG", "indonesian": "ID", "russian": "RU", "ukrainian": "UA", "czech": "CZ",
}  # fmt: skip
_Turn = Callable[[re.Match[str]], str]


def understood(text: str) -> Wording:
    """Give the wording of a text; of one in English, what it says in our French.

    >>> understood("We are a bakery with 12 employees in Cahors").folded
    'nous sommes une boulangerie avec 12 salaries a cahors'
    >>> understood("On est une boulangerie à Cahors").folded
    'on est une boulangerie a cahors'
    """
    return in_french(text) if is_english(text) else wording(text)


def is_english(text: str) -> bool:
    """Tell whether a text is in English: more of its words are, than are French.

    >>> is_english("12 employees in Cahors"), is_english("12 salariés à Cahors"), is_english("Cahors")
    (True, False, False)
    """
    words = _WORD.findall(wording(text).folded)
    english = sum(
        word in MARKS or word in _vocabulary() or _SHORTENED.search(word) is not None for word in words
    )
    french = sum(word in _FRENCH or word[:2] in ("d'", "l'", "j'", "n'", "c'", "s'", "m'") for word in words)
    return english > 2 * french


def in_french(text: str) -> Wording:
    """Give the wording of an English text in French words; what is not known stays as it is."""
    said = wording(text)
    for pattern, turn in _rules():
        said = _turned(said, pattern, turn)
    french = _lexicon()
    said = _turned(said, _known(), lambda match: french[match.group()])
    said = _turned(said, _IN, _placed)
    return _turned(said, _TO, lambda _: "a")


def _turned(said: Wording, pattern: re.Pattern[str], turn: _Turn) -> Wording:
    """Give a wording whose matches are turned; each new character stands where its whole match stood."""
    folded: list[str] = []
    origins: list[int] = []
    ends: list[int] = []
    last = 0

    def keep(start: int, end: int) -> None:
        folded.append(said.folded[start:end])
        origins.extend(said.origins[start:end])
        ends.extend(said.ends[start:end])

    for match in pattern.finditer(said.folded):
        if match.start() == match.end():
            continue
        keep(last, match.start())
        new = turn(match)
        folded.append(new)
        origins += [said.origins[match.start()]] * len(new)
        ends += [said.ends[match.end() - 1]] * len(new)
        last = match.end()
    keep(last, len(said.folded))
    return Wording(said.text, "".join(folded), tuple(origins), tuple(ends))


@cache
def _rules() -> tuple[tuple[re.Pattern[str], _Turn], ...]:
    """Give what must change its order before words are turned, in English still."""
    peoples = "|".join(_PEOPLES)
    firms = "|".join(sorted(map(re.escape, _firms()), key=len, reverse=True))
    tens = "|".join(_TENS)
    units = "|".join(_UNITS[1:10])
    return (
        (re.compile(rf"\b(?P<ten>{tens})(?:[ -](?P<unit>{units}))?\b"), _number),
        (re.compile(rf"\b(?:{'|'.join(_UNITS[2:])})\b"), lambda match: str(_UNITS.index(match.group()))),
        (re.compile(r"\ba dozen\b"), lambda _: "12"),
        (re.compile(r"\bthere(?: are|'re) (?P<n>\d+) of us\b"), lambda match: f"we are {match['n']}"),
        (re.compile(rf"\b(?P<n>\d+)[- ](?:strong )?{_PEOPLE}[- ](?P<firm>{firms})\b"),
         lambda match: f"{match['firm']} of {match['n']} people"),
        (re.compile(rf"\b(?:team|staff|workforce) of (?P<n>\d+)\b(?! {_PEOPLE})"), lambda match: f"{match['n']} employees"),
        (re.compile(r"\bpart[- ]time (?P<job>[a-z]+(?: (?:manager|assistant|technician))?)\b"),
         lambda match: f"{match['job']} part-time"),
        (re.compile(rf"\b(?P<people>{peoples}) {_BUYERS}\b"),
         lambda match: f"{match['buyers']} in {wording(country_label(_PEOPLES[match['people']]) or '').folded}"),
        (re.compile(r"\b(?P<n>\d+) (?P<unit>years?|months?)[- ](?:old|ago)\b"), lambda match: f"since {match['n']} {match['unit']}"),
        (re.compile(r"\b(?:for|for the (?:last|past)) (?P<n>\d+) (?P<unit>years?|months?)\b"),
         lambda match: f"since {match['n']} {match['unit']}"),
    )  # fmt: skip


def _number(match: re.Match[str]) -> str:
    return str(_TENS[match["ten"]] + (_UNITS.index(match["unit"]) if match["unit"] else 0))


@cache
def _lexicon() -> dict[str, str]:
    """Give the French of each English wording that is known."""
    french: dict[str, str] = {}
    for code, name in Locale("en").territories.items():
        label = country_label(code) if len(code) == 2 and code.isalpha() else None
        if label:
            french[wording(str(name)).folded] = wording(label).folded
    french |= _REGIONS
    for table, is_noun in ((MONTHS, False), (THINGS, True), (TRADES, True), (NOUNS, False), (PHRASES, False)):
        for said, name in _entries(table):
            french[said] = name
            if is_noun:
                french.setdefault(_plural(said), name)
    return french


@cache
def _known() -> re.Pattern[str]:
    """Give what finds English wordings, the longest first."""
    longest = sorted(_lexicon(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")


@cache
def _vocabulary() -> frozenset[str]:
    """Give the single English words that are no French ones."""
    french = _lexicon()
    turned = {word for name in french.values() for word in name.split()}
    return frozenset(
        said for said in french if " " not in said and said not in turned | BOTH and len(said) > 2
    )


@cache
def _firms() -> frozenset[str]:
    """Give the English names of companies, which a headcount may stand before."""
    named = {
        said
        for said, name in _entries(NOUNS)
        if name in ("entreprise", "start-up", "atelier", "equipe", "pme")
    }
    return frozenset(named | {said for said, _ in _entries(TRADES)})


def _entries(table: str) -> Iterator[tuple[str, str]]:
    for line in table.strip().splitlines():
        name, _, said = line.partition(": ")
        for one in said.split(","):
            yield wording(one.strip()).folded, wording(name).folded


def _plural(name: str) -> str:
    if name.endswith(("s", "x", "ch", "sh")):
        return name + "es"
    return name[:-1] + "ies" if name.endswith("y") and name[-2] not in "aeiou" else name + "s"


_IN = re.compile(r"\b(?:in|at)\b(?= (?P<article>le )?(?P<rest>[a-z0-9' -]{0,40}))")
_TO = re.compile(r"\b(?:to|at)\b")


def _placed(match: re.Match[str]) -> str:
    """Say « in » as French does before a year, a département or région, or a town."""
    rest = match["rest"]
    words = tuple(re.findall(r"[a-z0-9]+", rest)[:4])
    if match["article"]:
        return "dans"
    if re.match(r"(?:19|20)\d\d\b", rest) or (words and words[0] in {name for _, name in _entries(MONTHS)}):
        return "en"
    for size in range(len(words), 0, -1):
        places = places_of(words[:size])
        if places:
            is_town = any(place.kind == "commune" for place in places)
            return "a" if is_town else "en"
    return "a"
