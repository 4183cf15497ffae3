"""The facts of a conversation: the little of it that is counted, and nothing of what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from bot.companies.activities import section_of
from bot.companies.company import Company, Headcount
from bot.companies.countries import find_countries
from bot.companies.english import understood
from bot.companies.needs import find_needs
from bot.companies.profile import Profile
from bot.companies.reading import read_profile
from bot.errors import InvalidInput

OTHER: Final = "autre"
"""The subject of a question of no known subject."""
UNKNOWN: Final = "inconnu"
"""The value of what nobody said."""
SIZES: Final = ((0, "0"), (9, "1-9"), (49, "10-49"), (249, "50-249"))
_LARGEST: Final = "250+"
BANDS: Final = (*(band for _, band in SIZES), _LARGEST, UNKNOWN)
"""The bands of headcount, the smallest first."""
_QUESTIONS = ("answer", "abstention")


@dataclass(frozen=True)
class Facts:
    """What one conversation adds to the counts; `documents` are the public ones that it was answered with."""

    subject: str
    departement: str
    sector: str
    size: str
    questions: int
    unanswered: int
    documents: tuple[str, ...]


def facts_of(turns: Sequence[tuple[str, Mapping[str, Any]]], day: date) -> Facts | None:
    """Give the facts of a conversation: its messages with their stored replies. None without a question."""
    asked = [(message, reply) for message, reply in turns if reply.get("kind") in _QUESTIONS]
    if not asked:
        return None
    profile = _profile(turns, day)
    cited = {
        citation["document_id"]
        for _, reply in asked
        for citation in reply.get("citations", ())
        if citation.get("audience", "public") == "public"
    }
    company = profile.company
    return Facts(
        _subject([message for message, _ in asked], profile),
        company.departement or UNKNOWN,
        _sector(company),
        size_of(company.effectif),
        len(asked),
        sum(reply["kind"] == "abstention" for _, reply in asked),
        tuple(sorted(cited)),
    )


def size_of(effectif: Headcount | None) -> str:
    """Give the band of a headcount.

    >>> size_of(Headcount(9, 9)), size_of(Headcount(10, 19)), size_of(None)
    ('1-9', '10-49', 'inconnu')
    """
    if effectif is None:
        return UNKNOWN
    return next((band for most, band in SIZES if effectif.least <= most), _LARGEST)


def _profile(turns: Sequence[tuple[str, Mapping[str, Any]]], day: date) -> Profile:
    """Give the profile that the last reply knew; where none did, what the messages say."""
    known = next((reply["profile"] for _, reply in reversed(turns) if reply.get("profile")), None)
    if known is not None:
        try:
            return Profile.from_json(known)
        except InvalidInput:
            return Profile()
    profile = Profile()
    for message, _ in turns:
        profile = read_profile(message, profile, day)
    return profile


def _subject(messages: Sequence[str], profile: Profile) -> str:
    found = next(filter(None, map(subject_said, messages)), None)
    return found or next((need.subject for need in profile.needs if need.subject), OTHER)


@lru_cache(maxsize=1024)
def subject_said(message: str) -> str | None:
    """Give the first subject that a message asks about. The questions that a page offers come often.

    >>> subject_said("On voudrait vendre nos biscuits au Japon")
    'export'
    """
    said = understood(message)
    countries = tuple((mention.start, mention.end) for mention in find_countries(said))
    found = find_needs(said, countries)
    return found[0][0] if found else None


def _sector(company: Company) -> str:
    return (section_of(company.code_naf) if company.code_naf else None) or UNKNOWN
