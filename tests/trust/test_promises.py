"""The table of promises says what the tests say, and nothing when they do not."""

import ast
from pathlib import Path

import pytest
import yaml

from bot.errors import ConfigurationFault
from bot.evaluation.promises import Promise, promises_of, read_results, table_of, written_into

ROOT = Path(__file__).parents[2]
PROMISES = promises_of(yaml.safe_load((ROOT / "tests/trust/promises.yaml").read_text("utf-8")))
REPORT = """<?xml version="1.0"?><testsuites><testsuite timestamp="2026-11-25T14:00:00">
<testcase classname="tests.trust.test_a" name="test_bread[rye]">
<properties><property name="figure" value="14 of 14"/></properties></testcase>
<testcase classname="tests.trust.test_a" name="test_bread[wheat]"/>
<testcase classname="tests.trust.test_a" name="test_oven"><failure/></testcase>
<testcase classname="tests.trust.test_a" name="test_flour"><skipped/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "results.xml"
    path.write_text(REPORT, "utf-8")
    return path


def test_a_promise_is_told_with_its_test_its_figure_and_its_day(report: Path) -> None:
    lines = table_of([Promise("Bread rises", ("tests/trust/test_a.py::test_bread",))], read_results(report))
    assert lines[2:] == ["| Bread rises | `trust/test_a.py::test_bread` | 14 of 14; 2 cases | 2026-11-25 |"]


@pytest.mark.parametrize(
    ("test", "told"),
    [("test_oven", "non tenue"), ("test_flour", "sans résultat"), ("test_butter", "sans résultat")],
)
def test_a_promise_that_is_broken_or_untested_is_never_written(report: Path, test: str, told: str) -> None:
    with pytest.raises(ConfigurationFault, match=told):
        table_of([Promise("Bread rises", (f"tests/trust/test_a.py::{test}",))], read_results(report))


def test_what_is_no_report_or_no_page_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("<a/>")
    with pytest.raises(ConfigurationFault, match="junitxml"):
        read_results(tmp_path / "x.xml")
    with pytest.raises(ConfigurationFault, match="entre lesquelles"):
        written_into("no mark", ["a"], tmp_path)


def test_every_test_of_a_promise_exists() -> None:
    missing = []
    for test in (test for promise in PROMISES for test in promise.tests):
        file, _, name = test.partition("::")
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        if name and name not in names:
            missing.append(test)
    assert missing == []


def test_the_readme_holds_every_promise() -> None:
    page = (ROOT / "README.md").read_text("utf-8")
    assert [one.text for one in PROMISES if f"| {one.text} |" not in page] == []
