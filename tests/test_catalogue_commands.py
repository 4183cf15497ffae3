import csv
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
import yaml
from databases import environment_of

from bot import checks
from bot.cli import main
from bot.matching.catalogue_rules import RULES
from bot.resources import packaged


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment_of(tmp_path / "data").items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("BOT_TODAY", "2026-11-23")


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["catalogue", *arguments])
    return int(left.value.code or 0)


def test_what_is_exported_is_imported_without_a_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("aides.csv", "tout.yaml"):
        assert run("export", str(tmp_path / name)) == 0
        assert run("import", str(tmp_path / name)) == 0
        assert "0 ajoutée(s), 0 modifiée(s)" in capsys.readouterr().out


def test_a_faulty_file_changes_nothing_and_exits_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("list", "--json") == 0
    before = capsys.readouterr().out
    (tmp_path / "aides.csv").write_text(",".join(RULES) + "\n" + "abc," * 25 + "\n", "utf-8")
    assert run("import", str(tmp_path / "aides.csv")) == 1
    assert "aides.csv, ligne 2, « id »" in capsys.readouterr().err
    assert run("list", "--json") == 0
    assert capsys.readouterr().out == before


def test_the_list_marks_what_is_past(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", "--json") == 0
    rows = {row["key"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["mission-californie-2022"]["state"] == "past"
    assert run("list") == 0
    assert "(état incertain)" in capsys.readouterr().out


def test_without_any_address_no_link_is_dead(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("links") == 0
    assert "0 adresse(s)" in capsys.readouterr().out


def test_the_check_names_the_file_and_line_of_a_quote_that_is_not_in_its_document(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "four.md").write_text("---\nid: four\n---\nLe four tourne.\n", "utf-8")
    (tmp_path / "catalogue" / "a.yaml").write_text(
        "organisations:\n  - key: four\n    name: Four\n    kind: entreprise\n    description: Un four.\n"
        "    territories: [DEP-46]\n    subjects: [pain]\n"
        "    evidence:\n      - {document: four, quote: Le four dort.}\n",
        "utf-8",
    )
    (fault,) = [one for one in checks.check_catalogue(tmp_path) if one.level == "fault"]
    assert fault.place == "catalogue/a.yaml, ligne 2"


FLAWS = {
    "titre": "",
    "description": "d" * 5001,
    "eligibilite_effectif_minimal": "dix",
    "date_ouverture": "hier",
    "cibles": "tout le monde",
    "eligibilite_geographique": "LOT",
    "url_source": "www",
    "types_aides": "prêt||subvention",
    "ciblage_naf": "99.99Q1",
    "date_mise_a_jour": "2025-13-01",
}
SOUND = {
    "description": "Pour les boulangeries.",
    "eligibilite": "Être boulanger.",
    "types_aides": "prêt",
    "porteurs": "[{ nom: 'CCI du Lot', siren: '184600019', roles: [ 'instructeur' ]}]",
    "cibles": "professionnels",
    "eligibilite_geographique": "DEP-46",
    "date_mise_a_jour": "2025-10-15T15:00:00Z",
    "ciblage_secteur_activite": "commerce",
}


def records() -> list[dict[str, str]]:
    """Give ten programmes, each with one flaw of its own."""
    return [
        {
            **SOUND,
            "id": f"0b8f9d2e-52a3-4c55-9d35-5f0f4e7e2a{10 + place}",
            "titre": f"Aide {place}",
            name: value,
        }
        for place, (name, value) in enumerate(FLAWS.items())
    ]


def write_table(file: Path) -> None:
    with file.open("w", newline="", encoding="utf-8") as opened:
        written = csv.DictWriter(opened, tuple(RULES))
        written.writeheader()
        written.writerows(records())


def write_yaml(file: Path) -> None:
    keyed = [{"key": f"aide-{place}", **record} for place, record in enumerate(records())]
    file.write_text(yaml.safe_dump({"programmes": keyed}, allow_unicode=True), "utf-8")


@pytest.mark.parametrize(("name", "write"), [("dix.csv", write_table), ("dix.yaml", write_yaml)])
def test_ten_programmes_with_a_flaw_each_give_ten_messages_and_change_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, write: Callable[[Path], None]
) -> None:
    assert run("list", "--json") == 0
    before = capsys.readouterr().out
    write(tmp_path / name)
    assert run("import", str(tmp_path / name)) == 1
    told = capsys.readouterr().err.strip().splitlines()
    assert len(told) == 10
    for field, line in zip(FLAWS, told, strict=True):
        assert f"« {field} »" in line
        assert line.startswith(f"{name}, ligne ")
    assert run("list", "--json") == 0
    assert capsys.readouterr().out == before


STOPPED_BEFORE_ITS_COMMIT = """
import sys
from sqlalchemy import event
from sqlalchemy.orm import Session
from bot.cli import main
from bot.store.catalogue_tables import CatalogueEntryRow

def stop(session, _context):
    if any(isinstance(row, CatalogueEntryRow) and row.origin == "import" for row in session.new):
        print("written, not committed", flush=True)
        sys.stdin.read()

event.listen(Session, "after_flush", stop)
main(["catalogue", "import", sys.argv[1]])
"""


def test_an_import_killed_midway_changes_nothing_and_goes_through_the_next_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = packaged("seeds") / "catalogue" / "programmes-lot.yaml"
    programme = yaml.safe_load(seeds.read_text("utf-8"))["programmes"][0]
    more = [{**programme, "key": f"{programme['key']}-{n}", "id": str(UUID(int=n + 1))} for n in range(20)]
    (tmp_path / "plus.yaml").write_text(yaml.safe_dump({"programmes": more}, allow_unicode=True), "utf-8")
    assert run("list", "--json") == 0
    before = capsys.readouterr().out
    command = [sys.executable, "-c", STOPPED_BEFORE_ITS_COMMIT, str(tmp_path / "plus.yaml")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "written, not committed\n"
        child.send_signal(signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL
    assert run("list", "--json") == 0
    assert capsys.readouterr().out == before
    assert run("import", str(tmp_path / "plus.yaml")) == 0
    assert "20 ajoutée(s), 0 modifiée(s)" in capsys.readouterr().out
