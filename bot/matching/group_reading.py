"""The reading of needs from a file: YAML, or CSV with a line of headings, in French or in English."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from bot.companies.wording import bare
from bot.errors import InvalidInput
from bot.matching.given_need import NeedFault, read_need
from bot.matching.group_need import GroupNeed

_NAMES: Final = {
    "id": "id",
    "identifiant": "id",
    "function": "function",
    "fonction": "function",
    "hours": "hours",
    "heures": "hours",
    "heures par semaine": "hours",
    "days a week": "days_a_week",
    "jours par semaine": "days_a_week",
    "days": "days",
    "jours": "days",
    "jours possibles": "days",
    "months": "months",
    "mois": "months",
    "weeks": "weeks",
    "semaines": "weeks",
    "commune": "commune",
    "remote": "remote",
    "distance": "remote",
    "part a distance": "remote",
    "start": "start",
    "debut": "start",
    "qualification": "qualification",
    "idcc": "idcc",
}


def read_needs(path: Path) -> list[GroupNeed]:
    """Give the needs of a file. Raises InvalidInput, which names every entry that is at fault."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise InvalidInput(f"{path} : ce fichier ne se lit pas.") from fault
    rows = _csv_rows(text) if path.suffix.lower() == ".csv" else _yaml_rows(text, path)
    needs: dict[str, GroupNeed] = {}
    faults = []
    for number, row in enumerate(rows, start=1):
        key = str(row.get("id") or f"besoin-{number}")
        try:
            need = read_need(row, key)
        except NeedFault as fault:
            faults.append(f"{path.name}, besoin {number} : {fault.user_message}")
            continue
        if key in needs:
            faults.append(f"{path.name}, besoin {number} : l'identifiant « {key} » est déjà pris.")
        needs[key] = need
    if faults:
        raise InvalidInput("\n".join(faults))
    return list(needs.values())


def _csv_rows(text: str) -> Iterator[dict[str, Any]]:
    separator = ";" if text.partition("\n")[0].count(";") else ","
    for row in csv.DictReader(io.StringIO(text), delimiter=separator):
        yield _named({name: value for name, value in row.items() if name})


def _yaml_rows(text: str, path: Path) -> Iterator[dict[str, Any]]:
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise InvalidInput(f"{path.name} : ce n'est pas du YAML valable.") from fault
    listed = found.get("besoins", found.get("needs")) if isinstance(found, dict) else found
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise InvalidInput(f"{path.name} : une liste de besoins est attendue.")
    return (_named(one) for one in listed)


def _named(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {_NAMES.get(bare(str(name)), str(name)): value for name, value in row.items()}
