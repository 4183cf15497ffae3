"""The corpora: documents of public question sets, one JSON object a line, made into our documents."""

import hashlib
import json
from collections.abc import Collection, Iterator
from pathlib import Path

from bot.documents.model import Document
from bot.documents.splitting import split
from bot.errors import ConfigurationFault


def load_corpus(path: Path, untitled: Collection[str] = ()) -> Iterator[Document]:
    """Read a `.docs.jsonl` file: `doc_id`, a title under any of its names, `text`.

    Documents of `untitled` lose their title: those whose title is the very question asked.
    Raises ConfigurationFault on a line that is not such an object.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            raw = json.loads(line)
            name, text = str(raw["doc_id"]), str(raw["text"])
        except (ValueError, KeyError, TypeError) as fault:
            raise ConfigurationFault(
                f"« {path.name} », ligne {number} : un document a `doc_id` et `text`."
            ) from fault
        title = "" if name in untitled else str(raw.get("doc_title") or raw.get("page_title") or "")
        yield document_of(name, title, text)


def document_of(name: str, title: str, text: str) -> Document:
    """Make a document of a title and a text, cut as any other."""
    digest = hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()
    return Document(name, title, text, digest, split(text, name))
