"""The sheet's front matter: the metadata that a Markdown file carries above its text."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, get_args

import yaml

from bot.documents.messages import Refusal, unreadable
from bot.documents.model import Audience, Precision, Published

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?P<yaml>.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 20_000
_TEXTS = ("title", "kind", "publisher", "source")
_LISTS = ("people", "organisations", "territories", "topics")
_DATES = ("published", "published_precision", "published_certain")
_KEYS = frozenset({"id", "url", "audience", "ends", *_TEXTS, *_LISTS, *_DATES})


@dataclass(frozen=True)
class Sheet:
    """The text under a front matter, and `metadata`: arguments of Document, each of the right type."""

    body: str
    metadata: dict[str, Any] = field(default_factory=dict)
    declared: bool = False
    """True when the file has a front matter: a person wrote it for us, it holds no web clutter."""


def read_sheet(text: str, name: str) -> Sheet:
    """Part a Markdown text from its front matter, which may be absent.

    Raises UnreadableDocument, naming the key, when the front matter is wrong.

    >>> sheet = read_sheet("---\\npublished: 2022-10\\n---\\nLe four tourne.", "four.md")
    >>> str(sheet.metadata["published"]), sheet.body
    ('2022-10', 'Le four tourne.')
    """
    found = _FRONT_MATTER.match(text)
    if found is None:
        return Sheet(text)
    if found.end() > _LONGEST:
        raise _wrong(name, "il est trop long.")
    try:
        values = yaml.safe_load(found["yaml"] or "") or {}
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        raise _wrong(name, f"ce n'est pas du YAML (ligne {mark.line + 2 if mark else 1}).") from fault
    if not isinstance(values, dict):
        raise _wrong(name, "il doit être fait de lignes « clé: valeur ».")
    return Sheet(text[found.end() :], _checked(values, name), declared=True)


def _checked(values: dict[Any, Any], name: str) -> dict[str, Any]:
    unknown = sorted(str(key) for key in values if key not in _KEYS)
    if unknown:
        raise _wrong(name, f"clé inconnue « {unknown[0][:40]} ».")
    given = {key: value for key, value in values.items() if value is not None}
    metadata: dict[str, Any] = {key: _text(given[key], key, name) for key in _TEXTS if key in given}
    metadata |= {key: _texts(given[key], key, name) for key in _LISTS if key in given}
    if "id" in given:
        metadata["id"] = _text(given["id"], "id", name)
        if not _ID.fullmatch(metadata["id"]) or len(metadata["id"]) > 100:
            raise _wrong(
                name, "« id » ne contient que des minuscules sans accent, des chiffres et des tirets."
            )
    if "audience" in given:
        if given["audience"] not in get_args(Audience):
            raise _wrong(name, "« audience » vaut « public » ou « internal ».")
        metadata["audience"] = given["audience"]
    if "url" in given:
        metadata["url"] = _text(given["url"], "url", name)
        if not re.match(r"https?://[^\s/]", metadata["url"]):
            raise _wrong(name, "« url » commence par http:// ou https://.")
    if "ends" in given:
        metadata["ends"] = _day(given["ends"], "ends", name)[0]
    metadata["published"] = _published(given, name)
    return metadata


def _published(given: dict[str, Any], name: str) -> Published | None:
    precision = given.get("published_precision")
    if precision is not None and precision not in get_args(Precision):
        raise _wrong(name, "« published_precision » vaut « day », « month » ou « year ».")
    certain = given.get("published_certain", True)
    if not isinstance(certain, bool):
        raise _wrong(name, "« published_certain » vaut true ou false.")
    if "published" not in given:
        return None
    day, written = _day(given["published"], "published", name)
    coarser = max(precision or written, written, key=["day", "month", "year"].index)
    if coarser == "year":
        day = day.replace(month=1, day=1)
    elif coarser == "month":
        day = day.replace(day=1)
    return Published(day, coarser, certain)


def _day(value: object, key: str, name: str) -> tuple[date, Precision]:
    """Give the first day that a date names, and how precisely it names it."""
    if isinstance(value, datetime):
        return value.date(), "day"
    if isinstance(value, date):
        return value, "day"
    written = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", str(value).strip())
    if written:
        year, month, day = written.groups()
        try:
            first = date(int(year), int(month or 1), int(day or 1))
        except ValueError as fault:
            raise _wrong(name, f"« {key} » n'est pas une date du calendrier.") from fault
        return first, "day" if day else "month" if month else "year"
    raise _wrong(name, f"« {key} » s'écrit AAAA-MM-JJ, AAAA-MM ou AAAA.")


def _text(value: object, key: str, name: str) -> str:
    if not isinstance(value, str | int | float | date) or isinstance(value, bool) or not str(value).strip():
        raise _wrong(name, f"« {key} » doit être un texte.")
    return " ".join(str(value).split())


def _texts(value: object, key: str, name: str) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(_text(item, key, name) for item in items)


def _wrong(name: str, detail: str) -> Exception:
    return unreadable(name, Refusal.FRONT_MATTER, detail=detail)
