"""The language of a message: French or English, told by its function words."""

import re

from bot.conversation.reply import Language
from bot.retrieval.words import fold

_FRENCH = frozenset(
    word
    for line in (
        "le la les un une des du de et est en au aux que qui quoi quel quelle quels quelles comment combien",
        "pourquoi quand ou je tu il elle nous vous ils mon ma mes ton votre vos notre pour par sur dans avec sans",
        "ce cette ces son sa ses se pas ne plus bonjour bonsoir merci salut oui non suis sont a peut avez faut",
        "fait moi l d c j qu n s",
    )
    for word in line.split()
)
_ENGLISH = frozenset(
    word
    for line in (
        "the a an of and is are was were in at to for by with from what which who whom whose how why when where",
        "does do did can could would should will i you he she we they my your our their this that these those",
        "it its there has have had not no yes hello hi thanks thank about any some much many me be been",
    )
    for word in line.split()
)


def language_of(message: str) -> Language:
    """Tell the language of a message; French when in doubt.

    >>> language_of("Who runs the study trips abroad?")
    'en'
    >>> language_of("mission californie 2023")
    'fr'
    """
    forms = re.findall(r"[a-z]+", fold(message))
    french = sum(form in _FRENCH for form in forms)
    english = sum(form in _ENGLISH for form in forms)
    accented = any(character in "éèêàùçîôœ" for character in message.lower())
    return "en" if english > french + accented else "fr"
