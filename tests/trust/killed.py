"""The service that is killed: every part of it over the word embedder, reading files while it serves.

As a program it starts such a service for each line it reads, by forking, so that imports are paid once:
`killed.py DATA SEEDS PORT JOURNAL`. It tells the service's process, and how it ended.
"""

import os
import sys
import threading
from pathlib import Path

import uvicorn
from word_embedder import WordEmbedder

# What opening the parts would import, so that it is there before the first fork.
import bot.conversation.assistant
import bot.retrieval.embedder
import bot.web.app  # noqa: F401
from bot.bootstrap import Passerelle, open_passerelle
from bot.retrieval.spelling import Spelling
from bot.serving import web_application
from bot.settings import Settings

UNSOUND = 3
"""How a service ends that finds, at its start, an index which is not what the library says."""


def serve(data: Path, seeds: Path, port: int, journal: Path) -> int:
    """Open the parts, look whether the index is whole, then serve and read files until killed."""
    settings = Settings(data_dir=data, seeds_dir=seeds, rate_address="")
    passerelle = open_passerelle(settings, embedder=WordEmbedder())
    if not (passerelle.index.is_whole() and passerelle.index.is_settled(passerelle.library.hashes())):
        return UNSOUND
    app = web_application(passerelle)
    threading.Thread(target=read_files, args=(passerelle, seeds, journal), daemon=True).start()
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="critical", access_log=False)
    return 0


def read_files(passerelle: Passerelle, seeds: Path, journal: Path) -> None:
    """Add, change and take out documents without end, noting each step before it and once it is done."""
    # What is written is the system's once `write` returns: a killed process takes none of it along.
    notes = os.open(journal, os.O_APPEND | os.O_CREAT | os.O_WRONLY)

    def note(*words: object) -> None:
        os.write(notes, (" ".join(map(str, words)) + "\n").encode())

    def keep(name: str, version: int) -> None:
        path = seeds / "documents" / f"{name}.md"
        path.write_text(f"---\nid: {name}\n---\n{sentence_of(name, version)}\n", "utf-8")
        note("begun", name, version)
        passerelle.ingestion.ingest([path])
        note("done", name, version)

    for number in range(10**9):
        name = f"fournil{os.getpid()}x{number}"
        keep(name, 1)
        if number % 2:
            keep(name, 2)
        if number % 3 == 2:
            note("begun", name, 0)
            passerelle.ingestion.remove(name)
            note("done", name, 0)


def sentence_of(name: str, version: int) -> str:
    """Give what one version of a document says; 0 stands for a document that was taken out."""
    return f"Le fournil {name} emploie {version} boulangers."


def main() -> None:
    """Start a service a line."""
    data, seeds, port, journal = sys.argv[1:]
    Spelling(()).repair("boulangerrie")  # reads the words of French, once for all that are started
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(serve(Path(data), Path(seeds), int(port), Path(journal)))
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
