"""The catalogue written as YAML: what `read_yaml` reads back to the very same entries."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

import yaml

from bot.matching.catalogue import Catalogue, Evidence, Programme
from bot.matching.catalogue_rules import RULES, write_field
from bot.matching.catalogue_yaml import Entry


def write_yaml(catalogue: Catalogue) -> str:
    """Give the three parts of a catalogue; what is absent is not written."""
    parts: dict[str, Sequence[Entry]] = {
        "programmes": catalogue.programmes,
        "advisers": catalogue.advisers,
        "organisations": catalogue.organisations,
    }
    data = {name: [_plain(entry) for entry in entries] for name, entries in parts.items() if entries}
    if not data:
        return ""
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=10**6)
    return text


def _plain(entry: Entry) -> dict[str, Any]:
    written: dict[str, Any] = {"key": entry.key}
    for field in fields(entry):
        name = field.name
        if name in ("written", "key"):
            continue
        if isinstance(entry, Programme) and name in RULES:
            # As a file of the national format holds it: its spelling survives both ways.
            if text := write_field(entry, name):
                written[name] = text
            continue
        value = _value(getattr(entry, name))
        if value is not None and value != [] and value != {}:
            written[name] = value
    return written


def _value(value: Any) -> Any:
    if isinstance(value, Evidence):
        return {"document": value.document_id, "quote": value.quote}
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if isinstance(value, dict):
        return {name: _value(one) for name, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value
