"""The YAML form of the catalogue: entries read with the lines of their fields, judged by the same rules."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

import yaml

from bot.matching.catalogue import Adviser, Evidence, Kind, Organisation, Programme
from bot.matching.catalogue_faults import Fault
from bot.matching.catalogue_rules import RULES, read_fields

NAMESPACE = UUID("6f1f2c50-8f0c-5b7e-9a51-3a4b0d6f4e46")
"""What the `id` of a programme that gives none is derived from, with its `key`: never to be changed."""

Entry = Programme | Adviser | Organisation
Reader = Callable[[Any], Any]
SECTIONS: Mapping[str, Kind] = {
    "programmes": "programme",
    "advisers": "adviser",
    "organisations": "organisation",
}


@dataclass(frozen=True)
class Placed:
    """An entry and where it stands."""

    entry: Entry
    file: str
    line: int


def read_yaml(text: str, file: str) -> tuple[list[Placed], list[Fault]]:
    """Give the entries of a file (`programmes:`, `advisers:`, `organisations:`) and all its faults."""
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        return [], [Fault(file, line, "", f"YAML illisible ({fault.problem}) ; attendu : un YAML valide.")]
    if root is None:
        return [], []
    if not isinstance(root, yaml.MappingNode):
        return [], [Fault(file, 1, "", f"attendu : {', '.join(SECTIONS)}, chacun avec sa liste.")]
    entries: list[Placed] = []
    faults: list[Fault] = []
    for name, node in root.value:
        if name.value not in SECTIONS or not isinstance(node, yaml.SequenceNode):
            told = f"partie refusée ; attendu : {', '.join(SECTIONS)}, chacun avec sa liste."
            faults.append(Fault(file, name.start_mark.line + 1, str(name.value), told))
            continue
        for item in node.value:
            found, wrong = _read_entry(item, SECTIONS[name.value], file)
            entries.extend(found)
            faults.extend(wrong)
    return entries, faults


def _read_entry(node: yaml.Node, kind: Kind, file: str) -> tuple[list[Placed], list[Fault]]:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        return [], [
            Fault(file, line, "", "une entrée est faite de champs ; attendu : « key: … » et la suite.")
        ]
    data: dict[str, Any] = {}
    lines: dict[str, int] = {}
    faults: list[Fault] = []
    for key, value in node.value:
        name, at = str(key.value), key.start_mark.line + 1
        if name in data:
            faults.append(Fault(file, at, name, "champ donné deux fois ; attendu : une seule."))
        data[name], lines[name] = _plain(value), at
    entry, problems = make_entry(kind, {name: value for name, value in data.items() if value is not None})
    faults.extend(Fault(file, lines.get(name, line), name, wrong) for name, wrong in problems)
    return ([Placed(entry, file, line)] if entry and not faults else []), faults


def _plain(node: yaml.Node) -> Any:
    """Give texts, lists and maps only: « no », « 1.10 » and dates stay as they were written."""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    empty = isinstance(node, yaml.ScalarNode) and node.style is None and node.value in ("", "~", "null")
    return None if empty else str(node.value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("un texte est attendu.")
    return value.strip()


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise ValueError("une liste de textes est attendue.")
    return tuple(one.strip() for one in value)


def _matching(shape: str, expected: str) -> Reader:
    def read(value: Any) -> str:
        if not re.fullmatch(shape, _text(value)):
            raise ValueError(f"« {value} » est refusé ; attendu : {expected}.")
        return _text(value)

    return read


def _each(reader: Reader) -> Reader:
    return lambda value: tuple(reader(one) for one in _texts(value))


def _flag(value: Any) -> bool:
    if value not in ("true", "false"):
        raise ValueError(f"« {value} » est refusé ; attendu : true ou false.")
    return bool(value == "true")


def _count(value: Any) -> int:
    return int(_matching(r"\d{1,7}", "un nombre entier")(value))


def _evidence(value: Any) -> Evidence:
    if not isinstance(value, dict) or set(value) != {"document", "quote"}:
        raise ValueError("attendu : « document » et « quote », rien d'autre.")
    return Evidence(_text(value["document"]), _text(value["quote"]))


def _evidences(value: Any) -> tuple[Evidence, ...]:
    if not isinstance(value, list):
        raise ValueError("attendu : une liste de « document » et « quote ».")
    return tuple(_evidence(one) for one in value)


def _criteria_evidence(value: Any) -> dict[str, Evidence]:
    if not isinstance(value, dict) or not set(value) <= set(RULES):
        raise ValueError("attendu : un champ du format national, puis « document » et « quote ».")
    return {name: _evidence(one) for name, one in value.items()}


def _absences(value: Any) -> tuple[tuple[date, date], ...]:
    days = [_texts(one) for one in value] if isinstance(value, list) else []
    if not days or any(len(pair) != 2 for pair in days):
        raise ValueError("attendu : une liste de [AAAA-MM-JJ, AAAA-MM-JJ].")
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in days)


_KEY = _matching(r"[a-z0-9]+(?:-[a-z0-9]+)*", "des minuscules, des chiffres et des tirets")
_TERRITORIES = _each(
    _matching(
        r"(?:DEP-(?:\d{2,3}|2[AB])|REG-\d{2}|COM-(?:\d{5}|2[AB]\d{3})|PAYS-\d{2,5}|EPCI-\d{9})",
        "PAYS-99100, REG-76, DEP-46, DEP-2A ou COM-46042",
    )
)
_STATUS = _matching("known|uncertain", "known ou uncertain")
_URL = _matching(r"https?://\S+", "http:// ou https:// et la suite")
_EMAIL = _matching(r"[^@\s]+@[^@\s]+\.[^@\s]+", "une adresse électronique")
_OWN: Mapping[str, Reader] = {
    "key": _KEY, "recurrence": _text, "suspended": _flag, "status": _STATUS,
    "pays": _each(_matching("[A-Z]{2}", "des codes ISO à deux lettres, comme « US »")),
    "besoins": _texts, "contacts": _each(_KEY), "evidence": _evidences,
    "criteria_evidence": _criteria_evidence,
}  # fmt: skip
_SHARED: Mapping[str, Reader] = {
    "key": _KEY, "name": _text, "territories": _TERRITORIES, "subjects": _texts, "email": _EMAIL,
    "phone": _text, "url": _URL, "status": _STATUS, "evidence": _evidences,
}  # fmt: skip
_ADVISER: Mapping[str, Reader] = {
    **_SHARED, "role": _text, "organisation": _text, "generalist": _flag, "absent": _absences,
    "most_requests": _count,
}  # fmt: skip
_ORGANISATION: Mapping[str, Reader] = {
    **_SHARED, "kind": _text, "description": _text, "members": _count,
    "code_naf": _each(_matching(r"[A-U]|\d{2}(?:\.\d(?:\d[A-Z]?)?)?", "des codes NAF")),
}  # fmt: skip
_NEEDED = ("key", "name", "territories", "subjects")


def make_entry(kind: Kind, data: dict[str, Any]) -> tuple[Entry | None, list[tuple[str, str]]]:
    """Give the entry of plain texts, lists and maps, or every problem: a field, and what is wrong with it."""
    if kind == "programme":
        return _programme(data)
    readers, needed = (
        (_ADVISER, (*_NEEDED, "role", "organisation"))
        if kind == "adviser"
        else (_ORGANISATION, (*_NEEDED, "kind", "description"))
    )
    values, problems = _read(data, readers, needed)
    if problems:
        return None, problems
    return (Adviser(**values) if kind == "adviser" else Organisation(**values)), []


def _programme(data: dict[str, Any]) -> tuple[Programme | None, list[tuple[str, str]]]:
    own = {name: value for name, value in data.items() if name not in RULES}
    values, problems = _read(own, _OWN, ("key",))
    written, shapes = _as_written({name: value for name, value in data.items() if name in RULES})
    if "id" not in written and "key" in values:
        written["id"] = str(uuid5(NAMESPACE, values["key"]))
    fields, wrong = read_fields(written)
    spoilt = {name for name, _ in shapes}
    problems += shapes + [problem for problem in wrong if problem[0] not in spoilt]
    return (None if problems else Programme(**fields, **values)), problems


def _as_written(data: dict[str, Any]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Turn YAML values into the texts that a file of the national format would hold."""
    written: dict[str, str] = {}
    problems: list[tuple[str, str]] = []
    for name, value in data.items():
        if isinstance(value, str):
            written[name] = value
        elif name == "porteurs" and isinstance(value, list) and value:
            named = [{"nom": one} if isinstance(one, str) else one for one in value]
            flow = yaml.safe_dump(named, default_flow_style=True, allow_unicode=True, width=10**6)
            all_named = all(isinstance(one, str) for one in value)
            written[name] = RULES[name].write(tuple(value)) if all_named else flow.strip()
        elif isinstance(value, list) and all(isinstance(one, str) and "|" not in one for one in value):
            written[name] = "|".join(value)
        else:
            problems.append((name, "un texte, ou une liste de textes sans « | », est attendu."))
    return written, problems


def _read(
    data: dict[str, Any], readers: Mapping[str, Reader], needed: tuple[str, ...]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    values: dict[str, Any] = {}
    problems = list(_missing(data, needed))
    for name, value in data.items():
        if name not in readers:
            problems.append((name, f"champ inconnu ; attendu : {', '.join(readers)}."))
            continue
        try:
            values[name] = readers[name](value)
        except ValueError as fault:
            problems.append((name, str(fault)))
    return values, problems


def _missing(data: dict[str, Any], needed: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in needed:
        if name not in data:
            yield name, "il manque ; une valeur est attendue."
