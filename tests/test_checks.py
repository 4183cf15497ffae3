from pathlib import Path

import pytest
from databases import settings_of
from word_embedder import WordEmbedder

from bot import checks
from bot.bootstrap import open_passerelle
from bot.checks import Finding
from bot.cli import main
from bot.settings import Settings


def faults(findings: list[Finding], level: str = "fault") -> list[str]:
    return [f"{one.place} : {one.text}" for one in findings if one.level == level]


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    return tmp_path


def sheet(seeds: Path, name: str, text: str) -> None:
    (seeds / "documents" / name).write_text(text, "utf-8")


def test_an_empty_setting_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BOT_DATA_DIR", "BOT_DATABASE_URL", "BOT_QUEUE"):
        monkeypatch.setenv(name, "")
    given = Settings()
    assert (given.data_dir, given.database_url) == (Path(".passerelle"), None)


def test_the_seeds_of_the_project_have_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["check", "--light"])
    assert left.value.code == 0
    assert "Tout est en ordre." in capsys.readouterr().out


def test_a_wrong_front_matter_is_a_fault(seeds: Path) -> None:
    sheet(seeds, "four.md", "---\naudience: tous\n---\nLe four tourne depuis 2019.\n")
    (fault,) = faults(list(checks.check_seeds(seeds)))
    assert "audience" in fault


def test_two_documents_of_one_id_are_a_fault(seeds: Path) -> None:
    for name in ("four.md", "fournil.md"):
        sheet(seeds, name, "---\nid: four\n---\nLe four tourne depuis 2019.\n")
    (fault,) = faults(list(checks.check_seeds(seeds)))
    assert "fournil.md" in fault
    assert "four.md" in fault


def test_a_sentence_without_its_subject_is_advised_against(seeds: Path) -> None:
    sheet(seeds, "four.md", "---\nid: four\n---\nLe four tourne. Il consomme du bois. Il faut le curer.\n")
    (advice,) = faults(list(checks.check_seeds(seeds)), "advice")
    assert "Il consomme du bois" in advice


def test_seeds_without_documents_are_allowed(tmp_path: Path) -> None:
    assert faults(list(checks.check_seeds(tmp_path))) == []


def test_a_broken_glossary_is_a_fault(seeds: Path) -> None:
    (seeds / "glossary.yaml").write_text("entries: {", "utf-8")
    assert faults(list(checks.check_glossary(seeds)))


def test_a_broken_prompt_is_a_fault_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "answer.jinja").write_text("Bonjour\n{% if %}\n", "utf-8")
    (fault,) = faults(list(checks.check_prompts(tmp_path)))
    assert fault.startswith("prompts/answer.jinja : ligne 2")


def test_a_setting_that_nothing_reads_is_told() -> None:
    found = list(checks.check_settings(Settings(), {"BOT_DATADIR": "x", "BOT_DATA_DIR": "y", "PATH": "z"}))
    assert [one.place for one in found if one.level == "advice"] == ["BOT_DATADIR"]


def test_an_endpoint_without_a_model_is_a_fault() -> None:
    settings = Settings(llm_base_url="http://127.0.0.1:9/v1")
    assert faults(list(checks.check_settings(settings, {})))


def test_a_data_folder_that_is_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", "utf-8")
    assert faults(list(checks.check_data_folder(tmp_path / "data")))


def test_the_data_folder_of_a_running_server_is_told(tmp_path: Path) -> None:
    settings = settings_of(tmp_path / "data", seeds_dir=tmp_path)
    passerelle = open_passerelle(settings, embedder=WordEmbedder())
    try:
        (open_folder,) = checks.check_data_folder(settings.data_dir)
    finally:
        passerelle.close()
    (free,) = checks.check_data_folder(settings.data_dir)
    assert "ouvert" in open_folder.text
    assert "libre" in free.text


def test_an_index_that_misses_a_document_is_told_and_then_mended(seeds: Path, tmp_path: Path) -> None:
    sheet(seeds, "four.md", "---\nid: four\n---\nLe four tourne depuis 2019.\n")
    settings = settings_of(tmp_path / "data", seeds_dir=seeds)
    assert [one.text for one in checks.check_index(settings)] == [
        "vide : le premier démarrage lira les documents fournis."
    ]
    open_passerelle(settings, embedder=WordEmbedder()).close()
    assert [one.text for one in checks.check_index(settings)] == ["1 documents, 1 passages."]
    (manifest,) = settings.data_dir.glob("index/*/manifest.json")
    manifest.write_text('{"ready": {}, "unsure": []}', "utf-8")
    (advice,) = checks.check_index(settings)
    assert advice.level == "advice"
    assert "1 document(s) à remettre" in advice.text
    open_passerelle(settings, embedder=WordEmbedder()).close()
    assert [one.level for one in checks.check_index(settings)] == ["fine"]
