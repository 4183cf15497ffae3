"""The presentations: the same questions, asked by people who first say who they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from bot.errors import ConfigurationFault
from bot.evaluation.questions import HALVES, Question
from bot.retrieval.words import FUNCTION_WORDS, fold, words

_PLACE = "{}"
"""Where the question goes in a presentation."""


def load_presentations(path: Path) -> dict[str, list[str]]:
    """Read the presentations of each half, « {} » in each. Raises ConfigurationFault."""
    try:
        read = yaml.safe_load(path.read_text("utf-8"))
        found = {half: [str(one) for one in read[half]] for half in HALVES}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as fault:
        raise ConfigurationFault(
            f"{path} : deux listes de présentations sont attendues, {' et '.join(HALVES)}."
        ) from fault
    for one in (one for half in found.values() for one in half):
        if one.count(_PLACE) != 1:
            raise ConfigurationFault(f"{path} : « {one} » doit contenir une fois {_PLACE}.")
    return found


def presented_by(questions: Iterable[Question], presentations: Mapping[str, Sequence[str]]) -> list[Question]:
    """Give the lone questions in French, each behind one of the presentations of its half in turn.

    >>> lone = Question("q", "answerable", ("Qui aide ?",), origin="fitting-x")
    >>> [asked] = presented_by([lone], {"fitting": ["Je suis ici, {}"]})
    >>> asked.message
    'Je suis ici, qui aide ?'
    """
    alone = [
        one
        for one in questions
        if one.language == "fr" and len(one.turns) == 1 and presentations.get(one.half)
    ]
    made = []
    for number, question in enumerate(alone):
        of_half = presentations[question.half]
        said = of_half[number % len(of_half)]
        made.append(replace(question, turns=(said.replace(_PLACE, _continued(question.message, said)),)))
    return made


def _continued(question: str, said: str) -> str:
    """Give a question as it is written within a sentence, where it does not begin one."""
    before = said.partition(_PLACE)[0].rstrip()
    first = next(iter(words(question)), None)
    begins = not before or before.endswith((".", "!", "?")) or question[1:2].isupper()
    if begins or first is None or fold(first.form) not in FUNCTION_WORDS:
        return question
    return question[0].lower() + question[1:]
