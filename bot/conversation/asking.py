"""The asking: the one question of a reply about the company, and the answers that may be picked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.companies.countries import country_label
from bot.companies.geography import commune
from bot.companies.profile import Profile
from bot.conversation.history import Turn
from bot.conversation.listening import ABROAD, NEEDS
from bot.conversation.messages import CHOICES, say
from bot.conversation.reply import Language
from bot.matching.catalogue import Programme
from bot.matching.matchmaker import MatchResult
from bot.matching.questions import MOST_ASKED

_MOST_CHOICES = 6


@dataclass(frozen=True)
class Ask:
    """A question, the fields of the profile that its answer fills, and answers to pick from."""

    text: str
    about: tuple[str, ...]
    choices: tuple[str, ...] = ()


def asked_in(turns: Iterable[Turn]) -> tuple[str, ...]:
    """Give what the questions of a conversation were about, each once.

    >>> asked_in([])
    ()
    """
    return tuple(dict.fromkeys(name for turn in turns for name in turn.reply.question_about))


def ask_about_disputes(profile: Profile, turns: Sequence[Turn]) -> Ask | None:
    """Give the question about what cannot all be true, unless it was asked already."""
    told = {turn.reply.question for turn in turns}
    for dispute in profile.disputes:
        if dispute.question not in told:
            towns = [commune(code) for code in dispute.choices[:_MOST_CHOICES]]
            choices = [str(town) for town in towns if town]
            if "to_be_created" in dispute.fields:
                choices = list(CHOICES["to_be_created"])
            return Ask(dispute.question, dispute.fields, tuple(choices))
    return None


def ask_to_separate(profile: Profile, results: Sequence[MatchResult], turns: Sequence[Turn]) -> Ask | None:
    """Give the question that separates the most candidates; never a fourth in a conversation."""
    if sum(bool(turn.reply.question_about) for turn in turns) >= MOST_ASKED:
        return None
    abroad = any(need.subject in ABROAD for need in profile.needs)
    for result in results:
        if result.question is not None and (abroad or result.question.fact != "country"):
            fact = result.question.fact
            # What is known too broadly is asked about in the visitor's own words.
            choices = () if fact in profile.facts else _choices(fact, result)
            return Ask(result.question.text, (fact,), choices)
    return None


def ask_for_need(turns: Sequence[Turn], language: Language) -> Ask | None:
    """Ask what the company looks for, once."""
    if NEEDS in asked_in(turns) or sum(bool(turn.reply.question_about) for turn in turns) >= MOST_ASKED:
        return None
    return Ask(say("ask_need", language), (NEEDS,), CHOICES[NEEDS])


def _choices(fact: str, result: MatchResult) -> tuple[str, ...]:
    if fact != "country":
        return CHOICES.get(fact, ())
    codes = dict.fromkeys(
        code for match in result.matches if isinstance(match.entry, Programme) for code in match.entry.pays
    )
    return tuple(country_label(code) or code for code in codes)[:_MOST_CHOICES]
