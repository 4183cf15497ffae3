"""The gazetteer: the tables of communes, départements and régions, read once, when first asked.

Codes are those of the official geographic code (INSEE, COG 2026). The tables come from
`bot.companies.snapshot`, which says their sources.
"""

import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal

from marisa_trie import RecordTrie

from bot.companies.wording import bare

COMMUNES_FILE = Path(__file__).with_name("communes.tsv.gz")
TERRITORIES_FILE = Path(__file__).with_name("territories.tsv")

Kind = Literal["commune", "departement", "region"]
_PREFIXES: Mapping[Kind, str] = {"commune": "COM", "departement": "DEP", "region": "REG"}
_AT = {"Paris", "La Réunion", "Mayotte", "Saint-Pierre-et-Miquelon"}
_BARE = {"Guadeloupe", "Martinique", "Guyane", "Corse-du-Sud", "Haute-Corse"}
# Régions until 2015 (law n° 2015-29 of 16 January 2015), and other names that are still said.
_OTHER_REGION_NAMES = {
    "76": "Midi-Pyrénées; Languedoc-Roussillon",
    "44": "Alsace; Lorraine; Champagne-Ardenne",
    "75": "Aquitaine; Limousin; Poitou-Charentes",
    "84": "Auvergne; Rhône-Alpes; AURA",
    "27": "Bourgogne; Franche-Comté",
    "32": "Nord-Pas-de-Calais; Picardie; Hauts de France",
    "28": "Haute-Normandie; Basse-Normandie",
    "24": "Centre-Val-de-Loire",
    "11": "Région parisienne; IDF",
    "93": "PACA; Provence; Région Sud",
    "04": "La Réunion; Réunion; Île de la Réunion",
}

