"""Killed again and again while it reads documents, answers and takes requests, the service keeps its word.

Of SQLite and the files of the data folder, whatever the run asks for. `BOT_TEST_KILLS` says how many times.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from engines import listens
from killed import sentence_of
from serving import wait_until
from word_embedder import WordEmbedder

from bot.bootstrap import Passerelle, open_passerelle
from bot.settings import Settings
from bot.store.database import DATABASE

TESTS = Path(__file__).parent.parent
KILLS = int(os.environ.get("BOT_TEST_KILLS", "2"))
CONTACT = {"name": "Jeanne Delmas", "phone": "0565000000", "consent": True}


@dataclass
class Promised:
    """What was acknowledged: receipts by need, and replies by conversation, with its visitor's cookies.

    `cut` is the question that the service was killed over, and its conversation; `unsaid` are those that it
    then had no answer to.
    """

    receipts: dict[str, str] = field(default_factory=dict)
    replies: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)
    cut: list[tuple[str, str | None]] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)

    def answers(self) -> int:
        return sum(map(len, self.replies.values()))


def test_killed_again_and_again_it_loses_nothing_acknowledged_and_doubles_nothing(
    tmp_path: Path, unused_port: int, record_property: Callable[[str, object], None]
) -> None:
    (tmp_path / "documents").mkdir()
    journal = tmp_path / "journal"
    journal.touch()
    settings = Settings(data_dir=tmp_path / "data", seeds_dir=tmp_path)
    promised, halfway, chance = Promised(), 0, random.Random(7)
    with nursery(settings, unused_port, journal) as started:
        for turn in range(KILLS):
            process = started()
            senders = [
                threading.Thread(target=work, args=(unused_port, turn, promised))
                for work in (send_requests, converse)
            ]
            before = progress(promised, journal)
            for sender in senders:
                sender.start()
            wait_until(
                lambda before=before: all(
                    now >= then + 2 for now, then in zip(progress(promised, journal), before, strict=True)
                ),
                120,
            )
            # Not just after an acknowledgement: at any point of what follows it.
            threading.Event().wait(chance.uniform(0, 0.1))
            os.kill(process, signal.SIGKILL)
            for sender in senders:
                sender.join(60)
            halfway += bool(unsure(settings))
    documents = written(journal)
    assert_sound(settings)
    assert_requests_are_kept_once(settings, promised)
    with closing(open_passerelle(settings, embedder=WordEmbedder())) as passerelle:
        assert passerelle.index.is_whole()
        assert passerelle.index.is_settled(passerelle.library.hashes())
        assert_answers_are_kept_once(passerelle, promised)
        assert_documents_are_as_written(passerelle, documents)
        passages = passerelle.index.size
    assert_sound(settings)
    shutil.rmtree(settings.data_dir / "index")
    with closing(open_passerelle(settings, embedder=WordEmbedder())) as passerelle:
        assert passerelle.index.size == passages
        assert_documents_are_as_written(passerelle, documents)
    steps = sum(line.startswith("done") for line in journal.read_text("utf-8").splitlines())
    record_property(
        "figure",
        f"{KILLS} kills, {halfway} of them while the index was being written; acknowledged: "
        f"{len(promised.receipts)} requests, {promised.answers()} answers, {steps} steps of ingestion; "
        "0 lost, 0 doubled",
    )


@contextmanager
def nursery(settings: Settings, port: int, journal: Path) -> Iterator[Callable[[], int]]:
    """Give what starts a service, once the one before has been killed, and gives its process."""
    command = [sys.executable, str(TESTS / "trust" / "killed.py")]
    command += [str(settings.data_dir), str(settings.seeds_dir), str(port), str(journal)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(TESTS), str(TESTS.parent)))}
    nurse = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert nurse.stdin is not None
    assert nurse.stdout is not None
    process = 0

    def started() -> int:
        nonlocal process
        if process:
            assert int(nurse.stdout.readline()) == -signal.SIGKILL
        nurse.stdin.write("\n")
        process = int(nurse.stdout.readline())
        wait_until(lambda: listens(port) or gone(process), 180)
        assert not gone(process), f"ended by itself: {nurse.stdout.readline()}"
        return process

    try:
        yield started
        assert int(nurse.stdout.readline()) == -signal.SIGKILL
    finally:
        if process:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        nurse.kill()
        nurse.communicate()


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def progress(promised: Promised, journal: Path) -> tuple[int, int, int]:
    return len(promised.receipts), promised.answers(), journal.read_bytes().count(b"done")


def client_of(port: int) -> httpx.Client:
    # Without the certificates, which take longer to read than an answer to come.
    return httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, verify=False, trust_env=False)


def send_requests(port: int, turn: int, promised: Promised) -> None:
    """Ask to be called back, beginning with what the service was killed over, under the same key."""
    needs = [*promised.unanswered, *(f"Besoin {turn}-{number}" for number in range(10_000))]
    promised.unanswered.clear()
    with client_of(port) as client:
        for need in needs:
            try:
                answer = client.post(
                    "/api/v1/requests", json={**CONTACT, "need": need}, headers={"Idempotency-Key": need}
                )
            except httpx.TransportError:
                promised.unanswered.append(need)
                return
            assert answer.status_code == 201, answer.text
            promised.receipts[need] = answer.json()["number"]


def converse(port: int, turn: int, promised: Promised) -> None:
    """Ask question after question in one conversation, after the one that the service was killed over."""
    for message, conversation in promised.cut:
        with client_of(port) as client:
            client.cookies.update(promised.cookies.get(conversation or "", {}))
            answer = ask(client, message, conversation)
        if answer.status_code == 409:
            promised.unsaid.append(message)
        else:
            keep(answer, promised)
    promised.cut.clear()
    with client_of(port) as client:
        conversation = None
        for number in range(10_000):
            message = f"Qui emploie des boulangers, fois {turn}-{number} ?"
            try:
                answer = ask(client, message, conversation)
            except httpx.TransportError:
                promised.cut.append((message, conversation))
                return
            conversation = keep(answer, promised)
            promised.cookies.setdefault(conversation, dict(client.cookies))


def ask(client: httpx.Client, message: str, conversation: str | None) -> httpx.Response:
    return client.post(
        "/api/v1/chat",
        json={"message": message, "conversation_id": conversation},
        headers={"Idempotency-Key": sha256(message.encode()).hexdigest()},
    )


def keep(answer: httpx.Response, promised: Promised) -> str:
    assert answer.status_code == 200, answer.text
    reply = answer.json()
    conversation = str(reply["conversation_id"])
    promised.replies.setdefault(conversation, []).append(reply)
    return conversation


def unsure(settings: Settings) -> dict[str, int]:
    """Give the revisions that were being written, or removed, when the service was killed."""
    (manifest,) = (settings.data_dir / "index").glob("*/manifest.json")
    found: dict[str, int] = json.loads(manifest.read_text("utf-8"))["unsure"]
    return found


def written(journal: Path) -> dict[str, set[int]]:
    """Give the versions that each document may be in: one once a step is done, two when it was cut off."""
    versions: dict[str, set[int]] = {}
    for line in journal.read_text("utf-8").splitlines():
        step, name, version = line.split()
        before = versions.get(name, {0})
        versions[name] = {int(version)} if step == "done" else before | {int(version)}
    return versions


def assert_sound(settings: Settings) -> None:
    ours, *vectors = settings.data_dir / DATABASE, *settings.data_dir.glob("*/*/vectors/chroma.sqlite3")
    assert len(vectors) == 2
    for path in (ours, *vectors):
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with closing(sqlite3.connect(ours)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def assert_requests_are_kept_once(settings: Settings, promised: Promised) -> None:
    with closing(sqlite3.connect(settings.data_dir / DATABASE)) as database:
        needs = [row[0] for row in database.execute("SELECT need FROM requests")]
    assert [need for need, count in Counter(needs).items() if count > 1] == []
    assert set(promised.receipts) - set(needs) == set()
    assert len(set(promised.receipts.values())) == len(promised.receipts)


def assert_answers_are_kept_once(passerelle: Passerelle, promised: Promised) -> None:
    cut = [message for message, _ in promised.cut]
    for conversation, replies in promised.replies.items():
        turns = passerelle.conversations.turns(conversation, None)
        kept = [turn.reply.model_dump(mode="json") for turn in turns]
        # After the last kill nobody asked again: one more may have been stored and not told, and is the last.
        told, rest = kept[: len(replies)], turns[len(replies) :]
        assert told == replies
        assert [turn.message for turn in rest] in ([], cut)
        messages = [turn.message for turn in turns]
        assert len(set(messages)) == len(messages)
        assert set(messages).isdisjoint(promised.unsaid)


def assert_documents_are_as_written(passerelle: Passerelle, documents: dict[str, set[int]]) -> None:
    stored = {document.id: document.text.strip() for document in passerelle.library.documents()}
    assert set(stored) <= set(documents)
    for name, versions in documents.items():
        allowed = {sentence_of(name, version) if version else None for version in versions}
        assert stored.get(name) in allowed
        hits = passerelle.search.search(f"Combien de boulangers emploie le fournil {name} ?")
        shown = [hit.passage.text for hit in hits if hit.passage.document_id == name]
        assert shown == ([stored[name]] if name in stored else [])


@pytest.fixture
def unused_port() -> int:
    """Give a port that no client is ever lent: one that polls such a port while nobody listens may meet
    itself there, and keep the server from taking it."""
    import socket

    for port in range(21_000 + os.getpid() % 5_000, 32_000):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("no port is free")
