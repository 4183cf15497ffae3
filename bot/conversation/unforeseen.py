"""What no form of words foresaw: distress and asides, told by the vector of the message."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Self

from bot.companies.english import understood
from bot.companies.needs import find_needs
from bot.conversation.answer_kinds import AnswerKind, asked
from bot.conversation.asides import without_place
from bot.conversation.classifier import Classifier
from bot.conversation.names import names_in
from bot.conversation.sensitive import asks_something
from bot.conversation.small_talk import Intent
from bot.conversation.understanding import Understanding
from bot.retrieval.vectors import Embedder
from bot.retrieval.words import fold

_LONGEST = 30
"""Words beyond which a message is more than an aside."""
_SHORT = 4
"""Words from which a message must say whom it speaks to, or of what."""
_PERSONAL = re.compile(r"\b(?:je|j|jm|me|m|moi|mon|ma|mes|il|elle|on|i|my|me|he|she|vie|mort)\b")
"""Who suffers speaks of someone; a question without anybody in it is not measured, and costs nothing."""
_PLAIN = re.compile(r"[a-z0-9]+")
_NOBODY = re.compile(r"\b(?:est ce qu\w*|t (?:il|elle|ils|elles|on)|ce (?:qui|que|qu)|c est quoi)\b")
"""Words of any question, which point at nobody and at nothing said."""
_YOU = (
    r"tu|te|toi|ton|ta|tes|vous|vos|votre|you|your|chat|tchat|chatbot|robot|bot|machine|ia|ai|assistant|outil|appli|ici|here"
    r"|(?:mes|nos|cette|la|notre|my|our|this|ma) (?:messages?|echanges?|questions?|conversations?|discussions?|recherches?"
    r"|historique|data|chat)|j (?:ecris|ai ecrit|ai tape)|je (?:tape|dis|raconte|demande)"
)
_ADDRESSED = re.compile(rf"\b(?:{_YOU})\b")
"""Words of who speaks to the assistant, or of what is typed to it."""
_OTHERS = re.compile(
    r"\b(?:un chat|mon chat|une appli|une ia|mon assistante?|mon outil|s il (?:te|vous) plait)\b"
)
_POINTING = re.compile(
    rf"\b(?:{_YOU}|je|j|me|m|moi|mon|ma|mes|nous|on|i|my|we|ca|cela|ceci|c|ce|cette|cet|this|that|it|la dessus|reponse|answer"
    r"|sources?|merci|svp|stp|please)\b"
)
"""Words of who speaks of what was just said."""
_SOMEBODY = re.compile(
    r"\b(?:humaine?s?|quelqu|conseill\w+|interlocut\w+|collaborat\w+|experts?|responsable|gens|cci|chambre|rap+el\w*|ap+el\w*"
    r"|joindre|joignable|contact\w*|rdv|rendez|entretien|telephon\w*|tel|numero|standard|guichet|accueil|antenne|bureaux?|parler?"
    r"|discuter|echanger|vive voix|en face|physique|rencontr\w+|mail|courriel|visio|vivante?|vraie?|human|someone|somebody|staff"
    r"|advis[eo]r\w*|call|ring|phone|talk|speak|agent|person)\b"
)
"""Words of who asks for a person, or for the chamber."""
_FIRST = re.compile(rf"\b(?:{_YOU}|je|j|me|m|moi|nous|on|i|my|we|us|svp|stp|please|merci)\b")
_ASKING = re.compile(
    r"(?:a |de |par |pour |avec |et )?(?:qui|quels?|quelles?|ou|quand|combien|comment|pourquoi|which|what|who|when|where|how)\b"
)
_KNOWN_NAMES = frozenset(("cci", "rgpd", "gdpr", "ia", "ai", "pdf", "internet", "french", "english"))
"""Names that an aside may bear."""
_ANYBODY = re.compile(r"quelqu'un|\b(?:humaine?s?|conseill\w+|interlocut\w+|someone|human|advis[eo]rs?)\b")
_ADDRESSES = frozenset((AnswerKind.PHONE, AnswerKind.EMAIL, AnswerKind.CONTACT, AnswerKind.URL))
_SENTENCE_END = re.compile(r"(?<=[.!?…:])\s+")


def _addresses(plain: str) -> bool:
    return _ADDRESSED.search(_OTHERS.sub(" ", plain)) is not None


def _points_back(plain: str) -> bool:
    return len(plain.split()) < _SHORT or _POINTING.search(plain) is not None


def _calls_somebody(plain: str) -> bool:
    asks = _ASKING.match(plain) is None or _FIRST.search(plain) is not None
    return asks and _SOMEBODY.search(plain) is not None


_WORDED: dict[Intent, Callable[[str], bool]] = {
    Intent.SOURCES: _addresses,
    Intent.PRIVACY: _addresses,
    Intent.ABILITIES: _addresses,
    Intent.SERVICE: _addresses,
    Intent.GROUNDS: _points_back,
    Intent.REWORDING: _points_back,
    Intent.COMPLAINT: _points_back,
    Intent.PERSON: _calls_somebody,
}
"""What the words of each aside must hold to be one before any search: most questions hold nothing of it."""
_OF_A_REPLY = frozenset({Intent.GROUNDS, Intent.REWORDING, Intent.COMPLAINT})
"""Asides about the reply before, which there must be."""
_NEVER_GRAVE = frozenset(_WORDED) - _OF_A_REPLY
"""Asides that outweigh distress where they are likelier; « rien ne va » may be a complaint, and is not."""


class Unforeseen:
    """Tells distress and asides from questions, by one vector of the message.

    Without coefficients for the model in use (`distress`, `asides`), the rules of words stand alone.
    """

    def __init__(self, embedder: Embedder, distress: Classifier | None, asides: Classifier | None) -> None:
        self._embedder = embedder
        self._distress = distress
        self._asides = asides

    @classmethod
    def fitted(cls, embedder: Embedder) -> Self:
        """Load the committed coefficients of both."""
        return cls(
            embedder,
            Classifier.fitted("distress", embedder.fingerprint),
            Classifier.fitted("asides", embedder.fingerprint),
        )

    def complete(self, understanding: Understanding, message: str, *, replied: bool = False) -> Understanding:
        """Complete the understanding of a question by what the vector of its message tells."""
        told = self.tell(message, replied=replied)
        if told is Intent.WEARINESS and asks_something(message):
            return replace(understanding, worried=True)
        return understanding if told is Intent.QUESTION else Understanding(told, understanding.language)

    def tell(self, message: str, *, replied: bool = False, unanswered: bool = False) -> Intent:
        """Tell WEARINESS, an aside or QUESTION.

        `replied` when a reply came before. Once a message is `unanswered`, an aside need not be worded as one.
        """
        plain = _NOBODY.sub(" ", " ".join(_PLAIN.findall(fold(message))))
        may_be = {aside for aside, is_worded in _WORDED.items() if unanswered or is_worded(plain)}
        if not replied:
            may_be -= _OF_A_REPLY
        distress = self._distress if _PERSONAL.search(fold(message)) else None
        asides = self._asides if may_be and len(plain.split()) <= _LONGEST else None
        if distress is None and asides is None:
            return Intent.QUESTION
        vector = self._embedder.embed_question(message).sentence
        label, likely = asides.likeliest(vector) if asides is not None else (None, 0.0)
        aside = Intent(label) if label else Intent.QUESTION
        if aside not in may_be or _is_of_business(message, aside):
            aside = Intent.QUESTION
        grave, chance = distress.likeliest(vector) if distress is not None else (None, 0.0)
        if grave and (aside not in _NEVER_GRAVE or chance > likely):
            return Intent.WEARINESS
        return aside


def _is_of_business(message: str, aside: Intent) -> bool:
    """Tell whether a message names someone or something, asks for a number or an address, or states a need:
    a question in any case."""
    if aside is Intent.PERSON and asked(message) in _ADDRESSES and not _ANYBODY.search(fold(message)):
        return True
    said = without_place(message) if aside is Intent.PERSON else message
    named = {name for sentence in _SENTENCE_END.split(said) for name in names_in(sentence)}
    return bool(named - _KNOWN_NAMES) or bool(find_needs(understood(message)))
