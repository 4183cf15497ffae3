"""The question set: questions with what a right reply must cite and say, read from YAML or JSONL."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from bot.conversation.reply import Language, Notice
from bot.errors import ConfigurationFault

Kind = Literal[
    "answerable",
    "unanswerable",
    "partly_answerable",
    "off_topic",
    "temporal",
    "follow_up",
    "adversarial",
    "small_talk",
]
KINDS: tuple[str, ...] = get_args(Kind)
HALVES = ("fitting", "held-out")

_LANGUAGES: tuple[str, ...] = get_args(Language)
_NOTICES: tuple[str, ...] = get_args(Notice.model_fields["kind"].annotation)
_ALWAYS_ANSWERED = {"answerable", "partly_answerable", "temporal"}
_NEVER_ANSWERED = {"unanswerable", "off_topic", "small_talk"}


@dataclass(frozen=True)
class Question:
    """A conversation whose last message is judged; the earlier ones only set the context.

    Citing any of `documents` is right; when there is none, a refusal (or small talk) is. Every
    fact must be covered by the answer, one of its alternatives being enough. One of `notices`
    must be shown, if there are any; none of `forbidden` may be said. `answers` are the reference
    texts of public sets. `origin` is the name of the file, without its suffix.
    """

    id: str
    kind: Kind
    turns: tuple[str, ...]
    documents: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    language: Language = "fr"
    style: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    origin: str = ""

    @property
    def message(self) -> str:
        """Give the message that is judged."""
        return self.turns[-1]

    @property
    def expects_refusal(self) -> bool:
        """Tell whether no source holds the answer."""
        return not self.documents

    @property
    def half(self) -> str:
        """Give « fitting » or « held-out » after the name of the file, else an empty string.

        >>> Question("visites", "answerable", ("Combien ?",), origin="held-out-answerable").half
        'held-out'
        """
        return half_of(self.origin)


def half_of(origin: str) -> str:
    """Give the half that a file's name begins with, else an empty string."""
    return next((half for half in HALVES if origin.startswith(half)), "")


# `origin` is where the question was found: a file does not write it.
_WRITTEN = {field.name for field in fields(Question)} - {"origin"}


class _QuestionError(ValueError):
    """What is wrong with one question, in French, without its place."""


