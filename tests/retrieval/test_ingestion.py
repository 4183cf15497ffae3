import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from workshop import QUESTIONS, SHEETS, Bench, Workshop

from bot.documents.model import Sentence
from bot.errors import BotError
from bot.retrieval.fulltext import FullText
from bot.retrieval.manifest import Manifest
from bot.retrieval.vector_store import VectorStore
from bot.store.library import StoredLibrary

FONDERIE = "La fonderie de Decazeville coule des cloches de bronze."
NEW_FOURNIL = "Le fournil de Figeac vend désormais des fouaces. Le pâtissier ouvre en avril."


class Killed(BaseException):
    """Stands for the process dying at this very point."""


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path)
    made.write_all()
    return made


def state(bench: Bench) -> dict[str, object]:
    return {
        "hashes": bench.library.hashes(),
        "documents": list(bench.library.documents()),
        "size": bench.index.size,
        "whole": bench.index.is_whole(),
        "answers": bench.answers(),
    }


def clean_answers(shop: Workshop, where: Path) -> list[list[str]]:
    """Give the answers of an index built at once from the sheets as they are now."""
    clean = Workshop(where)
    shutil.copytree(shop.sheets, clean.sheets)
    clean.ingest()
    with clean.open() as bench:
        return bench.answers()


def test_ingesting_again_changes_nothing(shop: Workshop) -> None:
    with shop.open() as bench:
        first = bench.ingestion.ingest([shop.sheets])
        before = state(bench)
        second = bench.ingestion.ingest([shop.sheets])
        assert state(bench) == before
    assert (sorted(first.added), second.added, second.changed) == (sorted(SHEETS), [], [])
    assert sorted(second.unchanged) == sorted(SHEETS)
    assert before["whole"]


def test_what_another_splitter_cut_is_cut_again_at_the_next_start(shop: Workshop) -> None:
    shop.ingest()
    with shop.open() as bench:
        now = bench.library.document("fournil")
        assert now is not None
        whole = replace(now.passages[0], sentences=(Sentence(now.text, 0, len(now.text)),))
        bench.ingestion.add([replace(now, content_hash="9f86d081", passages=(whole,))])
        others = {name: one for name, one in bench.library.hashes().items() if name != "fournil"}
    with shop.open() as bench:
        assert bench.library.document("fournil") == now
        assert {name: one for name, one in bench.library.hashes().items() if name != "fournil"} == others
        assert bench.index.is_whole()
        assert bench.answers()[0][0] == now.text


def test_progress_is_told_after_each_file(shop: Workshop) -> None:
    told: list[tuple[int, int, str]] = []
    with shop.open() as bench:
        bench.ingestion.ingest([shop.sheets], progress=lambda *step: told.append(step))
    assert told == [(1, 3, "fournil.md"), (2, 3, "tannerie.md"), (3, 3, "verger.md")]


def test_a_changed_file_replaces_its_passages(shop: Workshop) -> None:
    shop.ingest()
    shop.write("fournil", NEW_FOURNIL)
    assert shop.ingest().changed == ["fournil"]
    with shop.open() as bench:
        for question in (*QUESTIONS, SHEETS["fournil"]):
            assert SHEETS["fournil"] not in bench.found(question)
        assert bench.found("Qui vend des fouaces ?")[0] == NEW_FOURNIL
        assert bench.index.size == len(SHEETS)


def test_a_file_that_takes_another_id_leaves_nothing_under_the_former_one(shop: Workshop) -> None:
    shop.ingest()
    shop.write("fournil", NEW_FOURNIL, document_id="fournil-figeac")
    report = shop.ingest()
    assert (report.added, report.removed) == (["fournil-figeac"], ["fournil"])
    with shop.open() as bench:
        assert sorted(bench.library.hashes()) == ["fournil-figeac", "tannerie", "verger"]
        assert SHEETS["fournil"] not in bench.found("Le fournil de Figeac cuit le pain au feu de bois")


def test_a_file_named_twice_is_read_once(shop: Workshop) -> None:
    report = shop.ingest(paths=[shop.sheets, shop.sheets / "verger.md", shop.sheets])
    assert sorted(report.added) == sorted(SHEETS)
    with shop.open() as bench:
        assert bench.index.size == len(SHEETS)
        assert bench.index.is_whole()


