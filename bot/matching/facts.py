"""The facts: what is known of a company on a day, worked out once for every entry it is judged against."""

from dataclasses import dataclass
from datetime import date

from bot.companies.company import Company, Headcount
from bot.matching.legal_forms import form_of
from bot.matching.naf import path_of
from bot.matching.territories import possible_departements


@dataclass(frozen=True, slots=True)
class Facts:
    """A company seen from a day. None is unknown; `form` is one of `legal_forms`, `activity` a NAF path."""

    company: Company
    day: date
    departements: frozenset[str]
    headcount: Headcount | None
    age: int | None
    form: str | None
    activity: str | None
    is_business: bool
    """Something known of it is true of a business only."""

    @classmethod
    def of(cls, company: Company, day: date) -> "Facts":
        """Give the facts of a company on a day."""
        known = (company.siren, company.siret, company.effectif, company.code_naf, company.forme_juridique)
        return cls(
            company=company,
            day=day,
            departements=possible_departements(company),
            headcount=company.effectif,
            age=age_of(company, day),
            form=form_of(company.forme_juridique) if company.forme_juridique else None,
            activity=path_of(company.code_naf) if company.code_naf else None,
            is_business=any(fact is not None for fact in known),
        )


def age_of(company: Company, day: date) -> int | None:
    """Give the full years of existence on a day; 0 for a company still to be created, None if unknown.

    >>> age_of(Company(created=date(2024, 2, 29)), date(2026, 2, 28))
    1
    """
    if company.created is None:
        return 0 if company.to_be_created else None
    had_birthday = (day.month, day.day) >= (company.created.month, company.created.day)
    return max(0, day.year - company.created.year - (not had_birthday))


def anniversary(created: date, years: int) -> date:
    """Give the day on which a company reaches an age; born on 29 February, on 1 March of common years.

    >>> anniversary(date(2024, 2, 29), 1)
    datetime.date(2025, 3, 1)
    """
    try:
        return created.replace(year=created.year + years)
    except ValueError:
        return date(created.year + years, 3, 1)
