"""The contrast set: invented documents, and questions asked of each with and without their answer.

In the manner of contrast sets (Gardner et al., 2020): what tells the two apart is the sentence that answers,
and nothing in how the question is worded. Each file holds one document a line, as JSON.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.documents.model import Document
from bot.errors import ConfigurationFault
from bot.evaluation.corpora import document_of
from bot.evaluation.questions import Question, half_of

_IN_A_PARAGRAPH = 4


@dataclass(frozen=True)
class Asked:
    """A question of a document. `answers` are the sentences that answer it, by their places.

    With none, `near` are those that come close, `missing` is the sentence that would answer, and `why` tells
    what is lacking: an attribute, another's, a role, an outcome, a premise, a view, a reason, a detail.
    A `close` question names what it is about, in words of its answer.
    """

    text: str
    answers: tuple[int, ...] = ()
    near: tuple[int, ...] = ()
    missing: str = ""
    why: str = ""
    close: bool = False


@dataclass(frozen=True)
class ContrastDocument:
    """An invented document, and what is asked of it. `half` is « fitting » or « held-out »."""

    id: str
    title: str
    style: str
    half: str
    sentences: tuple[str, ...]
    questions: tuple[Asked, ...]


def in_paragraphs(sentences: Sequence[str]) -> str:
    """Put sentences into paragraphs of four.

    >>> in_paragraphs(["Un.", "Deux.", "Trois.", "Quatre.", "Cinq."])
    'Un. Deux. Trois. Quatre.\\n\\nCinq.'
    """
    starts = range(0, len(sentences), _IN_A_PARAGRAPH)
    return "\n\n".join(" ".join(sentences[start : start + _IN_A_PARAGRAPH]) for start in starts)


def load_contrast(folder: Path) -> Iterator[ContrastDocument]:
    """Read the files of a folder by name. Raises ConfigurationFault on a bad line or no file."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise ConfigurationFault(f"{folder} : aucun fichier .jsonl")
    for path in files:
        half = half_of(path.stem)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            try:
                raw = json.loads(line)
                asked = tuple(
                    Asked(
                        one["ask"],
                        tuple(one.get("answers", ())),
                        tuple(one.get("near", ())),
                        one.get("missing", ""),
                        one.get("why", ""),
                        one.get("close", False),
                    )
                    for one in raw["questions"]
                )
                yield ContrastDocument(
                    f"{path.stem}-{number}", raw["title"], raw["style"], half, tuple(raw["sentences"]), asked
                )
            except (ValueError, KeyError, TypeError) as fault:
                raise ConfigurationFault(f"{path}, ligne {number} : {fault}") from fault


def in_one_index(documents: Iterable[ContrastDocument]) -> tuple[list[Document], list[Question]]:
    """Give the documents with every second sentence that they lack put in, and the questions about those,
    then those that are close to their answer.

    What was put in must be found and quoted; what was not must be refused.
    """
    made, questions = [], []
    for document in documents:
        added: dict[int, list[str]] = {}
        lacking = [asked for asked in document.questions if asked.missing]
        for row, asked in enumerate(lacking):
            told = row % 2 == 0
            if told:
                added.setdefault(asked.near[0], []).append(asked.missing)
            questions.append(_question(document, row, asked, (asked.missing,) if told else ()))
        close = [asked for asked in document.questions if asked.close]
        for row, asked in enumerate(close, start=len(lacking)):
            told_in = tuple(document.sentences[answer] for answer in asked.answers)
            questions.append(_question(document, row, asked, told_in))
        sentences = [
            part for row, own in enumerate(document.sentences) for part in (own, *added.get(row, ()))
        ]
        made.append(document_of(document.id, document.title, in_paragraphs(sentences)))
    return made, questions


def _question(document: ContrastDocument, row: int, asked: Asked, told_in: tuple[str, ...]) -> Question:
    return Question(
        f"{document.id}-{row}",
        "answerable" if told_in else "unanswerable",
        (asked.text,),
        documents=(document.id,) if told_in else (),
        facts=(told_in,) if told_in else (),
        style=(asked.why or "close",),
        origin=f"{document.half}-contrast",
    )
