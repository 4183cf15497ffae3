"""A small town's knowledge, searched by shared words."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from bakery import TOWN
from databases import settings_of
from word_embedder import WordEmbedder

from bot.bootstrap import Passerelle, open_passerelle


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passerelle]:
    folder = tmp_path_factory.mktemp("figeac")
    settings = settings_of(folder / "data", seeds_dir=folder / "seeds")
    with closing(open_passerelle(settings, embedder=WordEmbedder())) as opened:
        opened.ingestion.add(TOWN)
        yield opened