# Towns that people call by a part of their name, and their INSEE codes.
_SHORT_NAMES = {
    "brive": ("19031",),
    "le puy": ("43157",),
    "aix": ("13001",),
    "chalons": ("51108",),
    "chalon": ("71076",),
    "villefranche": ("69264", "12300", "31582"),
    "la roche": ("85191",),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A commune, a département or a région. A commune's position may be that of its neighbours
    (`approximate`); a wider place stands where its capital does. `ordinary`: its name is also a French word.
    """

    kind: Kind
    code: str
    name: str
    departement: str | None
    region: str
    latitude: float
    longitude: float
    population: int = 0
    approximate: bool = False
    ordinary: bool = False
    postal_codes: tuple[str, ...] = ()
    article: str = ""

    @property
    def territory(self) -> str:
        """Give its code with its kind, as the catalogue writes territories: « COM-46102 »."""
        return f"{_PREFIXES[self.kind]}-{self.code}"

    def __str__(self) -> str:
        """Give its name, with the département's number unless it is a région."""
        return self.name if self.kind == "region" else f"{self.name} ({self.departement})"

    @property
    def where(self) -> str:
        """Give the place after its preposition: « dans le Lot », « en Occitanie », « à Gramat »."""
        if self.kind == "commune":
            first, _, rest = self.name.partition(" ")
            return {"Le": f"au {rest}", "Les": f"aux {rest}"}.get(first, f"à {self.name}")
        if self.name in _AT:
            return f"à {self.name}"
        is_called_bare = not self.article or self.name in _BARE
        return f"en {self.name}" if is_called_bare else f"dans {self.article}{self.name}"


class Communes(Mapping[str, Place]):
    """Every commune, by its code; and by its names and its postal codes, which several may share."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines = lines
        self._at = lru_cache(maxsize=1024)(lambda number: _read_commune(lines[number]))
        self._codes = _trie(lines, _code)
        self._names = _trie(lines, _names)
        self._postal_codes = _trie(lines, _postal_codes)

    def __getitem__(self, code: str) -> Place:
        ((number,),) = self._codes[code]
        return self._at(number)

    def __iter__(self) -> Iterator[str]:
        return (place.code for place in self.all())

    def __len__(self) -> int:
        return len(self._lines)

    def all(self) -> Iterator[Place]:
        """Give every commune, in the order of the table; none of them is kept."""
        return map(_read_commune, self._lines)

    def named(self, key: str) -> list[Place]:
        """Give the communes of a bare name, and those into which one of that name was merged."""
        return self._found(self._names, key)

    def of_postal_code(self, code: str) -> list[Place]:
        """Give the communes that share a postal code."""
        return self._found(self._postal_codes, code)

    def _found(self, numbers: RecordTrie, key: str) -> list[Place]:
        return [self._at(number) for (number,) in numbers.get(key, ())]


@dataclass(frozen=True)
class Gazetteer:
    """Every place, by code and by name."""

    communes: Communes
    departements: Mapping[str, Place]
    regions: Mapping[str, Place]

    @cached_property
    def wide_names(self) -> Mapping[str, tuple[Place, ...]]:
        """Give départements and régions by what they are called, bare."""
        found: dict[str, list[Place]] = defaultdict(list)
        for place in (*self.departements.values(), *self.regions.values()):
            found[place_key(place.name)].append(place)
        for code, names in _OTHER_REGION_NAMES.items():
            for key in {place_key(name) for name in names.split("; ")}:
                if self.regions[code] not in found[key]:
                    found[key].append(self.regions[code])
        return {name: tuple(places) for name, places in found.items()}

    def named(self, key: str) -> tuple[Place, ...]:
        """Give the places of a bare name, the most populous first."""
        short = (self.communes[code] for code in _SHORT_NAMES.get(key, ()))
        return tuple(sorted((*self.wide_names.get(key, ()), *self.communes.named(key), *short), key=_rank))

    def of_postal_code(self, code: str) -> tuple[Place, ...]:
        """Give the communes of a postal code, the most populous first."""
        return tuple(sorted(self.communes.of_postal_code(code), key=_rank))


def place_key(name: str) -> str:
    """Give what two writings of a place share.

    >>> place_key("St-Céré"), place_key("Saint Cere"), place_key("Ste Alauzie")
    ('saint cere', 'saint cere', 'sainte alauzie')
    """
    whole = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
    return " ".join(whole.get(word, word) for word in bare(name).split())


def _rank(place: Place) -> tuple[int, int, str]:
    order: Mapping[Kind, int] = {"commune": 0, "departement": 1, "region": 2}
    return -place.population, order[place.kind], place.code


@cache
def gazetteer() -> Gazetteer:
    """Read the tables: half a second, once."""
    communes = Communes(gzip.decompress(COMMUNES_FILE.read_bytes()).splitlines())
    populations: dict[str, int] = defaultdict(int)
    for place in communes.all():
        populations[place.departement or ""] += place.population
        populations[f"REG-{place.region}"] += place.population
    departements: dict[str, Place] = {}
    regions: dict[str, Place] = {}
    for line in TERRITORIES_FILE.read_text("utf-8").splitlines():
        place = _read_territory(line, communes, populations)
        (regions if place.kind == "region" else departements)[place.code] = place
    return Gazetteer(communes, departements, regions)


def _trie(lines: Iterable[bytes], keys_of: Callable[[list[str]], Iterable[str]]) -> RecordTrie:
    """Give the numbers of the lines that bear each key."""
    fields = (line.decode().split("\t") for line in lines)
    return RecordTrie("<I", ((key, (number,)) for number, line in enumerate(fields) for key in keys_of(line)))


def _code(fields: list[str]) -> list[str]:
    return fields[:1]


def _names(fields: list[str]) -> list[str]:
    """Give the bare name of a commune and those of the communes that were merged into it."""
    return [fields[2], *filter(None, fields[9].split(";"))]


def _postal_codes(fields: list[str]) -> list[str]:
    return list(filter(None, fields[8].split(",")))


def _read_commune(line: bytes) -> Place:
    code, name, _, region_code, population, latitude, longitude, marks, postal, _ = line.decode().split("\t")
    return Place(
        kind="commune",
        code=code,
        name=name,
        departement=code[:3] if code.startswith("97") else code[:2],
        region=region_code,
        latitude=float(latitude),
        longitude=float(longitude),
        population=int(population),
        approximate="a" in marks,
        ordinary="o" in marks,
        postal_codes=tuple(postal.split(",")) if postal else (),
    )


def _read_territory(line: str, communes: Mapping[str, Place], populations: Mapping[str, int]) -> Place:
    kind, code, name, article, capital, region_code = line.split("\t")
    is_region = kind == "region"
    return Place(
        kind="region" if is_region else "departement",
        code=code,
        name=name,
        departement=None if is_region else code,
        region=region_code,
        latitude=communes[capital].latitude,
        longitude=communes[capital].longitude,
        population=populations[f"REG-{code}" if is_region else code],
        article=article,
    )
