"""The rules of the national format for aid schemes (professionals, v0.2.0): its fields, read and written.

Restated from schema-dispositif-aide, of Etalab and the ministries. One departure, on purpose: the
format's pattern of a geographic code ends in digits only, which no code of Corsica does; « DEP-2A »
and « COM-2B033 » are read here as well.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

import yaml

from bot.matching.catalogue import Programme

_GEOGRAPHY = re.compile(
    r"DEP-(?:\d{2,3}|2[AB])|REG-\d{2}|COM-(?:\d{5}|2[AB]\d{3})|(?!DEP-|REG-|COM-)[A-Z]+-\d+"
)
_NAF = re.compile(r"[A-U]|\d{2}(?:\.\d(?:\d[A-Z]?)?)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SIZES = ("MIC", "PME", "ETI", "GE")
_TARGETS = ("professionnels", "particuliers", "associations", "secteur public")
_EXPECTED_GEOGRAPHY = (
    "attendu : des codes du COG séparés par « | », comme « PAYS-99100 », « REG-76 », « DEP-46 », "
    "« DEP-2A » ou « COM-46042 »."
)
_EXPECTED_NAF = "attendu : des codes NAF séparés par « | », comme « C », « 10 », « 10.7 » ou « 10.71C »."


@dataclass(frozen=True)
class Rule:
    """How a field is read and written. `read` raises ValueError with what is wrong and what is expected."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    required: bool = False


def _quoted(values: list[str]) -> str:
    return ", ".join(f"« {value} »" for value in values)


def _text(limit: int | None = None) -> Rule:
    def read(written: str) -> str:
        if limit is not None and len(written) > limit:
            raise ValueError(f"{len(written)} caractères ; attendu : {limit} au plus.")
        return written

    return Rule(read, str)


def _identifier(written: str) -> str:
    try:
        UUID(written)
    except ValueError:
        raise ValueError(
            f"« {written} » n'est pas un UUID ; attendu : comme 65d5b6c7-102c-4440-ac3b-768f708edc0a."
        ) from None
    return written


