import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from chromadb.errors import InternalError
from fakes import make_document
from word_embedder import WordEmbedder
from workshop import QUESTIONS, SHEETS, Workshop

from bot.documents.model import Document
from bot.errors import IndexUnavailable
from bot.opening import open_index
from bot.retrieval.fulltext import FullText
from bot.retrieval.index import Index, View
from bot.retrieval.manifest import Manifest
from bot.retrieval.vector_store import VectorStore, server_client
from bot.retrieval.vectors import Floats
from bot.settings import Settings

OLD = make_document("halles", "Les halles ouvrent le samedi.", content_hash="ancienne")
NEW = make_document("halles", "Les halles ouvrent le dimanche.", content_hash="nouvelle")
BOOSTS = {"title": 1.0, "heading": 1.0, "text": 1.0}


@pytest.fixture
def index(tmp_path: Path):
    opened = open_index(Settings(data_dir=tmp_path), WordEmbedder(), dict)
    yield opened
    opened.close()


def live(*documents: Document) -> dict[str, str]:
    return {document.id: document.content_hash for document in documents}


def by_words(view: View, k: int) -> list[str]:
    return [row for row, _ in view.by_words({"hall": 1.0}, BOOSTS, k, "public")]


def by_meaning(view: View, k: int) -> list[str]:
    return [row for row, _ in view.by_meaning(WordEmbedder().embed_question("halles").sentence, k, "public")]


def revisions(rows: list[str]) -> list[str]:
    return [row.rpartition("@")[2].partition("#")[0] for row in rows]


WAYS = pytest.mark.parametrize("ways", [by_words, by_meaning])


@WAYS
def test_an_empty_index_finds_nothing(index: Index, ways) -> None:
    assert ways(index.view(), 5) == []


@WAYS
def test_what_is_staged_is_not_seen_before_it_is_published(index: Index, ways) -> None:
    index.stage([OLD])
    assert ways(index.view(), 5) == []
    index.publish(live(OLD))
    assert revisions(ways(index.view(), 5)) == ["ancienne"]


@WAYS
def test_old_and_new_never_answer_together(index: Index, ways) -> None:
    seen = []
    for step in (
        lambda: index.stage([OLD]),
        lambda: index.publish(live(OLD)),
        lambda: index.stage([NEW]),
        lambda: index.publish(live(NEW)),
        index.sweep,
    ):
        step()
        seen.append(revisions(ways(index.view(), 5)))
    assert seen == [[], ["ancienne"], ["ancienne"], ["nouvelle"], ["nouvelle"]]


