"""The forms of the catalogue: an entry as a person edits it, one text a field, and back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.documents.model import Document
from bot.matching.catalogue import Evidence, Kind, Programme
from bot.matching.catalogue_evidence import evidence_faults
from bot.matching.catalogue_folder import faults_between, key_of
from bot.matching.catalogue_labels import FORMS, FormField
from bot.matching.catalogue_rules import RULES, write_field
from bot.matching.catalogue_yaml import Entry, Placed, make_entry

_LINE_BREAK = "⏎"
"""Stands in a form for a line break inside a quote."""


@dataclass(frozen=True)
class Checked:
    """A form that was read: an entry, or the faults to mend by field."""

    entry: Entry | None
    faults: Mapping[str, str]


def form_of(entry: Entry) -> dict[str, str]:
    """Give the texts of an entry's form."""
    return {name: _typed(getattr(entry, name)) for name in _names(entry)}


def check_form(
    kind: Kind,
    typed: Mapping[str, str],
    *,
    before: Entry | None,
    others: Iterable[Entry],
    documents: Iterable[Document],
    now: datetime,
) -> Checked:
    """Read a form by the rules of `passerelle check`, faults between entries and quotes included."""
    data = _data(kind, typed, before)
    if kind == "programme":
        data["date_mise_a_jour"] = now.replace(microsecond=0).isoformat()
    entry, problems = make_entry(kind, data)
    faults: dict[str, str] = {}
    for name, told in problems:
        # The identifier, which has no field, is drawn from the key: it is missing where the key is wrong.
        faults.setdefault("key" if name == "id" else name, told)
    if entry is None:
        return Checked(None, faults)
    placed = [Placed(entry, "formulaire", 1)]
    known = [one for one in others if before is None or key_of(one) != key_of(before)]
    for fault in (*faults_between(placed, known), *evidence_faults(placed, documents)):
        faults.setdefault(fault.field, fault.text)
    return Checked(None if faults else entry, faults)


def _names(entry: Entry) -> Sequence[str]:
    kind: Kind = (
        "programme"
        if isinstance(entry, Programme)
        else "adviser"
        if hasattr(entry, "role")
        else "organisation"
    )
    return [field.name for field in FORMS[kind]]


def _typed(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "oui"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Evidence):
        return f"{value.document_id} | {value.quote.replace(chr(10), _LINE_BREAK)}"
    if isinstance(value, dict):
        return "\n".join(f"{name} | {_typed(one)}" for name, one in value.items())
    if isinstance(value, tuple) and value and isinstance(value[0], date):
        return " | ".join(map(_typed, value))
    return "\n".join(map(_typed, value)) if isinstance(value, tuple) else str(value)


def _data(kind: Kind, typed: Mapping[str, str], before: Entry | None) -> dict[str, Any]:
    """Give what a YAML file would hold; what the form leaves as it was keeps its own spelling."""
    shown = form_of(before) if before is not None else {}
    data: dict[str, Any] = {}
    for field in FORMS[kind]:
        text = typed.get(field.name, "").replace("\r\n", "\n").strip()
        if isinstance(before, Programme) and field.name in RULES and text == shown[field.name].strip():
            text_before = write_field(before, field.name)
            if text_before:
                data[field.name] = text_before
        elif text or field.shape == "flag":
            data[field.name] = _value(field, text)
    if isinstance(before, Programme):
        data["id"] = before.id
    return data


def _value(field: FormField, text: str) -> Any:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if field.shape == "list":
        return lines
    if field.shape == "flag":
        return "true" if text else "false"
    if field.shape == "evidence":
        return [_evidence(line) for line in lines]
    if field.shape == "criteria":
        return {name.strip(): _evidence(rest) for name, _, rest in (line.partition("|") for line in lines)}
    if field.shape == "periods":
        return [[part.strip() for part in line.split("|")] for line in lines]
    return text


def _evidence(line: str) -> dict[str, str]:
    document, _, quote = line.partition("|")
    return {"document": document.strip(), "quote": quote.strip().replace(_LINE_BREAK, "\n")}
