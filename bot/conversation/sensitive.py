"""The sensitive messages: those that a person, not a document, should meet first."""

import re
from collections.abc import Callable, Sequence

from bot.companies.english import understood
from bot.companies.needs import find_needs
from bot.conversation.distress import is_spent, speaks_of_dying
from bot.conversation.messages import say
from bot.conversation.misdeeds import (
    calls_for_a_lawyer,
    discriminates,
    insults,
    needs_a_doctor,
    wants_to_cheat,
)
from bot.conversation.reply import Language, Notice
from bot.conversation.small_talk import Intent
from bot.retrieval.words import content_words, fold

_PLAIN = re.compile(r"[a-z0-9]+")
_CLAUSE_END = re.compile(r"[.!?,;:\n…()]+|\s[-–—]\s")
# Run together in haste: « jveux », « jen peux », « chui ».
_RUN_TOGETHER = re.compile(
    r"\bj(?=(?:ai|en|veux|veu|vais|voudrais|suis|peux|pense|craque|arrive|embauche)\b)"
)
_HASTY = re.compile(r"\bchu?is?\b")
_A_QUESTION = 3
"""Words of substance from which what else a message says is worth an answer."""


def sensitive_intent(message: str) -> Intent | None:
    """Tell which fitting reply a message calls for before any search, or None.

    >>> sensitive_intent("Je n'en peux plus, je veux en finir.").value
    'distress'
    >>> sensitive_intent("Mon entreprise est en difficulté, qui peut m'aider ?") is None
    True
    """
    clauses = _clauses(message)
    plain, whole = " ".join(clauses), ". ".join(clauses)
    if speaks_of_dying(plain):
        return Intent.DISTRESS
    if needs_a_doctor(plain):
        return Intent.MEDICAL
    if discriminates(plain):
        return Intent.DISCRIMINATION
    if wants_to_cheat(plain):
        return Intent.FRAUD
    if insults(whole) and not _asks_besides(clauses, lambda clause: insults(clause) is not None):
        return Intent.INSULT
    if is_spent(plain) and not _asks_besides(clauses, is_spent):
        return Intent.WEARINESS
    return None


def cautions(message: str, *, worried: bool, language: Language) -> list[Notice]:
    """Give what must be told beside the answer to a question: numbers to call, or that a lawyer decides."""
    plain = " ".join(_clauses(message))
    found = []
    if worried or is_spent(plain):
        found.append(Notice(kind="support", text=say("support", language)))
    if calls_for_a_lawyer(plain):
        found.append(Notice(kind="legal_advice", text=say("legal_advice", language)))
    return found


def asks_something(message: str) -> bool:
    """Tell whether a message, whatever it feels, also asks a question or tells a need of the company."""
    return "?" in message or bool(list(find_needs(understood(message))))


def _clauses(message: str) -> list[str]:
    clauses = (" ".join(_PLAIN.findall(clause)) for clause in _CLAUSE_END.split(fold(message)))
    return [_HASTY.sub("je suis", _RUN_TOGETHER.sub("j ", clause)) for clause in clauses if clause]


def _asks_besides(clauses: Sequence[str], felt: Callable[[str], bool]) -> bool:
    """Tell whether a message also says something to answer, outside the clauses of what is felt."""
    rest = [clause for clause in clauses if not felt(clause)]
    return len(content_words(" ".join(rest))) >= _A_QUESTION
