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
    """

    text: str
    answers: tuple[int, ...] = ()
    near: tuple[int, ...] = ()
    missing: str = ""
    why: str = ""


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
    """Read every file of a folder, in the order of names. Raises ConfigurationFault on a bad line."""
    for path in sorted(folder.glob("*.jsonl")):
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
                    )
                    for one in raw["questions"]
                )
                yield ContrastDocument(
                    f"{path.stem}-{number}", raw["title"], raw["style"], half, tuple(raw["sentences"]), asked
                )
            except (ValueError, KeyError, TypeError) as fault:
                raise ConfigurationFault(f"{path}, ligne {number} : {fault}") from fault


def in_one_index(documents: Iterable[ContrastDocument]) -> tuple[list[Document], list[Question]]:
    """Give the documents with every second sentence that they lack put in, and the questions about those.

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
            questions.append(
                Question(
                    f"{document.id}-{row}",
                    "answerable" if told else "unanswerable",
                    (asked.text,),
                    documents=(document.id,) if told else (),
                    facts=((asked.missing,),) if told else (),
                    style=(asked.why,),
                    origin=f"{document.half}-contrast",
                )
            )
        sentences = [
            part for row, own in enumerate(document.sentences) for part in (own, *added.get(row, ()))
        ]
        made.append(document_of(document.id, document.title, in_paragraphs(sentences)))
    return made, questions
