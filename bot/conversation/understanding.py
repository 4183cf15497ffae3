"""The understanding of a message: what is asked, in how many parts, and what it follows up."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.conversation.answer_kinds import AnswerKind, asked
from bot.conversation.asides import aside_of
from bot.conversation.framing import without_frame
from bot.conversation.history import Turn
from bot.conversation.language import language_of
from bot.conversation.localities import asked_elsewhere
from bot.conversation.persons import people_in
from bot.conversation.presenting import presented
from bot.conversation.reply import Language
from bot.conversation.sensitive import sensitive_intent
from bot.conversation.small_talk import Intent, intent_of, without_greeting
from bot.retrieval.words import content_words, fold

_INTERROGATIVE = (
    r"(?:à |a |en |de |d'|dans |pour |par |avec |depuis |jusqu'à )?"
    r"(?:combien|quand|qui|où|ou est|quels?|quelles?|comment|pourquoi|est-ce|qu'est-ce|que |quoi|lesquels?|"
    r"lesquelles?|who|what|when|where|why|how|which)\b"
)
_JOINED = re.compile(rf"\s*(?:,|;)?\s+(?:et|ainsi que|puis|mais|and)\s+(?={_INTERROGATIVE})", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
# What points back at something said before.
_BACKWARD = re.compile(
    r"^(et|mais|alors|donc|and|but|so|aussi|sinon|ok et|d'accord et|oui et|what about|how about)\b"
    r"|\b(il|elle|ils|elles|celui|celle|ceux|celles|lequel|laquelle|lesquels|lesquelles|ca|cela|ce dernier|cette derniere|ces derniers|la-bas|le meme|la meme|les memes|"
    r"it|they|them|he|she|his|her|their|its|that one|those)\b"
    r"|\b(le|la|les|lui|leur|y|en|l') ?(porte|organise|finance|fait|faire|dirige|a|ont|est|sont|prend|paie|paye|propose|participe|"
    r"contacter|joindre|inscrire|va|aller|trouve|trouver|rejoindre|pilote|accompagne|anime|prepare|soutient|aide)\b"
    r"|-(il|elle|ils|elles|en|y)\b"
    r"|\b(le|la|les) (prochain|suivant|dernier|premier|autre)\w* (est|sera|etait|sont|seront|a|aura|ont|auront|se)\b"
    r"|\b(cette|cet|ces|son|sa|ses|leurs?) \w+"
)
# « La mission a-t-elle … », « Jeanne Roques est-elle … »: what the pronoun stands for is told just before it.
_TOLD_SUBJECT = re.compile(
    r"(?P<told>\b(?:(?i:les?|la|une?|des|du|ce|cette|cet|ces|mon|ma|mes|nos|notre|vos|votre)\s|[lL]['’])\w[^,;:.?!]*?\s\w+"
    r"|(?<!\bde )(?<!\bd')(?<!\bd’)\b(?!(?:Qu\w*|Où|Com\w+|Pourquoi|Lesquel\w+|Laquelle|Lequel|Est|Et|Mais|Alors|Donc|En|Dans|Par"
    r"|Pour|Avec|Sans|De|Sur|Sous|Depuis|Selon|À|A|Y|Jusqu\w*)\b)[A-ZÀ-Ý][\w’'-]+[^,;:.?!]*?\s\w+)-(?:t-)?(?:il|elle|ils|elles)\b"
)
# What stands for a person, or for what bears a name.
_PERSONAL = re.compile(r"\b(il|elle|lui|son|sa|ses|he|she|him|his|her)\b")
# Subjects that « il » and « elle » often are without pointing at anything.
_IMPERSONAL = re.compile(
    r"\b(y a.?t.?il|il y a|existe.?t.?il|est.?il (possible|obligatoire|necessaire|vrai)|faut.?il|il faut|s'agit.?il|il s'agit|"
    r"il est possible|il existe|quel temps fait.?il|ca (veut dire|va)|c'est quoi|ce que|ce qui|est.?ce)\b"
)


@dataclass(frozen=True)
class Part:
    """One question to search. `context` is what it leans on; it weighs less.

    `presentation` is how whoever asks was presented before it; it is not searched. `about` is whom its
    pronouns stand for. `documents` are those that the answer it leans on cited: a follow-up most often stays
    with them. `quotes` are what it quoted of them.
    """

    focus: str
    context: str
    kind: AnswerKind
    about: str = ""
    presentation: str = ""
    documents: frozenset[str] = frozenset()
    quotes: tuple[str, ...] = ()

    @property
    def question(self) -> str:
        """Give what is asked, its pronouns told."""
        return f"{self.focus} {self.about}".rstrip()


@dataclass(frozen=True)
class Understanding:
    """What a message asks. `follows` tells that it leans on the turns before; `worried`, that whoever asks
    may need a person first."""

    intent: Intent
    language: Language
    parts: tuple[Part, ...] = ()
    follows: bool = False
    worried: bool = False

    @property
    def searched(self) -> str:
        """Give the whole question, complete in itself: what a later message may follow up."""
        return " ".join(f"{part.context} {part.focus}".strip() for part in self.parts[:1]) + "".join(
            f" {part.focus}" for part in self.parts[1:]
        )

    def turned_away(self) -> "Understanding":
        """Give the same without the documents answered from before: one who tells of a company asks nothing
        more of them."""
        return replace(self, parts=tuple(replace(part, documents=frozenset()) for part in self.parts))


def understand(
    message: str,
    history: Sequence[Turn] = (),
    language: Language | None = None,
    in_full: Callable[[str], str] = str,
) -> Understanding:
    """Understand a message in its conversation; `language` is the visitor's explicit choice, and `in_full`
    writes out the spellings of a question."""
    spoken = language or language_of(message)
    intent = sensitive_intent(message) or aside_of(message) or intent_of(message)
    if intent is not Intent.QUESTION:
        return Understanding(intent, spoken)
    question = in_full(without_frame(without_greeting(message)))
    previous = next((turn for turn in reversed(history) if turn.searched), None)
    follows = previous is not None and leans_back(question)
    if not follows or previous is None:
        return Understanding(intent, spoken, _parts(question, ""))
    elsewhere = asked_elsewhere(question, previous.searched)
    if elsewhere:
        return Understanding(intent, spoken, _parts(elsewhere, ""))
    cited = frozenset(citation.document_id for citation in previous.reply.citations)
    about = antecedent(question, previous)
    quotes = tuple(citation.quote for citation in previous.reply.citations)
    parts = tuple(
        replace(part, about=about, documents=cited, quotes=quotes)
        for part in _parts(question, previous.searched)
    )
    return Understanding(intent, spoken, parts, follows)


def leans_back(question: str) -> bool:
    """Tell whether a question cannot be understood without what was said before.

    >>> leans_back("Et qui le porte ?")
    True
    >>> leans_back("La mission a-t-elle réussi ?"), leans_back("Combien coûte-t-elle ?")
    (False, True)
    """
    folded = _IMPERSONAL.sub(" ", _pointing(question))
    content = len(content_words(question))
    if content <= 1:
        return True
    return content <= 9 and _BACKWARD.search(folded.strip()) is not None


def antecedent(question: str, previous: Turn) -> str:
    """Give the name that the pronouns of a question stand for: the last one asked about, or the only one
    that the answer wrote; empty when there is no such pronoun or name."""
    if not _PERSONAL.search(_pointing(question)) or people_in(question):
        return ""
    asked_about = people_in(previous.searched)
    if asked_about:
        return asked_about[-1]
    told = set(people_in(" ".join(citation.quote for citation in previous.reply.citations)))
    return told.pop() if len(told) == 1 else ""


def _pointing(question: str) -> str:
    """Give the folded question without the pronouns whose subject is told beside them."""
    return fold(_TOLD_SUBJECT.sub(r"\g<told>", question))


def _parts(question: str, said: str) -> tuple[Part, ...]:
    asking, presentation = presented(question)
    focus, background = _focus(asking)
    pieces = [piece.strip(" ,;") for piece in _JOINED.split(focus) if piece.strip(" ,;")]
    if any(len(content_words(piece)) < 1 for piece in pieces[:1]):
        pieces = [focus]
    parts: list[Part] = []
    for piece in pieces:
        lead = [said, background]
        if parts and (leans_back(piece) or len(content_words(piece)) <= 2):
            lead.append(parts[0].focus)
        context = " ".join(part for part in lead if part)
        parts.append(Part(piece, context, asked(piece), presentation=presentation))
    return tuple(parts)


def _focus(question: str) -> tuple[str, str]:
    """Part a long message into the question that it asks and the background that it gives."""
    sentences = [sentence for sentence in _SENTENCE_END.split(question.strip()) if sentence]
    asking = [sentence for sentence in sentences if sentence.rstrip().endswith("?")]
    if not asking or len(sentences) == 1:
        return question, ""
    background = " ".join(sentence for sentence in sentences if sentence not in asking)
    focus = " et ".join(sentence.rstrip(" ?") for sentence in asking) + " ?"
    return focus, background