def test_a_removed_file_stays_until_pruned(shop: Workshop) -> None:
    shop.ingest()
    (shop.sheets / "verger.md").unlink()
    assert shop.ingest().removed == []
    assert shop.ingest(prune=True).removed == ["verger"]
    with shop.open() as bench:
        assert all(SHEETS["verger"] not in found for found in bench.answers())
        assert bench.library.document("verger") is None


def test_pruning_leaves_what_came_from_elsewhere(shop: Workshop, tmp_path: Path) -> None:
    elsewhere = Workshop(tmp_path / "ailleurs").write("fonderie", FONDERIE)
    shop.ingest(paths=[shop.sheets, elsewhere])
    elsewhere.unlink()
    assert shop.ingest(prune=True).removed == []


def test_two_files_of_one_id_are_refused_with_a_clear_line(shop: Workshop) -> None:
    shop.write("zinguerie", FONDERIE, document_id="verger")
    report = shop.ingest()
    ((path, reason),) = report.refused
    assert Path(path).name == "zinguerie.md"
    assert reason == "L'identifiant « verger » est déjà celui du fichier « verger.md »."
    assert sorted(report.added) == sorted(SHEETS)


def test_a_moved_file_keeps_its_id(shop: Workshop) -> None:
    shop.ingest()
    (shop.sheets / "verger.md").rename(shop.sheets / "chasselas.md")
    report = shop.ingest(prune=True)
    assert (report.refused, report.removed) == ([], [])


def test_refused_files_do_not_stop_the_others(shop: Workshop) -> None:
    (shop.sheets / "a-vide.txt").write_bytes(b"")
    (shop.sheets / "b-binaire.pdf").write_bytes(bytes(range(256)))
    (shop.sheets / "c-tableur.xlsx").write_bytes(b"PK")
    report = shop.ingest()
    assert [Path(path).name for path, _ in report.refused] == [
        "a-vide.txt",
        "b-binaire.pdf",
        "c-tableur.xlsx",
    ]
    assert all(reason and "\n" not in reason for _, reason in report.refused)
    assert sorted(report.added) == sorted(SHEETS)


def test_a_document_added_or_removed_by_hand_shows_at_once(shop: Workshop) -> None:
    with shop.open() as bench:
        bench.ingestion.ingest([shop.sheets])
        verger = bench.library.document("verger")
        assert verger is not None
        bench.ingestion.remove("verger")
        assert SHEETS["verger"] not in bench.found("le raisin de Moissac")
        bench.ingestion.add([verger])
        assert bench.found("le raisin de Moissac")[0] == SHEETS["verger"]


