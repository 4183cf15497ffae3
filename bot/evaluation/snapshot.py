"""The snapshot: the settings and versions of a run, without any secret."""

import hashlib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from pydantic import SecretStr

from bot.settings import Settings

_PACKAGES = ("chromadb", "haystack-ai", "langchain-core", "sentence-transformers", "tantivy", "torch")
_HIDDEN = "***"


def snapshot(settings: Settings, question_files: Iterable[Path] = (), **more: Any) -> dict[str, Any]:
    """Give what a reader needs to compare two runs; `more` adds facts such as the index's name.

    Secrets are told only as set or not, addresses lose their user, password and parameters, and
    folders keep their last name alone.
    """
    return {
        "settings": {name: _safe(getattr(settings, name)) for name in type(settings).model_fields},
        "packages": {name: found for name in _PACKAGES if (found := _version(name))},
        "questions": {path.name: _hash(path) for path in sorted(question_files)},
        **more,
    }


def without_credentials(address: str) -> str:
    """Give an address with its user, password, query and fragment taken off.

    >>> without_credentials("postgresql://cci:secret@db.cci-lot.fr:5432/bot?sslkey=k")
    'postgresql://***@db.cci-lot.fr:5432/bot'
    """
    parts = urlsplit(address)
    user, at, host = parts.netloc.rpartition("@")
    return urlunsplit((parts.scheme, f"{_HIDDEN}@{host}" if user or at else host, parts.path, "", ""))


def _safe(value: object) -> object:
    if isinstance(value, SecretStr):
        return _HIDDEN if value.get_secret_value() else ""
    if isinstance(value, Path):
        return value.name
    if isinstance(value, str):
        return without_credentials(value) if "://" in value else value
    return value if isinstance(value, int | float | bool) or value is None else str(value)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
