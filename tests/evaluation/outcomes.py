"""Hand-made questions and outcomes about a bakery in Figeac, small enough to count by hand."""

from collections.abc import Sequence
from typing import Any

from bot.conversation.reply import Citation
from bot.evaluation.questions import Question
from bot.evaluation.systems import Outcome

PASSAGE = "Le fournil de Figeac emploie 14 personnes. Il a été fondé par Jeanne Roux en 1998."
STAFF = "Le fournil de Figeac emploie 14 personnes."
FOUNDER = "Il a été fondé par Jeanne Roux en 1998."


def citation(
    number: int = 1, quote: str = STAFF, document: str = "fournil", passage: str = PASSAGE
) -> Citation:
    return Citation(
        number=number,
        document_id=document,
        passage_id=f"{document}.p1",
        title="Le fournil",
        publisher="CCI du Lot",
        published="2024",
        quote=quote,
        passage=PASSAGE,
        href=f"/sources/{document}#p1",
    )


def answer(text: str = f"{STAFF} [1]", **changes: Any) -> Outcome:
    values = {"citations": (citation(),), "documents": ("fournil", "halle"), "seconds": 0.1, **changes}
    return Outcome(kind="answer", answer=text, **values)


def refusal(kind: Any = "abstention", text: str = "Les sources ne le disent pas.", **changes: Any) -> Outcome:
    return Outcome(kind=kind, answer=text, **changes)


def question(name: str = "effectif", kind: Any = "answerable", **changes: Any) -> Question:
    values: dict[str, Any] = {"turns": ("Combien de personnes au fournil ?",)}
    if kind in ("answerable", "follow_up", "temporal", "partly_answerable"):
        values |= {"documents": ("fournil",), "facts": (("14 personnes", "quatorze"),)}
    return Question(name, kind, **{**values, **changes})


def lookup(cited: Citation) -> str | None:
    return PASSAGE if cited.document_id == "fournil" else None


class Scripted:
    """A system that gives the outcome written for the last message."""

    def __init__(self, name: str, outcomes: dict[str, Outcome]) -> None:
        self.name = name
        self._outcomes = outcomes

    async def ask(self, turns: Sequence[str]) -> Outcome:
        return self._outcomes[turns[-1]]
