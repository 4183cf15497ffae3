"""What is found in a clause: a fact's value and the words that it was read from."""

from dataclasses import dataclass
from datetime import date

from bot.companies.clauses import Clause
from bot.companies.company import Headcount

Value = Headcount | date | str | bool


@dataclass(frozen=True)
class Found:
    """The value of a field, its words, and what the value alone does not tell (a region, a precision)."""

    field: str
    value: Value
    words: str
    detail: str | None = None

    @classmethod
    def at(
        cls, clause: Clause, field: str, value: Value, span: tuple[int, int], detail: str | None = None
    ) -> "Found":
        """Give what is found at a span of a clause's folded text."""
        return cls(field, value, clause.said.words(*span), detail)
