"""The pertinence: whether what a sentence holds is that of the very thing that a question asks of."""

import re
from collections.abc import Mapping, Sequence

from bot.conversation.answer_kinds import FIGURES, FORMAL, RECOGNISABLE, AnswerKind, holds
from bot.conversation.heads import head_of
from bot.conversation.misfits import is_of_another_event, is_of_another_place
from bot.conversation.names import Name, names_in
from bot.conversation.naming import places_of
from bot.conversation.persons import (
    asks_doer,
    asks_leader,
    asks_role,
    names_someone,
    tells_leading,
    tells_of_its_subject,
    without_rivals,
    writes_alone,
)
from bot.conversation.quoting import extent_of
from bot.retrieval.query import Query, QueryWord
from bot.retrieval.search import Hit
from bot.retrieval.words import stems_of

_LED = 0.6
"""Share of the words, weighted by rarity, that tell a thing without a name."""

_OF_SOMEBODY = FORMAL | {AnswerKind.DATE, AnswerKind.STANCE}
"""Kinds whose answer is that of whom or what the question names, and of nobody else."""

_NEAR = 2
"""How many sentences before one may name whom it speaks of; one after it may too."""

_SPECIAL = re.compile(r"(?:compagnie|banque|federation|syndicat|hotel|restaurant|club|mecene|sponsor)s?")
"""Kinds of bodies that a text calls so: not so a publisher or a newspaper, of which the name is enough."""

_UNSAID = 0.5
"""Share of its sentences that leave a name unsaid, of a document of which all may speak of it."""

_PIECES = re.compile(r"[,;:]| et ")

_OF_EVENTS = FIGURES | {AnswerKind.PERSON, AnswerKind.DATE, AnswerKind.PLACE, AnswerKind.DURATION}
"""Kinds whose answer is that of one event, and of no other."""


def kind_mark(
    kind: AnswerKind, query: Query, hit: Hit, position: int, subjects: Mapping[str, float]
) -> float:
    """Mark a sentence by the kind asked: 1 when it holds it, -1 when it should and does not, else 0.

    It does not where what it holds is that of something else. `subjects` are those of its document.
    """
    if kind not in RECOGNISABLE:
        return 0.0
    sentence = _told(kind, hit, position)
    bodies = (*hit.document.organisations, hit.document.publisher)
    held = holds(kind, sentence, query.text, bodies, hit.document.people)
    return 1.0 if held and _is_of_what_is_asked(kind, query, hit, position, sentence, subjects) else -1.0


def _is_of_what_is_asked(
    kind: AnswerKind, query: Query, hit: Hit, position: int, sentence: str, subjects: Mapping[str, float]
) -> bool:
    """Tell whether what a sentence holds is that of the very leader, deed, role, name, place and event that a
    question asks of."""
    stems = hit.entry.sentence_stems[position]
    if kind is AnswerKind.PERSON and asks_leader(query.text):
        of_subject = hit.entry.title_stems if tells_of_its_subject(sentence) else frozenset()
        pertinent = _is_led(query, stems | of_subject) or (
            _writes_what_is_led(query, sentence) and _stand_near(_named_words(query), hit, position, subjects)
        )
    elif asks_doer(query.text):
        pertinent = _names_all(query, stems)
    elif kind is AnswerKind.PERSON and asks_role(query.text):
        pertinent = _has_role(query, sentence, subjects)
    elif kind is AnswerKind.BODY:
        pertinent = _is_of_its_kind(query, hit)
    else:
        pertinent = kind not in _OF_SOMEBODY or _is_said_of(query, hit, position, subjects)
    elsewhere = kind in FIGURES and is_of_another_place(sentence, query.text)
    at_another = kind in _OF_EVENTS and is_of_another_event(sentence, query.text)
    return pertinent and not elsewhere and not at_another


def _names_all(query: Query, stems: frozenset[str]) -> bool:
    """Tell whether these stems hold every name of a question."""
    return all(word.is_in(stems) for word in _named_words(query))