def _address(written: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", written):
        raise ValueError(f"« {written} » n'est pas une adresse ; attendu : http:// ou https:// et la suite.")
    return written


def _values(refused: Callable[[str], bool], expected: str) -> Rule:
    """Give the rule of values between pipes; those that `refused` holds are named in the fault."""

    def read(written: str) -> tuple[str, ...]:
        values = tuple(value.strip() for value in written.split("|"))
        if "" in values:
            raise ValueError(f"une valeur est vide entre deux « | » ; {expected}")
        if wrong := [value for value in values if refused(value)]:
            raise ValueError(f"{_quoted(wrong)} : valeur refusée ; {expected}")
        return values

    return Rule(read, "|".join)


def _listed(allowed: tuple[str, ...]) -> Rule:
    return _values(
        lambda value: value not in allowed, f"attendu : {', '.join(allowed)}, séparés par des « | »."
    )


def _shaped(shape: re.Pattern[str], expected: str) -> Rule:
    return _values(lambda value: shape.fullmatch(value) is None, expected)


def _free() -> Rule:
    return _values(lambda _: False, "attendu : des valeurs séparées par des « | ».")


def _moment(written: str, *, at_end: bool = False) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise ValueError(
            f"« {written} » n'est pas une date ISO 8601 ; attendu : AAAA-MM-JJThh:mm:ssZ."
        ) from None
    if at_end and _DAY.fullmatch(written):
        # A scheme that closes on a day is open all that day.
        moment = datetime.combine(moment, time(23, 59, 59))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _write_moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _closing(written: str) -> datetime:
    return _moment(written, at_end=True)


def _count(written: str) -> int:
    if not re.fullmatch(r"\d{1,9}", written.strip(), re.ASCII):
        raise ValueError(f"« {written} » n'est pas un nombre ; attendu : un entier, 0 ou plus.")
    return int(written)


def _objects(written: str, expected: str) -> list[dict[str, Any]]:
    # The format's own example has bare keys and single quotes: that is YAML's flow style, not JSON.
    try:
        parsed = yaml.load(written, yaml.BaseLoader)  # noqa: S506 - BaseLoader builds texts, lists and maps only
    except yaml.YAMLError:
        parsed = None
    if not isinstance(parsed, list) or not all(isinstance(one, dict) for one in parsed) or not parsed:
        raise ValueError(f"liste illisible ; {expected}")
    return parsed


def _carriers(written: str) -> tuple[str, ...]:
    expected = "attendu : [{ nom: 'ADEME', siren: '385290309', roles: [ 'instructeur' ]}]."
    names = []
    for one in _objects(written, expected):
        if not isinstance(one.get("nom"), str) or not one["nom"].strip():
            raise ValueError(f"un porteur n'a pas de « nom » ; {expected}")
        siren = one.get("siren", "")
        if siren and not (isinstance(siren, str) and re.fullmatch(r"\d{9}", siren.replace(" ", ""))):
            raise ValueError(f"« {siren} » n'est pas un SIREN ; attendu : neuf chiffres.")
        names.append(one["nom"])
    return tuple(names)


def _write_carriers(names: tuple[str, ...]) -> str:
    doubled = (name.replace("'", "''") for name in names)
    written = ", ".join(f"{{ nom: '{name}' }}" for name in doubled)
    return f"[{written}]"


def _legal(written: str) -> str:
    expected = "attendu : [{ libelle: 'Arrêté n° 1', lien: 'https://…' }]."
    for one in _objects(written, expected):
        if not one.get("libelle") or not one.get("lien"):
            raise ValueError(f"« libelle » et « lien » vont ensemble ; {expected}")
    return written


def _required(rule: Rule) -> Rule:
    return Rule(rule.read, rule.write, required=True)


RULES: Mapping[str, Rule] = {
    "id": Rule(_identifier, str, required=True),
    "titre": _required(_text()),
    "promesse": _text(180),
    "description": _required(_text(5000)),
    "eligibilite": _required(_text()),
    "types_aides": _required(_free()),
    "porteurs": Rule(_carriers, _write_carriers, required=True),
    "programmes_parents": _free(),
    "url_source": Rule(_address, str),
    "cibles": _required(_listed(_TARGETS)),
    "eligibilite_geographique": _required(_shaped(_GEOGRAPHY, _EXPECTED_GEOGRAPHY)),
    "eligibilite_geographique_exclusions": _shaped(_GEOGRAPHY, _EXPECTED_GEOGRAPHY),
    "date_ouverture": Rule(_moment, _write_moment),
    "date_cloture": Rule(_closing, _write_moment),
    "date_mise_a_jour": Rule(_moment, _write_moment, required=True),
    "base_juridique": Rule(_legal, str),
    "eligibilite_effectif_minimal": Rule(_count, str),
    "eligibilite_effectif_maximal": Rule(_count, str),
    "eligibilite_categorie_taille_entreprise": _listed(_SIZES),
    "eligibilite_annees_existence_minimal": Rule(_count, str),
    "eligibilite_forme_juridique": _free(),
    "eligibilite_forme_juridique_exclusions": _free(),
    "ciblage_secteur_activite": _required(_free()),
    "ciblage_naf": _shaped(_NAF, _EXPECTED_NAF),
    "ciblage_naf_exclusions": _shaped(_NAF, _EXPECTED_NAF),
    "chainage_paiement": _text(),
}
"""The 26 fields, in the order of the format."""

Problem = tuple[str, str]
"""A field, and what is wrong with it in French."""


def read_fields(written: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    """Give the values of a record, `written` where the spelling would be lost, and every problem."""
    values: dict[str, Any] = {}
    kept: dict[str, str] = {}
    problems: list[Problem] = []
    for name, rule in RULES.items():
        text = written.get(name, "")
        if not text.strip():
            if rule.required:
                problems.append((name, "il est vide ; une valeur est attendue."))
            elif text:
                kept[name] = text
            continue
        try:
            values[name] = rule.read(text)
        except ValueError as fault:
            problems.append((name, str(fault)))
            continue
        if rule.write(values[name]) != text:
            kept[name] = text
    problems.extend(_across(values))
    return {**values, "written": kept}, problems


def write_field(programme: Programme, name: str) -> str:
    """Give a field as it was written, or in the format's own spelling when it has changed since."""
    rule, value = RULES[name], getattr(programme, name)
    kept = programme.written.get(name)
    empty = value is None or value == ()
    if kept is not None and (empty if not kept.strip() else rule.read(kept) == value):
        return kept
    return "" if empty else rule.write(value)


def _across(values: Mapping[str, Any]) -> Iterator[Problem]:
    opening, closing = values.get("date_ouverture"), values.get("date_cloture")
    if opening and closing and closing < opening:
        yield "date_cloture", "elle précède « date_ouverture » ; attendu : une date égale ou postérieure."
    least, most = values.get("eligibilite_effectif_minimal"), values.get("eligibilite_effectif_maximal")
    if least is not None and most is not None and least > most:
        yield (
            "eligibilite_effectif_maximal",
            f"{most} est au-dessous de l'effectif minimal ; attendu : {least} ou plus.",
        )
