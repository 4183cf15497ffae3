"""The notices: what a visitor must know of the age and the dates of the sources quoted."""

from collections.abc import Sequence
from datetime import date

from bot.conversation.dates import announced, spoken, years_since
from bot.conversation.messages import say
from bot.conversation.reply import Language, Notice
from bot.conversation.statement import Quote
from bot.documents.model import Document

OLD = 2
"""Whole years after which a source is told as old."""


def notices_for(quotes: Sequence[Quote], today: date, language: Language) -> list[Notice]:
    """Give the notices for what is quoted: each is said once, dates that have passed first."""
    past = [_past(quote, today, language) for quote in quotes]
    documents = {quote.document.id: quote.document for quote in quotes}
    aged = [_age(document, today, language) for document in documents.values()]
    unique = {notice.text: notice for notice in [*past, *aged] if notice is not None}
    return list(unique.values())


def _past(quote: Quote, today: date, language: Language) -> Notice | None:
    published = quote.document.published
    gone = [period for period in announced(quote.text, published) if period.last < today]
    ends = quote.document.ends
    if not gone and (ends is None or ends >= today):
        return None
    when = ", ".join(dict.fromkeys(period.label for period in gone)) or (ends.isoformat() if ends else "")
    return Notice(kind="past_date", text=say("past_date", language, when=when))


def _age(document: Document, today: date, language: Language) -> Notice | None:
    published = document.published
    if published is None:
        return Notice(kind="undated_source", text=say("undated_source", language, title=document.title))
    values = {"title": document.title, "when": spoken(published)}
    if years_since(published, today) >= OLD:
        return Notice(kind="old_source", text=say("old_source", language, **values))
    if not published.certain:
        return Notice(kind="uncertain_date", text=say("uncertain_date", language, **values))
    return None
