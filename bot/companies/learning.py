"""The learning: how what is newly read joins what is known, without ever overwriting a correction."""

from dataclasses import dataclass, field, replace

from bot.companies.activities import covers, section_of
from bot.companies.company import Headcount
from bot.companies.contradictions import Dispute
from bot.companies.facts import Fact, label_of
from bot.companies.geography import commune, contains, departement, region
from bot.companies.messages import QUESTIONS
from bot.companies.needs import Need
from bot.companies.profile import Profile

_KEEPING = ("corrected", "directory")
"""Origins that a guess never replaces."""
_ONE_OF_MANY = "country"
"""A project may turn to another country: the last one said is the one meant."""


@dataclass
class Learning:
    """A profile in the making: facts are offered one by one, `profile` gives what came of them.

    `is_correction` tells that the message says it changes something (« en fait… »).
    """

    known: Profile
    is_correction: bool = False
    facts: dict[str, Fact] = field(init=False)
    _disputes: list[Dispute] = field(init=False)
    _needs: list[Need] = field(init=False)

    def __post_init__(self) -> None:
        self.facts = dict(self.known.facts)
        self._disputes = list(self.known.disputes)
        self._needs = list(self.known.needs)

    def offer(self, name: str, fact: Fact) -> None:
        """Take a fact in: adopt it, leave it, or ask when it differs from what is known."""
        old = self.facts.get(name)
        if old is None:
            self._adopt(name, fact)
        elif _agree(name, old, fact):
            if _is_finer(name, old, fact) and old.origin not in _KEEPING:
                self._adopt(name, fact)
        elif old.origin not in _KEEPING and self._may_replace(name, old):
            self._adopt(name, fact)
        elif not _is_minor(name, old, fact):
            question = QUESTIONS["changed"].format(old=label_of(name, old), new=label_of(name, fact))
            self.ask((name,), question)

    def ask(self, fields: tuple[str, ...], question: str) -> None:
        """Leave a question open about fields; one about the same fields gives way to it."""
        self.dispute(Dispute(fields, question))

    def dispute(self, dispute: Dispute) -> None:
        """Leave a dispute open; one about the same fields gives way to it."""
        self._disputes = [one for one in self._disputes if one.fields != dispute.fields]
        self._disputes.append(dispute)

    def need(self, need: Need) -> None:
        """Take a need in, once a subject; one of no known subject, once a wording."""
        known = {(one.subject or one.text) for one in self._needs}
        if (need.subject or need.text) not in known:
            self._needs.append(need)

    def profile(self) -> Profile:
        """Give what came of all that was offered."""
        return replace(self.known, needs=tuple(self._needs)).with_facts(self.facts, tuple(self._disputes))

    def _may_replace(self, name: str, old: Fact) -> bool:
        return (
            self.is_correction
            or name in self.known.contested
            or old.origin == "prefilled"
            or name == _ONE_OF_MANY
        )

    def _adopt(self, name: str, fact: Fact) -> None:
        self.facts[name] = fact
        self._disputes = [one for one in self._disputes if name not in one.fields]
        self._settle_homonyms(name, fact)
        if name == "to_be_created" or not self.is_correction:
            return
        # Moved: what was said of the old place goes with it.
        for wide in _wider(name):
            other = self.facts.get(wide)
            if other and other.origin not in _KEEPING and not _holds(wide, other, name, fact):
                del self.facts[wide]

    def _settle_homonyms(self, name: str, fact: Fact) -> None:
        """Adopt the commune that was meant, once its département or région tells it from its homonyms."""
        look_up = {"departement": departement, "region": region}.get(name)
        wide = look_up(str(fact.value)) if look_up else None
        found = [(commune(code), one.words) for one in self._disputes for code in one.choices]
        left = [(town, words) for town, words in found if wide and town and contains(wide, town)]
        if len(left) == 1:
            town, words = left[0]
            self._adopt("commune", Fact(town.code, words))


def _agree(name: str, old: Fact, new: Fact) -> bool:
    """Tell whether two facts can both be true."""
    if isinstance(old.value, Headcount) and isinstance(new.value, Headcount):
        return old.value.least <= new.value.most and new.value.least <= old.value.most
    if name == "code_naf":
        one, other = str(old.value), str(new.value)
        return covers(one, other) or covers(other, one)
    if name == "created":
        return str(old.value)[:4] == str(new.value)[:4]
    return old.value == new.value and (name != _ONE_OF_MANY or new.detail in (None, old.detail))


def _is_finer(name: str, old: Fact, new: Fact) -> bool:
    if isinstance(old.value, Headcount) and isinstance(new.value, Headcount):
        return new.value.most - new.value.least < old.value.most - old.value.least
    if name == "code_naf":
        return old.value != new.value and covers(str(old.value), str(new.value))
    if name == "created":
        return len(new.detail or "2020-01-01") > len(old.detail or "2020-01-01")
    return False


def _is_minor(name: str, old: Fact, new: Fact) -> bool:
    """Tell that a difference is one of wording: two trades of one section are said of one company."""
    return name == "code_naf" and section_of(str(old.value)) == section_of(str(new.value))


def _wider(name: str) -> tuple[str, ...]:
    return {
        "commune": ("departement", "region"),
        "departement": ("commune", "region"),
        "region": ("commune", "departement"),
    }.get(name, ())


def _holds(wide: str, other: Fact, name: str, fact: Fact) -> bool:
    tables = {"commune": commune, "departement": departement, "region": region}
    one, two = tables[wide](str(other.value)), tables[name](str(fact.value))
    return one is not None and two is not None and (contains(one, two) or contains(two, one))
