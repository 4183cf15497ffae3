"""The promises: each with its tests, and what the tests' own results say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

from bot.errors import ConfigurationFault

BEGINS: Final = "<!-- promises -->"
ENDS: Final = "<!-- /promises -->"
_HEAD: Final = ("| Promise | Test | Figure | Date |", "| --- | --- | --- | --- |")
_UNREADABLE: Final = "Le fichier « {path} » n'est pas un rapport de pytest (--junitxml)."
_UNTESTED: Final = "Promesse sans résultat : « {promise} » ({test}). Lancez ses tests avec --junitxml."
_BROKEN: Final = "Promesse non tenue : « {promise} » ({test})."
_NO_PLACE: Final = "« {path} » n'a pas les lignes {begins} et {ends} entre lesquelles écrire."


@dataclass(frozen=True)
class Promise:
    """What is promised, and the tests that hold it, as `file::name` or a whole `file`."""

    text: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What became of one case of a test. `figure` is what it measured, if it told."""

    test: str
    passed: bool
    figure: str = ""


@dataclass(frozen=True)
class Results:
    """The outcomes of one run, and its day."""

    day: str
    outcomes: tuple[Outcome, ...]

    def of(self, test: str) -> list[Outcome]:
        """Give the cases of a test, or of every test of a file."""
        return [one for one in self.outcomes if one.test == test or one.test.startswith(f"{test}::")]


def promises_of(written: Sequence[Mapping[str, Any]]) -> list[Promise]:
    """Give the promises as they are written in YAML."""
    return [Promise(one["promise"], tuple(one["tests"])) for one in written]


def read_results(path: Path) -> Results:
    """Read what `pytest --junitxml` wrote; skipped cases are no result. Raises ConfigurationFault."""
    try:
        tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
        suite = tree.getroot().find("testsuite")
        day = suite.get("timestamp")[:10]
    except (OSError, etree.XMLSyntaxError, AttributeError, TypeError) as fault:
        raise ConfigurationFault(_UNREADABLE.format(path=path)) from fault
    cases = [case for case in suite.iter("testcase") if case.find("skipped") is None]
    return Results(day, tuple(_outcome(case) for case in cases))


def table_of(promises: Sequence[Promise], results: Results) -> list[str]:
    """Give the lines of the table. Raises ConfigurationFault for a promise that is untested or broken."""
    return [*_HEAD, *(_row(promise, results) for promise in promises)]


def written_into(page: str, lines: Sequence[str], path: Path) -> str:
    """Give the page with the lines between its two marks. Raises ConfigurationFault without them."""
    before, begun, rest = page.partition(BEGINS)
    _, ended, after = rest.partition(ENDS)
    if not (begun and ended):
        raise ConfigurationFault(_NO_PLACE.format(path=path, begins=BEGINS, ends=ENDS))
    return f"{before}{BEGINS}\n{chr(10).join(lines)}\n{ENDS}{after}"


def _outcome(case: Any) -> Outcome:
    name = case.get("name").partition("[")[0]
    file = case.get("classname").replace(".", "/") + ".py"
    told = {one.get("name"): one.get("value") for one in case.iter("property")}
    failed = case.find("failure") is not None or case.find("error") is not None
    return Outcome(f"{file}::{name}", not failed, told.get("figure", ""))


def _row(promise: Promise, results: Results) -> str:
    cases: list[Outcome] = []
    for test in promise.tests:
        found = results.of(test)
        if not found:
            raise ConfigurationFault(_UNTESTED.format(promise=promise.text, test=test))
        broken = next((one for one in found if not one.passed), None)
        if broken is not None:
            raise ConfigurationFault(_BROKEN.format(promise=promise.text, test=broken.test))
        cases += found
    told = list(dict.fromkeys(one.figure for one in cases if one.figure))
    count = f"{len(cases)} case{'s' if len(cases) > 1 else ''}"
    names = ", ".join(f"`{test.removeprefix('tests/')}`" for test in promise.tests)
    return f"| {promise.text} | {names} | {'; '.join([*told, count])} | {results.day} |"
