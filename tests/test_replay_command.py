import json
from pathlib import Path

import pytest
from databases import database_url, environment_of
from fakes import TODAY

from bot.cli import main
from bot.clock import fixed_clock
from bot.companies.company import Company
from bot.matching.catalogue_folder import load_catalogue
from bot.matching.matchmaker import Matchmaker
from bot.matching.traces import Asked, MatchDesk
from bot.matching.verdict import Outcome
from bot.resources import packaged
from bot.store.database import open_database
from bot.store.matching import CoverageHoles, MatchTraces


class Sharing:
    """Proposes the employer groups for every need."""

    def propose(self, need: str) -> dict[str, float]:
        return {"lot-groupements-employeurs": 0.9, "groupements-employeurs-lot": 0.8}


@pytest.fixture
def trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    for name, value in environment_of(tmp_path).items():
        monkeypatch.setenv(name, value)
    database = open_database(database_url(tmp_path))
    matchmaker = Matchmaker(load_catalogue(packaged("seeds") / "catalogue"), Sharing())
    desk = MatchDesk(matchmaker, MatchTraces(database, fixed_clock(TODAY)), CoverageHoles(database))
    _, identity = desk.match(Asked(Company(commune="46128"), TODAY, "partager un comptable"))
    database.close()
    return identity


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["match", *arguments])
    return int(left.value.code or 0)


def test_a_stored_trace_gives_the_same_verdicts_again(trace: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--replay", trace, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["same"]
    assert made["matches"][0]["id"] == "lot-groupements-employeurs"
    assert run("--replay", trace) == 0
    assert "refaits : les mêmes." in capsys.readouterr().out


def test_verdicts_that_come_out_otherwise_are_told(
    trace: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.matching.rules.outcome_of", lambda *_: Outcome.SUSPENDED)
    assert run("--replay", trace) == 1
    assert "refaits : autres ; alors : lot-groupements-employeurs: probable" in capsys.readouterr().out


def test_a_trace_that_is_not_kept_is_told(trace: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--replay", f"{trace}x") == 1
    assert "aucune trace" in capsys.readouterr().err
