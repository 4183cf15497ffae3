"""The quoting: what goes with a sentence so that it says what its source says, and how it is shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.statement import Quote, Statement
from bot.documents.model import Passage
from bot.documents.splitting import BULLET, LISTED, SEPARATOR
from bot.retrieval.words import fold

_DANGLING = re.compile(
    r"^(il|elle|ils|elles|on|ce|cet|cette|ces|celui|celle|ceux|celles|c'est|c'etait|cela|ceci|ca|lui|leur|leurs|son|sa|ses|"
    r"lequel|laquelle|y|en (?:decoul|temoign|result|voici|sont|est)\w*|d'autre part|de plus|en effet|par ailleurs|mais|or|donc|ainsi|aussi|et|puis|ensuite|d'ou|enfin|"
    r"de meme|toutes?|tous|entendez|voila|pour (lui|elle|eux|cela))\b"
)
_REPLIES = re.compile(
    r"^(?:oui|non|si|certes|absolument|exactement|evidemment|bien (?:sur|entendu)|tout a fait|pas (?:du tout|encore|toujours|forcement)|jamais|aucunement)\b"
)
"""How an answer begins that says nothing without its question."""
_TURNS = re.compile(
    r"\b(?:pas|non|hors|sauf|sans|ni|aucune?|jamais|plus de|exclu\w*|exception\w*|refus\w*|interdi\w*|ineligib\w*|supprim\w*|abrog\w*"
    r"|ancien\w*|clos\w*|clotur\w*|termine\w*|perime\w*|annule\w*|reporte\w*)\b"
)
"""Words of a heading that turn round what stands under it."""
_EXPLAINS = re.compile(
    r"^(?:(?:ou )?entendez|c'est-a-dire|autrement dit|en d'autres (?:termes|mots)|a savoir|en clair|comprenez|traduisez|en effet)\b"
)
"""How a sentence begins that says what the one before it means."""
_ITEM = re.compile(rf"\s*\n\s*{BULLET.pattern}")
_ENDED = ".;:,!?…"
_OMITTED = "[…]"


@dataclass(frozen=True)
class Extent:
    """What to quote for a sentence: the sentences `first` to `last` of its passage, whole, behind the words
    `lead` of its passage, or else behind its `heading`."""

    first: int
    last: int
    lead: str = ""
    heading: str = ""

    @property
    def introduction(self) -> str:
        """The words that must stand before the quote, if any."""
        return self.lead or self.heading


def extent_of(passage: Passage, position: int) -> Extent:
    """Give what to quote for a sentence: with the one before that it leans on or that it replies to, with what
    it introduces, and with what introduces it or turns it round."""
    sentences = passage.sentences
    sentence = sentences[position]
    above = passage.heading.rpartition(SEPARATOR)[2]
    if _is_item(passage, position) or _is_row(sentence.text):
        lead = _lead_of(passage, position)
        if position and lead == sentences[position - 1].text.rstrip():
            return Extent(position - 1, position)
        whole = sentence.text.rstrip()[-1:] in ".!?…»" and not sentence.text[0].islower()
        heading = "" if lead or whole else above
        if lead or heading:
            return Extent(position, position, lead, heading)
    first = position
    if position and _DANGLING.match(_opening(sentence.text)):
        first -= 1
    if first and _replies(sentences[first].text) and sentences[first - 1].text.endswith("?"):
        first -= 1
    last = position
    if position + 1 < len(sentences) and _EXPLAINS.match(_opening(sentences[position + 1].text)):
        last += 1
    if sentence.text.rstrip().endswith(":") and position + 1 < len(sentences):
        last += 1
        while (
            last + 1 < len(sentences)
            and _is_item(passage, last + 1)
            and sentences[last + 1].end - sentences[first].start <= LISTED
        ):
            last += 1
    needed = _TURNS.search(fold(above)) or (above.endswith("?") and _replies(sentences[first].text))
    return Extent(first, last, heading=above if needed else "")


def shown(quote: str) -> str:
    """Write a quote on one line: a list as its items one after another, and a mark at its end.

    >>> shown("Le dossier comprend :\\n\\n- un devis\\n- un extrait Kbis")
    'Le dossier comprend : un devis ; un extrait Kbis.'
    """
    pieces = [" ".join(piece.split()) for piece in _ITEM.split(quote)]
    joined = [piece if piece[-1:] in _ENDED else f"{piece} ;" for piece in pieces[:-1]]
    text = " ".join([*joined, pieces[-1]])
    return text if text[-1:] in '.!?…»"”' else f"{text.rstrip(' ,;:')}."


def statement_of(quote: Quote, extent: Extent, *, introduced: bool = False) -> Statement:
    """Give the statement of a quote, behind what introduces it unless that was said just before."""
    if not extent.introduction:
        return Statement(shown(quote.text), (quote,))
    if introduced:
        goes_on = f"{_OMITTED} " if quote.text[0].islower() or extent.lead else ""
        return Statement(f"{goes_on}{shown(quote.text)}", (quote,))
    if extent.heading:
        return Statement(under(extent.heading, quote.text), (quote,))
    lead = Quote(quote.document, quote.passage, extent.lead)
    return Statement(behind(extent.lead, quote.text), (lead, quote))


def stated_again(quotes: Sequence[Quote]) -> list[Statement]:
    """Give the statements of quotes of before, each behind what introduces it."""
    statements: list[Statement] = []
    introductions: set[tuple[str, str]] = set()
    leads = {quote.text for quote in quotes if quote.text.endswith(":")}
    for quote in quotes:
        extent = _extent_again(quote)
        introduced = (quote.passage.id, extent.introduction) in introductions
        introductions.add((quote.passage.id, extent.introduction))
        statements.append(statement_of(quote, extent, introduced=introduced))
    said = {quote.text for statement in statements for quote in statement.quotes[:-1]}
    return [one for one in statements if one.quotes[-1].text not in said & leads]


def behind(lead: str, quote: str) -> str:
    """Write a quote behind the words that introduce it, what stands between them left out.

    >>> behind("Le dossier comprend :", "un extrait Kbis,")
    'Le dossier comprend : […] un extrait Kbis.'
    """
    return f"{' '.join(lead.split())} {_OMITTED} {shown(quote)}"


def under(heading: str, quote: str) -> str:
    """Write an item of a list that nothing else introduces behind its heading.

    >>> under("Dépenses exclues", "les abonnements")
    'Dépenses exclues : les abonnements.'
    """
    head = heading.rstrip(" :.")
    mark = "" if head.endswith("?") else " –" if " : " in quote else " :"
    return f"{head}{mark} {shown(quote)}"


def _extent_again(quote: Quote) -> Extent:
    """Give what introduces a quote, where one sentence alone of its passage begins as it does."""
    passage = quote.passage
    opening = [
        position
        for position, sentence in enumerate(passage.sentences)
        if passage.text.startswith(quote.text, sentence.start)
    ]
    return extent_of(passage, opening[0]) if len(opening) == 1 else Extent(0, 0)


def _opening(text: str) -> str:
    return fold(text).lstrip('«"“ ')


def _replies(text: str) -> bool:
    """Tell whether a sentence begins as the answer to a question."""
    return _REPLIES.match(_opening(text)) is not None


def _is_item(passage: Passage, position: int) -> bool:
    """Tell whether a sentence opens an item of a list."""
    text, start = passage.text, passage.sentences[position].start
    line = text.rfind("\n", 0, start) + 1
    bullet = BULLET.match(text, line + len(text[line:start]) - len(text[line:start].lstrip()))
    return bullet is not None and bullet.end() == start


def _is_row(text: str) -> bool:
    """Tell whether a sentence is a line of labels and values, as a row of a table is read."""
    return " : " in text and text.rstrip()[-1:] not in ".!?…" and (" ; " in text or text.count(" : ") == 1)


def _lead_of(passage: Passage, position: int) -> str:
    """Give the words that introduce the list of an item: up to the colon, of the nearest sentence before it
    that is no plain item; empty when its passage does not hold them."""
    for before in range(position - 1, -1, -1):
        sentence = passage.sentences[before]
        opening = sentence.text.partition("\n")[0].rstrip()
        if opening.endswith(":"):
            return opening
        if not _is_item(passage, before):
            return ""
    return ""
