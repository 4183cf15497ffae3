from pathlib import Path

import pytest

from bot.retrieval.bundled import FOLDER_NAME
from bot.retrieval.embedder import SentenceTransformerEmbedder, load_embedder


@pytest.fixture(scope="session")
def model_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def embedder(model_data_dir: Path) -> SentenceTransformerEmbedder:
    return load_embedder("bundled", model_data_dir)


@pytest.fixture(scope="session")
def model_folder(embedder: SentenceTransformerEmbedder, model_data_dir: Path) -> Path:
    return model_data_dir / "models" / FOLDER_NAME
