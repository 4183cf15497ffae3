import json
from pathlib import Path

import pytest
from databases import database_url, environment_of
from fakes import TODAY

from bot.cli import main
from bot.clock import fixed_clock
from bot.matching.board_reading import item_data, read_item
from bot.store.database import open_database
from bot.store.deposits import Deposits, GivenDeposit, Party


@pytest.fixture(autouse=True)
def data(tmp_path: Path, model_data_dir: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    # The unpacked model is shared: making it again takes longer than all the rest.
    (folder / "models").symlink_to(model_data_dir / "models")
    for name, value in environment_of(folder).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("BOT_TODAY", TODAY.isoformat())
    return folder


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["board", *arguments])
    return int(left.value.code or 0)


def test_an_empty_board_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    assert "Aucune paire possible" in capsys.readouterr().out


@pytest.mark.model
def test_the_pairs_of_the_open_deposits_are_printed_best_first(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = open_database(database_url(data))
    book = Deposits(database, fixed_clock(TODAY))
    for kind, text, category in (
        ("offre", "Drêches de brasserie", "organiques"),
        ("besoin", "Coproduits pour nourrir des porcs", "organiques"),
        ("besoin", "Refaire notre site internet", "sites"),
    ):
        given = {"kind": kind, "category": category, "text": text, "commune": "46042"}
        item = read_item(given, TODAY)
        party = Party(text, "Jeanne", f"{category}-{kind}@exemple.fr", "", "C", "46")
        book.submit(GivenDeposit(item.kind, item_data(item), party, "Oui."))
    database.close()
    assert run("--most", "1") == 0
    out = capsys.readouterr().out
    assert "Drêches de brasserie  ↔  Coproduits pour nourrir des porcs" in out
    assert "site internet" not in out


@pytest.mark.model
def test_the_scoring_finds_far_more_than_meaning_alone_on_both_halves(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("--measure", "--fit", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    scores = {(row["half"], row["system"]): row for row in told["scores"]}
    for half in ("fitting", "held-out"):
        ours, alone = scores[half, "Passerelle"], scores[half, "sens seul"]
        assert ours["recall"] >= 0.95
        assert ours["recall"] > alone["recall"] + 0.2
        assert scores[half, "sans la catégorie choisie"]["recall"] > alone["recall"]
    held = scores["held-out", "Passerelle"]
    assert held["precision"] >= 0.65
    assert held["found"] >= 0.75
    assert told["weights"] == pytest.approx(
        {"meaning": 8.48, "words": 2.4, "category": 9.57, "bias": -10.8}, abs=0.5
    )


def test_a_set_that_cannot_be_used_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sets").mkdir()
    (tmp_path / "sets" / "fitting.yaml").write_text(
        '- {id: a, kind: besoin, category: licornes, text: Rien, commune: "46042"}', "utf-8"
    )
    assert run("--measure", "--sets", str(tmp_path / "sets")) == 1
    assert "ligne 1 : « category »" in capsys.readouterr().err
    assert run("--measure", "--sets", str(tmp_path / "absent")) == 1
