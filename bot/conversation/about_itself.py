"""About itself: what the assistant says of its sources and last answer, what it keeps, who else to ask."""

from collections.abc import Sequence

from bot.conversation.dates import spoken
from bot.conversation.draft import Draft
from bot.conversation.messages import say
from bot.conversation.quoting import stated_again
from bot.conversation.reply import Language, Reply, ReplyKind
from bot.conversation.small_talk import Intent
from bot.conversation.statement import Quote, Statement, quote_in
from bot.documents.library import Library
from bot.documents.model import Audience, Document

ASIDES = frozenset(
    {
        Intent.SOURCES,
        Intent.GROUNDS,
        Intent.REWORDING,
        Intent.PRIVACY,
        Intent.PERSON,
        Intent.COMPLAINT,
        Intent.SERVICE,
    }
)
_LISTED = 8
"""Titles told at most."""


class AboutItself:
    """Answers the asides of one audience, without a search."""

    def __init__(self, library: Library, audience: Audience, contact: str, kept_days: int) -> None:
        self._library = library
        self._audiences: tuple[Audience, ...] = ("public",) if audience == "public" else ("public", audience)
        self._contact = contact
        self._kept_days = kept_days

    def answer(self, aside: Intent, last: Reply | None, language: Language) -> tuple[Draft, list[Statement]]:
        """Give the reply to one of ASIDES; `last` is the reply before it."""
        quotes = self._quoted(last) if last is not None and last.kind == "answer" else []
        if quotes and aside is Intent.GROUNDS:
            documents = {quote.document.id: quote.document for quote in quotes}
            titles = _titles(list(documents.values()), language)
            return _quoting(say("grounds", language, titles=titles), quotes, language)
        if aside is Intent.REWORDING:
            if quotes:
                return _quoting(say("rewording", language), quotes[:1], language)
            return Draft("abstention", language), [Statement(say("errand", language), ())]
        if aside is Intent.PRIVACY:
            said = say("privacy", language, days=str(self._kept_days))
        elif aside in (Intent.PERSON, Intent.COMPLAINT, Intent.SERVICE):
            said = say(aside.value, language, contact=self._contact)
        else:
            said = self._sources(language)
        kind: ReplyKind = "clarification" if aside is Intent.COMPLAINT else "small_talk"
        return Draft(kind, language), [Statement(said, ())]

    def _sources(self, language: Language) -> str:
        documents = [
            document
            for audience in self._audiences
            for document in self._library.page(audience, "", _LISTED + 1)
        ]
        if not documents:
            return say("sources_none", language)
        key = "sources_some" if len(documents) > _LISTED else "sources"
        shown = documents[:_LISTED]
        return say(key, language, count=str(len(shown)), titles=_titles(shown, language))

    def _quoted(self, reply: Reply) -> list[Quote]:
        """Give what a reply quoted, as far as the library still holds it for this audience."""
        found = (
            quote_in(self._library, one.document_id, one.passage_id, one.quote) for one in reply.citations
        )
        return [
            quote
            for quote in found
            if quote and quote.document.audience in self._audiences and quote.text in quote.passage.text
        ]


def _quoting(opening: str, quotes: Sequence[Quote], language: Language) -> tuple[Draft, list[Statement]]:
    return Draft("answer", language), [Statement(opening, ()), *stated_again(quotes)]


def _titles(documents: Sequence[Document], language: Language) -> str:
    """Give titles with who published them and when: « Le fournil » (La Gazette, mai 2019)."""
    told = []
    for document in documents:
        published = document.published
        when = spoken(published) if published else say("no_date", language)
        if published and not published.certain:
            when = say("around", language, when=when)
        told.append(
            f"« {document.title} » ({', '.join(part for part in (document.publisher, when) if part)})"
        )
    return " ; ".join(told)
