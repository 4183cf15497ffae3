"""The profile: the facts of a company, its needs, and what it said that cannot all be true."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.companies.company import Company
from bot.companies.contradictions import Dispute, disputes_among
from bot.companies.entry import fact_from_json
from bot.companies.facts import FIELDS, Fact, label_of, value_to_json
from bot.companies.gazetteer import Place
from bot.companies.geography import commune, departement, region
from bot.companies.messages import INVALID
from bot.companies.needs import SUBJECTS, Need, checked_subject
from bot.errors import InvalidInput

_MOST_NEEDS = 20
_MOST_DISPUTES = 20
_MOST_CHOICES = 40
_LONGEST_NEED = 500


@dataclass(frozen=True)
class Profile:
    """What is known of a company: facts by field of `FIELDS`, needs in the order they were said, disputes.

    A fact in dispute is shown and asked about; it is not part of `company` until it is settled, unless
    the visitor wrote it by hand or the directory gave it.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    _company: Company = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_company", _company_of(self.facts, self.contested))

    @property
    def company(self) -> Company:
        """Give what is known and not in dispute; a commune tells its département and région, a SIRET its
        SIREN."""
        return self._company

    @property
    def contradictions(self) -> tuple[str, ...]:
        """Give the questions to ask about what cannot all be true, in French."""
        return tuple(dispute.question for dispute in self.disputes)

    @property
    def contested(self) -> frozenset[str]:
        """Give the fields that a question is open about."""
        return frozenset(name for dispute in self.disputes for name in dispute.fields)

    def corrected(self, name: str, raw: Any) -> "Profile":
        """Give the profile with one field written by hand, or taken off when `raw` is None.

        Raises InvalidInput when the field or its value cannot be.
        """
        _refuse_unknown({name: raw})
        facts = {key: fact for key, fact in self.facts.items() if key != name}
        if raw is not None:
            facts[name] = replace(
                fact_from_json(name, raw, _places(facts) if name == "commune" else ()), origin="corrected"
            )
        kept = tuple(dispute for dispute in self.disputes if name not in dispute.fields)
        return self.with_facts(facts, kept)

    def with_facts(self, facts: Mapping[str, Fact], open_disputes: tuple[Dispute, ...] = ()) -> "Profile":
        """Give the profile with these facts, the disputes among them and those still open."""
        among = disputes_among(facts)
        kept = [one for one in open_disputes if all(one.question != other.question for other in among)]
        ordered = {name: facts[name] for name in FIELDS if name in facts}
        return replace(self, facts=ordered, disputes=(*kept, *among))

    def to_json(self) -> dict[str, Any]:
        """Give the profile as JSON: each field's value, label, words and origin, for editable chips."""
        shown: dict[str, Any] = {}
        for name in (name for name in FIELDS if name in self.facts):
            fact = self.facts[name]
            shown[name] = {
                "value": value_to_json(name, fact),
                "label": label_of(name, fact),
                "words": fact.words,
                "origin": fact.origin,
            } | ({"detail": fact.detail} if fact.detail else {})
        if self.needs:
            shown["needs"] = [
                {"text": need.text, "subject": need.subject, "label": SUBJECTS.get(need.subject or "")}
                for need in self.needs
            ]
        if self.disputes:
            shown["contradictions"] = [
                {"question": dispute.question, "fields": list(dispute.fields)}
                | ({"choices": list(dispute.choices), "words": dispute.words} if dispute.choices else {})
                for dispute in self.disputes
            ]
        return shown

    @classmethod
    def from_json(cls, raw: Any) -> "Profile":
        """Give the profile that JSON states: bare values, or what `to_json` gives.

        Raises InvalidInput, in French, for an unknown key or a value that cannot be.

        >>> Profile.from_json({"effectif": 9, "commune": "Gramat", "country": "Chine"}).company.departement
        '46'
        """
        if not isinstance(raw, dict):
            raise InvalidInput(INVALID["profile"])
        needs = _needs_from_json(raw.get("needs"))
        disputes = _disputes_from_json(raw.get("contradictions"))
        entries = {key: value for key, value in raw.items() if key not in ("needs", "contradictions")}
        _refuse_unknown(entries)
        given = {key: value for key, value in entries.items() if value is not None and value != ""}
        facts = {key: fact_from_json(key, value) for key, value in given.items() if key != "commune"}
        if "commune" in given:
            facts["commune"] = fact_from_json("commune", given["commune"], _places(facts))
        stale = disputes_among(facts)
        kept = tuple(one for one in disputes if not any(set(one.fields) == set(two.fields) for two in stale))
        return cls(needs=needs).with_facts(facts, kept)


