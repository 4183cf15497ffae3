"""The listening: what a message tells of the company, beside what the conversation already knows."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.companies.amending import amended
from bot.companies.answering import read_answer
from bot.companies.clauses import Clause, clauses_of
from bot.companies.english import understood
from bot.companies.learning import Learning
from bot.companies.needs import Need, checked_subject, find_needs
from bot.companies.profile import Profile
from bot.companies.reading import needs_in, read_profile
from bot.conversation.answer_kinds import FORMAL, asked
from bot.conversation.bare_call import is_bare_call
from bot.conversation.history import Turn
from bot.conversation.small_talk import Intent
from bot.conversation.wanting import asks_for_help, asks_how, asks_whom, need_told
from bot.errors import InvalidInput
from bot.retrieval.words import fold

NEEDS = "needs"
"""What a question is about when it asks for the need itself."""
ADVISER = "adviser"
"""What a question is about, too, when its answer tells whose advisers are looked for."""
_MEANT = ("corrected", "directory")
_LISTENED = frozenset({Intent.QUESTION, Intent.AGREEMENT, Intent.MORE, Intent.REFUSAL})
_LONGEST_ANSWER = 12
"""Words beyond which a message is more than the answer to a question."""
ABROAD = frozenset({"export", "import", "mission"})
"""Subjects of a project in another country."""
_IMPLIED = (("country", "export"), ("to_be_created", "creation"))
"""Facts that are told for a reason: the subject of the need behind them."""
_LONGEST_COUNT = 6
"""Words beyond which a number in a message is of something else than the people of the company."""
_DECLINED = re.compile(
    r"^\W*(?:je (?:ne )?(?:le )?sais (?:pas|plus)|j'sais pas|chais pas|aucune idee|pas d'idee|peu importe"
    r"|passer?|passons|je (?:ne )?(?:veux|prefere|souhaite)\w* (?:ne )?pas (?:le )?(?:dire|repondre)?"
    r"|no idea|i don't know|skip)\W*$"
)
_BEHIND = re.compile(
    r".*\b(?:à|au|aux|en|sur|vers|dans(?: l[ea]| l['’])?|de(?: la| l['’])?|du|des|d['’]|in|of)"
    r"\s*([^\s?!.][^?!.]*)\W*",
    re.IGNORECASE | re.DOTALL,
)
"""What stands behind the last preposition of a message: « un conseiller de la CCI *du* Lot »."""


@dataclass(frozen=True)
class Heard:
    """What was heard of the company in one message.

    `needs` are those that the message states. `questions`: it holds a question that is more than a bare call
    for help; `asks`: one about something else than the company's need. `answers`: it is taken for the answer
    to the question asked before, or for a correction, and nothing else. `person`: a person is asked for.
    `behind`: the needs that a question how or where to do something lets guess, where none is stated.
    """

    before: Profile
    profile: Profile
    needs: tuple[Need, ...] = ()
    questions: bool = False
    asks: bool = False
    answers: bool = False
    person: bool = False
    behind: tuple[Need, ...] = ()

    @property
    def learned(self) -> tuple[str, ...]:
        """Give the fields whose facts are new or other than before."""
        known = self.before.facts
        return tuple(
            name for name, fact in self.profile.facts.items() if name not in known or known[name] != fact
        )

    @property
    def disputed(self) -> bool:
        """Tell whether the message is at odds with what was known: there is something to ask about."""
        return any(one not in self.before.disputes for one in self.profile.disputes)

    @property
    def changed(self) -> bool:
        """Tell whether anything is known that was not, or no longer."""
        return self.profile != self.before


def profile_in(turns: Sequence[Turn]) -> Profile:
    """Give what a conversation knows of the company."""
    if not turns or not turns[-1].reply.profile:
        return Profile()
    try:
        return Profile.from_json(turns[-1].reply.profile)
    except InvalidInput:
        return Profile()  # kept under an older shape: it is learnt again


def listen(
    message: str,
    turns: Sequence[Turn],
    given: Mapping[str, Any] | None,
    intent: Intent,
    today: date,
    is_private: Callable[[str], bool] | None = None,
) -> Heard:
    """Hear what a message, and the profile sent with it, tell of the company.

    Small talk and orders to the assistant tell nothing; wishes and troubles that `is_private` tells of are no
    needs. Raises InvalidInput for a profile that cannot be.
    """
    before = profile_in(turns)
    known = amended(before, given) if given else before
    opened = bool(turns and turns[-1].reply.question_about)
    if intent is Intent.PERSON:
        whereabouts = _BEHIND.fullmatch(message)
        told = whereabouts[1] if whereabouts else message
        profile = read_profile(message, known, today)
        return Heard(before, _answered(told, ["departement"], profile, intent, today), person=True)
    if intent not in _LISTENED and not (opened and intent is Intent.UNREADABLE):
        return Heard(before, known)
    clauses = clauses_of(message)
    asking = [clause for clause in clauses if clause.is_question]
    by_hand = bool(turns) and _by_hand(given or {})
    needs = _stated(message, () if by_hand else clauses, known, today)
    about = turns[-1].reply.question_about if opened and not asking else []
    if about and (NEEDS in about or not needs) and len(message.split()) <= _LONGEST_ANSWER:
        profile = _answered(message, about, known, intent, today)
        if profile != known or _DECLINED.match(fold(message)):
            needs = profile.needs[len(known.needs) :]
            return Heard(before, profile, needs, answers=True, person=ADVISER in about)
    if not needs and not by_hand and intent is Intent.QUESTION:
        needs = _told(message, clauses, today)
    if (
        is_private is not None
        and needs
        and all(need.subject is None for need in needs)
        and is_private(message)
    ):
        return Heard(before, known, questions=True, asks=True)
    profile = _with_needs(read_profile(message, known, today), needs)
    if by_hand:
        profile = _kept_by_hand(profile, known, given or {})
    if by_hand and known != before and not asking and not needs:
        return Heard(before, profile, answers=True)
    learned = bool(profile.facts) and profile.facts != before.facts
    asks = any(not _for_help(one, needs, learned) for one in asking)
    questions = any(not is_bare_call(one.text) for one in asking)
    behind = tuple(need for one in asking if asks_how(one) for need in needs_in(one)) if not needs else ()
    return Heard(before, profile, needs, questions, asks, behind=behind)


def _kept_by_hand(profile: Profile, known: Profile, given: Mapping[str, Any]) -> Profile:
    """Give what was read, but for the facts changed by hand: the message that tells of it teaches nothing."""
    read = {name: fact for name, fact in profile.facts.items() if name not in given}
    meant = {name: fact for name, fact in known.facts.items() if name in given}
    facts = read | meant
    return profile if facts == profile.facts else profile.with_facts(facts, known.disputes)


def _by_hand(given: Mapping[str, Any]) -> bool:
    """Tell whether a profile was sent to change what is known: a fact corrected, looked up or taken off."""
    return any(
        value is None or name == NEEDS or (isinstance(value, dict) and value.get("origin") in _MEANT)
        for name, value in given.items()
    )


def _stated(message: str, clauses: Sequence[Clause], known: Profile, today: date) -> tuple[Need, ...]:
    """Give the needs that a message states; who names a country, or creates, is taken to need help for it,
    where `clauses` may say so."""
    alone = read_profile(message, Profile(), today)
    if alone.needs:
        return (*alone.needs, *_implied(alone, clauses, (*known.needs, *alone.needs), _IMPLIED[:1]))
    for one in clauses:
        if one.is_question and (asks_whom(one) or (alone.facts and asks_how(one))):
            asked_for = needs_in(one)
            if asked_for:
                return (asked_for[0],)
    implied = _implied(alone, clauses, known.needs, _IMPLIED)
    if implied:
        return implied
    return _told(message, clauses, today) if alone.facts else ()


def _told(message: str, clauses: Sequence[Clause], today: date) -> tuple[Need, ...]:
    """Give the need that a message tells without naming a subject that is known."""
    facts = read_profile(message, Profile(), today).facts
    told = need_told(clauses, facts.values())
    return (Need(told),) if told else ()


def _implied(
    alone: Profile, clauses: Sequence[Clause], needs: Sequence[Need], facts: Sequence[tuple[str, str]]
) -> tuple[Need, ...]:
    """Give the need behind the first of these facts that a message tells, unless one abroad is known."""
    for field, subject in facts if clauses else ():
        fact = alone.facts.get(field)
        if fact is None or fact.value is False or any(need.subject in ABROAD for need in needs):
            continue
        told = next((one.said.text.strip() for one in clauses if fact.words in one.said.text), "")
        return (Need(told or fact.words, subject),)
    return ()


def _with_needs(profile: Profile, needs: Sequence[Need]) -> Profile:
    learning = Learning(profile)
    for need in needs:
        learning.need(need)
    return learning.profile() if needs else profile


def _answered(message: str, about: Sequence[str], known: Profile, intent: Intent, today: date) -> Profile:
    """Give the profile once a message is read as the answer to the question asked before."""
    read = read_profile(message, known, today)
    if NEEDS in about:
        if read != known or intent is not Intent.QUESTION or _DECLINED.match(fold(message)):
            return read
        found = [subject for subject, _, _ in find_needs(understood(message))]
        subject = checked_subject(message) or next(iter(found), None)
        return _with_needs(read, (Need(message.strip(), subject),))
    for field in about:
        if field == ADVISER or (field == "effectif" and len(message.split()) > _LONGEST_COUNT):
            continue
        open_about, old = known, known.facts.get(field)
        if field in known.contested and old and old.origin == "corrected":
            open_about = known.corrected(field, None)  # asked about it, the visitor settles it
        profile = read_answer(field, message, open_about, today)
        if profile != open_about:
            return profile
    return read


def _for_help(clause: Clause, needs: Sequence[Need], learned: bool) -> bool:
    """Tell whether a question only asks for what may answer the needs stated, or suit the company told of."""
    if is_bare_call(clause.text):
        return learned or bool(needs)
    if not needs or asked(clause.said.text) in FORMAL:
        return False
    return clause.is_own or asks_for_help(clause) or (asks_how(clause) and bool(needs_in(clause)))
