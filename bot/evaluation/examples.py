"""The examples: questions with the sentences found for them, measured, and which of those answer."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from bot.conversation.history import Turn
from bot.conversation.measures import fits, measure_sentences
from bot.conversation.reply import Reply
from bot.conversation.understanding import Part, understand
from bot.evaluation.exchanging import exchanged
from bot.evaluation.facts import covers, fold
from bot.evaluation.questions import Question
from bot.retrieval.search import Search
from bot.retrieval.vectors import Floats

_HITS = 8
_SEED = 11
_ANSWER_HEAD = 600
_START = 60

_NO_REPLY = Reply(conversation_id="", message_id="", kind="answer", language="fr", answer="")

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Example:
    """A question with the sentences found: `rows` (n, FEATURES), `met` (n, words), which answer, which are
    of a right document.

    `candidates` (m, RANK_FEATURES) and `right` tell of the passages before they were ranked.
    """

    rows: Floats
    met: Floats
    answers: NDArray[np.bool_]
    of_right: NDArray[np.bool_]
    answerable: bool
    fits: NDArray[np.bool_]
    candidates: Floats
    right: NDArray[np.bool_]
    leans: bool = False
    """Whether the question leans on what was said before it."""

    def without_right(self) -> "Example | None":
        """Give the question as it would be were the right documents not there; None if nothing is left."""
        kept = ~self.of_right
        if not self.answerable or not kept.any():
            return None
        return Example(
            self.rows[kept],
            self.met[kept],
            np.zeros(int(kept.sum()), np.bool_),
            self.of_right[kept],
            False,
            self.fits[kept],
            self.candidates,
            self.right,
            self.leans,
        )


def some(questions: Sequence[Question], most: int) -> Sequence[Question]:
    """Give about `most` of the questions, evenly taken."""
    return questions[:: max(1, len(questions) // most)]


def gather(
    search: Search,
    questions: Sequence[Question],
    progress: Progress | None = None,
    words: Sequence[str] = (),
) -> list[Example]:
    """Ask every question of a set, and measure what is found.

    With foreign `words`, each question that has an answer is asked once more with one of its words
    exchanged for one of them: what is then asked is near, and nothing answers it.
    """
    examples: list[Example] = []
    chance = random.Random(_SEED)
    for done, question in enumerate(questions, start=1):
        if progress is not None:
            progress(done, len(questions), question.id)
        part = understood(question, search.in_full)
        if part is None:
            continue
        asked = [(part, question)]
        if words and question.documents and (other := exchanged(part.focus, words, chance)):
            nothing = replace(question, documents=(), facts=(), answers=())
            asked.append((replace(part, focus=other), nothing))
        examples.extend(found for one, of in asked if (found := _example(search, one, of)) is not None)
    return examples


def _example(search: Search, part: Part, question: Question) -> Example | None:
    query = search.prepare(part.question, context=part.context)
    entries, candidates = search.candidates(query)
    hits = search.find(query, k=_HITS)
    if not any(hit.passage.sentences for hit in hits):
        return None
    measured = [measure_sentences(query, hit, part.kind, rank) for rank, hit in enumerate(hits)]
    rows, met = (np.concatenate(parts) for parts in zip(*measured, strict=True))
    told = [
        (hit.document.id in question.documents, sentence.text)
        for hit in hits
        for sentence in hit.passage.sentences
    ]
    return Example(
        rows,
        met,
        np.array([right and _answers(text, question) for right, text in told]),
        np.array([right for right, _ in told]),
        bool(question.documents),
        np.array([fits(part.kind, row) for row in rows]),
        candidates,
        np.array([e.passage.document_id in question.documents for e in entries]),
        bool(part.context),
    )


def understood(question: Question, in_full: Callable[[str], str] = str) -> Part | None:
    """Give the part that the assistant would search, spellings written `in_full`; None for small talk."""
    history: list[Turn] = []
    part = None
    for message in question.turns:
        understanding = understand(message, history, in_full=in_full)
        part = next(iter(understanding.parts), None)
        history.append(Turn(message, understanding.searched, _NO_REPLY, datetime.min))
    return part


def _answers(sentence: str, question: Question) -> bool:
    """Tell whether a sentence holds an expected fact, or stands at the head of a reference answer."""
    if question.facts:
        return any(covers(sentence, fact) for fact in question.facts)
    text = fold(sentence)
    return any(_reaches(text, fold(answer)) for answer in question.answers)


def _reaches(sentence: str, answer: str) -> bool:
    if len(answer) < _START:
        return answer in sentence
    return sentence[:_START] in answer[:_ANSWER_HEAD] or answer[:_START] in sentence