def load_questions(path: Path) -> list[Question]:
    """Read the questions of one YAML file, or of every `*.yaml` of a folder in the order of names.

    Raises ConfigurationFault, naming the file, the question and what is wrong with it.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise ConfigurationFault(f"{path} : aucun fichier de questions (*.yaml) dans ce dossier.")
    questions = [question for file in files for question in _read_yaml(file)]
    _refuse_twins(questions)
    return questions


def load_jsonl(path: Path) -> list[Question]:
    """Read a public set: one JSON object a line, with `question`, `answers`, `doc_id` or `relevant`.

    A question that no document answers becomes an off-topic one. Raises ConfigurationFault.
    """
    questions = []
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            questions.append(_from_public(json.loads(line), path.stem))
        except (json.JSONDecodeError, _QuestionError) as fault:
            raise ConfigurationFault(f"{path}, ligne {number} : {fault}") from fault
    _refuse_twins(questions)
    return questions


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as fault:
        raise ConfigurationFault(f"{path} : fichier de questions illisible ({fault.strerror}).") from fault
    except UnicodeDecodeError as fault:
        raise ConfigurationFault(f"{path} : ce fichier n'est pas en UTF-8.") from fault


def _read_yaml(path: Path) -> list[Question]:
    try:
        entries = yaml.safe_load(_text(path))
    except yaml.YAMLError as fault:
        raise ConfigurationFault(f"{path} : YAML invalide ({fault}).") from fault
    if not isinstance(entries, list):
        raise ConfigurationFault(f"{path} : une liste de questions est attendue.")
    questions = []
    for position, entry in enumerate(entries, start=1):
        name = entry.get("id") if isinstance(entry, dict) else None
        try:
            questions.append(_from_entry(entry, path.stem))
        except _QuestionError as fault:
            place = f"question « {name} »" if name else f"question n° {position}"
            raise ConfigurationFault(f"{path}, {place} : {fault}") from fault
    return questions


def _from_entry(entry: object, origin: str) -> Question:
    if not isinstance(entry, dict):
        raise _QuestionError("une suite de champs (id, kind, turns…) est attendue.")
    unknown = set(entry) - _WRITTEN
    if unknown:
        raise _QuestionError(f"champ inconnu : {', '.join(sorted(map(str, unknown)))}.")
    question = Question(
        id=_word(entry, "id"),
        kind=cast(Kind, _choice(entry, "kind", KINDS)),
        turns=_texts(entry, "turns"),
        documents=_texts(entry, "documents"),
        facts=_facts(entry.get("facts", [])),
        language=cast(Language, _choice({"language": "fr", **entry}, "language", _LANGUAGES)),
        style=_texts(entry, "style"),
        notices=_texts(entry, "notices"),
        forbidden=_texts(entry, "forbidden"),
        answers=_texts(entry, "answers"),
        origin=origin,
    )
    _refuse_contradictions(question)
    return question


def _from_public(entry: object, origin: str) -> Question:
    if not isinstance(entry, dict):
        raise _QuestionError("un objet JSON est attendu.")
    relevant = entry.get("relevant") or entry.get("doc_id") or []
    documents = (relevant,) if isinstance(relevant, str) else tuple(map(str, relevant))
    return Question(
        id=_word(entry, "id"),
        kind="answerable" if documents else "off_topic",
        turns=(_word(entry, "question"),),
        documents=documents,
        answers=_texts(entry, "answers"),
        origin=origin,
    )


def _word(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not value.strip():
        raise _QuestionError(f"« {name} » manque ou n'est pas un texte.")
    return value.strip()


def _choice(entry: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> str:
    value = _word(entry, name)
    if value not in allowed:
        raise _QuestionError(f"« {name} » vaut « {value} » ; valeurs possibles : {', '.join(allowed)}.")
    return value


def _texts(entry: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = entry.get(name, [])
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        raise _QuestionError(
            f"« {name} » doit être une liste de textes non vides (nombres entre guillemets)."
        )
    return tuple(value)


def _facts(value: object) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list):
        raise _QuestionError("« facts » doit être une liste de listes de variantes.")
    facts = tuple(_texts({"facts": alternatives}, "facts") for alternatives in value)
    if not all(facts):
        raise _QuestionError("un fait de « facts » n'a aucune variante.")
    return facts


def _refuse_contradictions(question: Question) -> None:
    kind = question.kind
    if not question.turns:
        raise _QuestionError("« turns » est vide.")
    if kind == "follow_up" and len(question.turns) < 2:
        raise _QuestionError("une question de suite (follow_up) demande au moins deux messages.")
    if bool(question.documents) != bool(question.facts):
        raise _QuestionError("« documents » et « facts » vont ensemble : l'un est vide et l'autre non.")
    if kind in _ALWAYS_ANSWERED and not question.documents:
        raise _QuestionError(f"une question {kind} demande au moins un document et un fait.")
    if kind in _NEVER_ANSWERED and question.documents:
        raise _QuestionError(f"une question {kind} n'a ni document ni fait attendu.")
    unknown = [notice for notice in question.notices if notice not in _NOTICES]
    if unknown:
        raise _QuestionError(f"avis inconnu : {', '.join(unknown)} ; possibles : {', '.join(_NOTICES)}.")


def _refuse_twins(questions: Iterable[Question]) -> None:
    seen: dict[str, Question] = {}
    for question in questions:
        other = seen.setdefault(question.id, question)
        if other is not question:
            raise ConfigurationFault(
                f"{question.origin}, question « {question.id} » : identifiant déjà pris dans {other.origin}."
            )