def _has_role(query: Query, sentence: str, subjects: Mapping[str, float]) -> bool:
    """Tell whether somebody stands, in a sentence, beside the names of a question that asks who has a role.

    At most one comma or « et » is between them: more part an enumeration.
    """
    pieces = _PIECES.split(without_rivals(sentence))
    beside = (" , ".join(pair) for pair in zip(pieces, [*pieces[1:], ""], strict=True))
    unsaid = _unsaid(subjects)
    return any(
        names_someone(pair, query.text) and _names_all(query, stems_of(pair) | unsaid) for pair in beside
    )


def _is_of_its_kind(query: Query, hit: Hit) -> bool:
    """Tell whether a passage speaks of the kind of body that a question asks for, if it is a special one."""
    head = head_of(query.text)
    if head is None or not _SPECIAL.fullmatch(head):
        return True
    return all(word.is_in(hit.entry.stems) for word in query.words if word.form == head)


def _is_said_of(query: Query, hit: Hit, position: int, subjects: Mapping[str, float]) -> bool:
    """Tell whether a sentence speaks of whom or what a question names, places aside."""
    named = [word for word in _named_words(query) if not places_of(Name((word.form,)))]
    return not named or _stand_near(named, hit, position, subjects)


def _stand_near(named: Sequence[QueryWord], hit: Hit, position: int, subjects: Mapping[str, float]) -> bool:
    """Tell whether a sentence or one near it writes every one of these names, or the document is about it."""
    before = hit.document.passages[max(0, hit.passage.position - 2) : hit.passage.position - 1]
    sentences = [sentence.text for passage in (*before, hit.passage) for sentence in passage.sentences]
    at = len(sentences) - len(hit.passage.sentences) + position
    near = stems_of(" ".join(sentences[max(0, at - _NEAR) : at + 2]))
    said = near | hit.entry.title_stems | _unsaid(subjects)
    return all(word.is_in(said) for word in named)


def _unsaid(subjects: Mapping[str, float]) -> frozenset[str]:
    """Give the names of which any sentence of a document may speak without writing them."""
    return frozenset(name for name, share in subjects.items() if share >= _UNSAID)


def _named_words(query: Query) -> list[QueryWord]:
    """Give the words of a question that are names, or part of one."""
    names = set(names_in(query.text))
    return [word for word in query.words if word.form in names]


def _is_led(query: Query, stems: frozenset[str]) -> bool:
    """Tell whether these stems hold what a question asks the leader of: its names, else most of its words."""
    if _named_words(query):
        return _names_all(query, stems)
    led = [word for word in query.words if not tells_leading(word.form)]
    held = sum(word.weight for word in led if word.is_in(stems))
    return held >= _LED * sum(word.weight for word in led)


def _writes_what_is_led(query: Query, sentence: str) -> bool:
    """Tell whether a sentence writes, without a name of its own, the noun of what a question asks the leader
    of by name."""
    named = {word.form for word in _named_words(query)}
    led = [word.form for word in query.words if word.form not in named and not tells_leading(word.form)]
    return bool(named and led) and writes_alone(sentence, led[0])


def names_held(query: Query, hit: Hit) -> float:
    """Give 1 when the passage or its document holds every name of the question, else 0."""
    document = hit.document
    listed = stems_of(" ".join((*document.people, *document.organisations, *document.territories)))
    missing = [word for word in _named_words(query) if not word.is_in(hit.entry.stems | listed)]
    return float(not missing or all(word.is_in(stems_of(document.text)) for word in missing))


def _told(kind: AnswerKind, hit: Hit, position: int) -> str:
    """Give what a sentence says: of a price, behind the heading that it would be quoted under."""
    text = hit.passage.sentences[position].text
    heading = extent_of(hit.passage, position).heading if kind is AnswerKind.PRICE else ""
    return f"{heading} : {text}" if heading else text
