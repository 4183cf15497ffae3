"""A client that is gone costs nothing more: its work stops within two seconds, the call of the model too."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from databases import settings_of
from scripted_model import Endpoint, said, serving
from serving import served, wait_until
from word_embedder import WordEmbedder

from bot.bootstrap import open_passerelle
from bot.serving import web_application

QUESTION = "Combien de boulangers emploie le fournil de Figeac ?"


async def mute(_: dict[str, Any]) -> AsyncIterator[bytes]:
    """Promise an answer, and never give it."""
    yield said("Le fournil ")
    await asyncio.sleep(60)


@pytest.fixture
def model() -> Iterator[Endpoint]:
    with serving(mute) as endpoint:
        yield endpoint


@pytest.fixture
def address(tmp_path: Path, model: Endpoint) -> Iterator[str]:
    (tmp_path / "documents").mkdir()
    sheet = "---\nid: fournil\n---\nLe fournil de Figeac emploie quatorze boulangers.\n"
    (tmp_path / "documents" / "fournil.md").write_text(sheet, "utf-8")
    settings = settings_of(
        tmp_path / "data", seeds_dir=tmp_path,
        llm_base_url=model.url, llm_model="essai", llm_timeout=60,
    )  # fmt: skip
    with (
        closing(open_passerelle(settings, embedder=WordEmbedder())) as passerelle,
        served(web_application(passerelle)) as base,
    ):
        yield base


@pytest.mark.parametrize("accept", ["text/event-stream", "application/json"])
def test_the_call_of_the_model_ends_within_two_seconds(
    address: str, model: Endpoint, accept: str, record_property: Callable[[str, object], None]
) -> None:
    parts = urlsplit(address)
    body = json.dumps({"message": QUESTION}).encode()
    head = f"POST /api/v1/chat HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: {accept}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection((parts.hostname or "", parts.port or 0)) as client:
        client.sendall(head.encode() + body)
        wait_until(lambda: bool(model.calls))
    left = time.monotonic()
    wait_until(model.left.is_set)
    record_property("figure", f"{time.monotonic() - left:.1f} s")
    assert time.monotonic() - left < 2
