"""The shapes: how a sentence that answers is often put, where one asks for several things, an aim or a cause.

A shape proves nothing, unlike the form of a kind of answer: what has it is likelier, what has not may answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.conversation.answer_kinds import WHY
from bot.conversation.reasons import CAUSE
from bot.conversation.stances import VIEW
from bot.retrieval.words import fold


@dataclass(frozen=True)
class Shape:
    """What asks for it and what has it, as patterns over folded text, and by how much the odds grow of what
    has it."""

    asked: re.Pattern[str]
    held: re.Pattern[str]
    times: float


_LIST = Shape(
    # « … pour savoir de quels outils on a besoin » asks for no tools.
    re.compile(
        r"(?<!pour savoir )(?<!pour savoir de )\b(quels|quelles|lesquels|lesquelles)\b(?! que\b)"
        r"|\b(cite[rz]?|nomme[rz]?|enumere[rz]?|listes?)\b"
        r"|\b(what|which) (are|were|\w+s (are|were|did|do|have|had|can|will|would))\b|\bname (the|some|all)\b"
    ),
    re.compile(r",[^,]{2,45}[, ](et|ou|and|or)\b|: [^,;]{2,60} (et|ou|and|or) |:[^;]*;|\n\s*[-–•*] "),
    4.0,
)
_AIM = Shape(
    re.compile(
        r"\b(dans quel(le)?s? (but|objectif|optique|perspective|intention)s?|a quel(le)?s? fins?|en vue de quoi"
        r"|quel(le)?s? ((est|sont|etai(t|ent)) (l'|les? |la |son |ses |leurs? ))?(but|objectif|ambition|finalite|vocation)s?"
        r"|pour quoi faire|a quoi (ca |cela )?(sert|servent|servait|servira|servirait|doit|devait)"
        r"|what (is|was|were|are) the (goal|aim|purpose|point)s?|what for)\b"
    ),
    re.compile(
        r"\b(objectifs?|buts?|afin d|ambitions?|ambitionn\w+|finalite|vocation|destine\w*|vis(e|ent|ait|aient|ant)\b"
        r"|pour (\w+(er|ir|re)|mieux|s[e']|l[ea']s?)\b|permet\w*|servir|sert|servent|il s'agi(t|ssait) d)"
    ),
    4.0,
)
_CAUSE = Shape(
    re.compile(WHY),
    CAUSE,
    5.0,
)
_VIEW = Shape(
    re.compile(
        r"\b(pens(e|ent|ait|aient|ez)|avis|opinions?|jug(e|ent|eait)|reagi\w*|accueill\w+|croi(t|ent)|trouve(nt)?|estime(nt)?"
        r"|point de vue|position|dit|disent|qualifi\w+|decri\w+|consider\w+|ressent\w*|thinks?|says?)\b"
    ),
    VIEW,
    2.0,
)
_TROUBLE = Shape(
    re.compile(
        r"\b(difficultes?|problemes?|freins?|obstacles?|ennuis?|soucis?|risques?|reproch\w+|defauts?"
        r"|inconvenients?|critiqu\w+|difficulties|problems?|risks?|drawbacks?)\b"
    ),
    re.compile(
        r"\b(manqu\w+|difficil\w+|difficult\w+|problem\w+|frein\w*|obstacles?|pas assez|trop|insuffisan\w+|sans"
        r"|malmen\w+|risqu\w+|n['e] ?\w+ (pas|plus)|perd\w*|pert\w+|menac\w+|retards?|faute|reproch\w+|faible\w*"
        r"|moins|souffr\w+|inquiet\w+|crai\w+)\b"
    ),
    3.0,
)
_SHAPES = (_LIST, _AIM, _CAUSE, _VIEW, _TROUBLE)
"""How often sentences that answer such a question have the shape, and how often any that is found has it, on the
fitting halves of the question sets: a list .52 and .22, an aim .55 and .13, a cause .48 and .12, a view .70 and
.29, a trouble .85 and .22. The factors were set by hand: that of a list is about the ratio of these odds, the
others are well below it, as other measures tell some of it."""


def shapes_asked(question: str) -> tuple[Shape, ...]:
    """Give the shapes that an answer to a question often has; none for most questions.

    >>> [shape.times for shape in shapes_asked("Quels pains et dans quel but ?")]
    [4.0, 4.0]
    >>> shapes_asked("Quel pain vend-on ?")
    ()
    """
    folded = fold(question)
    return tuple(shape for shape in _SHAPES if shape.asked.search(folded))


def held_by(sentence: str, shapes: tuple[Shape, ...]) -> Iterator[Shape]:
    """Give those of the shapes that a sentence has.

    >>> lists = shapes_asked("Quels pains ?")
    >>> len(list(held_by("On cuit le seigle, l'épeautre et l'avoine.", lists)))
    1
    """
    folded = fold(sentence)
    return (shape for shape in shapes if shape.held.search(folded))
