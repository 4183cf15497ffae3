"""The draft: a reply in the making, and what may stand in place of an answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.conversation.answer_kinds import FORMAL
from bot.conversation.evidence import Evidence
from bot.conversation.finder import Finding
from bot.conversation.names import names_in
from bot.conversation.reply import Citation, Invitation, Language, Mode, Notice, Reply, ReplyKind
from bot.conversation.statement import Numbering, Quote, Statement
from bot.conversation.understanding import Part
from bot.documents.model import Document
from bot.retrieval.words import content_words

_RELATED = 0.5
"""Share of the question's words that a passage must meet for its closest sentence to be offered."""
_SUGGESTIONS = 3


@dataclass
class Draft:
    """A reply in the making: its statements are numbered as they are given out."""

    kind: ReplyKind
    language: Language
    mode: Mode = "extractive"
    texts: list[str] = field(default_factory=list)
    numbering: Numbering = field(default_factory=Numbering)
    quotes: list[Quote] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    question: str | None = None
    question_about: list[str] = field(default_factory=list)
    question_choices: list[str] = field(default_factory=list)
    matches: list[dict[str, Any]] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    profile: dict[str, Any] = field(default_factory=dict)
    suggestions: list[str] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    searched: str = ""
    evidence: tuple[Evidence, ...] = ()

    def add(self, statement: Statement) -> tuple[str, list[Citation]]:
        """Add a statement; give its text with markers and its new citations."""
        text, fresh = self.numbering.mark(statement)
        self.texts.append(text)
        self.quotes.extend(statement.quotes)
        return text, fresh

    def reply(self, conversation_id: str, message_id: str) -> Reply:
        """Give the finished reply."""
        return Reply(
            conversation_id=conversation_id,
            message_id=message_id,
            kind=self.kind,
            language=self.language,
            mode=self.mode,
            answer=" ".join(self.texts),
            citations=self.numbering.citations,
            notices=self.notices,
            matches=self.matches,
            traces=self.traces,
            question=self.question,
            question_about=self.question_about,
            question_choices=self.question_choices,
            profile=self.profile,
            suggestions=self.suggestions,
            next_steps=self.next_steps,
            invitations=self.invitations,
        )


def other_headings(findings: Sequence[Finding], told: set[str]) -> list[str]:
    """Give the headings of the best passages that were not quoted: what else may be asked about."""
    found = dict.fromkeys(
        evidence.hit.passage.heading
        for finding in findings
        for evidence in finding.ranked
        if evidence.names_held and evidence.hit.passage.heading not in told
    )
    parted = (heading.rpartition("›")[2].strip() for heading in found)
    return [heading for heading in parted if len(content_words(heading)) > 1][:_SUGGESTIONS]


def is_related(evidence: Evidence, part: Part) -> bool:
    """Tell whether a sentence is close enough to a question to be offered in place of an answer.

    It speaks of what is asked, or of whom it is asked where a number or an address is wanted, or comes from
    one of the documents that the question goes on with.
    """
    if evidence.hit.document.id in part.documents:
        return True
    named = part.kind in FORMAL and bool(names_in(part.focus))
    return evidence.names_held and (named or evidence.passage_soft >= _RELATED)


def chamber_of(document: Document) -> str | None:
    """Give the chamber that a document names first, with its article, else nothing."""
    chambers = (name for name in document.organisations if name.startswith(("CCI ", "Chambre ", "cellule ")))
    first = next(chambers, None)
    return first and f"la {first}"