@dataclass
class Fuse:
    """Lets `steps` steps pass, then kills at each."""

    steps: int

    def burn(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise Killed


STEPS = (
    (VectorStore, "add"),
    (VectorStore, "remove"),
    (FullText, "add"),
    (FullText, "remove"),
    (FullText, "commit"),
    (Manifest, "_write"),
    (StoredLibrary, "save"),
    (StoredLibrary, "delete"),
)


def watch(monkeypatch: pytest.MonkeyPatch, before: Callable[[], None]) -> None:
    """Call `before` ahead of every step that changes something durable."""
    for part, name in STEPS:
        step = getattr(part, name)

        def watched(*given: object, step: Callable[..., object] = step) -> object:
            before()
            return step(*given)

        monkeypatch.setattr(part, name, watched)


def edit(shop: Workshop) -> None:
    """Change a sheet, add one, remove one."""
    shop.write("fournil", NEW_FOURNIL)
    shop.write("fonderie", FONDERIE)
    (shop.sheets / "verger.md").unlink()


def test_no_step_of_an_ingestion_shows_half_a_document(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shop.open() as bench:
        bench.ingestion.ingest([shop.sheets])
        edit(shop)
        seen: list[set[str]] = []
        watch(monkeypatch, lambda: seen.append(set(bench.found("Le fournil de Figeac", "internal"))))
        bench.ingestion.ingest([shop.sheets], prune=True)
    old = set(SHEETS.values())
    new = {NEW_FOURNIL, FONDERIE, SHEETS["tannerie"]}
    assert {frozenset(texts) for texts in seen} <= {
        frozenset(old),
        frozenset(new | {SHEETS["verger"]}),
        frozenset(new),
    }
    assert seen[0] == old


def test_an_interruption_at_any_step_is_repaired_at_the_next_start(
    shop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.ingest()
    old = clean_answers(shop, tmp_path / "ancien")
    edit(shop)
    new = clean_answers(shop, tmp_path / "nouveau")
    survived = False
    fatal = 0
    while not survived:
        data = tmp_path / f"coup-{fatal}"
        shutil.copytree(shop.folder / "data", data / "data")
        broken = Workshop(data)
        with broken.open() as bench, monkeypatch.context() as patched:
            watch(patched, Fuse(fatal).burn)
            try:
                bench.ingestion.ingest([shop.sheets], prune=True)
                survived = True
            except Killed:
                pass
        with broken.open() as bench:
            assert bench.index.is_whole()
            held = {document.text for document in bench.library.documents()}
            assert bench.index.size == len(held)
            found = bench.answers()
            assert {text for texts in found for text in texts} == held
            if held == set(SHEETS.values()):
                assert found == old
            bench.ingestion.ingest([shop.sheets], prune=True)
            assert bench.answers() == new
            assert bench.index.is_whole()
        fatal += 1
    assert fatal > 10


CHILD = """
import json, sys
sys.path[:0] = json.loads(sys.argv[1])
from pathlib import Path
from workshop import Workshop
shop = Workshop(Path(sys.argv[2]))
with shop.open() as bench:
    print("ready", flush=True)
    while True:
        bench.ingestion.ingest([shop.sheets])
        for path in sorted(shop.sheets.iterdir()):
            path.write_text(path.read_text("utf-8") + "Le marché a lieu le samedi.\\n", "utf-8")
"""


@pytest.mark.parametrize("seed", range(5))
def test_a_process_killed_at_a_random_moment_leaves_what_the_next_start_repairs(
    shop: Workshop, tmp_path: Path, seed: int
) -> None:
    here = Path(__file__).resolve()
    paths = json.dumps([str(here.parents[2]), str(here.parents[1]), str(here.parent)])
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, paths, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child, child.stdout:
        assert child.stdout.readline() == "ready\n"
        time.sleep(random.Random(seed).uniform(0, 0.4))
        child.kill()
    assert child.returncode == -9
    with shop.open() as bench:
        assert bench.index.is_whole()
        held = {passage.text for document in bench.library.documents() for passage in document.passages}
        assert set(bench.found("le fournil, la tannerie, le verger et le marché")) == held
        shop.write_all()
        bench.ingestion.ingest([shop.sheets])
        # Near ties may change places: until Tantivy merges, word statistics still count what was removed.
        clean = clean_answers(shop, tmp_path / "propre")
        assert [sorted(found) for found in bench.answers()] == [sorted(found) for found in clean]


def test_the_search_is_told_of_each_change(shop: Workshop) -> None:
    with shop.open() as bench:
        assert bench.found("chasselas") == []
        bench.ingestion.ingest([shop.sheets])
        # A slip of one letter is repaired from words that were not there before.
        assert bench.found("chaselas")[0] == SHEETS["verger"]


def test_a_failed_library_leaves_the_visible_documents_as_they_were(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(BotError):
        pass

    def refuse(*given: object) -> None:
        raise Full("Le disque est plein.")

    with shop.open() as bench:
        bench.ingestion.ingest([shop.sheets])
        before = bench.answers()
        edit(shop)
        with monkeypatch.context() as full:
            full.setattr(StoredLibrary, "save", refuse)
            with pytest.raises(Full):
                bench.ingestion.ingest([shop.sheets])
        assert bench.answers() == before
        bench.ingestion.ingest([shop.sheets], prune=True)
        assert bench.found("Qui vend des fouaces ?")[0] == NEW_FOURNIL
        assert bench.index.is_whole()
