"""A small town's knowledge, searched by shared words; and the real sheets, read by the real model."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from bakery import TOWN
from word_embedder import WordEmbedder

from bot.bootstrap import Passerelle, open_passerelle
from bot.retrieval.embedder import SentenceTransformerEmbedder
from bot.settings import Settings


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passerelle]:
    folder = tmp_path_factory.mktemp("figeac")
    settings = Settings(data_dir=folder / "data", seeds_dir=folder / "seeds")
    with closing(open_passerelle(settings, embedder=WordEmbedder())) as opened:
        opened.ingestion.add(TOWN)
        yield opened


@pytest.fixture(scope="session")
def passerelle(embedder: SentenceTransformerEmbedder, model_data_dir: Path) -> Iterator[Passerelle]:
    settings = Settings(data_dir=model_data_dir, today=date(2026, 11, 22))
    with closing(open_passerelle(settings, embedder=embedder)) as opened:
        yield opened