@WAYS
def test_passages_being_written_do_not_crowd_out_those_that_are_seen(
    index: Index, ways, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.stage([OLD])
    index.publish(live(OLD))
    crowd = make_document("foire", *["Halles."] * 12, content_hash="foule")
    seen = []
    for part, name in (
        (VectorStore, "add"),
        (FullText, "commit"),
        (VectorStore, "remove"),
        (Manifest, "trust"),
    ):
        step = getattr(part, name)

        def watched(*given, step=step):
            seen.append(revisions(ways(index.view(), 1)))
            done = step(*given)
            seen.append(revisions(ways(index.view(), 1)))
            return done

        monkeypatch.setattr(part, name, watched)
    index.stage([crowd])
    index.sweep()
    assert len(seen) > 10
    assert all(found == ["ancienne"] for found in seen)


def test_staging_twice_writes_once(index: Index) -> None:
    index.stage([OLD])
    index.stage([OLD])
    index.publish(live(OLD))
    assert (index.size, index.is_whole()) == (1, True)


@pytest.mark.parametrize("step", [(VectorStore, "add"), (FullText, "commit"), (Manifest, "trust")])
def test_a_staging_that_failed_can_be_tried_again_in_the_same_process(
    index: Index, step: tuple[type, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> None:
        raise IndexUnavailable("en panne")

    with monkeypatch.context() as broken:
        broken.setattr(*step, fail)
        with pytest.raises(IndexUnavailable):
            index.stage([OLD])
    index.stage([OLD])
    index.publish(live(OLD))
    assert index.is_whole()
    assert by_words(index.view(), 5) == by_meaning(index.view(), 5) == ["halles@ancienne#0"]


def test_the_same_folder_opens_again_once_closed(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    first = open_index(settings, WordEmbedder(), dict)
    first.stage([OLD])
    first.close()
    second = open_index(settings, WordEmbedder(), lambda: live(OLD))
    second.stage([NEW])
    assert by_words(second.view(), 5) == ["halles@ancienne#0"]
    second.close()


def test_one_folder_has_one_writer(tmp_path: Path) -> None:
    first = FullText(tmp_path)
    first.remove("halles@ancienne")
    second = FullText(tmp_path)
    with pytest.raises(ValueError, match="LockBusy"):
        second.remove("halles@ancienne")
    first.rest()
    second.remove("halles@ancienne")
    second.rest()


def test_an_index_of_another_model_is_dropped(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    first = open_index(settings, WordEmbedder(), dict)
    first.stage([OLD])
    first.close()
    other = WordEmbedder()
    other.fingerprint = "autres-mots@1"
    second = open_index(settings, other, lambda: live(OLD))
    assert second.missing(live(OLD)) == ["halles"]
    assert len(list((tmp_path / "index").iterdir())) == 1
    second.close()


def test_questions_are_answered_while_documents_come_and_go(index: Index) -> None:
    index.stage([OLD])
    index.publish(live(OLD))
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            assert revisions(by_words(index.view(), 3)) == ["ancienne"]

    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(ask)
        for number in range(15):
            stand = make_document(f"stand-{number}", "Un stand sous les halles.", content_hash=str(number))
            index.stage([stand])
            if number % 5 == 4:
                index.sweep()
        done.set()
        asking.result()


def test_an_outage_of_the_vectors_is_never_an_empty_result(tmp_path: Path) -> None:
    class Down:
        def get_or_create_collection(self, *given: object, **named: object) -> "Down":
            return self

        def query(self, **named: object) -> None:
            raise ConnectionError("connection refused")

        count = delete = upsert = query

    store = VectorStore(Down(), "passages")
    question: Floats = WordEmbedder().embed_question("halles").sentence
    for ask in (lambda: store.search(question, 5, ["public"]), lambda: store.remove("halles@ancienne")):
        with pytest.raises(IndexUnavailable):
            ask()


@pytest.mark.parametrize(("failures", "found"), [(0, ["halles#0"]), (2, ["halles#0"]), (3, None)])
def test_a_failure_of_chroma_itself_is_asked_over_before_it_is_an_outage(
    failures: int, found: list[str] | None
) -> None:
    class Failing:
        left = failures

        def get_or_create_collection(self, *given: object, **named: object) -> "Failing":
            return self

        def query(self, **named: object) -> dict[str, list[list[object]]]:
            self.left -= 1
            if self.left >= 0:
                raise InternalError("Error executing plan")
            return {"ids": [["halles#0"]], "distances": [[0.25]]}

    store = VectorStore(Failing(), "passages")
    question: Floats = WordEmbedder().embed_question("halles").sentence
    if found is None:
        with pytest.raises(IndexUnavailable):
            store.search(question, 5, ["public"])
    else:
        assert [row for row, _ in store.search(question, 5, ["public"])] == found


def test_a_server_that_does_not_answer_is_an_outage() -> None:
    with pytest.raises(IndexUnavailable):
        server_client("http://127.0.0.1:9")


DAMAGES = {
    "the index folder is gone": ("**", None),
    "the manifest is cut short": ("manifest.json", b'{"ready": {"fo'),
    "the manifest is empty": ("manifest.json", b""),
    "the manifest is of another shape": ("manifest.json", b"[]"),
    "the manifest is gone": ("manifest.json", None),
    "the full text describes itself in garbage": ("fulltext/internal/meta.json", b"garbage"),
    "the full text lost its description": ("fulltext/internal/meta.json", None),
    "the full text lost its passages": ("fulltext/internal/*.store", None),
    "the full text has garbage for passages": ("fulltext/internal/*.store", b"x" * 50),
    "the full text has its terms cut short": ("fulltext/internal/*.term", b"xxxxx"),
    "the public full text is gone": ("fulltext/public/*", None),
    "the vectors lost their database": ("vectors/chroma.sqlite3", None),
    "the vectors have garbage for a database": ("vectors/chroma.sqlite3", b"garbage" * 1000),
    "the vectors have an empty database": ("vectors/chroma.sqlite3", b""),
    "the vectors lost their graph": ("vectors/*/*.bin", None),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_rebuilt_from_the_library(tmp_path: Path, damage: str) -> None:
    shop = Workshop(tmp_path)
    shop.write_all()
    shop.ingest()
    with shop.open() as bench:
        before = bench.answers()
    (folder,) = (shop.settings.data_dir / "index").iterdir()
    pattern, content = DAMAGES[damage]
    damaged = [path for path in sorted(folder.glob(pattern)) if path.is_file()]
    if pattern == "**":
        damaged = [path for path in folder.rglob("*") if path.is_file()]
    assert damaged
    for path in damaged:
        path.unlink() if content is None else path.write_bytes(content)
    with shop.open() as bench:
        assert bench.answers() == before
        assert bench.index.is_whole()
        assert bench.index.size == len(SHEETS)
    assert len(before) == len(QUESTIONS)
