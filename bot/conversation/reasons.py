"""The reasons: whether a sentence tells a cause, or says again what a question asks the cause of."""

import re
from functools import lru_cache

from bot.conversation.attribution import without_attribution
from bot.retrieval.words import fold, stems_of

_SAME = 0.7
"""Share of the words of the question that a sentence has when it says again what is asked the cause of."""

# Nouns and prepositions in -ant, which are no participle.
_NO_PARTICIPLE = (
    r"(?:av|pend|dur|cepend|mainten|mont|restaur|habit|enf|dirige|exploit|import|suiv|represent|particip|etudi|commerc"
    r"|fabric|suffis)ant"
)
CAUSE = re.compile(
    r"\b(?:car|parce qu\w*|puisqu\w*|faute de?|a cause|en raison|raisons?|motifs?|expliqu\w+|justifi\w+|trop|tellement|attribu\w+"
    r"|apres une?|d'autant|grace aux?|afin|face aux?|suite aux?|due?s? au?x?|permet\w*|oblige\w*|empech\w*|because|due to|thanks to"
    rf"|(?!{_NO_PARTICIPLE}\b)\w{{2,}}ant)\b"
)
"""What a folded sentence that tells a cause often holds."""


@lru_cache(maxsize=20_000)
def tells_cause(sentence: str) -> bool:
    """Tell whether a sentence is worded as one that tells a cause.

    >>> tells_cause("Le four a fermé faute de farine."), tells_cause("Le four a fermé avant midi.")
    (True, False)
    """
    return CAUSE.search(fold(sentence)) is not None


def restates(sentence: str, question: str) -> bool:
    """Tell whether a sentence says what a question asks the cause of, and no cause.

    >>> asked = "Pourquoi le four de Gramat a-t-il fermé ?"
    >>> restates("Le four de Gramat, bâti en 1902, a fermé en mai.", asked)
    True
    >>> restates("Le four de Gramat a fermé, le boulanger étant parti.", asked)
    False
    """
    known = stems_of(question)
    told = stems_of(without_attribution(sentence))
    return len(known & told) >= _SAME * len(known) and not tells_cause(sentence)
