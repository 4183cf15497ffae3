"""The territories: which départements a code covers, and where a company may be.

Codes are those of the official geographic code (INSEE, COG): régions since 2016, départements with
2A, 2B and the five overseas. An entry's area is what its codes say, never its operator's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.companies.company import Company
from bot.matching.verdict import State

_TABLE = """
84 Auvergne-Rhône-Alpes: 01 Ain, 03 Allier, 07 Ardèche, 15 Cantal, 26 Drôme, 38 Isère, 42 Loire, 43 Haute-Loire, 63 Puy-de-Dôme, 69 Rhône, 73 Savoie, 74 Haute-Savoie
27 Bourgogne-Franche-Comté: 21 Côte-d'Or, 25 Doubs, 39 Jura, 58 Nièvre, 70 Haute-Saône, 71 Saône-et-Loire, 89 Yonne, 90 Territoire de Belfort
53 Bretagne: 22 Côtes-d'Armor, 29 Finistère, 35 Ille-et-Vilaine, 56 Morbihan
24 Centre-Val de Loire: 18 Cher, 28 Eure-et-Loir, 36 Indre, 37 Indre-et-Loire, 41 Loir-et-Cher, 45 Loiret
94 Corse: 2A Corse-du-Sud, 2B Haute-Corse
44 Grand Est: 08 Ardennes, 10 Aube, 51 Marne, 52 Haute-Marne, 54 Meurthe-et-Moselle, 55 Meuse, 57 Moselle, 67 Bas-Rhin, 68 Haut-Rhin, 88 Vosges
32 Hauts-de-France: 02 Aisne, 59 Nord, 60 Oise, 62 Pas-de-Calais, 80 Somme
11 Île-de-France: 75 Paris, 77 Seine-et-Marne, 78 Yvelines, 91 Essonne, 92 Hauts-de-Seine, 93 Seine-Saint-Denis, 94 Val-de-Marne, 95 Val-d'Oise
28 Normandie: 14 Calvados, 27 Eure, 50 Manche, 61 Orne, 76 Seine-Maritime
75 Nouvelle-Aquitaine: 16 Charente, 17 Charente-Maritime, 19 Corrèze, 23 Creuse, 24 Dordogne, 33 Gironde, 40 Landes, 47 Lot-et-Garonne, 64 Pyrénées-Atlantiques, 79 Deux-Sèvres, 86 Vienne, 87 Haute-Vienne
76 Occitanie: 09 Ariège, 11 Aude, 12 Aveyron, 30 Gard, 31 Haute-Garonne, 32 Gers, 34 Hérault, 46 Lot, 48 Lozère, 65 Hautes-Pyrénées, 66 Pyrénées-Orientales, 81 Tarn, 82 Tarn-et-Garonne
52 Pays de la Loire: 44 Loire-Atlantique, 49 Maine-et-Loire, 53 Mayenne, 72 Sarthe, 85 Vendée
93 Provence-Alpes-Côte d'Azur: 04 Alpes-de-Haute-Provence, 05 Hautes-Alpes, 06 Alpes-Maritimes, 13 Bouches-du-Rhône, 83 Var, 84 Vaucluse
01 Guadeloupe: 971 Guadeloupe
02 Martinique: 972 Martinique
03 Guyane: 973 Guyane
04 La Réunion: 974 La Réunion
06 Mayotte: 976 Mayotte
"""  # noqa: E501
_FRANCE = frozenset({"PAYS-99100", "PAYS-99"})
ABROAD = ""
"""Stands for a place that is in no département."""


def _read_table() -> tuple[dict[str, str], dict[str, str], dict[str, frozenset[str]]]:
    regions, departements, members = {}, {}, {}
    for line in _TABLE.strip().splitlines():
        head, _, rest = line.partition(": ")
        code, _, name = head.partition(" ")
        pairs = [item.strip().partition(" ") for item in rest.split(", ")]
        regions[code] = name
        departements.update({number: label for number, _, label in pairs})
        members[code] = frozenset(number for number, _, _ in pairs)
    return regions, departements, members


REGIONS, DEPARTEMENTS, _MEMBERS = _read_table()
EVERYWHERE = frozenset(DEPARTEMENTS)
_ANYWHERE = EVERYWHERE | {ABROAD}


def departement_of(commune: str) -> str:
    """Give the département of a commune's INSEE code.

    >>> departement_of("46102"), departement_of("97411"), departement_of("2B033")
    ('46', '974', '2B')
    """
    return commune[:3] if commune.startswith("97") else commune[:2]


def region_of(departement: str) -> str | None:
    """Give the région of a département.

    >>> region_of("46")
    '76'
    """
    return next((region for region, members in _MEMBERS.items() if departement in members), None)


@lru_cache(maxsize=4096)
def possible_departements(company: Company) -> frozenset[str]:
    """Give the départements where a company may be, `ABROAD` among them when nothing tells otherwise.

    >>> sorted(possible_departements(Company(region="94")))
    ['2A', '2B']
    """
    if company.commune:
        return frozenset({departement_of(company.commune)})
    if company.departement:
        return frozenset({company.departement})
    if company.region:
        return _MEMBERS.get(company.region, EVERYWHERE)
    # Only French companies are in the SIRENE register.
    return EVERYWHERE if company.siren or company.siret else _ANYWHERE


def named(code: str) -> str:
    """Give a territory as a person says it.

    >>> named("DEP-46"), named("REG-76"), named("PAYS-99100"), named("COM-46102")
    ('Lot (46)', 'Occitanie', 'France', 'commune 46102')
    """
    kind, _, number = code.partition("-")
    if code in _FRANCE:
        return "France"
    if kind == "DEP" and number in DEPARTEMENTS:
        return f"{DEPARTEMENTS[number]} ({number})"
    if kind == "REG" and number in REGIONS:
        return REGIONS[number]
    return f"commune {number}" if kind == "COM" else code


@dataclass(frozen=True)
class Area:
    """Where an entry applies: whole départements, parts of some, communes in and out.

    `unread` codes are of kinds that only a person can place (intercommunalités, former régions…).
    """

    covered: frozenset[str]
    whole: frozenset[str]
    touched: frozenset[str]
    communes: frozenset[str]
    left_out: frozenset[str]
    communes_out: frozenset[str]
    unread: bool = False
    unread_out: bool = False

    @classmethod
    def of(cls, codes: Iterable[str], exclusions: Iterable[str] = ()) -> "Area":
        """Give the area of codes, less exclusions."""
        inside, communes, unread = _covered(codes)
        left_out, communes_out, unread_out = _covered(exclusions)
        covered = inside - left_out
        return cls(
            covered=covered,
            whole=covered - frozenset(map(departement_of, communes_out)),
            touched=covered | (frozenset(map(departement_of, communes)) - left_out),
            communes=communes,
            left_out=left_out,
            communes_out=communes_out,
            unread=unread,
            unread_out=unread_out,
        )

    def judge(self, commune: str | None, departements: frozenset[str]) -> State:
        """Tell whether a company that is in `commune`, or somewhere in `departements`, is in the area."""
        if ABROAD in departements:
            return State.UNKNOWN
        if departements <= self.left_out or commune in self.communes_out:
            return State.FAILED
        if departements <= self.whole:
            return self._inside()
        if departements.isdisjoint(self.touched):
            return self._outside(len(departements) == 1)
        if commune is None:
            return State.UNKNOWN
        return self._inside() if commune in self.communes or departements <= self.covered else self._outside()

    def _inside(self) -> State:
        return State.TO_CHECK if self.unread_out else State.MET

    def _outside(self, placed: bool = True) -> State:
        if not self.unread:
            return State.FAILED
        return State.TO_CHECK if placed else State.UNKNOWN


def _covered(codes: Iterable[str]) -> tuple[frozenset[str], frozenset[str], bool]:
    """Give the départements and the communes of codes, and whether some could not be read."""
    departements: set[str] = set()
    communes: set[str] = set()
    unread = False
    for code in codes:
        kind, _, number = code.partition("-")
        if code in _FRANCE:
            departements |= EVERYWHERE
        elif kind == "REG" and number in _MEMBERS:
            departements |= _MEMBERS[number]
        elif kind == "DEP" and number in EVERYWHERE:
            departements.add(number)
        elif kind == "COM":
            communes.add(number)
        else:
            unread = True
    return frozenset(departements), frozenset(communes), unread


_LEVELS = {"COM": 0, "DEP": 1, "REG": 2}
FARTHEST = 3


@dataclass(frozen=True)
class Reach:
    """How near an entry stands to a company: the areas of its codes, the narrowest first."""

    areas: tuple[tuple[int, Area], ...]

    @classmethod
    def of(cls, codes: Iterable[str]) -> "Reach":
        """Give the reach of codes.

        >>> Reach.of(("REG-76", "DEP-46")).nearness("46102", frozenset({"46"}))
        1
        """
        levels: dict[int, list[str]] = {}
        for code in codes:
            levels.setdefault(_LEVELS.get(code.partition("-")[0], FARTHEST), []).append(code)
        return cls(tuple((level, Area.of(levels[level])) for level in sorted(levels)))

    def nearness(self, commune: str | None, departements: frozenset[str]) -> int | None:
        """Give the narrowest level that surely covers a company: 0 its commune, 1 its département,
        2 its région, 3 the country; None when none does."""
        for level, area in self.areas:
            if area.judge(commune, departements) is State.MET:
                return level
        return None
