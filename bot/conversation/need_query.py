"""The need's query: the words by which a need is looked up in the catalogue."""

import re

from bot.companies.countries import find_countries
from bot.companies.english import in_french, is_english, understood
from bot.companies.facts import label_of
from bot.companies.needs import SUBJECTS, Need, find_needs
from bot.companies.profile import Profile

_ASIDE = ("commune", "departement", "region", "effectif", "siren", "siret", "created", "forme_juridique")
"""Facts that the rules judge; their words would only draw whatever else is named after the place."""
_TELLING = ("country", "to_be_created")
"""Facts whose words tell a need by themselves."""
_VAGUE = "creation"
"""A subject of which everything in the catalogue is about as near: what is created tells more."""
_LINKED = r"(?:\b(?:à|a|au|aux|de|du|des|d'|dans|en|le|la|les|l'|sur|près|pres|in|at|from|near|the)\s*)*"
_EMPTY = re.compile(
    r"\b(?:aide[zr]?[- ](?:moi|nous)(?: [àa])?|stp|svp|bonjour|bonsoir|bjr|slt|salut|merci"
    r"|please|hello|thanks?)\b",
    re.IGNORECASE,
)
"""Politeness and calls for help: they are in everything, and « aide » is in half of the catalogue."""
_PARTS = re.compile(r"[,;:]|\bet\b|\bmais\b|\bdonc\b|\band\b|\bbut\b|\bso\b", re.IGNORECASE)


def queries_of(need: Need, profile: Profile) -> tuple[str, ...]:
    """Give the queries to try for a need, one after the other until something answers: its own words,
    then its subject alone."""
    label = _label(need)
    return (query_of(need, profile), label) if label else (query_of(need, profile),)


def query_of(need: Need, profile: Profile) -> str:
    """Give the query for a need: its subject, the part of the words that tells it, the company's activity.

    >>> query_of(Need("On est 9 à Gramat, on cherche des légumes locaux", "fournisseurs"), Profile())
    'Fournisseurs et sous-traitants locaux. On est 9 à Gramat, on cherche des légumes locaux'
    """
    told = _EMPTY.sub(" ", need.text)
    for name in _ASIDE:
        words = profile.facts[name].words if name in profile.facts else ""
        if words and words in told:
            told = re.sub(_LINKED + re.escape(words), " ", told)
    parts = [part.strip() for part in _PARTS.split(told) if part.strip()]
    told_by = [profile.facts[name].words for name in _TELLING if name in profile.facts]
    telling = [
        part
        for part in parts
        if need.subject in _subjects(part) or any(words and words in part for words in told_by)
    ]
    activity = activity_of(profile)
    # Without an activity that was understood, what is said around the need may name it.
    said = ", ".join(telling if telling and activity else parts)
    if is_english(need.text):
        said, activity = in_french(said).folded, in_french(activity).folded
    if activity and activity.lower() not in said.lower():
        said = f"{said}, {activity}"
    label = _label(need)
    return f"{label}. {said}" if label else said


def _label(need: Need) -> str | None:
    return SUBJECTS.get(need.subject or "") if need.subject != _VAGUE else None


def _subjects(text: str) -> list[str]:
    said = understood(text)
    spans = tuple((mention.start, mention.end) for mention in find_countries(said))
    return [subject for subject, _, _ in find_needs(said, spans)]


def activity_of(profile: Profile) -> str:
    """Give the company's activity, in its own words where it told it; nothing while it is not known."""
    fact = profile.facts.get("code_naf")
    if fact is None:
        return ""
    label = label_of("code_naf", fact).partition(" (")[0]
    return fact.words if fact.origin == "said" and fact.words else label
