"""The exchange: a question one word of which is another's, so that it asks for what is not there."""

import random
from collections.abc import Iterable, Sequence

from bot.conversation.names import names_in
from bot.retrieval.words import Word, content_words

_SHORTEST = 4


def plain_words(question: str) -> list[Word]:
    """Give the content words of a question that are no names, figures or acronyms.

    >>> [word.form for word in plain_words("Combien de fournils la CCI du Lot a-t-elle ouverts en 2022 ?")]
    ['fournils', 'ouverts']
    """
    names = set(names_in(question))
    return [
        word
        for word in content_words(question)
        if len(word.form) >= _SHORTEST and word.form.isalpha() and word.form not in names
    ]


def foreign_words(questions: Iterable[str]) -> list[str]:
    """Give the plain words of questions, as they are written."""
    return [question[word.start : word.end] for question in questions for word in plain_words(question)]


def exchanged(question: str, words: Sequence[str], chance: random.Random) -> str | None:
    """Give the question with one plain word exchanged for one of `words`; None when it has none.

    >>> exchanged("Qui ouvre le fournil ?", ["piscine"], random.Random(0))
    'Qui ouvre le piscine ?'
    """
    plain = plain_words(question)
    if not plain:
        return None
    word = chance.choice(plain)
    return question[: word.start] + chance.choice(words) + question[word.end :]
