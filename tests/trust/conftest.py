"""The real assistant over the real sheets, with an internal document added."""

from collections.abc import Iterator

import pytest
from internal_note import SHEET

from bot.bootstrap import Passerelle


@pytest.fixture(scope="session")
def guarded(passerelle: Passerelle, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passerelle]:
    sheet = tmp_path_factory.mktemp("interne") / "note.md"
    sheet.write_text(SHEET, "utf-8")
    passerelle.ingestion.ingest([sheet])
    assert passerelle.library.document("note-interne") is not None
    yield passerelle
    passerelle.ingestion.remove("note-interne")
