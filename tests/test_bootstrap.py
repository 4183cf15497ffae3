import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from databases import environment_of, settings_of
from word_embedder import WordEmbedder

from bot.bootstrap import Passerelle, open_passerelle
from bot.data_folder import own_data_folder
from bot.errors import DataFolderBusy, IndexUnavailable
from bot.retrieval.index import Index
from bot.serving import open_knowledge
from bot.settings import Settings

BREAD = "Le fournil de Figeac cuit le pain au feu de bois."
LOCK = "from bot.data_folder import *; lock = own_data_folder(Settings()); print('ok', flush=True); input()"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    documents = tmp_path / "seeds" / "documents"
    documents.mkdir(parents=True)
    (documents / "fournil.md").write_text(f"---\nid: fournil\n---\n{BREAD}\n", "utf-8")
    return settings_of(tmp_path / "data", seeds_dir=tmp_path / "seeds")


def start(settings: Settings) -> closing[Passerelle]:
    return closing(open_passerelle(settings, embedder=WordEmbedder()))


def found(passerelle: Passerelle) -> list[str]:
    return [hit.passage.text for hit in passerelle.search.search("Qui cuit le pain ?")]


@pytest.fixture
def other_process(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", LOCK]
    environment = {**environment_of(settings.data_dir), "PYTHONPATH": str(Path(__file__).parents[1])}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ok\n"
        yield process
        process.kill()


def test_the_first_start_reads_the_seeds(settings: Settings) -> None:
    steps: list[str] = []
    with closing(open_passerelle(settings, embedder=WordEmbedder(), step=steps.append)) as passerelle:
        assert found(passerelle) == [BREAD]
    assert steps[-1] == "Premier démarrage : lecture des documents…"


def test_a_later_start_reads_no_seed_and_finds_the_same(settings: Settings) -> None:
    with start(settings):
        pass
    (settings.seeds_dir / "documents" / "fournil.md").unlink()
    steps: list[str] = []
    with closing(open_passerelle(settings, embedder=WordEmbedder(), step=steps.append)) as passerelle:
        assert found(passerelle) == [BREAD]
    assert steps == ["Chargement du modèle d'embeddings…"]


def test_seeds_without_documents_start_an_empty_base(tmp_path: Path) -> None:
    with start(settings_of(tmp_path / "data", seeds_dir=tmp_path / "seeds")) as passerelle:
        assert found(passerelle) == []


def test_a_seed_that_cannot_be_read_is_logged_and_passed_over(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    (settings.seeds_dir / "documents" / "vide.txt").write_bytes(b"")
    with start(settings) as passerelle:
        assert found(passerelle) == [BREAD]
    assert any("vide.txt" in line for line in caplog.messages)


def test_what_is_lost_of_the_index_is_put_back_and_told(settings: Settings) -> None:
    with start(settings):
        pass
    for path in sorted((settings.data_dir / "index").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    steps: list[str] = []
    with closing(open_passerelle(settings, embedder=WordEmbedder(), step=steps.append)) as passerelle:
        assert found(passerelle) == [BREAD]
    assert "Index complété : 1 document(s) remis." in steps


def test_a_second_opener_in_the_process_is_refused(settings: Settings) -> None:
    with start(settings), pytest.raises(DataFolderBusy) as refusal:
        open_passerelle(settings, embedder=WordEmbedder())
    assert str(settings.data_dir) in refusal.value.user_message
    assert "BOT_DATA_DIR" in refusal.value.user_message


@pytest.mark.usefixtures("other_process")
def test_a_second_process_is_refused(settings: Settings) -> None:
    with pytest.raises(DataFolderBusy):
        open_passerelle(settings, embedder=WordEmbedder())


def test_a_killed_process_leaves_the_data_folder_free(
    settings: Settings, other_process: subprocess.Popen[str]
) -> None:
    other_process.kill()
    other_process.wait()
    with start(settings) as passerelle:
        assert found(passerelle) == [BREAD]


def test_a_start_that_fails_lets_the_data_folder_go(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Index, documents: object) -> None:
        raise IndexUnavailable("en panne")

    with monkeypatch.context() as broken:
        broken.setattr(Index, "stage", fail)
        with pytest.raises(IndexUnavailable):
            open_passerelle(settings, embedder=WordEmbedder())
    own_data_folder(settings).release()
    with start(settings) as passerelle:
        assert found(passerelle) == [BREAD]


def test_a_chroma_server_that_is_down_stops_the_start_and_keeps_the_folder(settings: Settings) -> None:
    with start(settings):
        pass
    (index,) = (settings.data_dir / "index").iterdir()
    before = sorted(path.name for path in index.rglob("*") if path.is_file())
    served = settings.model_copy(update={"chroma_url": "http://127.0.0.1:9"})
    with pytest.raises(IndexUnavailable):
        open_passerelle(served, embedder=WordEmbedder())
    assert sorted(path.name for path in index.rglob("*") if path.is_file()) == before


def test_an_entry_edited_by_hand_is_matched_at_once_and_survives_a_restart(settings: Settings) -> None:
    form = {"key": "club-four", "name": "Le club du four", "kind": "cluster", "status": "known"}
    form |= {"description": "Cuire le pain ensemble.", "territories": "DEP-46", "subjects": "cuire le pain"}
    with start(settings) as passerelle:
        before = passerelle.matching.matchmaker
        checked = open_knowledge(passerelle).catalogue.save("organisation", form, None)
        assert checked.faults == {}
        assert not before.catalogue.organisations
        assert [one.key for one in passerelle.matching.matchmaker.catalogue.organisations] == ["club-four"]
        assert "club-four" in passerelle.matching.matchmaker.proposer.propose("cuire le pain")
    with start(settings) as passerelle:
        assert [one.key for one in passerelle.matching.matchmaker.catalogue.organisations] == ["club-four"]
