import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing.reduction import ForkingPickler
from pathlib import Path

import pytest
from databases import settings_of
from starlette.testclient import TestClient
from word_embedder import WordEmbedder

from bot.bootstrap import Passerelle, open_passerelle
from bot.errors import ConfigurationFault
from bot.serving import address_of, open_socket, prepare, web_application
from bot.settings import Settings
from bot.workers import refuse_workers, share


@pytest.fixture
def passerelle(tmp_path: Path) -> Iterator[Passerelle]:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "fournil.md").write_text(
        "---\nid: fournil\n---\nLe fournil de Figeac emploie quatorze personnes.\n", "utf-8"
    )
    opened = open_passerelle(settings_of(tmp_path / "data", seeds_dir=tmp_path), embedder=WordEmbedder())
    yield opened
    opened.close()


def test_the_finished_parts_answer_over_http_from_one_end_to_the_other(passerelle: Passerelle) -> None:
    prepare(passerelle)
    with TestClient(web_application(passerelle)) as client:
        assert client.get("/readyz").json()["parts"] == {"base de données": "ok", "recherche": "ok"}
        found = client.get("/api/v1/search", params={"q": "fournil de Figeac"}).json()["results"]
        reply = client.post("/api/v1/chat", json={"message": "Bonjour"}).json()
        kept = client.get(f"/api/v1/conversations/{reply['conversation_id']}").json()
    assert [one["document_id"] for one in found] == ["fournil"]
    assert [turn["message"] for turn in kept["turns"]] == ["Bonjour"]


def test_a_free_port_is_taken_and_told() -> None:
    with open_socket("127.0.0.1", 0) as taken:
        assert address_of(taken) == f"http://127.0.0.1:{taken.getsockname()[1]}"


def test_an_address_for_every_interface_is_told_as_one_that_opens() -> None:
    with open_socket("0.0.0.0", 0) as taken:
        assert address_of(taken).startswith("http://127.0.0.1:")


def test_a_port_that_is_in_use_is_refused_in_french() -> None:
    with open_socket("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(ConfigurationFault, match="--port"):
            open_socket("127.0.0.1", taken.getsockname()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the processes have one socket in common")
def test_processes_that_are_handed_an_address_get_even_shares_of_its_connections() -> None:
    with ExitStack() as opened:
        taken = opened.enter_context(open_socket("127.0.0.1", 0))
        address = taken.getsockname()
        handed = bytes(ForkingPickler.dumps(share(taken)))
        one, other = (opened.enter_context(ForkingPickler.loads(handed)) for _ in range(2))
        for listening in (one, other):
            listening.listen(100)
            listening.setblocking(False)
        for _ in range(60):
            opened.enter_context(socket.create_connection(address))
        shares = [len(accepted(listening, opened)) for listening in (one, other)]
        assert sum(shares) == 60
        assert min(shares) >= 10
        with pytest.raises(ConfigurationFault, match="--port"):
            open_socket("127.0.0.1", address[1])


def accepted(listening: socket.socket, opened: ExitStack) -> list[socket.socket]:
    """Take all the connections that wait at a socket which does not block."""
    taken = []
    while True:
        try:
            taken.append(opened.enter_context(listening.accept()[0]))
        except BlockingIOError:
            return taken


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(ConfigurationFault, match="écouter"):
        open_socket("192.0.2.1", 0)


def test_several_workers_are_allowed_only_with_what_they_can_share() -> None:
    alone = Settings()
    shared = Settings(chroma_url="http://127.0.0.1:9000", database_url="postgresql://127.0.0.1/bot")
    refuse_workers(alone, 1)
    refuse_workers(shared, 4)
    for settings in (alone, shared.model_copy(update={"chroma_url": None})):
        with pytest.raises(ConfigurationFault, match="BOT_CHROMA_URL"):
            refuse_workers(settings, 2)
