"""The notices: what a visitor must know of the sources quoted: their age, their dates, who speaks in them."""

import re
from collections.abc import Sequence
from datetime import date

from bot.conversation.dates import announced, spoken, with_de, years_since
from bot.conversation.messages import say
from bot.conversation.reply import Language, Notice
from bot.conversation.statement import Quote
from bot.documents.model import Document, Published
from bot.retrieval.words import fold

OLD = 2
"""Whole years after which a source is told as old."""

_REPORTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_FIRST_PERSON = re.compile(r"\b(?:(?:je|nous|notre|nos)\b|j')")


def notices_for(quotes: Sequence[Quote], today: date, language: Language) -> list[Notice]:
    """Give the notices for what is quoted: each is said once, dates that have passed first."""
    gone = dict.fromkeys(when for quote in quotes for when in _gone(quote, today))
    documents = {quote.document.id: quote.document for quote in quotes}
    aged = [_age(document, today, language) for document in documents.values()]
    past = [Notice(kind="past_date", text=say("past_date", language, when=", ".join(gone)))] if gone else []
    speakers = {quote.document.id: quote.document for quote in quotes if speaks(quote.text)}
    titles = ", ".join(f"« {document.title} »" for document in speakers.values())
    voice = [Notice(kind="voice", text=say("voice", language, titles=titles))] if titles else []
    return [*past, *(notice for notice in aged if notice is not None), *voice]


def speaks(quote: str) -> bool:
    """Tell whether a quote says « nous » or « je » in its own words: they would seem to be the assistant's.

    >>> speaks("Nous avons visité trente entreprises."), speaks("« Nous sommes prêts », dit Jeanne Roux.")
    (True, False)
    """
    return _FIRST_PERSON.search(fold(_REPORTED.sub(" ", quote))) is not None


def _gone(quote: Quote, today: date) -> list[str]:
    """Give the dates that a quote, or the end of its document, announced and that have passed."""
    labels = [p.label for p in announced(quote.text, quote.document.published) if p.last < today]
    ends = quote.document.ends
    return [*labels, spoken(Published(ends))] if ends is not None and ends < today else labels


def _age(document: Document, today: date, language: Language) -> Notice | None:
    published = document.published
    if published is None:
        return Notice(kind="undated_source", text=say("undated_source", language, title=document.title))
    values = {
        "title": document.title,
        "when": with_de(spoken(published)) if language == "fr" else spoken(published),
    }
    if years_since(published, today) >= OLD:
        return Notice(kind="old_source", text=say("old_source", language, **values))
    if not published.certain:
        return Notice(kind="uncertain_date", text=say("uncertain_date", language, **values))
    return None
