"""A reply told as one text, for clients that show nothing else, with the places of its citations."""

import re
from dataclasses import dataclass
from typing import Final

from bot.conversation.reply import Citation, Reply

_MARKER = re.compile(r"\[(\d+)\]")
_NOTED: Final = {"fr": "À noter : {text}", "en": "Note: {text}"}
_PROPOSED: Final = {"fr": "Mise en relation : {text}", "en": "You may turn to: {text}"}


@dataclass(frozen=True)
class Mark:
    """A marker `[n]` of a text, from `start` to `end` (excluded), and the citation it stands for."""

    start: int
    end: int
    citation: Citation


def told(reply: Reply) -> str:
    """Give the answer, then what is shown beside it: notices, proposals, next steps, the question asked."""
    noted, proposed = _NOTED[reply.language], _PROPOSED[reply.language]
    lines = [noted.format(text=notice.text) for notice in reply.notices]
    lines += [proposed.format(text=match["title"]) for match in reply.matches if match.get("title")]
    lines += [f"→ {step}" for step in (*reply.next_steps, *(one.text for one in reply.invitations))]
    lines += [reply.question] if reply.question else []
    return "\n\n".join([reply.answer, *lines])


def marks(text: str, citations: list[Citation]) -> list[Mark]:
    """Give the markers of a text that stand for one of the citations, in order.

    >>> marks("Il part en 2023 [1].", [])
    []
    """
    numbered = {citation.number: citation for citation in citations}
    return [
        Mark(found.start(), found.end(), numbered[int(found[1])])
        for found in _MARKER.finditer(text)
        if int(found[1]) in numbered
    ]
