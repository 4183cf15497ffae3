"""The folders that travel with the package: `seeds` and `prompts`."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def packaged(name: str) -> Path:
    """Give the folder `name`: inside an installed wheel, else beside `bot/` in a checkout."""
    installed = _PACKAGE / "packaged" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
