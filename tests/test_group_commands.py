import json
from pathlib import Path

import pytest
from databases import database_url, environment_of
from fakes import TODAY

from bot.cli import main
from bot.clock import fixed_clock
from bot.matching.given_need import need_data, read_need
from bot.store.database import open_database
from bot.store.deposits import Deposits, GivenDeposit, Party

NEEDS = """
- {id: boulangerie, fonction: comptable, heures: 14, jours: [1, 2], commune: Figeac, début: 2027-01-04}
- {id: forge, fonction: aide-comptable, heures: 17.5, jours: [3, 4, 5], commune: Figeac, début: 2027-01-04}
- {id: auberge, fonction: secrétaire, heures: 14, jours: [1, 2], commune: Figeac, début: 2027-01-04}
- {id: garage, fonction: secrétaire, heures: 10, jours: [3, 4], commune: Figeac, début: 2027-01-04}
"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in environment_of(tmp_path / "data").items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("BOT_TODAY", TODAY.isoformat())
    return tmp_path / "data"


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["groups", *arguments])
    return int(left.value.code or 0)


def test_the_sets_of_a_file_are_printed_with_reasons_and_near_misses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "besoins.yaml").write_text(NEEDS, "utf-8")
    assert run("--needs", str(tmp_path / "besoins.yaml")) == 0
    told = capsys.readouterr().out
    assert "2 besoins couverts sur 4" in told
    assert "Choix glouton sur les mêmes groupements : 2" in told
    assert "boulangerie (Figeac (46)) + forge (Figeac (46))" in told
    assert "auberge + garage : Il manque 4 heures par semaine" in told


def test_json_says_the_same_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "besoins.yaml").write_text(NEEDS, "utf-8")
    assert run("--needs", str(tmp_path / "besoins.yaml"), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["covered"], found["greedy"], found["proven"]) == (2, 2, True)
    assert len(found["near_misses"]) == 1


def test_without_a_file_the_needs_deposited_are_grouped(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = open_database(database_url(data))
    given = {"function": "comptable", "days_a_week": 2.5, "commune": "Figeac", "start": "2027-01-04"}
    need = need_data(read_need(given, ""))
    deposits = Deposits(database, fixed_clock(TODAY))
    for _ in range(2):
        deposits.submit(GivenDeposit("groupement", need, Party("E", "N", "n@exemple.fr"), "Oui."))
    database.close()
    assert run("--json") == 0
    assert json.loads(capsys.readouterr().out)["covered"] == 2


def test_made_up_needs_are_measured_against_the_greedy_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--measure", "60", "--region", "11", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["needs"] == 60
    assert found["greedy"] <= found["covered"] <= found["bound"]
    assert found["seconds"] < 10


def test_what_cannot_be_read_is_told_and_exits_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--needs", str(tmp_path / "absent.yaml")) == 1
    assert "ne se lit pas" in capsys.readouterr().err
    assert run("--measure", "10", "--region", "00") == 1
    assert "région" in capsys.readouterr().err
