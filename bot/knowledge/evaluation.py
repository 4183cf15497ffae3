"""The evaluation set: questions that visitors really asked, in the form of the files of `tests/questions`."""

from collections.abc import Sequence
from typing import Any

import yaml

from bot.documents.model import Document
from bot.documents.reading import slug_of
from bot.retrieval.words import fold
from bot.store.tasks import Task

_STYLE = ["asked"]


def evaluation_question(task: Task, document: Document | None) -> dict[str, Any]:
    """Give the entry of a question: what a right answer cites and says, or that it is to be declined.

    What it must say is the sentence of the document that shares most words with the question: an
    extractive answer quotes it whole.
    """
    entry: dict[str, Any] = {
        "id": f"{slug_of(task.question)[:60].strip('-')}-{task.key[:6]}",
        "kind": "answerable" if document else "unanswerable",
        "turns": [task.question],
    }
    if document is not None:
        entry |= {"documents": [document.id], "facts": [[_telling(task.question, document)]]}
    return {**entry, "style": _STYLE}


def write_questions(questions: Sequence[dict[str, Any]]) -> str:
    """Give the YAML that `passerelle evaluate --questions` reads."""
    text: str = yaml.safe_dump(list(questions), allow_unicode=True, sort_keys=False, width=100)
    return text


def _telling(question: str, document: Document) -> str:
    asked = set(fold(question).split())
    sentences = [sentence.text for passage in document.passages for sentence in passage.sentences]
    best = max(sentences, key=lambda text: len(asked & set(fold(text).split())))
    return " ".join(best.split()).rstrip(".!? ")
