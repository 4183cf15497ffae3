"""Publishing by hand: a question finds the version before or the one after, never both, never none."""

import threading
from functools import partial
from pathlib import Path

from workshop import SHEETS, Workshop

from bot.documents.model import Document
from bot.documents.reading import write_sheet
from bot.retrieval.ingestion import Ingestion


def sheet(hour: int) -> Document:
    text = f"Le fournil de Figeac cuit le pain à {hour} heures."
    return write_sheet("Fiche fournil", text, id="fournil")


def test_a_document_published_or_taken_out_is_seen_at_once(tmp_path: Path) -> None:
    shop = Workshop(tmp_path)
    shop.write_all()
    shop.ingest()
    with shop.open() as bench:
        new = sheet(7)
        bench.ingestion.put(new, lambda: bench.library.save(new))
        assert bench.found("À quelle heure cuit le pain ?")[0] == new.text
        assert SHEETS["fournil"] not in bench.found("Qui cuit le pain à Figeac ?")
        bench.ingestion.take_out(lambda: bench.library.delete("fournil"))
        assert new.text not in bench.found("À quelle heure cuit le pain ?")


def test_no_question_ever_finds_two_versions_or_none(tmp_path: Path) -> None:
    shop = Workshop(tmp_path)
    with shop.open() as bench:
        first = sheet(0)
        bench.ingestion.put(first, lambda: bench.library.save(first))
        stop = threading.Event()
        seen: list[list[str]] = []

        def ask() -> None:
            while not stop.is_set():
                seen.append(
                    [text for text in bench.found("À quelle heure cuit le pain ?") if "fournil" in text]
                )

        threads = [threading.Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        for hour in range(1, 16):
            new = sheet(hour)
            bench.ingestion.put(new, partial(bench.library.save, new))
        stop.set()
        for thread in threads:
            thread.join()
    assert len(seen) > 5
    assert {len(found) for found in seen} == {1}


def test_a_file_does_not_change_what_people_have_taken_in_hand(tmp_path: Path) -> None:
    shop = Workshop(tmp_path)
    shop.write_all()
    with shop.open() as bench:
        ingestion = Ingestion(bench.library, bench.index, bench.search.refresh, lambda: {"fournil"})
        report = ingestion.ingest([shop.sheets])
    assert report.added == ["tannerie", "verger"]
    assert "tenu à la main" in report.refused[0][1]