def _refuse_unknown(entries: Mapping[str, Any]) -> None:
    for key in entries:
        if key not in FIELDS:
            raise InvalidInput(INVALID["unknown_field"].format(str(key)[:50], ", ".join(FIELDS)))


def _places(facts: Mapping[str, Fact]) -> list[Place]:
    """Give the département and the région that facts name."""
    found = [
        look_up(str(facts[name].value))
        for name, look_up in (("departement", departement), ("region", region))
        if name in facts
    ]
    return [place for place in found if place]


def _needs_from_json(raw: Any) -> tuple[Need, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list) or len(raw) > _MOST_NEEDS:
        raise InvalidInput(INVALID["fact"].format(field="needs", reason=INVALID["needs"]))
    needs = []
    for one in raw:
        text = one if isinstance(one, str) else one.get("text") if isinstance(one, dict) else None
        subject = one.get("subject") if isinstance(one, dict) else None
        if not isinstance(text, str) or len(text) > _LONGEST_NEED or not isinstance(subject, str | None):
            raise InvalidInput(INVALID["fact"].format(field="needs", reason=INVALID["needs"]))
        if subject is not None and checked_subject(subject) is None:
            reason = INVALID["subject"].format(subject[:50])
            raise InvalidInput(INVALID["fact"].format(field="needs", reason=reason))
        needs.append(Need(text, checked_subject(subject) if subject else None))
    return tuple(needs)


def _disputes_from_json(raw: Any) -> tuple[Dispute, ...]:
    fault = InvalidInput(INVALID["fact"].format(field="contradictions", reason=INVALID["contradictions"]))
    if raw is None:
        return ()
    if not isinstance(raw, list) or len(raw) > _MOST_DISPUTES:
        raise fault
    disputes = []
    for one in raw:
        if not isinstance(one, dict):
            raise fault
        question: Any
        question, words = one.get("question"), one.get("words") or ""
        fields: Any
        fields, choices = one.get("fields"), one.get("choices") or []
        if not (_is_text(question) and _is_text(words) and _are_texts(fields) and _are_texts(choices)):
            raise fault
        if not set(fields) <= set(FIELDS):
            raise fault
        disputes.append(Dispute(tuple(fields), question, tuple(choices), words))
    return tuple(disputes)


def _is_text(raw: Any) -> bool:
    return isinstance(raw, str) and len(raw) <= _LONGEST_NEED


def _are_texts(raw: Any) -> bool:
    return isinstance(raw, list) and len(raw) <= _MOST_CHOICES and all(_is_text(one) for one in raw)


def _company_of(facts: Mapping[str, Fact], contested: frozenset[str]) -> Company:
    sure = ("corrected", "directory")
    values: dict[str, Any] = {
        name: fact.value
        for name, fact in facts.items()
        # A project may aim at several countries: the first stands while the others are asked about.
        if name not in contested or name == "country" or fact.origin in sure
    }
    town = commune(values["commune"]) if "commune" in values else None
    if town and "departement" not in contested:
        values.setdefault("departement", town.departement)
    place = departement(values["departement"]) if values.get("departement") else None
    if place and "region" not in contested:
        values.setdefault("region", place.region)
    if "siret" in values and "siren" not in contested:
        values.setdefault("siren", values["siret"][:9])
    return Company(**values)
